"""What happened on which day, of walk-outs, employers and ballots: dated claims for a timeline, each with its own sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.model.models import Statement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.answering.known.view import View
    from bot.dates.partial import PartialDate
    from bot.knowledge.model.actions import WalkOut
    from bot.knowledge.model.models import CitedMilestone, Strike


class News(NamedTuple):
    """A claim of an entry, and the day it is of."""

    day: dt.date
    full_id: str
    told: Statement
    employers: tuple[str, ...] = ()
    """Those that it is about; none where it is about all."""


def news(view: View) -> list[News]:
    """All that is dated in walk-outs, ballots and settlements, and not told by an event of the same day and strike too."""
    voted = {(ballot.result.date, employer) for _, ballot in view.ballots if ballot.result
             for employer in ballot.employers}  # fmt: skip
    found = [
        *_walkouts(view),
        *_ballots(view),
        *(each for s in view.strikes for each in _settlements(s, voted)),
    ]
    told = {(strike, event.date.first()) for i, event in view.events for strike in view.base.strikes_of(i)
            if event.kind in _SAME}  # fmt: skip
    return [
        each for each in found if not any((s, each.day) in told for s in view.base.strikes_of(each.full_id))
    ]


_SAME = frozenset(("strike", "vote", "deal"))
"""Kinds of event that tell of a walk-out, a ballot or a deal."""


def _walkouts(view: View) -> Iterator[News]:
    for full_id, walkout in view.walkouts:
        if walkout.called_off:
            yield _of(full_id, walkout.called_off, walkout.employers)
        if walkout.called_off is None or walkout.called_off.last_day:
            yield News(walkout.first_day, full_id, walkout.happened or _called(walkout), walkout.employers)
        for part in walkout.places:
            if part.back:
                yield _of(full_id, part.back, walkout.employers)


def _called(walkout: WalkOut) -> Statement:
    """A walk-out in its own words."""
    return Statement(text=walkout.text, citations=walkout.citations, reported_by=walkout.reported_by)


def _ballots(view: View) -> Iterator[News]:
    for full_id, ballot in view.ballots:
        if ballot.result:
            yield _of(full_id, ballot.result, ballot.employers)


def _settlements(strike: Strike, voted: set[tuple[PartialDate, str]]) -> Iterator[News]:
    """What became of each employer. A vote on its deal that a ballot tells too is told once, by the ballot."""
    for each in strike.settled:
        for milestone in (each.called_out, *each.deals):
            if milestone:
                yield _of(strike.id, milestone, (each.employer,))
        for deal in each.deals:
            if deal.rejected and (deal.rejected.date, each.employer) not in voted:
                yield _of(strike.id, deal.rejected, (each.employer,))
        if each.ratification and (each.ratification.date, each.employer) not in voted:
            yield _of(strike.id, each.ratification, (each.employer,))
        if each.ended and not (each.deal and each.deal.date == each.ended.date):
            yield _of(strike.id, each.ended, (each.employer,))


def _of(full_id: str, milestone: CitedMilestone, employers: tuple[str, ...]) -> News:
    return News(milestone.date.first(), full_id, milestone, employers)
