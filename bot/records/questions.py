"""Questions that nobody could answer yet: noted, listed, dismissed, settled, and deleted when they are old."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, Row, Select, delete, func, insert, select, update

from bot.records.rows import Noted, Waiting
from bot.records.tables import INDEXED, dismissals, expectations, questions, storable, waiters
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

EXPECTATIONS = 5
"""How many of the things people had expected are kept with a question."""
AT_MOST = 20_000
"""Questions kept in all: more than that is not people asking, and the disk is not theirs to fill."""


async def note(connection: AsyncConnection, noted: Iterable[Noted]) -> None:
    """Count the questions; the first text of each stays, the latest reason holds. A dismissed one is not written down.

    Always in the same order, so that two processes never wait for each other in a circle.
    """
    ordered = sorted(noted, key=lambda one: (storable(one.key, INDEXED), one.day))
    digests = {digest_of(one.key) for one in ordered}
    found = await connection.execute(select(dismissals.c.digest).where(dismissals.c.digest.in_(digests)))
    dismissed = set(found.scalars())
    kept = [one for one in ordered if digest_of(one.key) not in dismissed]
    if not kept:
        return
    new = insert_into(connection, questions)
    again = {
        "why": new.excluded.why,
        "times": questions.c.times + new.excluded.times,
        "last": new.excluded.last,
    }
    await connection.execute(
        new.on_conflict_do_update(index_elements=[questions.c.key], set_=again), [_row(one) for one in kept]
    )
    for one in kept:
        if one.expected:
            await _expect(connection, one.key, one.expected)


def _row(noted: Noted) -> dict[str, object]:
    return {
        "key": noted.key,
        "text": noted.text,
        "why": noted.why,
        "times": noted.times,
        "first": noted.day,
        "last": noted.day,
        "dismissed": False,
    }


async def _expect(connection: AsyncConnection, key: str, text: str) -> None:
    """Keep what was expected, once, and only the newest few."""
    of_this = expectations.c.key == key
    await connection.execute(delete(expectations).where(of_this, expectations.c.text == text))
    await connection.execute(insert(expectations).values(key=key, text=text))
    newest = select(expectations.c.id).where(of_this).order_by(expectations.c.id.desc()).limit(EXPECTATIONS)
    await connection.execute(delete(expectations).where(of_this, expectations.c.id.not_in(newest)))


async def waiting(connection: AsyncConnection, since: date, limit: int) -> list[Waiting]:
    """Those asked since that day, most asked first; of those asked as often, the one asked last."""
    listed = _ranked().where(~questions.c.dismissed, questions.c.last >= since).limit(limit)
    rows = (await connection.execute(listed)).all()
    keys = [row.key for row in rows]
    expected, people = await _expected(connection, keys), await _people(connection, keys)
    return [_waiting(row, expected.get(row.key, ()), people.get(row.key, 0)) for row in rows]


def _ranked() -> Select[Any]:
    return select(questions).order_by(questions.c.times.desc(), questions.c.last.desc(), questions.c.key)


async def _expected(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What people had expected of each question, the newest first."""
    rows = select(expectations).where(expectations.c.key.in_(keys)).order_by(expectations.c.id.desc())
    found: dict[str, tuple[str, ...]] = {}
    for row in await connection.execute(rows):
        found[row.key] = (*found.get(row.key, ()), row.text)
    return found


async def _people(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, int]:
    """How many want to be told of each question."""
    rows = select(waiters.c.key, func.count().label("people")).where(waiters.c.key.in_(keys))
    return {row.key: row.people for row in await connection.execute(rows.group_by(waiters.c.key))}


def _waiting(row: Row[Any], expected: tuple[str, ...], people: int) -> Waiting:
    first, last = _midnight(row.first), _midnight(row.last)
    return Waiting(row.key, row.text, row.why, row.times, first, last, expected, people)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


async def dismiss(connection: AsyncConnection, keys: Iterable[str]) -> int:
    """Take them off the list for good: their keys are remembered. Gives how many were not dismissed before."""
    if not (wanted := sorted(set(keys))):
        return 0
    digests = [{"digest": digest} for digest in sorted(set(map(digest_of, wanted)))]
    remember = insert_into(connection, dismissals).values(digests).on_conflict_do_nothing()
    result = await connection.execute(remember)
    await connection.execute(update(questions).where(questions.c.key.in_(wanted)).values(dismissed=True))
    return changed(result)


async def settle(connection: AsyncConnection, keys: Iterable[str]) -> int:
    """Forget questions that have their answer now; asked in vain again, they are new. Gives how many there were."""
    return changed(await connection.execute(delete(questions).where(questions.c.key.in_(sorted(set(keys))))))


async def expire(connection: AsyncConnection, before: date) -> int:
    """Delete what was last asked before that day, and the least asked of too many."""
    old = await connection.execute(delete(questions).where(questions.c.last < before))
    kept = _ranked().with_only_columns(questions.c.key).limit(AT_MOST)
    too_many = await connection.execute(delete(questions).where(questions.c.key.not_in(kept)))
    return changed(old) + changed(too_many)


def changed(result: CursorResult[Any]) -> int:
    return max(result.rowcount, 0)


def digest_of(key: str) -> str:
    return sha256(storable(key, INDEXED).encode()).hexdigest()
