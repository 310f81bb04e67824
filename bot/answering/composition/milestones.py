"""What happened in a strike: its milestones in a few words each, and the meetings and events between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import capital
from bot.answering.composition.prose import clipped, opening
from bot.dates.partial import PartialDate
from bot.knowledge.model.actions import WalkOut
from bot.knowledge.model.models import Event, Meeting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Citations, Deal, Entry, Milestone, Statement, Strike


STEP, OF_EMPLOYER, WALK_OUT, EVENT, MEETING = 5, 4, 3, 2, 1
"""What a line weighs: a step of a strike, of an employer of several, a walk-out, an event that changed something, talks."""
ROOM = 110
"""Characters of an event in a line."""
_STEPS = frozenset("vote deal lockout cooling-off injunction back-to-work-order".split())


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """`text` is an item of a list, not a sentence; `statement` tells it in full, where it is not the whole entry.

    The days of a strike's own steps count most, then those of an employer's, then walk-outs and what was offered at a meeting.
    """

    date: PartialDate
    text: str
    full_id: str
    entry: Entry
    statement: Statement | None = None
    weight: int = 0
    """How much it counts in the story of a strike; 0 for what is told only in the whole of it."""

    @property
    def citations(self) -> Citations:
        return (self.statement.citations if self.statement else ()) or self.entry.citations

    @property
    def in_full(self) -> str:
        """As the entry itself tells it, where it does."""
        if self.statement is not None:
            return self.statement.text
        return self.entry.text if isinstance(self.entry, Event | WalkOut) else self.text


def milestones(view: View, strike: Strike) -> list[MilestoneLine]:
    """Those of a strike that were known and had come by then, oldest first."""
    parts = (_opening, _employers, _walkouts, _closing)
    found = [line for part in parts for line in part(view, strike)]
    today = view.local_day()
    past = [line for line in found if line.date.first() <= today]
    return sorted(past, key=lambda line: line.date.first())


def between(view: View, strike: Strike) -> Iterator[MilestoneLine]:
    """The meetings and events of a strike that had come by then."""
    today = view.local_day()
    for full_id, event in view.events:
        if strike.id in view.base.strikes_of(full_id) and event.date.first() <= today:
            weight = EVENT if event.kind in _STEPS and not event.places else 0
            yield MilestoneLine(event.date, clipped(opening(event.text), ROOM), full_id, event, weight=weight)
    for full_id, meeting in view.meetings:
        if strike.id in view.base.strikes_of(full_id) and meeting.date <= today:
            yield MilestoneLine(
                _day(meeting.date), meeting.title, full_id, meeting, _account(view, meeting), MEETING
            )


def story(view: View, strikes: Sequence[Strike]) -> list[MilestoneLine]:
    """All that counts in the story of some strikes, oldest first.

    What a meeting tells of a step's own day is told once, and what an event tells of a meeting's. Beside the main strikes the
    steps of others count less: more where the same union took them.
    """
    steps = [_beside(view, strikes, strike, line) for strike in strikes for line in milestones(view, strike)]
    days = _days(view, steps)
    found = {
        line.full_id: _named(strike, strikes, line)
        for strike in strikes
        for line in between(view, strike)
        if line.weight
    }
    met = [
        line for line in found.values() if isinstance(line.entry, Meeting) and not days & _days(view, [line])
    ]
    days |= _days(view, met)
    others = [
        line for line in found.values() if isinstance(line.entry, Event) and not days & _days(view, [line])
    ]
    return sorted((*steps, *met, *others), key=lambda line: line.date.first())


def _days(view: View, lines: Iterable[MilestoneLine]) -> set[tuple[str, dt.date]]:
    return {(strike, line.date.first()) for line in lines for strike in view.base.strikes_of(line.full_id)}


def _named(strike: Strike, strikes: Sequence[Strike], line: MilestoneLine) -> MilestoneLine:
    """What happened between the steps, with its strike's name where several are told of."""
    several = len(strikes) > 1
    return replace(line, text=f"{capital(strike.short_name)}: {line.text}" if several else capital(line.text))


def _beside(view: View, strikes: Sequence[Strike], strike: Strike, line: MilestoneLine) -> MilestoneLine:
    main = {union for each in strikes if each.main for union in view.unions_of(each)}
    if strike.main or not main:
        return line
    return replace(line, weight=WALK_OUT if view.unions_of(strike) & main else EVENT)


def weightiest(lines: Sequence[MilestoneLine], most: int, room: int | None = None) -> list[MilestoneLine]:
    """At most so many of the lines, in their order, and in so many characters: by weight, of equal ones spread over time."""
    chosen: list[MilestoneLine] = []
    for weight in sorted({line.weight for line in lines}, reverse=True):
        alike = [line for line in lines if line.weight == weight]
        chosen += _spread(alike, most - len(chosen))
    while room is not None and chosen and sum(map(_length, chosen)) > room:
        chosen = weightiest(chosen, len(chosen) - 1)
    return [line for line in lines if line in chosen]


