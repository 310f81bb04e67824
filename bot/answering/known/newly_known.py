"""What became known after a moment, up to the one of a view: whole entries, and claims added to entries known before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.known.entry_then import DEALS, HAPPENED, sources_of
from bot.knowledge.model.actions import Place, WalkOut
from bot.knowledge.model.models import (
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

    from bot.answering.known.view import View
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Entry

_BACKGROUND = (Answer, Issue, Party, Person, Place)
"""Entries that are no news: they say how things are, and who and what somebody is."""
_OF_A_DAY = {*HAPPENED, *DEALS}
"""Milestones that are told only once their day has come."""


class Novelty(NamedTuple):
    """What is new, from a moment on: an entry, or the claim that was added to it."""

    known: dt.datetime
    full_id: str
    entry: Entry
    claim: Statement | None = None
    field: str = ""
    """Where in the entry the claim stands: the names of the fields, from the outermost."""


class Key(NamedTuple):
    """By which a change is known again in another base: by where it stands, also once it is worded anew, or by its words."""

    place: tuple[str, ...]
    """The full id of the entry; of a claim also its field, its day, and when the first of its sources came out: more of them
    may come later."""
    words: tuple[str, ...]
    """The full id of the entry; of a claim also its day and its words."""
    known: dt.datetime


def key_of(base: KnowledgeBase, change: Novelty) -> Key:
    claim, full_id = change.claim, change.full_id
    if claim is None:
        return Key((full_id,), (full_id,), change.known)
    day = str(claim.date) if isinstance(claim, Milestone) else ""
    first = min(base.moments[one.source] for one in claim.citations or change.entry.citations)
    place = (full_id, change.field, day, first.astimezone(dt.UTC).isoformat())
    return Key(place, (full_id, day, claim.text), change.known)


def keys_of(base: KnowledgeBase) -> frozenset[Key]:
    """All that a base could tell as news, at any time."""
    return frozenset(key_of(base, one) for one in _of_base(base))


def changes(view: View, since: dt.datetime, before: frozenset[Key] | None = None) -> list[Novelty]:
    """All news that became known from a moment on, the latest first; and what is not among what a base told `before`.

    What a strike tells of itself is left out where an entry tells the same: of the same day of that strike, or from the
    same sources.
    """
    every = [(key_of(view.base, one), one) for one in _news(view)]
    now = frozenset(key for key, _ in every)
    added = _added(before, now, view.as_of) if before is not None else frozenset()
    found = [one for key, one in every if one.known >= since or key in added]
    news = [one for one in found if not isinstance(one.entry, Strike)]
    told = {source for one in news for source in _sources(one)}
    days = {(strike, day) for one in news if (day := day_of(one)) for strike in _strikes(view, one)}
    kept = [
        one for one in found if not isinstance(one.entry, Strike) or _is_told_only_here(view, one, told, days)
    ]
    return sorted(kept, key=lambda one: (one.known, day_of(one) or dt.date.min, one.full_id), reverse=True)


def _added(before: frozenset[Key], now: frozenset[Key], as_of: dt.datetime) -> frozenset[Key]:
    """What was not told before: of places where more is told now, what is in words that were not."""
    words = {key.words for key in before}
    then, told = Counter(key.place for key in before if key.known <= as_of), Counter(key.place for key in now)
    return frozenset(key for key in now if key.words not in words and told[key.place] > then[key.place])


def day_of(change: Novelty) -> dt.date | None:
    """The first day of what it tells, where that has one."""
    if change.claim is not None:
        return change.claim.date.first() if isinstance(change.claim, Milestone) else None
    match change.entry:
        case Event(date=date) | Quote(said=date) | Position(since=date):
            return date.first()
        case Meeting(date=day) | WalkOut(first_day=day):
            return day
    return None


def _is_told_only_here(view: View, change: Novelty, told: set[str], days: set[tuple[str, dt.date]]) -> bool:
    """Whether no other entry tells of a milestone's day, or else of the same sources."""
    day = day_of(change)
    if day is not None:
        return all((strike, day) not in days for strike in _strikes(view, change))
    return told.isdisjoint(_sources(change))


def _strikes(view: View, change: Novelty) -> frozenset[str] | set[str]:
    return view.base.strikes_of(change.full_id)


def _sources(change: Novelty) -> set[str]:
    claim = change.claim
    return set(sources_of(claim if claim and claim.citations else change.entry))


def _news(view: View) -> Iterator[Novelty]:
    """Everything known that is news, each from when it was."""
    return (one for one in _of_base(view.base) if view.knows(one.full_id) and one.known <= view.as_of)


def _of_base(base: KnowledgeBase) -> Iterator[Novelty]:
    """All the news of a base, also what is not known yet."""
    for full_id, _, entry in base.entries():
        if isinstance(entry, _BACKGROUND):
            continue
        zone = base.zone_of(full_id)
        known = base.known_from(entry, zone)
        if not isinstance(entry, Strike):
            yield Novelty(known, full_id, entry)
        for claim, moment, field in _claims(base, entry, entry, zone):
            if moment > known or isinstance(entry, Strike):
                yield Novelty(moment, full_id, entry, claim, field)


def _claims(
    base: KnowledgeBase, entry: Entry, part: Model, zone: ZoneInfo, within: str = ""
) -> Iterator[tuple[Statement, dt.datetime, str]]:
    """The claims of a part of an entry that are known, however deep, each from when it was, and its field."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Statement) and name != "disputed":
                known = base.statement_known_from(each, entry, zone)
                if isinstance(each, Milestone) and name in _OF_A_DAY:
                    known = max(known, dt.datetime.combine(each.date.first(), dt.time(), zone))
                yield each, known, f"{within}{name}"
            if isinstance(each, Model) and name != "disputed":
                yield from _claims(base, entry, each, zone, f"{within}{name}.")
