"""When a strike was last heard of: by the newest source about it, or the newest day that an entry of it is of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.known.entry_then import sources_of
from bot.dates.partial import PartialDate
from bot.knowledge.checks.coherence import date_of
from bot.knowledge.model.actions import Ballot, Figure, WalkOut
from bot.knowledge.model.models import Answer, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Citation, Entry, Strike

UNHEARD_DAYS = 365
"""After so many days without any source about it, nothing is said to be on any more; a later one confirms nothing."""
Heard = tuple[dt.datetime, dt.date]
"""A moment from which it is known, and the day of which it tells."""
Published = tuple[tuple[dt.datetime, ...], tuple[dt.date | None, ...]]
"""When news of a strike became known, in order, and the day on which it was last confirmed by each."""


def heard_of(base: KnowledgeBase) -> dict[str, Published]:
    """By strike, when it was heard of."""
    found: dict[str, set[Heard]] = {}
    for full_id, _, entry in base.entries():
        if entry.withdrawn is None:
            for strike in _strikes(base, full_id, entry):
                found.setdefault(strike, set()).update(_heard(base, full_id, entry))
    return {id: _in_order(heard, _start(base.strikes[id])) for id, heard in found.items()}


def _strikes(base: KnowledgeBase, full_id: str, entry: Entry) -> frozenset[str]:
    if isinstance(entry, Answer):
        return frozenset([entry.strike] if entry.strike else ())
    return base.strikes_of(full_id)


def _heard(base: KnowledgeBase, full_id: str, entry: Entry) -> Iterator[Heard]:
    """By each source that an entry cites, however deep; and by the day that it is of, once that is known to have come."""
    for id in dict.fromkeys(sources_of(entry)):
        yield base.moments[id], base.published(base.sources[id]).first()  # of a month, the day that is sure
    zone = base.zone_of(full_id)
    for date, citations in _dates(entry):
        moment = min(base.moments[citation.source] for citation in citations or entry.citations)
        if date.exact and date.first() <= moment.astimezone(zone).date():
            yield moment, date.first()


def _dates(entry: Entry) -> Iterator[tuple[PartialDate, tuple[Citation, ...]]]:
    """The days on which something happened, each with the sources of its own."""
    if (date := date_of(entry)) is not None:
        yield date, entry.citations
    match entry:
        case Quote():
            yield entry.said, entry.citations
        case Ballot(result=result) if result:
            yield result.date, result.citations
        case WalkOut(happened=happened) if happened:
            yield PartialDate.of(entry.first_day), happened.citations
        case Figure():
            yield from ((amount.date, amount.citations) for amount in entry.values)


def _start(strike: Strike) -> dt.date | None:
    if strike.kind != "strike":
        return None
    return strike.first_day or (dt.date(strike.year, 12, 31) if strike.year else None)


def _in_order(heard: Iterable[Heard], start: dt.date | None) -> Published:
    ordered = sorted(heard)
    seen: dt.date | None = None
    days: list[dt.date | None] = []
    for _, day in ordered:
        since = max(filter(None, (seen, start)), default=None)
        if since is None or (day - since).days <= UNHEARD_DAYS:
            seen = max(seen or day, day)
        days.append(seen)
    return tuple(moment for moment, _ in ordered), tuple(days)
