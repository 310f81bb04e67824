"""Edits that were cut short: put right by whoever has the folder they were written to, and left alone by everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.clock import FixedClock
from bot.knowledge import editing
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import load, revision
from bot.knowledge.model.items import ANSWERS, SOURCES
from bot.live.keeper import Keeper
from bot.moderating.editor import Editor
from bot.records.rows import NewEdit
from bot.records.store import Records
from bot.records.urls import default_url
from tests.discord_app import world
from tests.standin.process import knowledge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

CLOCK = FixedClock(world.EPOCH)


@dataclass
class Copy:
    """A knowledge folder, and a process that serves it."""

    folder: Path
    editor: Editor

    @property
    def files(self) -> dict[str, bytes]:
        return gather(self.folder)[0]

    def mark(self) -> str:
        with editing.edit_lock(self.folder):
            return editing.marked(self.folder)


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = Records(default_url(tmp_path), CLOCK)
    await records.start()
    yield records
    await records.close()


@pytest.fixture
def here(tmp_path: Path, records: Records) -> Copy:
    return copy(tmp_path / "here", records)


def copy(folder: Path, records: Records) -> Copy:
    return Copy(folder, Editor(Keeper(knowledge(folder), world.engine(), CLOCK), records, CLOCK))


def with_office(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """An answer and its source: two files change."""
    source = {
        "id": "post-office",
        "publisher": "Harbor Post",
        "title": "The office",
        "published": "2025-12-30",
    }
    answer = {"id": "office", "question": "Where is the office?", "answer": "At the gate."}
    rest = {"reviewed": "2025-12-31"}
    made = editing.add_entry(files, SOURCES, None, {**source, "kind": "press", **rest})
    return editing.add_entry(made, ANSWERS, None, {**answer, "citations": ["post-office"], **rest})


async def begun(records: Records, copy: Copy, folder: str) -> tuple[int, dict[str, bytes]]:
    """An edit that is recorded as being written, and the files that it leads to."""
    before = copy.files
    after = with_office(before)
    edit = NewEdit(
        moderator_id=1,
        moderator="Anna",
        what="the office",
        reason="",
        entries=("answer/office",),
        patches=editing.to_json(editing.patches(before, after)),
        revision=revision(before),
        folder=folder,
    )
    return await records.begin_edit(edit), after


@pytest.mark.parametrize("known", [True, False])
async def test_what_was_never_written_is_forgotten(records: Records, here: Copy, known: bool) -> None:
    """Also what an earlier version began, which did not record the folder."""
    number, _ = await begun(records, here, here.mark() if known else "")
    before = here.files

    assert await here.editor.recover() == 1
    assert await records.edit(number) is None
    assert here.files == before


@pytest.mark.parametrize("written", [["sources.yaml"], ["answers.yaml", "sources.yaml"]])
async def test_what_was_written_whole_or_in_part_is_finished(
    records: Records, here: Copy, written: list[str]
) -> None:
    number, after = await begun(records, here, here.mark())
    for name in written:
        (here.folder / name).write_bytes(after[name])

    assert await here.editor.recover() == 1
    assert here.files == after
    edit = await records.edit(number)
    assert edit is not None
    assert (edit.state, edit.revision_after) == ("done", load(here.folder).revision)


async def test_what_another_process_writes_to_a_copy_of_its_own_is_left_alone(
    records: Records, here: Copy, tmp_path: Path
) -> None:
    there = copy(tmp_path / "there", records)
    number, _ = await begun(records, there, there.mark())
    here.mark()

    assert await here.editor.recover() == 0
    assert [edit.id for edit in await records.unfinished()] == [number]
    assert await there.editor.recover() == 1


async def test_a_folder_keeps_its_mark_and_no_two_have_the_same(here: Copy, tmp_path: Path) -> None:
    (tmp_path / "another").mkdir()

    assert editing.mark_of(here.folder) == ""
    assert here.mark() == here.mark() == editing.mark_of(here.folder) != ""
    with editing.edit_lock(tmp_path / "another"):
        assert editing.marked(tmp_path / "another") != here.mark()
    assert load(here.folder).revision == world.base().revision, "it is no part of the knowledge"
