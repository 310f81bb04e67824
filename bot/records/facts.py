"""The facts as they were last seen: compared with a newer base and moved on to it in one step, by one process of all."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select, update

from bot.records.batches import batches
from bot.records.follow_rows import Seen, Stored
from bot.records.questions import changed
from bot.records.tables import facts, marks
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

SEEN = "facts.seen"
"""The mark under which it is kept with which base the facts were last compared."""


async def snapshot(connection: AsyncConnection) -> tuple[str, list[Stored]]:
    """The mark as it stands (for `move_on`; empty for none), and all facts."""
    mark = (await connection.execute(select(marks.c.value).where(marks.c.name == SEEN))).scalar()
    rows = await connection.execute(select(facts))
    return mark or "", [stored(row) for row in rows]


async def move_on(connection: AsyncConnection, mark: str, seen: Seen, rows: Sequence[Stored]) -> bool:
    """Record what has changed since the mark was read; False, and nothing is changed, where another process was first."""
    value = written(seen)
    first = insert_into(connection, marks).values(name=SEEN, value=value).on_conflict_do_nothing()
    next_ = update(marks).where(marks.c.name == SEEN, marks.c.value == mark).values(value=value)
    if not changed(await connection.execute(next_ if mark else first)):
        return False
    for some in batches(rows):
        new = insert_into(connection, facts).values([_values(row) for row in some])
        columns = {c.name: new.excluded[c.name] for c in facts.c if c.name != "key"}
        await connection.execute(new.on_conflict_do_update(index_elements=[facts.c.key], set_=columns))
    return True


async def named(connection: AsyncConnection, keys: Iterable[str]) -> list[Stored]:
    found: list[Stored] = []
    for some in batches(sorted(set(keys))):
        found += [stored(row) for row in await connection.execute(select(facts).where(facts.c.key.in_(some)))]
    return found


async def changed_since(connection: AsyncConnection, moment: datetime) -> list[Stored]:
    """In the order in which they are told: by when they became news, then by key."""
    wanted = select(facts).where(facts.c.changed >= moment).order_by(facts.c.since, facts.c.key)
    return [stored(row) for row in await connection.execute(wanted)]


def written(seen: Seen) -> str:
    return json.dumps({**asdict(seen), "at": seen.at.isoformat()})


def seen_in(mark: str) -> Seen | None:
    """What a mark says; None for none."""
    if not mark:
        return None
    read = json.loads(mark)
    return Seen(read["revision"], tuple(read["before"]), read["folder"], datetime.fromisoformat(read["at"]))


def stored(row: Row[Any]) -> Stored:
    return Stored(**{**row._asdict(), "strikes": tuple(row.strikes.split())})


def _values(row: Stored) -> dict[str, object]:
    return {**asdict(row), "strikes": " ".join(row.strikes)}
