"""What rules a candidate out: a name in the question that contradicts it, or one that it needs and is not there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.handlers.ballots import day as day_of
from bot.answering.kinds.registry import KINDS, REFUSED, SEARCHED, TALK
from bot.answering.known.dispute import several
from bot.answering.question.query import in_years
from bot.knowledge.model.actions import Ballot, Figure, Place, WalkOut
from bot.knowledge.model.models import (
    Answer,
    Entry,
    Event,
    Meeting,
    Milestone,
    PartyKind,
    Position,
    Quote,
    Statement,
    Strike,
)

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.answering.question.query import Query
    from bot.dates.found import DateSlot
    from bot.matching.slots import Question, Slots

_NAMES = {"party": "a party", "person": "a person", "issue": "an issue", "place": "a place", "strike": "a strike",
          "date": "a date", "number": "a day number", "quote": "quoted words"}  # fmt: skip


COUNTED_LATER = dt.timedelta(days=10)
"""So long after the days that it is of a number may be dated."""
OF_UNIONS = frozenset("day start end length order overlap longest past_strikes vote_authorization".split())
"""Kinds about what only a union does: strike, or vote to."""


def filled(slots: Slots) -> set[str]:
    """The kinds of slot that a question fills. A union's strike counts as a strike and as a party."""
    values = {
        "party": slots.parties, "person": slots.people, "issue": slots.issues, "place": slots.places,
        "strike": slots.strikes or slots.unions,
        "date": slots.dates, "number": slots.number is not None or slots.odd, "quote": slots.quoted,
    }  # fmt: skip
    return {name for name, value in values.items() if value}


ON_DAYS = frozenset(
    """
    meeting meeting_outcome meeting_why meeting_when meeting_where meeting_time meeting_asked meeting_topics attendees
    day timeline quote walkout_on walkout_hours walkout_off
    """.split()
)
"""Kinds about what happened on a day: no other takes over the day that was spoken of."""


def fitted(ask: Query, kind: str) -> Query:
    """A question as one of a kind: without what it took over and the kind cannot use."""
    if kind not in KINDS or not ask.inherited:
        return ask
    return ask.fitting(KINDS[kind].uses, of_unions=kind in OF_UNIONS, on_days=kind in ON_DAYS)


def kind_veto(view: View, slots: Slots, kind: str) -> str | None:
    """Why a kind of question is out, in words; None when it fits."""
    if kind in TALK or kind in REFUSED or kind in SEARCHED:
        return None
    spec, named = KINDS[kind], filled(slots)
    extra = named - spec.uses
    if extra:
        return f"the question names {' and '.join(_NAMES[name] for name in sorted(extra))}, which {spec.asks} does not turn on"
    if kind in OF_UNIONS and slots.parties and not any(_strikes_or_is_struck(view, p) for p in slots.parties):
        return "it is about a union, and the question names none"
    need = missing(slots, kind)
    return f"the question names no {' or '.join(sorted(need))}" if need else None


def _strikes_or_is_struck(view: View, party: str) -> bool:
    """Whether a party is a union, or one of several employers (or their group) of which each is struck by itself."""
    if view.base.parties[view.whole(party)].kind == PartyKind.UNION:
        return True
    sides = {party, view.whole(party), *view.members(party)}
    return any(several(strike) and sides & set(strike.against) for strike in view.strikes)


def missing(slots: Slots, kind: str) -> frozenset[str] | None:
    """The slots of which a kind of question needs one and has none."""
    present = filled(slots) | ({"party"} if slots.unions else set())
    return next((need for need in KINDS[kind].needs if not need & present), None)


def entry_veto(
    view: View,
    slots: Slots,
    entry: Entry,
    phrased: Question | None,
    claim: Statement | None = None,
    inherited: frozenset[str] = frozenset(),
) -> str | None:
    """Why an entry is out: it is about other parties, people, issues or days than the question names.

    What is `inherited` only rules out an entry that is about something else of that kind.
    """
    about = about_of(view, entry)
    beside = _beside_the_point(view, slots) if isinstance(entry, Answer) else frozenset()
    if phrased is not None:
        about.setdefault("party", set()).update(
            view.whole(p) for p in (*phrased.slots.parties, *phrased.slots.unions)
        )
        about.setdefault("person", set()).update(phrased.slots.people)
        about.setdefault("issue", set()).update(phrased.slots.issues)
        about.setdefault("place", set()).update(phrased.slots.places)
        if _lacks(slots, phrased.slots):
            return "it is asked about with a name that the question does not have"
        wanted = {view.whole(p) for p in (*phrased.slots.parties, *phrased.slots.unions)}
        wanted -= beside
        given = {view.whole(p) for p in (*slots.parties, *slots.unions)} - beside
        if wanted and given and not wanted & given:
            return "it is about another party"
        meant = set(slots.strikes) or {strike.id for strike in view.main_strikes()} & set(
            phrased.slots.strikes
        )
        if meant ^ set(phrased.slots.strikes) and phrased.slots.strikes:
            return "it is about another strike"
    asked = {
        "party": {view.whole(party) for party in (*slots.parties, *slots.unions)} - beside,
        "person": set(slots.people),
        "issue": set(slots.issues),
        "place": set(slots.places),
    }
    for slot, named in asked.items():
        curated = phrased is not None and slot not in inherited
        if named and not named & about.get(slot, set()) and (about.get(slot) or curated):
            return f"it is about another {slot}"
    dated = "date" not in inherited or isinstance(entry, Meeting | Event | Quote | Position)
    if slots.dates and dated and not _same_days(slots, phrased) and not _on_dates(view, entry, claim, slots):
        return "it is of another date"
    return None


