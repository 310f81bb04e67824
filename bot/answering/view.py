"""What is known at a moment: the base without anything published later, withdrawn, or resting on either."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answering.known import Known
from bot.knowledge.dates import DEFAULT_ZONE
from bot.strike_day import Pause, Phase, StrikeCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.base import KnowledgeBase
    from bot.knowledge.models import (
        Answer,
        Citation,
        Entry,
        Event,
        Issue,
        Meeting,
        Party,
        Person,
        Position,
        Quote,
        Role,
        Source,
        Statement,
        Strike,
    )
    from bot.matching.slots import Slots

REMEMBERED = 16
"""Moments between which nothing was published, of which what is known is kept."""
FRESH_DAYS = 7
"""After so many days without a confirming source, an open strike's day is told with a doubt."""


@dataclass(frozen=True, slots=True)
class StrikeState:
    """A strike at a moment. `day` counts up to the moment, and stops with the strike."""

    strike: Strike
    phase: Phase | None
    day: int
    calendar: StrikeCalendar | None
    today: dt.date
    confirmed: dt.date | None

    @property
    def ongoing(self) -> bool:
        return self.phase in (Phase.ONGOING, Phase.SUSPENDED)

    @property
    def stale(self) -> bool:
        """Whether the newest source about an open strike is too old to speak of today."""
        open_ended = self.ongoing and (self.calendar is None or self.calendar.last_day is None)
        return open_ended and (self.confirmed is None or (self.today - self.confirmed).days > FRESH_DAYS)


Published = tuple[tuple[dt.datetime, ...], tuple[dt.date, ...]]
"""When a strike's sources became known, in order, and the newest day of publication up to each."""


