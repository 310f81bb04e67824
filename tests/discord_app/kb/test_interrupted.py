"""An edit that is cut off, or written while the records are away: it is neither lost nor forgotten."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from bot.knowledge import editing
from bot.records.errors import RecordsAwayError
from bot.records.rows import Moderator
from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, button
from tests.discord_app.kb.test_adding import added

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.knowledge.editing import Files
    from bot.moderating.editor import Editor
    from bot.moderating.outcomes import Prepared

MEETINGS = "strikes/lamp-2025/meetings.yaml"
MOD = Moderator(1, "mod")


async def prepared(house: House) -> tuple[Editor, Prepared]:
    shown = await added(house)
    assert house.bot.kb is not None
    found = house.bot.kb.workbench.drafts.shown(button(shown, "Save")["custom_id"].split(":")[2])
    assert found is not None
    return house.bot.kb.editor, found


async def test_an_edit_written_while_the_records_went_away_is_recorded_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, work = await prepared(house)

    async def away(*_: object) -> None:
        raise RecordsAwayError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(house.records, "finish_edit", away)
        await editor.save(work, MOD)
    assert "- id: 2025-12-30" in house.read(MEETINGS)
    path = house.folder / MEETINGS
    path.write_text(house.read(MEETINGS).replace("in the lighthouse", "at the pier"), "utf-8")
    await editor.recover()
    (edit,) = await house.records.history(5)
    assert (edit.id, edit.state) == (1, "done"), "although its lines are not as it wrote them any more"


async def test_an_edit_that_is_written_while_the_bot_is_ended_is_put_right_at_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, work = await prepared(house)
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()
    write = editing.write_files

    def slowly(folder: Path, before: Files, after: Files) -> None:
        begun.set()
        go_on.wait(10)
        write(folder, before, after)
        done.set()

    monkeypatch.setattr(editing, "write_files", slowly)
    saving = asyncio.create_task(editor.save(work, MOD))
    await asyncio.to_thread(begun.wait, 10)
    (inner,) = editor._saving
    inner.cancel()
    await asyncio.gather(saving, inner, return_exceptions=True)
    go_on.set()
    await asyncio.to_thread(done.wait, 10)
    for lock in editor._kept:
        lock.close()  # as the end of the process does
    await house.open()
    assert [edit.state for edit in await house.records.history(5)] == ["done"]


async def test_an_unfinished_edit_is_kept_while_its_files_cannot_be_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, work = await prepared(house)
    await house.records.begin_edit(editor._record(work, MOD))
    editing.write_files(house.folder, work.before, work.plan.after)
    away = house.folder.with_name("moved")
    house.folder.rename(away)
    house.folder.mkdir()
    await editor.recover()
    assert len(await house.records.unfinished()) == 1, "not given up as never written"
    for left in house.folder.iterdir():
        left.unlink()
    house.folder.rmdir()
    away.rename(house.folder)
    await editor.recover()
    assert [edit.state for edit in await house.records.history(5)] == ["done"]
    assert "edit 1" in text(await house.kb("undo"))
