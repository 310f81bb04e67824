"""Each entry of a view as a page: all that it tells, claim by claim, with whose account it is and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import Draft, capital, speaker_of
from bot.answering.composition.prose import clipped
from bot.answering.composition.strike_status import standing
from bot.answering.handlers import people
from bot.answering.handlers.single_entry import title_of
from bot.dates.partial import PartialDate
from bot.knowledge.model.actions import Ballot, Figure, Place, WalkOut
from bot.knowledge.model.models import (
    Answer,
    Entry,
    Event,
    Issue,
    Meeting,
    Milestone,
    Model,
    Party,
    Person,
    Position,
    Quote,
    Settlement,
    Statement,
    Strike,
)
from bot.site.facts import STANCES, facts
from bot.site.model import EntryPage, Section, Told, Withdrawal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.answering.known.view import View
    from bot.knowledge.model.base import KnowledgeBase

TITLE = 110
"""Characters of a headline that is cut from a longer text."""
QUOTED = 70
"""Characters of a quote in a list."""
EVERY_SOURCE = 1000
ROLES = 2
"""Roles in the sentence that says who somebody is."""
KINDS: dict[type[Entry], str] = {
    Strike: "Strike",
    Meeting: "Meeting",
    Position: "Position",
    Quote: "Quote",
    Event: "Event",
    WalkOut: "Walk-out",
    Ballot: "Ballot",
    Figure: "Number",
    Person: "Person",
    Party: "Party",
    Issue: "Issue",
    Place: "Place",
    Answer: "Question",
}
HEADINGS = {
    "about": "About",
    "summary": "What it was",
    "discussed": "What was spoken of",
    "outcome": "How it ended",
    "why": "Why",
    "next_step": "What was to come next",
    "place": "Where",
    "time": "When",
    "duration": "How long",
    "more": "More",
    "started": "How it began",
    "ended": "How it ended",
    "length": "Its length",
    "talks": "The talks",
    "authorization": "The vote that allowed it",
    "tentative_agreements": "Tentative agreement",
    "ratification": "Ratification",
    "term": "What the contract covers",
    "reasons": "Why they struck",
    "effects": "What it does",
    "notes": "Worth knowing",
    "called": "How it was called",
    "planned_end": "The end as planned",
    "suspensions": "Pauses",
    "settled": "Employer by employer",
    "happened": "How it went",
    "called_off": "Called off",
    "hours": "Hours",
    "places": "Places",
    "result": "Result",
    "values": "The numbers",
    "roles": "Roles",
    "disputed": "Where sources differ",
}
"""The heading of each field that tells something, in any kind of entry."""


def page(view: View, full_id: str) -> EntryPage:
    """The page of an entry that the view knows."""
    entry = view.base.entry(full_id)
    making = _Making(view, entry)
    lead = making.lead()
    sections = tuple(making.sections())
    return EntryPage(
        full_id=full_id,
        kind=kind_of(entry),
        title=headline(view, full_id),
        name=listed(view, full_id),
        date=day_of(entry),
        known=view.base.known_from(entry, view.base.zone_of(full_id)),
        reviewed=entry.reviewed if entry.compared else None,
        strikes=tuple(sorted(view.base.strikes_of(full_id))),
        lead=lead,
        sections=sections,
        facts=facts(view, full_id, entry),
        cited=making.draft.references,
        quoted=isinstance(entry, Quote),
        stance=STANCES[entry.stance] if isinstance(entry, Position) else None,
        topic=entry.topic.value if isinstance(entry, Answer) and entry.topic else None,
    )


def withdrawn_page(view: View, whole: KnowledgeBase, full_id: str) -> EntryPage | None:
    """What is left at the address of an entry that was taken out of use; None where it was never known by then."""
    entry = whole.entry(full_id)
    out = entry.withdrawn
    known = whole.known_from(entry, whole.zone_of(full_id))
    if out is None or out.on > view.local_day() or known > view.as_of:
        return None
    return EntryPage(
        full_id=full_id,
        kind=kind_of(entry),
        title=plain_title(entry, full_id),
        name=plain_title(entry, full_id),
        date=day_of(entry),
        known=known,
        reviewed=None,
        strikes=tuple(sorted(whole.strikes_of(full_id))),
        lead=Told(words_of(entry), ()) if words_of(entry) else None,
        withdrawn=Withdrawal(out.on, out.reason),
    )


def kind_of(entry: Entry) -> str:
    return "Contract" if isinstance(entry, Strike) and entry.kind == "contract" else KINDS[type(entry)]


def headline(view: View, full_id: str) -> str:
    """What stands over the page."""
    entry = view.base.entry(full_id)
    match entry:
        case Meeting():
            return capital(entry.title)
        case Event():
            return as_headline(entry.text)
        case Quote():
            return f"{capital(speaker_of(view, entry)[0])}, {entry.said.words()}"
        case Position():
            sides = " and ".join(view.the(party) for party in entry.parties)
            return capital(f"{sides} on {view.base.issues[entry.issue].name}")
    return capital(title_of(view, full_id))


def listed(view: View, full_id: str) -> str:
    """What an entry is called in a list, where its day stands beside it: of a quote its words."""
    entry = view.base.entry(full_id)
    if isinstance(entry, Quote):
        return f"{capital(speaker_of(view, entry)[0])}: “{clipped(entry.text, QUOTED)}”"
    return headline(view, full_id)


def as_headline(text: str) -> str:
    """A sentence as a headline: cut where it is long, without its period; `9 p.m.` keeps its own."""
    cut = clipped(text, TITLE)
    cut = cut.removesuffix(" …") if cut.endswith((". …", "? …", "! …", "” …")) else cut
    last = cut.rpartition(" ")[2]
    return cut.removesuffix(".") if last.count(".") == 1 else cut


def plain_title(entry: Entry, full_id: str) -> str:
    """The same of an entry whose belongings may be gone: from its own words alone."""
    own = next((getattr(entry, name) for name in ("name", "title", "question") if hasattr(entry, name)), None)
    return capital(own or as_headline(words_of(entry)) or full_id)


def words_of(entry: Entry) -> str:
    """The first thing that an entry tells, from its own fields alone."""
    for name in ("text", "answer", "summary", "about", "started"):
        value = getattr(entry, name, None)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, Statement):
            return first.text
        if isinstance(first, str):
            return first
    return ""


def day_of(entry: Entry) -> PartialDate | None:
    """The day that an entry is of, or begins on."""
    match entry:
        case Event():
            return entry.date
        case Meeting():
            return exactly(entry.date)
        case Position():
            return entry.since
        case Quote():
            return entry.said
        case WalkOut() | Strike():
            return exactly(entry.first_day) if entry.first_day else None
        case Ballot():
            return entry.result.date if entry.result else exactly(entry.closes or entry.opens)
        case Figure():
            return max((value.date for value in entry.values), key=PartialDate.first)
    return None


def exactly(day: dt.date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


class _Making:
    """The parts of one page; sources are numbered as they come."""

    def __init__(self, view: View, entry: Entry) -> None:
        self.view = view
        self.entry = entry
        self.draft = Draft(view)
        self._led: Statement | None = None

    def lead(self) -> Told | None:
        """What the entry is there to tell."""
        match self.entry:
            case Position() | Quote() | Event() | WalkOut() | Ballot():
                return self._words(self.entry.text)
            case Strike():
                return self._words(standing(self.view.state(self.entry)))
            case Answer():
                return self._first(self.entry.answer)
            case Meeting():
                return self._first(self.entry.summary)
            case Figure():
                known = self.view.said(self.entry, *self.entry.values)
                return self._first(max(known, key=_latest, default=None))
            case Person():
                return self._words(people.tenure(self.view, self.entry, ROLES))
            case Party() | Issue() | Place():
                return self._first(next(self.view.said(self.entry, *self.entry.about), None))
        return None

    def sections(self) -> Iterator[Section]:
        """The rest, field by field, in the order of the model; where sources differ comes last."""
        names = [name for name in type(self.entry).model_fields if name in HEADINGS and name != "disputed"]
        for name in (*names, "disputed"):
            told = tuple(
                self._told(part, heading) for part, heading in self._parts(getattr(self.entry, name))
            )
            if told:
                yield Section(self._heading(name), told)

    def _heading(self, name: str) -> str:
        return "More" if name == "about" and self._led else HEADINGS[name]

    def _parts(self, value: object, heading: str | None = None) -> Iterator[tuple[Statement, str | None]]:
        """The known statements in a field, however deep, each with the name of what it is about."""
        if isinstance(value, Settlement):
            heading = capital(self.view.name_of(value.employer))
        if isinstance(value, Statement) and value is not self._led and self._known(value):
            yield value, heading
        if isinstance(value, Model):
            for name in type(value).model_fields:
                yield from self._parts(getattr(value, name), heading)
        elif isinstance(value, tuple):
            for part in value:
                yield from self._parts(part, heading)

    def _known(self, statement: Statement) -> bool:
        return self.view.statement_known(statement, self.entry)

    def _first(self, statement: Statement | None) -> Told | None:
        if statement is None or not self._known(statement):
            return None
        self._led = statement
        return self._told(statement)

    def _told(self, statement: Statement, heading: str | None = None) -> Told:
        own = bool(statement.citations)
        cites = self.draft.cite(statement.citations or self.entry.citations, EVERY_SOURCE)
        account = statement.reported_by or (None if own else self.entry.reported_by)
        date = statement.date if isinstance(statement, Milestone) else None
        return Told(statement.text, cites, account, date, heading)

    def _words(self, text: str) -> Told:
        return Told(text, self.draft.cite(self.entry.citations, EVERY_SOURCE), self.entry.reported_by)


def _latest(value: Statement) -> dt.date:
    return value.date.last() if isinstance(value, Milestone) else PartialDate(1).last()
