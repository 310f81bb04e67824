"""The gate for one machine: a small SQLite file, whose lock all processes share, and which a kill leaves whole."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.identifying import AHEAD, DAY, Identify, Limits, TooSoonError, due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.clock import Clock

FILE = "identifies.sqlite3"
LOCK_SECONDS = 10.0
TABLE = "CREATE TABLE IF NOT EXISTS identifies (shard INTEGER, at REAL, settled INTEGER)"


class FileGate:
    """Remembers each IDENTIFY of the last day in a folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / FILE
        self._clock = clock

    async def reserve(self, shards: Sequence[int], limits: Limits, patience: float) -> float:
        return await asyncio.to_thread(self._reserve, tuple(shards), limits, patience)

    async def settle(self, shards: Iterable[int]) -> None:
        await asyncio.to_thread(self._settle, tuple(shards))

    def _reserve(self, shards: Sequence[int], limits: Limits, patience: float) -> float:
        with self._locked() as database:
            now = self._clock.now().timestamp()
            history = [
                Identify(*row) for row in database.execute("SELECT shard, at, settled FROM identifies")
            ]
            moment = max(due(history, shard, now, limits) for shard in shards)
            if moment - now > patience:
                raise TooSoonError(moment - now)
            database.execute("DELETE FROM identifies WHERE at < ? OR at > ?", (now - DAY, now + AHEAD))
            database.execute("INSERT INTO identifies VALUES (?, ?, 0)", (shards[0], moment))
            return moment - now

    def _settle(self, shards: Sequence[int]) -> None:
        with self._locked() as database:
            database.executemany(
                "UPDATE identifies SET settled = 1 WHERE shard = ?", [(shard,) for shard in shards]
            )

    @contextmanager
    def _locked(self) -> Iterator[sqlite3.Connection]:
        """The file, for this process alone; what was changed is kept unless there was an error."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=LOCK_SECONDS, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                database.execute(TABLE)
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
