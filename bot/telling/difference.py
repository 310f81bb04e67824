"""What changed between the facts that were last seen and those of now: news, corrections, withdrawals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.records.follow_rows import Stored
from bot.telling.facts import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.telling.facts import Fact

HISTORY = dt.timedelta(days=14)
"""What happened longer ago than this is no news when it is added."""


def is_recent(day: dt.date, today: dt.date) -> bool:
    """Whether something of that day is still news."""
    return today - day <= HISTORY


def changes(
    before: Mapping[str, Stored],
    facts: Iterable[Fact],
    today: dt.date,
    now: dt.datetime,
    arrived: Callable[[str], dt.datetime | None],
) -> list[Stored]:
    """The rows that change. `arrived` says since when a new fact has been there; None where it is to be no news.

    The same for the same arguments, so that whoever does it again after a crash does it in the same way.
    """
    listed = list(facts)
    made = [row for fact in listed for row in _compared(before, fact, listed, today, now, arrived)]
    gone = set(before) - {fact.key for fact in listed}
    return [*made, *(row for key in sorted(gone) for row in _gone(before[key], now))]


def _compared(
    before: Mapping[str, Stored],
    fact: Fact,
    facts: Iterable[Fact],
    today: dt.date,
    now: dt.datetime,
    arrived: Callable[[str], dt.datetime | None],
) -> Iterator[Stored]:
    known, told = before.get(fact.key), fact.told
    if known is None:
        since = arrived(fact.key) if _is_news(before, fact, facts, today) else None
        yield _row(fact, 1, since, now)
    elif fact.lasting and (known.digest != told.digest or known.withdrawn):
        was = Told.from_json(known.told)
        otherwise = known.withdrawn or was.core != told.core
        yield _row(fact, known.version + otherwise, known.since, now)
        if known.since and not known.withdrawn and _is_corrected(was, told):
            yield _correction(known, replace(told, was=was.text), now)


def _is_news(before: Mapping[str, Stored], fact: Fact, facts: Iterable[Fact], today: dt.date) -> bool:
    """Whether a fact that was not known is told: not one of long ago, nor one that another one tells as well."""
    if fact.overtaken or not is_recent(fact.day, today):
        return False
    if fact.part_of and fact.part_of not in before:
        return False
    for other in facts if fact.echo else ():
        if other.echo == fact.echo and other.family != fact.family:
            known = other.key in before
            if known or other.family == "milestone" or (other.family == "ballot" and fact.family == "event"):
                return False
    return True


def _is_corrected(was: Told, now: Told) -> bool:
    """Whether it says something else, and not only more."""
    return not now.core.startswith(was.core)


def _gone(known: Stored, now: dt.datetime) -> Iterator[Stored]:
    """A fact that is no longer there: withdrawn, or taken back. What was told of it is told to be so."""
    if known.withdrawn or known.kind in ("day", "correction"):
        return
    yield replace(known, withdrawn=True, version=known.version + 1, changed=now)
    if known.since:
        yield _correction(known, Told.from_json(known.told), now)


def _correction(known: Stored, told: Told, now: dt.datetime) -> Stored:
    told = replace(told, kind="correction")
    key = f"{known.key}~{known.version + 1}"
    return Stored(key, "correction", known.strikes, told.digest, told.to_json(), 1, now, now, not told.was)


def _row(fact: Fact, version: int, since: dt.datetime | None, now: dt.datetime) -> Stored:
    told = fact.told
    return Stored(fact.key, told.kind, fact.strikes, told.digest, told.to_json(), version, since, now)


def corrected(key: str) -> str:
    """The fact that a correction corrects."""
    return key.rpartition("~")[0]
