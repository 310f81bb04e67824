"""The base as known at a moment, sorted by kind: made once, and shared by all moments that know the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from bot.answering.known.entry_then import as_known, as_of_day, only_named
from bot.knowledge.checks.coherence import told_ends
from bot.knowledge.checks.rejections import closed, rejections
from bot.knowledge.model.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from zoneinfo import ZoneInfo

    from bot.dates.partial import PartialDate
    from bot.knowledge.model.actions import Ballot, Figure, WalkOut
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Answer, Event, Meeting, Position, Quote, Strike

EntryT = TypeVar("EntryT", bound=Entry)
Entries = tuple[tuple[str, EntryT], ...]


class Known:
    """What is known from one publication to the next, on one day: the entries of these ids, trimmed to these sources."""

    def __init__(
        self,
        whole: KnowledgeBase,
        ids: frozenset[str],
        names: frozenset[str],
        sources: frozenset[str],
        whole_ids: frozenset[str],
        day: dt.date,
    ) -> None:
        self.ids = ids
        self.names = names
        """What is known at least by its name."""
        base = _as_known(whole, ids, sources, whole_ids, day)
        self.rejections = {id: rejections(base, strike) for id, strike in base.strikes.items()}
        """By strike, every vote against a deal or an offer, the latest last."""
        strikes = {id: closed(strike, self.rejections[id]) for id, strike in base.strikes.items()}
        self.base = replace(base, strikes=MappingProxyType(strikes))
        self.openers: tuple[str, ...] | None = None
        """The questions to begin with, once somebody had to be offered some."""

    @cached_property
    def meetings(self) -> Entries[Meeting]:
        return tuple(self.base.meetings.items())

    @cached_property
    def positions(self) -> Entries[Position]:
        return tuple(self.base.positions.items())

    @cached_property
    def quotes(self) -> Entries[Quote]:
        return tuple(self.base.quotes.items())

    @cached_property
    def events(self) -> Entries[Event]:
        return tuple(self.base.events.items())

    @cached_property
    def walkouts(self) -> Entries[WalkOut]:
        return tuple(self.base.walkouts.items())

    @cached_property
    def ballots(self) -> Entries[Ballot]:
        return tuple(self.base.ballots.items())

    @cached_property
    def figures(self) -> Entries[Figure]:
        return tuple(self.base.figures.items())

    @cached_property
    def answers(self) -> Entries[Answer]:
        return tuple(self.base.answers.items())

    @cached_property
    def strikes(self) -> tuple[Strike, ...]:
        return tuple(self.base.strikes.values())

    @cached_property
    def ends(self) -> dict[str, str]:
        """By strike, the entry that tells of its end, where the strike itself does not know of one."""
        found: dict[str, str] = {}
        for strike in self.strikes:
            if strike.kind == "strike" and strike.ended is None and strike.length is None:
                for full_id, _ in told_ends(self.base, strike)[:1]:
                    found[strike.id] = full_id
        return found

    @cached_property
    def zones(self) -> frozenset[ZoneInfo]:
        """Where the days of the strikes are counted."""
        return frozenset(self.base.zone_of_strike(strike) for strike in self.strikes)

    @cached_property
    def busy(self) -> dict[tuple[int, int], set[int]]:
        """The years in which something happened on a day (month, day) of the year."""
        found: dict[tuple[int, int], set[int]] = {}
        for day in self._days():
            found.setdefault((day.month, day.day), set()).add(day.year)
        return found

    def _days(self) -> Iterable[dt.date]:
        for _, meeting in self.meetings:
            last = meeting.last_date or meeting.date
            yield from (meeting.date + dt.timedelta(days=n) for n in range((last - meeting.date).days + 1))
        dated: list[PartialDate] = [event.date for _, event in self.events] + [
            quote.said for _, quote in self.quotes
        ]
        yield from (date.first() for date in dated if date.day)
        yield from (walkout.first_day for _, walkout in self.walkouts)


def _as_known(
    whole: KnowledgeBase,
    ids: frozenset[str],
    sources: frozenset[str],
    whole_ids: frozenset[str],
    day: dt.date,
) -> KnowledgeBase:
    """The base as known. Parties, people, issues and places that are not known yet are there by their names alone."""

    def shelf(
        entries: Mapping[str, EntryT], prefix: str = "", *, named: bool = False
    ) -> Mapping[str, EntryT]:
        found: dict[str, EntryT] = {}
        for key, entry in entries.items():
            full_id = prefix + key
            if full_id in ids:
                trimmed = entry if full_id in whole_ids else as_known(entry, sources, day)
                found[key] = as_of_day(trimmed, day)
            elif named:
                found[key] = only_named(entry)
        return MappingProxyType(found)

    return replace(
        whole,
        sources=MappingProxyType({id: source for id, source in whole.sources.items() if id in sources}),
        parties=shelf(whole.parties, "party/", named=True),
        people=shelf(whole.people, "person/", named=True),
        issues=shelf(whole.issues, "issue/", named=True),
        places=shelf(whole.places, "place/", named=True),
        strikes=shelf(whole.strikes),
        meetings=shelf(whole.meetings),
        positions=shelf(whole.positions),
        quotes=shelf(whole.quotes),
        events=shelf(whole.events),
        walkouts=shelf(whole.walkouts),
        ballots=shelf(whole.ballots),
        figures=shelf(whole.figures),
        answers=shelf(whole.answers),
    )
