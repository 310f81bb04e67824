"""What is known at a moment: the base without anything published later, withdrawn, or resting on either."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.known import dispute
from bot.answering.known.by_kind import Known
from bot.answering.known.entry_then import days_of, sources_of
from bot.answering.known.last_heard import UNHEARD_DAYS, heard_of
from bot.answering.known.parties import all_sides, ancestors, first_named, own_sides, takes_the
from bot.dates.found import DateContext
from bot.dates.strike_day import Pause, Phase, StrikeCalendar
from bot.knowledge.model.models import PartyKind
from bot.knowledge.model.tenses import told_as_past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from zoneinfo import ZoneInfo

    from bot.answering.known.dispute import KnownWalkOut
    from bot.dates.found import Direction
    from bot.knowledge.checks.rejections import Rejection
    from bot.knowledge.model.actions import Ballot, Figure, Place, WalkOut
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import (
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

REMEMBERED = 32
"""Days and moments between which nothing was published, of which what is known is kept."""
FRESH_DAYS = 7
"""After so many days without a confirming source, an open strike's day is told with a doubt."""
_BEGUN = frozenset({Phase.ONGOING, Phase.SUSPENDED, Phase.BETWEEN})


@dataclass(frozen=True, slots=True)
class StrikeState:
    """A strike at a moment. `strike` is the entry as known then; `day` counts up to the moment, and stops with the strike.

    `phase` is None for a contract. `denied` is the full id of an entry that tells of an end which the strike itself
    does not know; `confirmed` the day of the newest source about it that came before a year of silence.
    """

    strike: Strike
    phase: Phase | None
    day: int
    calendar: StrikeCalendar | None
    today: dt.date
    confirmed: dt.date | None
    denied: str | None = None
    walkouts: tuple[KnownWalkOut, ...] = ()
    """Of a strike of walk-outs, those that count, in order."""

    @property
    def open(self) -> bool:
        """Whether it has begun, and no end of it is known: it may be on, or not have been heard of for long."""
        return self.phase in _BEGUN and (self.calendar is None or self.calendar.last_day is None)

    @property
    def unheard_of(self) -> bool:
        """Whether it is so long since a source spoke of an open strike that it must have ended unreported."""
        since = self.confirmed or (self.calendar.first_day if self.calendar else None)
        return self.open and (since is None or (self.today - since).days > UNHEARD_DAYS)

    @property
    def ongoing(self) -> bool:
        return self.phase in _BEGUN and not self.unheard_of

    @property
    def stale(self) -> bool:
        """Whether the newest source about an open strike is too old to speak of today."""
        return self.open and (self.confirmed is None or (self.today - self.confirmed).days > FRESH_DAYS)


