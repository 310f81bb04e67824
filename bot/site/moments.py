"""What happened when, in the main strikes and around them: the timeline, as data for a picture and for a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.partial import PartialDate
from bot.site.entries import exactly, headline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Milestone, Strike

MARKS = {
    "strike": "step", "vote": "vote", "deal": "deal", "talks": "talks", "milestone": "step", "deadline": "step",
    "mediation": "talks", "arbitration": "talks",
}  # fmt: skip
"""How the kinds of events are marked; all others are `other`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on a day. `mark` is one of step, talks, vote, deal and other; `strike` is where it is drawn."""

    date: PartialDate
    text: str
    full_id: str
    mark: str
    strike: str


def moments(view: View, strikes: Sequence[Strike]) -> list[Moment]:
    """Those of the strikes that have come by then, oldest first; each entry once, and no step told by an event too."""
    today = view.local_day()
    entries = [each for strike in strikes for each in _entries(view, strike)]
    told = {(each.strike, each.date) for each in entries if each.mark in ("step", "deal", "vote")}
    steps = [each for strike in strikes for each in steps_of(view, strike)]
    found = {
        each.full_id + each.text: each
        for each in (*entries, *(step for step in steps if (step.strike, step.date) not in told))
    }
    past = [each for each in found.values() if each.date.first() <= today]
    return sorted(past, key=lambda each: (each.date.first(), each.full_id, each.text))


def steps_of(view: View, strike: Strike) -> Iterator[Moment]:
    """How a strike began, went and ended, as it says of itself."""
    name = capital(strike.short_name)

    def step(milestone: Milestone | None, text: str, mark: str = "step") -> Iterator[Moment]:
        if milestone is not None and view.statement_known(milestone, strike):
            yield Moment(milestone.date, f"{name}{text}", strike.id, mark, strike.id)

    yield from step(strike.authorization, ": members vote for it", "vote")
    yield from step(strike.called, " is called")
    if strike.first_day and strike.kind == "strike":
        yield Moment(_day(strike.first_day), f"{name} begins", strike.id, "step", strike.id)
    for deal in strike.all_deals:
        yield from step(deal, ": tentative agreement", "deal")
        yield from step(deal.rejected, ": members turn the deal down", "vote")
    yield from step(strike.ended, " ends" if strike.kind == "strike" else ": talks end")
    yield from step(strike.ratification, ": members ratify the contract", "vote")


def _entries(view: View, strike: Strike) -> Iterator[Moment]:
    """What is dated in a strike's own files, or told there too."""
    for full_id, date, mark in _dated(view):
        if date and strike.id in view.base.strikes_of(full_id):
            yield Moment(date, headline(view, full_id), full_id, mark, strike.id)


def _dated(view: View) -> Iterator[tuple[str, PartialDate | None, str]]:
    for full_id, meeting in view.meetings:
        yield full_id, exactly(meeting.date), {"vote": "vote", "agreement": "deal"}.get(meeting.kind, "talks")
    for full_id, event in view.events:
        yield full_id, event.date, MARKS.get(event.kind, "other")
    for full_id, walkout in view.walkouts:
        yield full_id, exactly(walkout.first_day), "other" if walkout.called_off else "step"
    for full_id, ballot in view.ballots:
        yield full_id, ballot.result.date if ballot.result else exactly(ballot.closes), "vote"


def _day(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
