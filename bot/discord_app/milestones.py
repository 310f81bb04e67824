"""What happened in a strike: its milestones in a few words each, and the meetings and events between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.draft import capital
from bot.dates.partial import PartialDate
from bot.knowledge.actions import WalkOut
from bot.knowledge.models import Event

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.answering.view import View
    from bot.knowledge.models import Citations, Deal, Entry, Meeting, Milestone, Statement, Strike


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is an item of a list, not a sentence; `statement` tells it in full, where it is not the whole entry."""

    date: PartialDate
    text: str
    full_id: str
    entry: Entry
    statement: Statement | None = None

    @property
    def citations(self) -> Citations:
        return (self.statement.citations if self.statement else ()) or self.entry.citations

    @property
    def in_full(self) -> str:
        """As the entry itself tells it, where it does."""
        if self.statement is not None:
            return self.statement.text
        return self.entry.text if isinstance(self.entry, Event | WalkOut) else self.text


def milestones(view: View, strike: Strike) -> list[Line]:
    """Those of a strike that were known and had come by then, oldest first."""
    parts = (_opening, _employers, _walkouts, _closing)
    found = [line for part in parts for line in part(view, strike)]
    today = view.local_day()
    past = [line for line in found if line.date.first() <= today]
    return sorted(past, key=lambda line: line.date.first())


def between(view: View, strike: Strike) -> Iterator[Line]:
    """The meetings and events of a strike that had come by then."""
    today = view.local_day()
    for full_id, event in view.events:
        if strike.id in view.base.strikes_of(full_id) and event.date.first() <= today:
            yield Line(event.date, event.text, full_id, event)
    for full_id, meeting in view.meetings:
        if strike.id in view.base.strikes_of(full_id) and meeting.date <= today:
            yield Line(_day(meeting.date), meeting.title, full_id, meeting, _account(view, meeting))


def _account(view: View, meeting: Meeting) -> Statement:
    """How a meeting ended, where that is known by then, else what it was."""
    return next(view.said(meeting, meeting.outcome), meeting.summary)


def _opening(view: View, strike: Strike) -> Iterator[Line]:
    """How a strike came about, began and paused, or a contract came about, as it says of itself."""
    name, strikes = capital(strike.short_name), strike.kind == "strike"
    yield from _step(view, strike, strike.authorization, f"{name}{'' if strikes else ': strike'} authorized")
    yield from _step(view, strike, strike.called, f"{name} called")
    if (began := _began(strike)) and strike.started and view.statement_known(strike.started, strike):
        yield Line(began, f"{name} begins", strike.id, strike, strike.started)
    for pause in strike.suspensions:
        yield Line(_day(pause.first_day), f"{name} suspended", strike.id, strike)
        yield from _step(view, strike, pause.resumed, f"{name} resumes")


def _closing(view: View, strike: Strike) -> Iterator[Line]:
    name, strikes = capital(strike.short_name), strike.kind == "strike"
    yield from _deals(view, strike, strike.tentative_agreements)
    yield from _step(view, strike, strike.ratification, f"{name}{': contract' if strikes else ''} ratified")
    yield from _step(view, strike, strike.ended, f"{name} ends" if strikes else f"{name}: talks end")


def _step(view: View, strike: Strike, milestone: Milestone | None, text: str) -> Iterator[Line]:
    if milestone is not None and view.statement_known(milestone, strike):
        yield Line(milestone.date, text, strike.id, strike, milestone)


def _deals(view: View, strike: Strike, deals: Sequence[Deal], employer: str = "") -> Iterator[Line]:
    """Deals, each with how members voted it down."""
    name = capital(strike.short_name)
    for deal in deals:
        yield from _step(view, strike, deal, f"{name}: tentative agreement{employer}")
        yield from _step(view, strike, deal.rejected, f"{name}: tentative agreement{employer} rejected")


def _employers(view: View, strike: Strike) -> Iterator[Line]:
    """Where a strike of several employers stands at each of them."""
    name = capital(strike.short_name)
    for each in strike.settled:
        who = view.name_of(each.employer)
        yield from _step(view, strike, each.called_out, f"{name} reaches {who}")
        yield from _deals(view, strike, each.deals, f" with {who}")
        yield from _step(view, strike, each.ratification, f"{name}: contract with {who} ratified")
        yield from _step(view, strike, each.ended, f"{name} ends at {who}")


def _walkouts(view: View, strike: Strike) -> Iterator[Line]:
    for full_id, walkout in view.walkouts:
        if view.base.strike_of(full_id) == strike.id and walkout.called_off is None:
            text = f"{capital(strike.short_name)}: {walkout.name or 'walk-out'}"
            yield Line(_day(walkout.first_day), text, full_id, walkout)


def _began(strike: Strike) -> PartialDate | None:
    if strike.first_day is not None:
        return _day(strike.first_day)
    return PartialDate(strike.year) if strike.year else None


def _day(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
