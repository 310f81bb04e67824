"""Questions without an answer, kept for some seconds and written together: a transaction for each one costs several times
what the reply does."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.records import questions

if TYPE_CHECKING:
    from datetime import date

    from bot.records.database import Database
    from bot.records.losses import Losses
    from bot.records.rows import Noted

BUFFERED = 1_000
"""Questions that wait while the database is away; what exceeds them is lost."""


class Pending:
    def __init__(self, database: Database, losses: Losses) -> None:
        self._database = database
        self._losses = losses
        self._noted: dict[tuple[str, date, str], Noted] = {}
        self._writing = asyncio.Lock()

    def add(self, noted: Noted) -> None:
        """Count a question; the first text stays, the latest reason holds."""
        place = (noted.key, noted.day, noted.expected)
        before = self._noted.get(place)
        if before is not None:
            self._noted[place] = replace(before, why=noted.why, times=before.times + noted.times)
        elif len(self._noted) < BUFFERED:
            self._noted[place] = noted
        else:
            self._losses.add("questions", noted.times)

    async def flush(self, patience: float) -> None:
        """Write what is buffered; afterwards what another flush was writing meanwhile is written too.

        RecordsAwayError: it stays buffered, for the next time.
        """
        async with self._writing:
            if self._noted:
                await self._write(patience)

    async def _write(self, patience: float) -> None:
        noted, self._noted = list(self._noted.values()), {}
        try:
            await self._database.write(questions.note, noted, patience=patience)
        except SQLAlchemyError:
            self._losses.add("questions", sum(one.times for one in noted))
            raise
        except BaseException:
            since, self._noted = list(self._noted.values()), {}
            for one in (*noted, *since):
                self.add(one)
            raise

    def give_up(self) -> None:
        """Count what is still buffered as lost."""
        self._losses.add("questions", sum(one.times for one in self._noted.values()))
        self._noted.clear()
