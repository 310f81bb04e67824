"""What a server has set: the strike that is meant first, where it is answered, in which language, for whose eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.records.questions import changed
from bot.records.tables import servers
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.clock import Clock
    from bot.records.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The settings of one server; nothing is set at first. No `strike` and no `language` are empty, no `channels` are all
    of them."""

    guild: int
    strike: str = ""
    channels: tuple[int, ...] = ()
    language: str = ""
    private: bool = False


class Servers:
    """What each server has set, kept. Raises RecordsAwayError while the database is away."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, server: Server) -> None:
        """In the place of what the server had set before."""
        await self._database.write(_keep, server, self._clock.now())

    async def drop(self, guild: int) -> bool:
        """Forget what a server has set; whether there was anything."""
        return await self._database.write(_drop, guild)

    async def every(self) -> list[Server]:
        return await self._database.read(_every)


async def _keep(connection: AsyncConnection, server: Server, now: datetime) -> None:
    values = {
        "strike": server.strike,
        "channels": " ".join(map(str, server.channels)),
        "language": server.language,
        "private": server.private,
        "at": now,
    }
    new = insert_into(connection, servers).values(guild=server.guild, **values)
    await connection.execute(new.on_conflict_do_update(index_elements=[servers.c.guild], set_=values))


async def _drop(connection: AsyncConnection, guild: int) -> bool:
    return changed(await connection.execute(delete(servers).where(servers.c.guild == guild))) > 0


async def _every(connection: AsyncConnection) -> list[Server]:
    rows = await connection.execute(select(servers).order_by(servers.c.guild))
    return [
        Server(
            guild=row.guild,
            strike=row.strike,
            channels=tuple(map(int, row.channels.split())),
            language=row.language,
            private=row.private,
        )
        for row in rows
    ]
