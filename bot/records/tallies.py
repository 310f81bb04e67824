"""How often each entry was part of an answer, by day: no question, no person, no server."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import delete, func, select

from bot.records.questions import changed
from bot.records.tables import tallies
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

Counts: TypeAlias = "Mapping[tuple[date, str], int]"
"""Times by day and entry."""
KEPT = timedelta(days=400)
"""A year and some weeks: enough to compare with the same month of the year before."""
AT_ONCE = 1_000
"""Rows in one statement; both databases allow some 32,000 values in one."""


async def add(connection: AsyncConnection, counts: Counts) -> None:
    """Add to what is there. Always in the same order, so that two processes never wait for each other in a circle."""
    rows = [{"day": day, "entry": entry, "times": times} for (day, entry), times in sorted(counts.items())]
    for start in range(0, len(rows), AT_ONCE):
        new = insert_into(connection, tallies).values(rows[start : start + AT_ONCE])
        more = {"times": tallies.c.times + new.excluded.times}
        await connection.execute(
            new.on_conflict_do_update(index_elements=[tallies.c.day, tallies.c.entry], set_=more)
        )


async def most_asked(connection: AsyncConnection, since: date, limit: int) -> list[tuple[str, int]]:
    """Entries answered from most often since that day, with how often."""
    times = func.sum(tallies.c.times)
    ranked = select(tallies.c.entry, times).where(tallies.c.day >= since).group_by(tallies.c.entry)
    rows = await connection.execute(ranked.order_by(times.desc(), tallies.c.entry).limit(limit))
    return [(entry, int(count)) for entry, count in rows]


async def expire(connection: AsyncConnection, today: date) -> int:
    return changed(await connection.execute(delete(tallies).where(tallies.c.day < today - KEPT)))
