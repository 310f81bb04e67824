"""Small things to remember by name, and work that one of all processes does once a period."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.records.tables import claims, marks
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

KEPT = timedelta(days=30)
"""How long a claim is kept: longer than any period for which one is made."""


async def mark(connection: AsyncConnection, name: str) -> str | None:
    return (await connection.execute(select(marks.c.value).where(marks.c.name == name))).scalar()


async def set_mark(connection: AsyncConnection, name: str, value: str) -> None:
    new = insert_into(connection, marks).values(name=name, value=value)
    await connection.execute(new.on_conflict_do_update(index_elements=[marks.c.name], set_={"value": value}))


async def claim(connection: AsyncConnection, name: str, every: timedelta, now: datetime) -> bool:
    """True for the first who asks once `every` has passed since the last claim; one statement, so there is one first.

    A claim from further in the future than a period was made by a clock that was wrong: it does not count.
    """
    new = insert_into(connection, claims).values(name=name, at=now)
    free = (claims.c.at <= now - every) | (claims.c.at > now + every)
    taken = new.on_conflict_do_update(index_elements=[claims.c.name], set_={"at": now}, where=free)
    return (await connection.execute(taken.returning(claims.c.name))).first() is not None


async def give_back(connection: AsyncConnection, name: str) -> None:
    await connection.execute(delete(claims).where(claims.c.name == name))


async def expire(connection: AsyncConnection, now: datetime) -> None:
    """Delete claims whose period is long over: some have a name of their own, and would become more and more."""
    await connection.execute(delete(claims).where(claims.c.at <= now - KEPT))
