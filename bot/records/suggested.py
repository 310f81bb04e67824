"""Messages that members suggest for the base: kept until a moderator has seen to them, for 30 days at most, and never with who
suggested them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, func, select, update

from bot.records.questions import changed, digest_of
from bot.records.tables import dismissals, suggestions
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.clock import Clock
    from bot.records.database import Database

KEPT = timedelta(days=30)
OF_ONE_SERVER = 50
"""Messages of one server that may wait at once."""
IN_ALL = 500

Kept = Literal["kept", "again", "handled", "full"]
"""Whether a message was kept: as a new one, as one that waits already, not as moderators have seen to it before, or not as
there are too many."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A message and where it stands; `times` is how often it was suggested, `day` when that was first."""

    id: int
    guild: int
    link: str
    text: str
    day: date
    times: int


class Suggestions:
    """The messages that members suggest, kept. Raises RecordsAwayError while the database is away."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, guild: int, link: str, text: str) -> Kept:
        """Keep a message (clipped by the caller) for the moderators."""
        return await self._database.write(_add, guild, link, text, self._today())

    async def waiting(self) -> list[Suggestion]:
        """Those that no moderator has seen to, the oldest first."""
        return await self._database.read(_waiting, self._today() - KEPT)

    async def one(self, id: int) -> Suggestion | None:
        return next((each for each in await self.waiting() if each.id == id), None)

    async def settle(self, id: int) -> bool:
        """A moderator has seen to it: it is forgotten, and not taken again. False: somebody else was first."""
        return await self._database.write(_settle, id)

    async def drop(self, guild: int) -> int:
        """Forget those of a server; how many those were."""
        return await self._database.write(_drop, guild)

    async def expire(self) -> None:
        await self._database.write(_expire, self._today() - KEPT)

    def _today(self) -> date:
        return self._clock.now().astimezone(UTC).date()


async def _add(connection: AsyncConnection, guild: int, link: str, text: str, day: date) -> Kept:
    again = update(suggestions).where(suggestions.c.link == link).values(times=suggestions.c.times + 1)
    if changed(await connection.execute(again)):
        return "again"
    seen = select(func.count()).select_from(dismissals).where(dismissals.c.digest == digest_of(link))
    if (await connection.execute(seen)).scalar_one():
        return "handled"
    every = select(func.count()).select_from(suggestions)
    for counted, most in ((every.where(suggestions.c.guild == guild), OF_ONE_SERVER), (every, IN_ALL)):
        if (await connection.execute(counted)).scalar_one() >= most:
            return "full"
    new = insert_into(connection, suggestions).values(guild=guild, link=link, text=text, day=day, times=1)
    await connection.execute(new.on_conflict_do_nothing())
    return "kept"


async def _waiting(connection: AsyncConnection, since: date) -> list[Suggestion]:
    wanted = select(suggestions).where(suggestions.c.day >= since).order_by(suggestions.c.id)
    return [Suggestion(**row._asdict()) for row in await connection.execute(wanted)]


async def _settle(connection: AsyncConnection, id: int) -> bool:
    gone = delete(suggestions).where(suggestions.c.id == id).returning(suggestions.c.link)
    link = (await connection.execute(gone)).scalar()
    if link is None:
        return False
    seen = insert_into(connection, dismissals).values(digest=digest_of(link))
    await connection.execute(seen.on_conflict_do_nothing())
    return True


async def _drop(connection: AsyncConnection, guild: int) -> int:
    return changed(await connection.execute(delete(suggestions).where(suggestions.c.guild == guild)))


async def _expire(connection: AsyncConnection, before: date) -> None:
    await connection.execute(delete(suggestions).where(suggestions.c.day < before))
