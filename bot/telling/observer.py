"""Looks at the base in use, and records what is new in it since any process looked: once, whoever looks and dies when."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.editing import mark_of
from bot.live.keeper import FolderReading
from bot.records.facts import seen_in
from bot.records.follow_rows import Seen
from bot.telling.difference import changes, is_recent
from bot.telling.fact_collector import gather
from bot.telling.parcels import OLD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.live.keeper import Keeper
    from bot.records.follow_rows import Stored
    from bot.records.telling import Telling

log = logging.getLogger(__name__)

TRIES = 5
"""How often it is looked again where another process was first."""
REFRESHED = dt.timedelta(minutes=10)
"""After so long it is recorded that it was looked, though nothing has changed."""
TOLD_BY_OTHERS = dt.timedelta(hours=1)
"""So long nobody compares another folder, after a process of the first one has looked."""
BEFORE = 20
"""Earlier revisions that are known as such."""


@dataclass(frozen=True, slots=True)
class _Look:
    engine: Engine
    folder: str
    now: dt.datetime
    swapped: bool


class Looker:
    """Compares the base in use with the facts on record. What it records is the same whoever looks, and in one step: a process
    that dies has looked, or not."""

    def __init__(self, keeper: Keeper, telling: Telling, clock: Clock) -> None:
        self._keeper = keeper
        self._telling = telling
        self._clock = clock

    async def look(self, *, swapped: bool = False) -> None:
        """`swapped`: the base in use has just come to this process. RecordsAwayError."""
        for _ in range(TRIES):
            folder = await asyncio.to_thread(mark_of, self._keeper.folder)
            look = _Look(self._keeper.engine, folder, self._clock.now(), swapped)
            mark, rows = await self._telling.snapshot()
            if await self._moved(look, mark, rows):
                return

    async def _moved(self, look: _Look, mark: str, rows: Sequence[Stored]) -> bool:
        """False where it is to be looked again."""
        seen, revision = seen_in(mark), look.engine.base.revision
        if seen is not None and not await self._is_newer(look, seen):
            return True
        made = await asyncio.to_thread(_changes, look, self._keeper.folder, seen, rows)
        if seen and not made and seen.revision == revision and look.now - seen.at < REFRESHED:
            return True
        earlier = (
            (seen.revision, *seen.before)
            if seen and seen.revision != revision
            else seen.before
            if seen
            else ()
        )
        before = tuple(one for one in earlier if one != revision)[:BEFORE]
        return await self._telling.move_on(mark, Seen(revision, before, look.folder, look.now), made)

    async def _is_newer(self, look: _Look, seen: Seen) -> bool:
        """Whether this process has the base that holds, and not one that another process has left behind."""
        revision = look.engine.base.revision
        if look.now < seen.at - TOLD_BY_OTHERS:
            log.warning("nothing is told: the clock is behind the one by which it was last looked")
            return False
        if seen.revision == revision:
            return True
        if look.folder != seen.folder and look.folder and seen.folder:
            if not look.swapped and look.now - seen.at < TOLD_BY_OTHERS:
                return False
        elif not look.folder and not look.swapped and revision in seen.before:
            return False
        reading = await asyncio.to_thread(FolderReading.of, self._keeper.folder)
        return reading.revision == revision


def _changes(look: _Look, folder: Path, seen: Seen | None, rows: Sequence[Stored]) -> list[Stored]:
    """What is new in the base; of a base that nothing was ever compared with, all is as it was."""
    before, view = {row.key: row for row in rows}, look.engine.view(look.now)
    today = view.local_day()
    facts = gather(view, lambda key, day: key in before or is_recent(day, today))
    arrived = _arrived(look, folder, seen)
    return changes(before, facts, today, look.now, arrived)


def _arrived(look: _Look, folder: Path, seen: Seen | None) -> Callable[[str], dt.datetime | None]:
    """Since when a fact is there: now, or, where nobody has looked for long, since its file was last written."""
    where = look.engine.base.where

    def arrived(key: str) -> dt.datetime | None:
        if seen is None or look.now - seen.at <= OLD:
            return None if seen is None else look.now
        name, _ = where.get(key.partition("#")[0], ("", 0))
        try:
            written = (folder / name).stat().st_mtime
        except OSError:
            return look.now
        return min(look.now, dt.datetime.fromtimestamp(written, dt.UTC))

    return arrived
