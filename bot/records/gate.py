"""The gate for several machines: each IDENTIFY of the last day in the database they share, under one lock, by its clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, text, update

from bot.identifying import AHEAD, DAY, Identify, Limits, TooSoonError, due
from bot.records.tables import identifies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.clock import Clock
    from bot.records.database import Database

LOCK = int.from_bytes(b"gate")
"""The number of PostgreSQL's advisory lock."""
LEFT_SECONDS = 3
"""After so long PostgreSQL lets go of the lock of a machine that has vanished in the middle."""
SETTLE_SECONDS = 1.0
"""How long noting that connections have lasted may take: it is among the last steps of a process."""


class DatabaseGate:
    """Remembers each IDENTIFY of the last day. RecordsAwayError where the database does not answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` is for a SQLite file; PostgreSQL's own clock is the same for all machines."""
        self._database = database
        self._clock = clock

    async def reserve(self, shards: Sequence[int], limits: Limits, patience: float) -> float:
        wait = await self._database.write(_reserve, tuple(shards), limits, patience, self._clock)
        if wait > patience:
            raise TooSoonError(wait)
        return wait

    async def settle(self, shards: Iterable[int]) -> None:
        await self._database.write(_settle, tuple(shards), patience=SETTLE_SECONDS)


async def _reserve(
    connection: AsyncConnection, shards: Sequence[int], limits: Limits, patience: float, clock: Clock
) -> float:
    await _alone(connection)
    now = await _now(connection, clock)
    rows = await connection.execute(select(identifies.c.shard, identifies.c.at, identifies.c.settled))
    history = [Identify(row.shard, row.at.timestamp(), row.settled) for row in rows]
    moment = max(due(history, shard, now, limits) for shard in shards)
    if moment - now <= patience:
        useless = (identifies.c.at < _moment(now - DAY)) | (identifies.c.at > _moment(now + AHEAD))
        await connection.execute(delete(identifies).where(useless))
        new = insert(identifies).values(shard=shards[0], at=_moment(moment), settled=False)
        await connection.execute(new)
    return moment - now


async def _settle(connection: AsyncConnection, shards: Sequence[int]) -> None:
    await _alone(connection)
    await connection.execute(update(identifies).where(identifies.c.shard.in_(shards)).values(settled=True))


async def _alone(connection: AsyncConnection) -> None:
    """One process at a time. In SQLite, a transaction that writes has the file for itself from its beginning."""
    if connection.dialect.name == "postgresql":
        vanished = f"SET LOCAL idle_in_transaction_session_timeout = '{LEFT_SECONDS}s'"
        await connection.execute(text(vanished))
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=LOCK))


async def _now(connection: AsyncConnection, clock: Clock) -> float:
    """The seconds since 1970, as all machines agree on them."""
    if connection.dialect.name != "postgresql":
        return clock.now().timestamp()
    found: dt.datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
    return found.timestamp()


def _moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
