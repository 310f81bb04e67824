"""Which channels are told of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, select, update

from bot.records.follow_rows import Follow
from bot.records.questions import changed
from bot.records.tables import follows
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def keep(connection: AsyncConnection, follow: Follow, now: datetime) -> bool:
    """One a channel: what was set before is replaced, and what was told stays told. Whether the channel is a new one."""
    values = {
        "guild": follow.guild, "kinds": " ".join(follow.kinds), "strikes": " ".join(follow.strikes),
        "hour": follow.hour, "zone": follow.zone, "role": follow.role, "publish": follow.publish, "trouble": "",
    }  # fmt: skip
    there = update(follows).where(follows.c.channel == follow.channel).values(values)
    if changed(await connection.execute(there)):
        return False
    new = insert_into(connection, follows).values(channel=follow.channel, at=now, **values)
    await connection.execute(new.on_conflict_do_update(index_elements=[follows.c.channel], set_=values))
    return True


async def every(connection: AsyncConnection, guild: int | None) -> list[Follow]:
    """Of one server, or of all."""
    wanted = select(follows).order_by(follows.c.id)
    if guild is not None:
        wanted = wanted.where(follows.c.guild == guild)
    return [_follow(row) for row in await connection.execute(wanted)]


async def drop(connection: AsyncConnection, guild: int, channel: int | None) -> int:
    """Tell a channel no more, or none of a server; how many those were."""
    gone = delete(follows).where(follows.c.guild == guild)
    if channel is not None:
        gone = gone.where(follows.c.channel == channel)
    return changed(await connection.execute(gone))


async def trouble(connection: AsyncConnection, follow: int, words: str) -> None:
    """Why a channel could not be told; empty once it could."""
    await connection.execute(update(follows).where(follows.c.id == follow).values(trouble=words))


def _follow(row: Row[Any]) -> Follow:
    found = row._asdict()
    return Follow(**{**found, "kinds": tuple(row.kinds.split()), "strikes": tuple(row.strikes.split())})