def _length(line: MilestoneLine) -> int:
    """Characters of a line with its day and its mark."""
    return len(line.date.words()) + len(line.text) + 8


def _spread(lines: Sequence[MilestoneLine], most: int) -> list[MilestoneLine]:
    """So many of the lines, the last one and evenly before it."""
    if len(lines) <= most:
        return list(lines)
    return (
        [lines[len(lines) - 1 - place * len(lines) // most] for place in reversed(range(most))]
        if most > 0
        else []
    )


def _account(view: View, meeting: Meeting) -> Statement:
    """How a meeting ended, where that is known by then, else what it was."""
    return next(view.said(meeting, meeting.outcome), meeting.summary)


def _opening(view: View, strike: Strike) -> Iterator[MilestoneLine]:
    """How a strike came about, began and paused, or a contract came about, as it says of itself."""
    name, strikes = capital(strike.short_name), strike.kind == "strike"
    yield from _step(
        view,
        strike,
        strike.authorization,
        (say.AUTHORIZED if strikes else say.CONTRACT_AUTHORIZED)(strike=name),
    )
    yield from _step(view, strike, strike.called, say.WAS_CALLED(strike=name))
    if (began := _began(strike)) and strike.started and view.statement_known(strike.started, strike):
        yield MilestoneLine(began, say.STRIKE_BEGINS(strike=name), strike.id, strike, strike.started, STEP)
    for pause in strike.suspensions:
        yield MilestoneLine(
            _day(pause.first_day), say.WAS_SUSPENDED(strike=name), strike.id, strike, weight=STEP
        )
        yield from _step(view, strike, pause.resumed, say.RESUMES(strike=name))


def _closing(view: View, strike: Strike) -> Iterator[MilestoneLine]:
    name, strikes = capital(strike.short_name), strike.kind == "strike"
    yield from _deals(view, strike, strike.tentative_agreements)
    yield from _step(
        view,
        strike,
        strike.ratification,
        (say.STRIKE_RATIFIED if strikes else say.CONTRACT_RATIFIED)(strike=name),
    )
    yield from _step(view, strike, strike.ended, (say.STRIKE_ENDS if strikes else say.TALKS_END)(strike=name))


def _step(
    view: View, strike: Strike, milestone: Milestone | None, text: str, weight: int = STEP
) -> Iterator[MilestoneLine]:
    if milestone is not None and view.statement_known(milestone, strike):
        yield MilestoneLine(milestone.date, text, strike.id, strike, milestone, weight)


def _deals(view: View, strike: Strike, deals: Sequence[Deal], employer: str = "") -> Iterator[MilestoneLine]:
    """Deals, each with how members voted it down."""
    name = capital(strike.short_name)
    weight = OF_EMPLOYER if employer else STEP
    for deal in deals:
        yield from _step(
            view,
            strike,
            deal,
            (say.AGREEMENT_WITH if employer else say.AGREEMENT)(strike=name, who=employer),
            weight,
        )
        yield from _step(
            view,
            strike,
            deal.rejected,
            (say.AGREEMENT_WITH_REJECTED if employer else say.AGREEMENT_REJECTED)(strike=name, who=employer),
            weight,
        )


def _employers(view: View, strike: Strike) -> Iterator[MilestoneLine]:
    """Where a strike of several employers stands at each of them."""
    name = capital(strike.short_name)
    for each in strike.settled:
        who = view.name_of(each.employer)
        yield from _step(view, strike, each.called_out, say.REACHES(strike=name, who=who), OF_EMPLOYER)
        yield from _deals(view, strike, each.deals, who)
        yield from _step(
            view, strike, each.ratification, say.RATIFIED_WITH(strike=name, who=who), OF_EMPLOYER
        )
        yield from _step(view, strike, each.ended, say.ENDS_AT(strike=name, who=who), OF_EMPLOYER)


def _walkouts(view: View, strike: Strike) -> Iterator[MilestoneLine]:
    for full_id, walkout in view.walkouts:
        if view.base.strike_of(full_id) == strike.id and walkout.called_off is None:
            text = (say.NAMED_WALK_OUT if walkout.name else say.A_WALK_OUT)(
                strike=capital(strike.short_name), walkout=walkout.name
            )
            yield MilestoneLine(_day(walkout.first_day), text, full_id, walkout, weight=WALK_OUT)


def _began(strike: Strike) -> PartialDate | None:
    if strike.first_day is not None:
        return _day(strike.first_day)
    return PartialDate(strike.year) if strike.year else None


def _day(day: dt.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