class View:
    """A knowledge base at a moment. Everything it gives out was published by `as_of`."""

    def __init__(
        self, base: KnowledgeBase, as_of: dt.datetime, known: Known, about: dict[str, Published]
    ) -> None:
        self.base = base
        self.as_of = as_of
        self._known = known
        self._about = about
        self._states: dict[str, StrikeState] = {}
        self._wholes: dict[str, str] = {}

    @property
    def size(self) -> int:
        """How many entries are known: views of one base with as many know the same ones."""
        return len(self._known.ids)

    def knows(self, full_id: str) -> bool:
        return full_id in self._known.ids

    def statement_known(self, statement: Statement, entry: Entry) -> bool:
        return self.base.statement_known_from(statement, entry) <= self.as_of

    def said(self, entry: Entry, *statements: Statement | None) -> Iterator[Statement]:
        """Those of an entry's statements that are known."""
        for statement in statements:
            if statement is not None and self.statement_known(statement, entry):
                yield statement

    def source(self, citation: Citation) -> Source | None:
        """The source of a citation, when it was published by then."""
        source = self.base.sources[citation.source]
        return source if source.known_from <= self.as_of else None

    def known_slots(self, slots: Slots) -> Slots:
        """Slots without what is not known yet."""
        return replace(
            slots,
            parties=tuple(party for party in slots.parties if self.party(party)),
            people=tuple(person for person in slots.people if self.person(person)),
            issues=tuple(issue for issue in slots.issues if self.issue(issue)),
            strikes=tuple(strike for strike in slots.strikes if self.knows(strike)),
        )

    def local_day(self, zone: ZoneInfo = DEFAULT_ZONE) -> dt.date:
        return self.as_of.astimezone(zone).date()

    # Entries, each kind as (full id, entry), in the order of the files.

    @property
    def meetings(self) -> tuple[tuple[str, Meeting], ...]:
        return self._known.meetings

    @property
    def positions(self) -> tuple[tuple[str, Position], ...]:
        return self._known.positions

    @property
    def quotes(self) -> tuple[tuple[str, Quote], ...]:
        return self._known.quotes

    @property
    def events(self) -> tuple[tuple[str, Event], ...]:
        return self._known.events

    @property
    def answers(self) -> tuple[tuple[str, Answer], ...]:
        return self._known.answers

    @property
    def strikes(self) -> tuple[Strike, ...]:
        return self._known.strikes

    def party(self, id: str) -> Party | None:
        return self.base.parties[id] if f"party/{id}" in self._known.ids else None

    def person(self, id: str) -> Person | None:
        return self.base.people[id] if f"person/{id}" in self._known.ids else None

    def issue(self, id: str) -> Issue | None:
        return self.base.issues[id] if f"issue/{id}" in self._known.ids else None

    # Names and belongings.

    def name_of(self, id: str) -> str:
        """How to name a person or party in a sentence."""
        if id in self.base.people:
            return self.base.people[id].name
        party = self.base.parties.get(id)
        return party.short_name if party else id

    def the(self, id: str) -> str:
        """A party's or person's name with `the` where English wants it."""
        name = self.name_of(id)
        bare = id in self.base.people or (
            id in self.base.parties and self.base.parties[id].kind in ("company", "public")
        )
        return name if bare or name.startswith(("SAG-AFTRA", "The ", "the ", "Netflix")) else f"the {name}"

    def whole(self, party: str) -> str:
        """The largest party that a party belongs to: the WGA for WGA West and for its committee."""
        if party not in self._wholes:
            seen, larger = {party}, party
            while (found := self.base.parties.get(larger)) and found.part_of and found.part_of not in seen:
                larger = found.part_of
                seen.add(larger)
            self._wholes[party] = larger
        return self._wholes[party]

    def roles(self, person: Person) -> list[Role]:
        """The roles known and held or begun by then, the main one first."""
        today = self.local_day()
        known = [
            role
            for role in person.roles
            if (not role.citations or any(self.source(c) for c in role.citations))
            and (role.since is None or role.since.first() <= today or bool(role.citations))
        ]
        current = [role for role in known if role.until is None or role.until.last() >= today]
        latest = [role for role in known if role not in current]
        return current + latest

    def party_of(self, person: str) -> str | None:
        found = self.base.people.get(person)
        return self.whole(found.roles[0].party) if found else None

    # Strikes.

    def calendar(self, strike: Strike) -> StrikeCalendar | None:
        """The strike's calendar as then known: its last day only once its end was reported."""
        if strike.first_day is None or strike.kind != "strike":
            return None
        over = strike.ended is not None and self.statement_known(strike.ended, strike)
        pauses = tuple(
            Pause(pause.first_day, pause.last_day, pause.counted)
            for pause in strike.suspensions
            if any(self.source(citation) for citation in pause.citations)
        )
        return StrikeCalendar(
            ZoneInfo(strike.zone), strike.first_day, strike.last_day if over else None, pauses
        )

    def state(self, strike: Strike) -> StrikeState:
        """Where a strike stands."""
        if strike.id not in self._states:
            self._states[strike.id] = self._state(strike)
        return self._states[strike.id]

    def _state(self, strike: Strike) -> StrikeState:
        calendar = self.calendar(strike)
        today = self.local_day(ZoneInfo(strike.zone))
        if calendar is None:
            return StrikeState(strike, None, 0, None, today, self.confirmed(strike))
        return StrikeState(
            strike, calendar.phase(today), calendar.day_number(today), calendar, today, self.confirmed(strike)
        )

    def confirmed(self, strike: Strike) -> dt.date | None:
        """The day of the newest source known by then about the strike."""
        moments, days = self._about.get(strike.id, ((), ()))
        count = bisect_right(moments, self.as_of)
        return days[count - 1] if count else None

    def strikes_of(self, union: str) -> list[Strike]:
        whole = self.whole(union)
        return [strike for strike in self.strikes if self.whole(strike.union) == whole]

    def ongoing(self) -> list[Strike]:
        return [strike for strike in self.strikes if self.state(strike).ongoing]

    def main_strikes(self) -> list[Strike]:
        """The strikes meant when a question names none: the main ones that are on, else all main ones."""
        main = [strike for strike in self.strikes if strike.main and strike.kind == "strike"]
        main.sort(key=lambda strike: strike.first_day or dt.date.min)
        on = [strike for strike in main if self.state(strike).ongoing]
        return on or main

    def busy_years(self, month: int, day: int) -> list[int]:
        """The years in which something known happened on that day of the year, oldest first."""
        return sorted(self._known.busy.get((month, day), ()))


class Timeline:
    """Makes the view of a base at any moment; views with the same knowledge share their entries."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        dated = sorted(
            (base.known_from(entry), full_id)
            for full_id, _, entry in base.entries()
            if entry.withdrawn is None
        )
        self._moments = [moment for moment, _ in dated]
        self._ids = [full_id for _, full_id in dated]
        self._known: dict[int, Known] = {}
        self._about = _sources_by_strike(base)

    def at(self, as_of: dt.datetime) -> View:
        count = bisect_right(self._moments, as_of)
        if count not in self._known:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known[count] = Known(self.base, frozenset(self._ids[:count]))
        return View(self.base, as_of, self._known[count], self._about)


def _sources_by_strike(base: KnowledgeBase) -> dict[str, Published]:
    found: dict[str, dict[str, Source]] = {}
    for _, strike, entry in base.entries():
        if strike is not None and entry.withdrawn is None:
            found.setdefault(strike, {}).update({c.source: base.sources[c.source] for c in entry.citations})
    return {strike: _published(sources.values()) for strike, sources in found.items()}


def _published(sources: Iterable[Source]) -> Published:
    ordered = sorted(sources, key=lambda source: source.known_from)
    days = accumulate((source.day.last() for source in ordered), max)
    return tuple(source.known_from for source in ordered), tuple(days)
