"""Messages to channels: each is claimed before it is sent, so that no other process sends it, and known after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, or_, select, update

from bot.records.batches import batches
from bot.records.follow_rows import Parcel
from bot.records.tables import parcels, tellings
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def about(connection: AsyncConnection, keys: Collection[str]) -> list[Parcel]:
    """The messages in which any of these facts are, with all that is in them."""
    found: set[str] = set()
    for some in batches(sorted(keys)):
        rows = await connection.execute(select(tellings.c.parcel).where(tellings.c.key.in_(some)))
        found |= {row.parcel for row in rows}
    return await _named(connection, found)


async def unfinished(connection: AsyncConnection, since: datetime) -> list[Parcel]:
    """Those that were begun since a moment, and are not sent, or not published."""
    open_ = or_(parcels.c.message.is_(None), parcels.c.unpublished)
    rows = await connection.execute(select(parcels.c.id).where(parcels.c.at >= since, open_))
    return await _named(connection, {row.id for row in rows})


async def claim(connection: AsyncConnection, wanted: Sequence[Parcel], now: datetime) -> list[Parcel]:
    """Those of the messages that are the caller's to send now, each with what is in it.

    One that nobody has begun, or whose sender has not come back in time. A fact that is in another message is left out.
    """
    if not wanted:
        return []
    values = [
        {
            "id": one.id, "follow": one.follow, "at": one.at, "until": one.until, "shown": "", "unpublished": False,
        } for one in wanted
    ]  # fmt: skip
    new = insert_into(connection, parcels).values(values)
    free = parcels.c.message.is_(None) & (parcels.c.until <= now)
    taken = new.on_conflict_do_update(
        index_elements=[parcels.c.id], set_={"until": new.excluded.until}, where=free
    )
    mine = {row.id for row in await connection.execute(taken.returning(parcels.c.id))}
    rows = [
        {"follow": one.follow, "key": key, "parcel": one.id, "place": place}
        for one in wanted if one.id in mine for place, key in enumerate(one.keys)
    ]  # fmt: skip
    for some in batches(rows):
        await connection.execute(insert_into(connection, tellings).values(some).on_conflict_do_nothing())
    found = await _named(connection, mine)
    empty = [one.id for one in found if not one.keys]
    if empty:
        await connection.execute(delete(parcels).where(parcels.c.id.in_(empty)))
    return [one for one in found if one.keys]


async def sent(connection: AsyncConnection, done: Iterable[Parcel]) -> None:
    """Their messages are there, and show this."""
    for one in done:
        values = {"message": one.message, "shown": one.shown, "unpublished": one.unpublished}
        await connection.execute(update(parcels).where(parcels.c.id == one.id).values(values))


async def put_off(connection: AsyncConnection, id: str, until: datetime) -> None:
    """It could not be sent; it is not tried again before then."""
    still = (parcels.c.id == id) & parcels.c.message.is_(None)
    await connection.execute(update(parcels).where(still).values(until=until))


async def expire(connection: AsyncConnection, before: datetime) -> None:
    """Forget the messages of long ago: they stay as they are."""
    await connection.execute(delete(parcels).where(parcels.c.at < before))


async def _named(connection: AsyncConnection, ids: Collection[str]) -> list[Parcel]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    found: list[Row[Any]] = []
    for some in batches(sorted(ids)):
        inside = select(tellings).where(tellings.c.parcel.in_(some)).order_by(tellings.c.place)
        for row in await connection.execute(inside):
            keys[row.parcel].append(row.key)
        found += (await connection.execute(select(parcels).where(parcels.c.id.in_(some)))).all()
    made = [Parcel(**row._asdict(), keys=()) for row in found]
    return [replace(one, keys=tuple(keys[one.id])) for one in sorted(made, key=lambda one: (one.at, one.id))]
