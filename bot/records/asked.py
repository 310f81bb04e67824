"""Entries answered from, counted in memory and written together: it happens with every answer."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.records import tallies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.records.database import Database
    from bot.records.losses import Losses

BUFFERED = 10_000
"""Pairs of day and entry that wait while the database is away; what exceeds them is lost."""


class EntryCounts:
    def __init__(self, database: Database, losses: Losses) -> None:
        self._database = database
        self._losses = losses
        self._counts: Counter[tuple[date, str]] = Counter()
        self._writing = asyncio.Lock()

    def add(self, day: date, entries: Iterable[str]) -> None:
        for entry in entries:
            self._put((day, entry), 1)

    def _put(self, place: tuple[date, str], times: int) -> None:
        if place in self._counts or len(self._counts) < BUFFERED:
            self._counts[place] += times
        else:
            self._losses.add("asked", times)

    async def flush(self) -> None:
        """Write what is buffered; afterwards what another flush was writing meanwhile is written too.

        RecordsAwayError: it stays buffered, for the next time.
        """
        async with self._writing:
            if self._counts:
                await self._write()

    async def _write(self) -> None:
        counts, self._counts = self._counts, Counter()
        try:
            await self._database.write(tallies.add, counts)
        except SQLAlchemyError:
            self._losses.add("asked", counts.total())
            raise
        except BaseException:
            for place, times in counts.items():
                self._put(place, times)
            raise

    def give_up(self) -> None:
        """Count what is still buffered as lost."""
        self._losses.add("asked", self._counts.total())
        self._counts.clear()
