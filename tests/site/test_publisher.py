"""The bot keeps its site in step: after each change of the base, in a process of its own; a failure stops nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.clock import FixedClock
from bot.knowledge.loader import load
from bot.live.changes import Refused, Swapped
from bot.live.keeper import Keeper
from bot.publishing.process import NotPublishedError, SiteJob, from_json, publish, to_json
from bot.publishing.publisher import Publisher
from bot.records.store import Records
from bot.site.model import Correction, Part
from tests.site import papers

if TYPE_CHECKING:
    from pathlib import Path

NOW = papers.END
SOON = 60.0
"""Seconds in which something that must happen has happened."""
FIXED = Correction("edit/1/x", NOW, "lamp-2025/meeting/2025-12-11", "Why not", (Part("Date", "was", "is"),))


class Press:
    """Notes what it is to write; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.works: asyncio.Queue[SiteJob] = asyncio.Queue()

    async def __call__(self, work: SiteJob) -> str:
        self.works.put_nowait(work)
        if self.failures:
            self.failures -= 1
            raise NotPublishedError("the disk is full")
        return "written"

    async def next(self) -> SiteJob:
        return await asyncio.wait_for(self.works.get(), SOON)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(papers.base())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in papers.files().items():
        path = tmp_path / "knowledge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), "utf-8")
    return tmp_path / "knowledge"


@pytest.fixture
def keeper(folder: Path, engine: Engine) -> Keeper:
    return Keeper(folder, engine, FixedClock(NOW))


def test_the_work_comes_through_as_it_is(tmp_path: Path) -> None:
    work = SiteJob(tmp_path, tmp_path / "site", "https://x.example/", NOW, [FIXED])

    assert from_json(to_json(work)) == work


async def test_a_process_writes_the_site(folder: Path, tmp_path: Path) -> None:
    told = await publish(SiteJob(folder, tmp_path / "site", "", NOW, [FIXED]))

    assert "written, 0 removed" in told
    assert b"Day 31 of the lampmakers strike" in (tmp_path / "site/index.html").read_bytes()
    read = json.loads((tmp_path / "site/corrections.json").read_text())
    assert FIXED.reason in [one["reason"] for one in read]


async def test_what_is_wrong_comes_back_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("years of work")
    with pytest.raises(NotPublishedError, match="no site of Strikebot"):
        await publish(SiteJob(folder, tmp_path / "site", "", NOW))
    (folder / "sources.yaml").write_text("- nothing")
    with pytest.raises(NotPublishedError, match=r"sources\.yaml"):
        await publish(SiteJob(folder, tmp_path / "other", "", NOW))


async def test_the_site_is_written_at_the_start_and_after_each_swap(keeper: Keeper, tmp_path: Path) -> None:
    press = Press()
    publisher = Publisher(
        keeper, None, FixedClock(NOW), tmp_path / "site", "https://x.example/", publish=press
    )
    publisher.start()
    try:
        assert await press.next() == SiteJob(keeper.folder, tmp_path / "site", "https://x.example/", NOW, [])
        publisher.told(Refused(()))
        publisher.told(Swapped("0" * 12, keeper.engine))
        await press.next()
        assert press.works.empty()
    finally:
        await publisher.stop()


async def test_an_edit_in_the_files_reaches_the_site(keeper: Keeper, folder: Path, tmp_path: Path) -> None:
    press = Press()
    publisher = Publisher(keeper, None, FixedClock(NOW), tmp_path / "site", publish=press)
    publisher.start()
    try:
        await press.next()
        await keeper.take(keeper.engine)
        await press.next()
    finally:
        await publisher.stop()
        await keeper.freed()


async def test_a_failure_is_told_in_the_log_and_the_next_change_is_tried(
    keeper: Keeper, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    press = Press(failures=1)
    publisher = Publisher(keeper, None, FixedClock(NOW), tmp_path / "site", publish=press)
    with caplog.at_level(logging.WARNING):
        assert not await publisher.write()
    assert "the disk is full" in caplog.text
    assert await publisher.write()


async def test_the_site_goes_on_while_the_records_are_away(keeper: Keeper, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").mkdir()  # no database can be there
    records = Records(f"sqlite:///{tmp_path / 'records.sqlite3'}", FixedClock(NOW))
    press = Press()

    assert await Publisher(keeper, records, FixedClock(NOW), tmp_path / "site", publish=press).write()
    assert (await press.next()).corrections == []


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2025-12-31T12:00:00-08:00", 3600),
        ("2025-12-31T23:30:00-08:00", 1801),
        ("2025-12-31T23:59:59-08:00", 2),
    ],
)
async def test_it_is_written_anew_when_the_day_turns(
    keeper: Keeper, tmp_path: Path, moment: str, seconds: float
) -> None:
    clock = FixedClock(dt.datetime.fromisoformat(moment))

    assert Publisher(keeper, None, clock, tmp_path)._seconds() == seconds


def test_the_folder_of_a_bot_is_that_of_its_files(folder: Path) -> None:
    assert load(folder).revision == papers.base().revision