class View:
    """A knowledge base at a moment. All that it gives out was published by `as_of`, also within an entry.

    `base` is the base as known then: later entries are not in it, and of those that are, later claims are left out.
    """

    def __init__(self, known: Known, as_of: dt.datetime, timeline: Timeline) -> None:
        self.base = known.base
        self.as_of = as_of
        self.unions = timeline.unions
        """The unions whose main strikes the base is about, also those of which no strike is known yet."""
        self._known = known
        self._about = timeline.about
        self._own, self._sides = timeline.own, timeline.sides
        self._states: dict[str, StrikeState] = {}
        self._wholes: dict[str, str] = {}

    @property
    def size(self) -> int:
        """How many entries are known: views of one base with as many know the same ones."""
        return len(self._known.ids)

    def openers(self, make: Callable[[View], tuple[str, ...]]) -> tuple[str, ...]:
        """The questions to begin with: made once for all views of the same entries on one day."""
        if self._known.openers is None:
            self._known.openers = make(self)
        return self._known.openers

    def knows(self, full_id: str) -> bool:
        return full_id in self._known.ids

    def statement_known(self, statement: Statement, entry: Entry) -> bool:
        day = told_as_past(statement.text)
        if day is not None and day > self.local_day():
            return False
        return any(self.source(citation) for citation in statement.citations or entry.citations)

    def said(self, entry: Entry, *statements: Statement | None) -> Iterator[Statement]:
        """Those of an entry's statements that are known."""
        for statement in statements:
            if statement is not None and self.statement_known(statement, entry):
                yield statement

    def source(self, citation: Citation) -> Source | None:
        """The source of a citation, when it was published by then."""
        return self.base.sources.get(citation.source)

    def known_slots(self, slots: Slots) -> Slots:
        """Slots without what is not known yet."""
        return replace(
            slots,
            parties=tuple(party for party in slots.parties if self.party(party)),
            people=tuple(person for person in slots.people if self.person(person)),
            issues=tuple(issue for issue in slots.issues if self.issue(issue)),
            places=tuple(place for place in slots.places if self.place(place)),
            strikes=tuple(strike for strike in slots.strikes if self.knows(strike)),
        )

    def sources(self) -> list[Source]:
        """The sources published by then, the newest first."""
        return sorted(
            self.base.sources.values(),
            key=lambda source: (self.base.moments[source.id], source.id),
            reverse=True,
        )

    def local_day(self, zone: ZoneInfo | None = None) -> dt.date:
        """The day that it is in a zone; where the base is at home if none is given."""
        return self.as_of.astimezone(zone or self.base.zone).date()

    def asked(self, direction: Direction = "either") -> DateContext:
        """From where dates are read: the day that it is where the base is at home, and what it knows of."""
        return DateContext(self.local_day(), self.base.conventions, direction, self.busy_years, self.day_of)

    def day_of(self, event: str) -> dt.date | None:
        """The day of `the meeting`: of the latest one; of `the strike`: of its beginning, where only one can be meant."""
        if event in ("meeting", "session", "sitdown"):
            days = [meeting.date for _, meeting in self.meetings if meeting.date <= self.local_day()]
            return max(days, default=None)
        began = (
            {strike.first_day for strike in self.main_strikes()} if event in ("strike", "walkout") else set()
        )
        return began.pop() if len(began) == 1 else None

    def day_for(self, slots: Slots) -> dt.date:
        """The day that it is where the strikes that slots name are, else the main ones; the base's where these differ."""
        if len(self._known.zones) < 2:
            return self.local_day(next(iter(self._known.zones), None))
        named = [strike for strike in self.strikes if strike.id in slots.strikes]
        named += [strike for union in slots.unions for strike in self.strikes_of(union)]
        zones = {self.base.zone_of_strike(strike) for strike in named or self.main_strikes()}
        return self.local_day(zones.pop() if len(zones) == 1 else None)

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
    def walkouts(self) -> tuple[tuple[str, WalkOut], ...]:
        return self._known.walkouts

    @property
    def ballots(self) -> tuple[tuple[str, Ballot], ...]:
        return self._known.ballots

    @property
    def figures(self) -> tuple[tuple[str, Figure], ...]:
        return self._known.figures

    @property
    def answers(self) -> tuple[tuple[str, Answer], ...]:
        return self._known.answers

    @property
    def strikes(self) -> tuple[Strike, ...]:
        return self._known.strikes

    def party(self, id: str) -> Party | None:
        """A party that is known at least by name: what it is may not be told yet."""
        return self.base.parties[id] if f"party/{id}" in self._known.names else None

    def person(self, id: str) -> Person | None:
        return self.base.people[id] if f"person/{id}" in self._known.names else None

    def issue(self, id: str) -> Issue | None:
        return self.base.issues[id] if f"issue/{id}" in self._known.names else None

    def place(self, id: str) -> Place | None:
        return self.base.places[id] if f"place/{id}" in self._known.names else None

    # Names and belongings.

    def name_of(self, id: str) -> str:
        """How to name a person or party in a sentence."""
        if id in self.base.people:
            return self.base.people[id].name
        party = self.base.parties.get(id)
        return party.short_name if party else id

    def the(self, id: str) -> str:
        """A party's or person's name with `the` where English wants it."""
        name, party = self.name_of(id), self.base.parties.get(id)
        return f"the {name}" if party and takes_the(party) else name

    def whole(self, party: str) -> str:
        """The largest party that speaks for a party: the union for its branches and for its committee.

        A member of a group that bargains for itself is not spoken for by the group.
        """
        if party not in self._wholes:
            chain = [party, *ancestors(self.base, party)]
            self._wholes[party] = next((each for each in chain if each in self._own), chain[-1])
        return self._wholes[party]

    def is_side(self, party: str) -> bool:
        """Whether a strike of the base is by a party or against it, its group or one of its members."""
        chain = {party, *ancestors(self.base, party)}
        return bool(self._sides & chain) or any(party in ancestors(self.base, side) for side in self._sides)

    def members(self, group: str) -> list[str]:
        """The parties of a group that bargain for themselves, in the order of the files.

        None for any other party, nor for a side that has such parties: a company struck in one country and its branch
        struck in another.
        """
        if group in self._sides:
            return []
        return [
            each for each in self.base.parties if each in self._own and group in ancestors(self.base, each)
        ]

    def belonging(self, whole: str) -> list[str]:
        """All that belong to a party, but for its committees: what they say is not the whole's."""
        return [
            each
            for each, found in self.base.parties.items()
            if found.kind != PartyKind.COMMITTEE and whole in ancestors(self.base, each)
        ]

    def principal(self, party: str) -> str:
        """The party whose words a party's are: of a committee, the one that it speaks for; of all others, itself."""
        chain = [party, *ancestors(self.base, party)]
        speaking = (each for each in chain if each in self.base.parties)
        return next((p for p in speaking if self.base.parties[p].kind != PartyKind.COMMITTEE), party)

    def side_of(self, person: str) -> str | None:
        """The party that a person speaks for: of a committee's member, the one that the committee speaks for."""
        found = self.base.people.get(person)
        party = next((role.party for role in found.roles if role.party), None) if found else None
        return self.principal(party) if party else None

    def roles(self, person: Person) -> list[Role]:
        """The roles known and held or begun by then, the main one first."""
        today = self.local_day()
        known = [
            role
            for role in person.roles
            if any(self.source(c) for c in role.citations or person.citations)
            and (role.since is None or role.since.first() <= today or bool(role.citations))
        ]
        current = [role for role in known if not role.is_over(today)]
        latest = [role for role in known if role not in current]
        return current + latest

    def party_of(self, person: str) -> str | None:
        found = self.base.people.get(person)
        spoken_for = (role.party for role in found.roles if role.party) if found else iter(())
        first = next(spoken_for, None)
        return self.whole(first) if first else None

    # Strikes.

    def calendar(self, strike: Strike) -> StrikeCalendar | None:
        """The strike's calendar as then known; None for a contract, and where the first day is not known."""
        strike = self.base.strikes.get(strike.id, strike)
        if strike.first_day is None or strike.kind != "strike":
            return None
        zone, first = self.base.zone_of_strike(strike), strike.first_day
        pauses = tuple(Pause(pause.first_day, pause.last_day, pause.counted) for pause in strike.suspensions)
        last = strike.last_day or dispute.last_end(strike)
        over_by = strike.ended.date.first() if strike.ended and not last else None
        if strike.strike_days == "every-day":
            return StrikeCalendar(zone, first, last, pauses, over_by)
        out = dispute.stretches(self, strike)
        first = min((stretch.first_day for stretch in out), default=first)
        return StrikeCalendar(zone, first, last, pauses, over_by, out) if out else None

    def state(self, strike: Strike) -> StrikeState:
        """Where a strike stands."""
        if strike.id not in self._states:
            self._states[strike.id] = self._state(self.base.strikes.get(strike.id, strike))
        return self._states[strike.id]

    def _state(self, strike: Strike) -> StrikeState:
        calendar = self.calendar(strike)
        today = self.local_day(self.base.zone_of_strike(strike))
        phase = _phase(strike, calendar, today)
        day = calendar.day_number(today) if calendar else 0
        denied = self._known.ends.get(strike.id) if phase is Phase.ONGOING else None
        out = dispute.walkouts(self, strike) if strike.strike_days == "walkouts" else ()
        counting = tuple(each for each in out if each.counts)
        return StrikeState(strike, phase, day, calendar, today, self.confirmed(strike), denied, counting)

    def confirmed(self, strike: Strike) -> dt.date | None:
        """The day of the newest source known by then about the strike, before any year of silence."""
        moments, days = self._about.get(strike.id, ((), ()))
        count = bisect_right(moments, self.as_of)
        return days[count - 1] if count else None

    def rejections(self, strike: Strike) -> list[Rejection]:
        """Every vote against a deal or an offer in a strike, the latest last."""
        return self._known.rejections.get(strike.id, [])

    def strikes_of(self, union: str) -> list[Strike]:
        whole = self.whole(union)
        return [strike for strike in self.strikes if whole in self.unions_of(strike)]

    def unions_of(self, strike: Strike) -> set[str]:
        """The unions that strike, each as the largest party that speaks for it."""
        return set(map(self.whole, strike.unions))

    def ongoing(self) -> list[Strike]:
        return [strike for strike in self.strikes if self.state(strike).ongoing]

    def main_strikes(self) -> list[Strike]:
        """The strikes meant when a question names none: the main ones that are on, else all main ones.

        One that a later main strike of the same union has followed comes after those that none has.
        """
        main = [strike for strike in self.strikes if strike.main and strike.kind == "strike"]
        main.sort(key=lambda strike: strike.first_day or dt.date.min)
        on = [strike for strike in main if self.state(strike).ongoing]
        return on or self.newest_first(main)

    def newest_first(self, strikes: list[Strike]) -> list[Strike]:
        """Strikes in the order given, but those that a later one of the same union has followed last."""
        ordered = sorted(strikes, key=lambda strike: strike.first_day or dt.date.min)
        newest = {union: strike.id for strike in ordered for union in self.unions_of(strike)}
        return sorted(strikes, key=lambda strike: strike.id not in newest.values())

    def busy_years(self, month: int, day: int) -> list[int]:
        """The years in which something known happened on that day of the year, oldest first."""
        return sorted(self._known.busy.get((month, day), ()))


