"""The front page: what day it is, where things stand, what comes next, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital
from bot.answering.composition.finish import strike_line
from bot.answering.composition.strike_status import days_text, walkouts_text
from bot.answering.handlers.status import told_of
from bot.dates.strike_day import Phase
from bot.knowledge.checks.coherence import told_deals
from bot.site.model import Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.answering.known.view import StrikeState, View
    from bot.answering.reply import Reference
    from bot.knowledge.model.models import Statement, Strike

LONG = 60
"""Characters from which a sentence is no headline, where the same can be said in fewer words."""
NEXT = 3
"""Dates to come that are shown."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A date to come: what is on it, and the entry that says so."""

    day: dt.date
    what: str
    full_id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the main strike stands, in claims with their sources; and in a line each, the others."""

    headline: str
    told: tuple[Told, ...]
    cited: tuple[Reference, ...]
    strike: str | None
    others: tuple[tuple[str, str], ...]
    """The full id of a strike and the line about it."""


def headline(view: View) -> str:
    """`Day 95 of the bakers' strike` while that is sure; else the sentence that says what is known."""
    main = view.main_strikes()
    if not main:
        return "No strike is known yet"
    state = view.state(main[0])
    line = strike_line(state)
    if line.text == say.ONGOING(strike=line.name, day=line.day or 0):
        return f"Day {line.day:,} of the {line.name}"
    if length := _length(state):
        return f"The {line.name} ended after {length}"
    short = line.brief if line.brief and len(line.text) > LONG else line.text
    return capital(short.removesuffix("."))


def badge(view: View) -> tuple[str, str]:
    """The strike and where it stands, in as few words as fit on a badge."""
    main = view.main_strikes()
    if not main:
        return "strike", "not known yet"
    state = view.state(main[0])
    line = strike_line(state)
    if line.text == say.ONGOING(strike=line.name, day=line.day or 0):
        return line.name, f"day {line.day:,}"
    if line.brief and line.brief.startswith(f"{line.name}: "):
        return line.name, line.brief.removeprefix(f"{line.name}: ")
    if state.phase is Phase.ENDED:
        length = _length(state)
        return line.name, f"ended after {length}" if length else "ended"
    words = {"upcoming": "not begun", "suspended": "suspended", "between": "no walk-out today"}
    return line.name, words.get(line.status, "not confirmed" if state.open else line.status)


def _length(state: StrikeState) -> str:
    """How long a strike was that is over: its days, or its walk-outs; empty where that is not known, or it never began."""
    calendar = state.calendar
    if state.phase is not Phase.ENDED or calendar is None or calendar.never_began:
        return ""
    if state.walkouts:
        return walkouts_text(len(state.walkouts))
    return days_text(calendar.total) if calendar.total else ""


def standing(view: View) -> Standing:
    main = view.main_strikes()
    if not main:
        return Standing(headline(view), (), (), None, ())
    lead, draft = main[0], Draft(view)
    told = tuple(_story(view, lead, draft))
    others = tuple((strike.id, strike_line(view.state(strike)).text) for strike in main[1:])
    return Standing(headline(view), told, draft.references, lead.id, others)


def _story(view: View, strike: Strike, draft: Draft) -> Iterator[Told]:
    """How it stands, with the claims that carry it: of one that is over how it ended, of one that is on how far it is."""
    state = view.state(strike)
    carried = strike.ended.citations if state.phase is Phase.ENDED and strike.ended else ()
    votes = view.rejections(strike)
    deals = told_deals(view.base, strike, votes) if state.open and not strike.tentative_agreement else []
    dealt = bool(deals or strike.tentative_agreement or any(each.deal for each in strike.settled))
    yield Told(_line(state, dealt=dealt, voted=bool(votes)), draft.cite(carried or strike.citations))
    for _, entry in deals[:1]:
        yield Told(told_of(view, entry), draft.cite(entry.citations), entry.reported_by)
    for statement in view.said(strike, *_claims(strike, state)):
        cites = draft.cite(statement.citations or strike.citations)
        account = statement.reported_by or (None if statement.citations else strike.reported_by)
        yield Told(statement.text, cites, account)
    for vote in votes[-1:] if state.open and not dealt else ():
        told = vote.told
        yield Told(told.text, draft.cite(told.citations or vote.entry.citations), told.reported_by)


def _line(state: StrikeState, *, dealt: bool, voted: bool) -> str:
    """Where it stands in a sentence; of one that is plainly on and without a deal, also that."""
    line = strike_line(state)
    if dealt or line.text != say.ONGOING(strike=line.name, day=line.day or 0):
        return line.text
    without = say.ONGOING_WITHOUT_NEW_DEAL if voted else say.ONGOING_WITHOUT_DEAL
    return without(strike=line.name, day=line.day or 0)


def _claims(strike: Strike, state: StrikeState) -> Sequence[Statement | None]:
    if state.phase is Phase.ENDED:
        return (strike.ended, strike.ratification)
    return (strike.tentative_agreement, strike.started if state.phase is not Phase.BEFORE else strike.called)


def coming(view: View) -> list[Coming]:
    """The next dates that the base knows of, in the main strikes: of walk-outs that were not called off, of meetings,
    ballots and deadlines."""
    main, today = {strike.id for strike in view.main_strikes()}, view.local_day()
    found = [each for each in _dates(view) if each.day >= today and main & view.base.strikes_of(each.full_id)]
    return sorted(found, key=lambda each: (each.day, each.full_id))[:NEXT]


def _dates(view: View) -> Iterator[Coming]:
    for full_id, meeting in view.meetings:
        if next(view.said(meeting, meeting.outcome), None) is None:
            yield Coming(meeting.date, capital(meeting.title), full_id)
    for full_id, walkout in view.walkouts:
        if walkout.called_off is None:
            yield Coming(walkout.first_day, f"{capital(walkout.name or 'walk-out')} begins", full_id)
    for full_id, ballot in view.ballots:
        if ballot.opens:
            yield Coming(ballot.opens, f"Ballot on {ballot.asks} opens", full_id)
        if ballot.closes:
            yield Coming(ballot.closes, f"Ballot on {ballot.asks} closes", full_id)
    for full_id, event in view.events:
        if event.due:
            yield Coming(event.due, event.text, full_id)
