"""What is known of an entry at a glance: who, where, when, on what; each name a link to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital, speaker_of
from bot.answering.handlers.single_entry import title_of
from bot.dates.partial import PartialDate, day_words
from bot.knowledge.model.actions import Ballot, Place, WalkOut
from bot.knowledge.model.models import (
    Answer,
    Entry,
    Event,
    Meeting,
    Party,
    Person,
    Position,
    Quote,
    Role,
    Stance,
    Strike,
    StrikeEntry,
)
from bot.site.model import Fact, Link

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from bot.answering.known.view import View

STANCES = {
    Stance.DEMANDS: "demanded",
    Stance.OFFERS: "offered",
    Stance.WILLING: "willing to talk",
    Stance.REFUSES: "refused",
    Stance.SILENT: "no answer",
    Stance.AGREED: "agreed",
}
KINDS = {
    "sidebar": "talks in a small circle",
    "contact": "contact between the sides",
    "executives": "meeting of executives",
    "offer": "offer handed over",
    "overtime-ban": "overtime ban",
    "cooling-off": "cooling-off period",
    "back-to-work-order": "order to go back to work",
    "people": "people",
}
"""Kinds whose own word says too little."""
BALLOTS = {
    "strike": "for or against a strike",
    "offer": "on a deal or an offer",
    "indicative": "a poll that binds nobody",
    "other": "another ballot",
}


class Names:
    """Links to what a view knows; what it knows by name alone has no page."""

    def __init__(self, view: View) -> None:
        self.view = view

    def link(self, full_id: str, text: str | None = None) -> Link:
        named = text if text is not None else title_of(self.view, full_id)
        return Link(named, full_id if self.view.knows(full_id) else None)

    def body(self, id: str) -> Link:
        """A person or party by its bare id."""
        base = self.view.base
        if id in base.people:
            return self.link(f"person/{id}", base.people[id].name)
        party = base.parties.get(id)
        return self.link(f"party/{id}", capital(party.short_name)) if party else Link(id)

    def bodies(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.body(id) for id in ids)

    def issues(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(f"issue/{id}") for id in ids if id in self.view.base.issues)

    def places(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(f"place/{id}") for id in ids if id in self.view.base.places)

    def strikes(self, ids: Iterable[str]) -> tuple[Link, ...]:
        known = (self.view.base.strikes.get(id) for id in ids)
        return tuple(self.link(strike.id, capital(strike.name)) for strike in known if strike)

    def meeting(self, strike: str, id: str | None) -> tuple[Link, ...]:
        full_id = f"{strike}/meeting/{id}"
        return (self.link(full_id),) if id and full_id in self.view.base.meetings else ()


def facts(view: View, full_id: str, entry: Entry) -> tuple[Fact, ...]:
    """Those that there are, in the order of a newspaper's box."""
    names, strike = Names(view), view.base.strike_of(full_id) or ""
    found = dict(_of_kind(names, strike, entry))
    if isinstance(entry, StrikeEntry):
        found["Strike"] = names.strikes((strike, *entry.also_in))
    return tuple(Fact(label, values) for label, values in found.items() if values)


def _of_kind(names: Names, strike: str, entry: Entry) -> Iterator[tuple[str, tuple[Link, ...]]]:
    match entry:
        case Strike():
            yield from _strike(names, entry)
        case Meeting():
            yield from _meeting(names, entry)
        case Position():
            yield from _position(names, strike, entry)
        case Quote():
            yield from _quote(names, strike, entry)
        case Event():
            yield from _event(names, entry)
        case Answer():
            yield from _answer(names, entry)
        case WalkOut() | Ballot():
            yield from _walkout(names, entry) if isinstance(entry, WalkOut) else _ballot(names, entry)
        case Person() | Party() | Place():
            yield from _named(names, entry)


def _named(names: Names, entry: Person | Party | Place) -> Iterator[tuple[str, tuple[Link, ...]]]:
    match entry:
        case Person():
            yield "Roles", tuple(_role(names, role) for role in names.view.roles(entry))
        case Party():
            yield "In short", _words(entry.short_name if entry.name != entry.short_name else None)
            yield "What it is", _words(entry.kind.value)
            yield "Part of", names.bodies([entry.part_of] if entry.part_of else ())
        case Place():
            yield "What it is", _words(entry.kind)
            yield "Employer", names.bodies([entry.party] if entry.party else ())
            yield "Local", _words(entry.local)
            yield "Where", _words(entry.where)


def _words(text: str | None) -> tuple[Link, ...]:
    return (Link(capital(text)),) if text else ()


def _day(day: dt.date | PartialDate | None) -> tuple[Link, ...]:
    if day is None:
        return ()
    return (Link(day.words() if isinstance(day, PartialDate) else day_words(day, weekday=True)),)


