"""What became known after a moment, up to the one of a view: whole entries, and claims added to entries known before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.as_known import DEALS, HAPPENED, sources_of
from bot.knowledge.actions import Place, WalkOut
from bot.knowledge.models import (
    Answer,
    Event,
    Issue,
    Meeting,
    Milestone,
    Model,
    Party,
    Person,
    Position,
    Quote,
    Statement,
    Strike,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from bot.answering.view import View
    from bot.knowledge.models import Entry

_BACKGROUND = (Answer, Issue, Party, Person, Place)
"""Entries that are no news: they say how things are, and who and what somebody is."""
_OF_A_DAY = {*HAPPENED, *DEALS}
"""Milestones that are told only once their day has come."""


class Change(NamedTuple):
    """What is new, from a moment on: an entry, or the claim that was added to it."""

    known: dt.datetime
    full_id: str
    entry: Entry
    claim: Statement | None = None


def changes(view: View, since: dt.datetime) -> list[Change]:
    """All news that became known from a moment on, the latest first.

    What a strike tells of itself is left out where an entry tells the same: of the same day of that strike, or from the
    same sources.
    """
    found = [one for one in _news(view) if one.known >= since]
    news = [one for one in found if not isinstance(one.entry, Strike)]
    told = {source for one in news for source in _sources(one)}
    days = {(strike, day) for one in news if (day := day_of(one)) for strike in _strikes(view, one)}
    kept = [
        one for one in found if not isinstance(one.entry, Strike) or _is_told_only_here(view, one, told, days)
    ]
    return sorted(kept, key=lambda one: (one.known, day_of(one) or dt.date.min, one.full_id), reverse=True)


def day_of(change: Change) -> dt.date | None:
    """The first day of what it tells, where that has one."""
    if change.claim is not None:
        return change.claim.date.first() if isinstance(change.claim, Milestone) else None
    match change.entry:
        case Event(date=date) | Quote(said=date) | Position(since=date):
            return date.first()
        case Meeting(date=day) | WalkOut(first_day=day):
            return day
    return None


def _is_told_only_here(view: View, change: Change, told: set[str], days: set[tuple[str, dt.date]]) -> bool:
    """Whether no other entry tells of a milestone's day, or else of the same sources."""
    day = day_of(change)
    if day is not None:
        return all((strike, day) not in days for strike in _strikes(view, change))
    return told.isdisjoint(_sources(change))


def _strikes(view: View, change: Change) -> frozenset[str] | set[str]:
    return view.base.strikes_of(change.full_id)


def _sources(change: Change) -> set[str]:
    claim = change.claim
    return set(sources_of(claim if claim and claim.citations else change.entry))


def _news(view: View) -> Iterator[Change]:
    """Everything known that is news, each from when it was."""
    for full_id, _, entry in view.base.entries():
        if isinstance(entry, _BACKGROUND) or not view.knows(full_id):
            continue
        zone = view.base.zone_of(full_id)
        known = view.base.known_from(entry, zone)
        if not isinstance(entry, Strike):
            yield Change(known, full_id, entry)
        for claim, moment in _claims(view, entry, entry, zone):
            if moment > known or isinstance(entry, Strike):
                yield Change(moment, full_id, entry, claim)


def _claims(view: View, entry: Entry, part: Model, zone: ZoneInfo) -> Iterator[tuple[Statement, dt.datetime]]:
    """The claims of a part of an entry that are known, however deep, each from when it was."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Statement) and name != "disputed":
                known = view.base.statement_known_from(each, entry, zone)
                if isinstance(each, Milestone) and name in _OF_A_DAY:
                    known = max(known, dt.datetime.combine(each.date.first(), dt.time(), zone))
                yield each, known
            if isinstance(each, Model) and name != "disputed":
                yield from _claims(view, entry, each, zone)