class Timeline:
    """Makes the view of a base at any moment; views with the same knowledge share their entries."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        used = [(full_id, entry) for full_id, _, entry in base.entries() if entry.withdrawn is None]
        self._entries = _Moments(
            (full_id, base.known_from(entry, base.zone_of(full_id))) for full_id, entry in used
        )
        self._names = _Moments(first_named(base).items())
        self._complete = _Moments((full_id, _complete_from(base, full_id, entry)) for full_id, entry in used)
        self._sources = _Moments(base.moments.items())
        self._known: dict[tuple[int, int, dt.date], Known] = {}
        self.about = heard_of(base)
        self.unions = frozenset(union for s in base.strikes.values() if s.main for union in s.unions)
        self.own, self.sides = own_sides(base), all_sides(base)
        """The members of groups that bargain for themselves."""

    def at(self, as_of: dt.datetime) -> View:
        day = as_of.astimezone(self.base.zone).date()
        key = self._entries.count(as_of), self._sources.count(as_of), day
        known = self._known.get(key)
        if known is None:
            entries, sources = self._entries.until(as_of), self._sources.until(as_of)
            complete = self._complete.until(as_of)
            known = Known(self.base, entries, self._names.until(as_of), sources, complete, day)
            for oldest in list(self._known)[: max(len(self._known) + 1 - REMEMBERED, 0)]:
                self._known.pop(oldest, None)  # another thread may have done so
            self._known[key] = known
        return View(known, as_of, self)

    def order(self) -> dict[str, int]:
        """The entries in the order in which they become known: at any moment, those below the number that is known."""
        return self._entries.order()

    def whole(self, as_of: dt.datetime) -> View:
        """Everything, also what is known later or withdrawn: for moderators to see, never to answer from."""
        ids = frozenset(full_id for full_id, _, _ in self.base.entries())
        known = Known(self.base, ids, ids, frozenset(self.base.sources), ids, dt.date.max)
        return View(known, as_of, self)


class _Moments:
    """Ids, each from a moment on."""

    def __init__(self, dated: Iterable[tuple[str, dt.datetime]]) -> None:
        ordered = sorted((moment, id) for id, moment in dated)
        self._moments = [moment for moment, _ in ordered]
        self._ids = [id for _, id in ordered]

    def count(self, as_of: dt.datetime) -> int:
        return bisect_right(self._moments, as_of)

    def until(self, as_of: dt.datetime) -> frozenset[str]:
        return frozenset(self._ids[: self.count(as_of)])

    def order(self) -> dict[str, int]:
        return {id: number for number, id in enumerate(self._ids)}


def _complete_from(base: KnowledgeBase, full_id: str, entry: Entry) -> dt.datetime:
    """The moment from which all that an entry tells is known."""
    zone = base.zone_of(full_id)
    told = [dt.datetime.combine(day, dt.time(), zone) for day in days_of(entry)]
    return max([base.moments[id] for id in sources_of(entry)] + told)


def _phase(strike: Strike, calendar: StrikeCalendar | None, today: dt.date) -> Phase | None:
    """What is known of where a strike stands; an end that is not known is not taken for one."""
    if strike.kind != "strike":
        return None
    ended = strike.ended is not None and strike.ended.date.first() <= today
    if calendar is not None:
        found = calendar.phase(today)
        if ended and calendar.last_day == today:  # told on its last day that it is over
            return Phase.ENDED
        over = strike.length is not None and found is Phase.ONGOING
        return Phase.ENDED if over and calendar.last_day is None else found
    if ended or strike.length is not None:
        return Phase.ENDED
    if strike.strike_days == "walkouts":
        return Phase.BEFORE
    begun = strike.started is not None or (strike.year is not None and strike.year <= today.year)
    return Phase.ONGOING if begun else Phase.BEFORE