def _strike(names: Names, entry: Strike) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "Union" if len(entry.unions) == 1 else "Unions", names.bodies(entry.unions)
    yield "Against" if entry.kind == "strike" else "With", names.bodies(entry.against)
    yield "First day", _day(entry.first_day)
    yield "Last day", _day(entry.last_day)
    yield "Issues", names.issues(entry.issues)


def _meeting(names: Names, entry: Meeting) -> Iterator[tuple[str, tuple[Link, ...]]]:
    last = f" to {day_words(entry.last_date)}" if entry.last_date else ""
    yield "Date", (Link(f"{day_words(entry.date, weekday=True)}{last}"),)
    yield "What it was", _words(KINDS.get(entry.kind, entry.kind))
    yield "Sides", names.bodies(entry.parties)
    yield "Present", (*names.bodies(entry.attendees), *(Link(capital(who)) for who in entry.also_present))
    yield "Asked for by", names.bodies([entry.asked_for_by] if entry.asked_for_by else ())


def _position(names: Names, strike: str, entry: Position) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "Who", names.bodies(entry.parties)
    yield "Issue", names.issues([entry.issue])
    yield "Stance", _words(STANCES[entry.stance])
    yield "Since", _day(entry.since)
    yield "At what stage", _words(entry.stage)
    yield "Stated by", names.bodies([entry.speaker] if entry.speaker else ())
    yield "Meeting", names.meeting(strike, entry.meeting)


def _quote(names: Names, strike: str, entry: Quote) -> Iterator[tuple[str, tuple[Link, ...]]]:
    who, role = speaker_of(names.view, entry)
    yield "Who", names.bodies([entry.speaker]) if entry.speaker else (Link(capital(who)),)
    yield "Role", _words(role)
    yield "When", _day(entry.said)
    yield "Where", _words(entry.setting)
    yield "About what", (*names.issues(entry.issues), *(Link(capital(topic)) for topic in entry.topics))
    yield "About whom", names.bodies([entry.describes] if entry.describes else ())
    yield "Meeting", names.meeting(strike, entry.meeting)


def _event(names: Names, entry: Event) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "Date", _day(entry.date)
    yield "What it was", _words(KINDS.get(entry.kind, entry.kind))
    yield "Due", _day(entry.due)
    yield "Who", names.bodies((*entry.parties, *entry.people))
    yield "Issues", names.issues(entry.issues)
    yield "Places", names.places(entry.places)


def _walkout(names: Names, entry: WalkOut) -> Iterator[tuple[str, tuple[Link, ...]]]:
    start = f", {entry.starts_at:%H:%M}" if entry.starts_at else ""
    yield "First day", (Link(f"{day_words(entry.first_day, weekday=True)}{start}"),)
    yield "Last day", _day(entry.last_day)
    if entry.back_at:
        yield (
            "Back at work",
            (Link(f"{day_words(entry.back_at.date(), weekday=True)}, {entry.back_at:%H:%M}"),),
        )
    yield "Unions", names.bodies(entry.unions)
    yield "Employers", names.bodies(entry.employers)
    yield "Called out", _words(entry.headcount)
    yield "Places", names.places(part.place for part in entry.places)


def _ballot(names: Names, entry: Ballot) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "What it is", _words(BALLOTS[entry.kind])
    yield "Opens", _day(entry.opens)
    yield "Closes", _day(entry.closes)
    if entry.result:
        yield "In favor", _words(_percent(entry.result.in_favor))
        yield "Turnout", _words(_percent(entry.result.turnout))
        yield "Mandate until", _day(entry.result.mandate_until)
    yield "Unions", names.bodies(entry.unions)
    yield "Employers", names.bodies(entry.employers)


def _percent(value: float | None) -> str | None:
    return None if value is None else f"{value:g} percent"


def _role(names: Names, role: Role) -> Link:
    """A role with its party and its time, as one link to the party."""
    party = names.body(role.party) if role.party else Link("")
    since = f"since {role.since.words()}" if role.since and not role.until else ""
    until = f"until {role.until.words()}" if role.until else ""
    whom = "" if party.text.casefold() in role.title.casefold() else party.text
    told = ", ".join(filter(None, (capital(role.title), whom, since, until)))
    return Link(told, party.entry)


def _answer(names: Names, entry: Answer) -> Iterator[tuple[str, tuple[Link, ...]]]:
    yield "Holds since", _day(entry.since)
    yield "Holds until", _day(entry.until)
    yield "Strike", names.strikes([entry.strike] if entry.strike else ())
    yield "Who", names.bodies((*entry.parties, *entry.people))
    yield "Issues", names.issues(entry.issues)
    yield "Places", names.places(entry.places)