def _beside_the_point(view: View, slots: Slots) -> frozenset[str]:
    """Of the parties named, those whose name narrows no curated answer: employers that bargain together with the others."""
    return frozenset(whole for party in slots.parties if bargains_together(view, whole := view.whole(party)))


def bargains_together(view: View, party: str) -> bool:
    """Whether a party is the one side that strikes are against, so that what holds for it holds for every struck company."""
    against = [strike for strike in view.strikes if party in map(view.whole, strike.against)]
    return bool(against) and not any(several(strike) for strike in against)


def _lacks(slots: Slots, wanted: Slots) -> bool:
    """Whether a curated question names an issue, a person or a place that the question does not."""
    pairs = (
        (wanted.issues, slots.issues),
        (wanted.people, slots.people),
        (wanted.places, slots.places),
    )
    return any(set(names) - set(given) for names, given in pairs)


def _same_days(slots: Slots, phrased: Question | None) -> bool:
    """Whether the curated question names the same days of the year, or the same years."""
    if phrased is None or not phrased.slots.dates:
        return False
    return {_named(slot) for slot in slots.dates} == {_named(slot) for slot in phrased.slots.dates}


def _named(slot: DateSlot) -> tuple[object, ...]:
    """What two questions have to share to name the same days of the year, or the same years."""
    if slot.year:
        return slot.first.year, slot.last.year
    day = slot.named
    return (slot.bound, day.month, day.day) if day else (slot.bound, slot.words)


def _on_dates(view: View, entry: Entry, claim: Statement | None, slots: Slots) -> bool:
    """Whether an entry (or the claim of it) is of the days named; what has no date of its own only fits a whole year."""
    match entry:
        case Strike() | Figure() if isinstance(claim, Milestone):
            first, last = claim.date.first(), claim.date.last()
            return any(slot.first <= last and first <= slot.last for slot in slots.dates)
        case Strike():
            return all(slot.year for slot in slots.dates) and in_years(entry, slots.dates)
        case Figure(counts="other"):
            return any(
                slot.first <= value.date.last() and value.date.first() <= slot.last + COUNTED_LATER
                for value in entry.values
                for slot in slots.dates
            )
        case Answer():
            told = " ".join((entry.question, *entry.asked, entry.answer.text, *(s.text for s in entry.more)))
            return all(_tells_of(told, slot, view.local_day()) for slot in slots.dates)
        case Meeting() | Event() | Quote() | Position() | WalkOut() | Ballot():
            return any(is_dated(entry, slot) for slot in slots.dates)
        case _:
            return True


def is_dated(entry: Entry, slot: DateSlot) -> bool:
    """Whether an entry has a date of its own, and that lies in the days named."""
    match entry:
        case Meeting():
            first, last = entry.date, entry.last_date or entry.date
        case Event():
            first, last = entry.date.first(), entry.date.last()
        case Quote():
            first, last = entry.said.first(), entry.said.last()
        case Position():
            first, last = entry.since.first(), entry.since.last()
        case WalkOut() | Ballot():
            first, last = _span(entry)
        case Strike():
            return in_years(entry, (slot,))
        case _:
            return False
    return slot.first <= last and first <= slot.last


def _span(entry: WalkOut | Ballot) -> tuple[dt.date, dt.date]:
    """The first and the last day of a walk-out, the day of a ballot."""
    if isinstance(entry, WalkOut):
        return entry.first_day, entry.last_day or entry.first_day
    return day_of(entry), day_of(entry)


def _tells_of(told: str, slot: DateSlot, today: dt.date) -> bool:
    """Whether a text without a date of its own speaks of the year, or of a day, that is named; it holds today anyway."""
    if slot.year:
        return str(slot.first.year) in told
    days = any(f"{day:%B} {day.day}" in told for day in (slot.named, slot.first, slot.last) if day)
    return days or slot.first <= today <= slot.last


def about_of(view: View, entry: Entry) -> dict[str, set[str]]:
    """The ids of the parties (each as the largest that speaks for it), people, issues and places an entry is about."""
    match entry:
        case Answer() | Event():
            parties, people, issues = entry.parties, entry.people, entry.issues
        case Meeting():
            parties, people, issues = entry.parties, entry.attendees, ()
        case Position():
            parties, people, issues = entry.parties, (entry.speaker,) if entry.speaker else (), (entry.issue,)
        case Quote():
            who = tuple(w for w in (entry.speaker, entry.describes) if w)
            parties, people, issues = who, who, entry.issues
        case Strike():
            parties, people, issues = (*entry.unions, *entry.against), (), ()
        case WalkOut() | Ballot():
            parties, people, issues = (*entry.unions, *entry.employers), (), ()
        case Place():
            parties, people, issues = (entry.party,) if entry.party else (), (), ()
        case _:
            return {}
    sides = {view.whole(p) for p in parties if p in view.base.parties}
    sides |= {side for p in people if (side := view.party_of(p))}
    if isinstance(entry, Answer) and (strike := view.base.strikes.get(entry.strike or "")):
        sides |= {*map(view.whole, strike.unions), *(view.whole(p) for p in strike.against)}
    about = {"party": sides, "person": {p for p in people if p in view.base.people}, "issue": set(issues)}
    return about | {"place": _places(entry)}


def _places(entry: Entry) -> set[str]:
    match entry:
        case WalkOut():
            return {part.place for part in entry.places}
        case Answer() | Event():
            return set(entry.places)
        case Place():
            return {entry.id}
        case Figure():
            return {value.place for value in entry.values if value.place}
    return set()
