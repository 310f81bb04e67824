"""Who asked to be told when a question is answered: kept until they are told, or do not want it any more, or 30 days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select, update

from bot.records.questions import changed
from bot.records.tables import waiters
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.clock import Clock
    from bot.records.database import Database

KEPT = timedelta(days=30)
OF_ONE = 20
"""Questions that one member may wait for."""
IN_ALL = 20_000


@dataclass(frozen=True, slots=True)
class Waiter:
    """A member who waits, and the language in which they are told."""

    user: int
    key: str
    locale: str


class Waiters:
    """Those who wait for an answer, in the records. Raises RecordsAwayError while the database is away."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def wait(self, waiter: Waiter, text: str) -> bool:
        """Remember that somebody waits for a question (scrubbed by the caller); False where there are too many already."""
        return await self._database.write(_wait, waiter, text, self._clock.now())

    async def stop(self, user: int, key: str) -> bool:
        """Forget it; whether there was anything."""
        return await self._database.write(_drop, user, key)

    async def questions(self, limit: int) -> list[tuple[str, str]]:
        """The questions that somebody waits for, key and words, those of most people first."""
        return await self._database.read(_questions, self._clock.now() - KEPT, limit)

    async def claim(self, key: str, now: datetime, until: datetime) -> list[Waiter]:
        """Those who wait for a question, for the caller to tell: nobody else gets them until then. `now` never stands still."""
        return await self._database.write(_claim, key, now, until)

    async def expire(self) -> None:
        await self._database.write(_expire, self._clock.now() - KEPT)


async def _wait(connection: AsyncConnection, waiter: Waiter, text: str, now: datetime) -> bool:
    mine = select(func.count()).select_from(waiters).where(waiters.c.user == waiter.user)
    every = select(func.count()).select_from(waiters)
    for counted, most in ((mine, OF_ONE), (every, IN_ALL)):
        if (await connection.execute(counted)).scalar_one() >= most:
            return False
    new = insert_into(connection, waiters).values(
        user=waiter.user, key=waiter.key, text=text, locale=waiter.locale, at=now
    )
    await connection.execute(new.on_conflict_do_nothing())
    return True


async def _drop(connection: AsyncConnection, user: int, key: str) -> bool:
    gone = delete(waiters).where(waiters.c.user == user, waiters.c.key == key)
    return changed(await connection.execute(gone)) > 0


async def _questions(connection: AsyncConnection, since: datetime, limit: int) -> list[tuple[str, str]]:
    people = func.count()
    listed = select(waiters.c.key, func.min(waiters.c.text).label("text")).where(waiters.c.at >= since)
    listed = listed.group_by(waiters.c.key).order_by(people.desc(), waiters.c.key).limit(limit)
    return [(row.key, row.text) for row in await connection.execute(listed)]


async def _claim(connection: AsyncConnection, key: str, now: datetime, until: datetime) -> list[Waiter]:
    free = or_(waiters.c.until.is_(None), waiters.c.until <= now)
    taken = update(waiters).where(waiters.c.key == key, free).values(until=until)
    rows = await connection.execute(taken.returning(waiters.c.user, waiters.c.locale))
    return [Waiter(row.user, key, row.locale) for row in rows]


async def _expire(connection: AsyncConnection, before: datetime) -> None:
    await connection.execute(delete(waiters).where(waiters.c.at < before))
