"""An edit that is cut off, or written while the records are away: it is neither lost nor forgotten."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from typing import TYPE_CHECKING, Any

import discord

from bot.knowledge import editing
from bot.records.errors import RecordsAwayError
from bot.records.rows import Moderator
from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, button
from tests.discord_app.kb.test_adding import MEETING, added

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.knowledge.editing import Files
    from bot.moderating.editor import Editor
    from bot.moderating.outcomes import Prepared
    from bot.records.rows import StoredDraft

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


async def test_a_form_opens_before_anything_is_asked_of_the_records(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = asyncio.Event()
    send_modal, keep = discord.InteractionResponse.send_modal, house.records.keep_draft

    async def sent(response: discord.InteractionResponse[Any], modal: discord.ui.Modal) -> object:
        result = await send_modal(response, modal)
        opened.set()
        return result

    async def silent(draft: StoredDraft) -> None:
        async with asyncio.timeout(5):
            await (
                opened.wait()
            )  # a database that does not answer would take three seconds, all that there are
        await keep(draft)

    monkeypatch.setattr(discord.InteractionResponse, "send_modal", sent)
    monkeypatch.setattr(house.records, "keep_draft", silent)
    form = await house.kb("add meeting")
    assert form.modal is not None
    await house.open()
    assert "The third round ended" in text(await house.fill(form, **MEETING)), "it is stored all the same"


async def test_a_draft_is_not_called_gone_while_the_records_are_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await added(house)
    await house.open()

    async def away(*_: object) -> None:
        raise RecordsAwayError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(house.records, "draft", away)
        refused = await house.press(shown, "Save")
    assert "records cannot be reached" in text(refused)
    assert "Saved as edit 1" in text(await house.press(shown, "Save"))


async def test_of_all_drafts_only_the_last_one_shown_holds_a_base(house: House) -> None:
    """Each base takes some 30 MiB."""
    _, first = await prepared(house)
    assert first.engine is not None
    base = weakref.ref(first.engine)
    del first
    taught = await house.kb("teach", question="who blinked first", entry="lamp-2025/quote/berg-robots")
    await house.keeper.freed()
    gc.collect()
    assert base() is None
    assert "Saved as edit 1" in text(await house.press(taught, "Save"))
