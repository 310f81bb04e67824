"""Answers about a deal that members voted down: that they did, what came of it, what stands now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.composition.draft import Draft
from bot.answering.handlers import ballots
from bot.answering.handlers.status import status_line, tell_deals
from bot.answering.question.query import employers_named, strikes_of
from bot.knowledge.checks.coherence import told_deals
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from bot.answering.question.query import Query
    from bot.knowledge.checks.rejections import Rejection
    from bot.knowledge.model.models import Deal, Milestone, Strike

TOLD = 3
"""How many votes against a deal one reply tells."""
_AGAINST = stems_of("reject rejected down refuse refused against no failed fail lost lose threw")
_OF_OFFERS = stems_of("offer deal agreement contract proposal ratify ratification accept reject down ta")
_OF_STRIKES = stems_of("strike action authorize authorise authorization industrial walkout mandate")


def rejected(ask: Query) -> Draft | None:
    """How members voted a deal or an offer down, and what came after; None where no such vote is known."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        votes = _votes(ask, strike)
        if not votes:
            continue
        _newer(ask, strike, votes[0])
        if not ask.view.state(strike).open and "why" in ask.tokens:
            status_line(ask, draft, strike, dealt=True)
        own, told = _newer(ask, strike, votes[0]), told_deals(ask.view.base, strike, votes)
        against_first = bool(own and own is strike.ratification and _AGAINST & stems_of(ask.question.text))
        if not against_first:
            tell_deals(draft, strike, own, told, first=True)
        for vote in votes[:TOLD]:
            draft.say(vote.full_id, vote.entry, vote.told, first=True)
        status_line(ask, draft, strike, dealt=bool(own or told))
        if against_first:
            tell_deals(draft, strike, own, told)
        for deal in _turned_down(strike, votes[0]):
            draft.say(strike.id, strike, deal)
    draft.support.append("deal vote voted down rejected reject members happened became why still on strike")
    return draft if draft.headline else None


def _votes(ask: Query, strike: Strike) -> list[Rejection]:
    """The votes against a deal, the latest first: of the employers and the days that the question names. Each once."""
    named = set(employers_named(ask))
    found = {vote.told.date: vote for vote in ask.view.rejections(strike)
             if not named or not vote.employers or named & vote.employers}  # fmt: skip
    if ask.slots.dates:
        spans = ask.slots.dates
        found = {day: vote for day, vote in found.items()
                 if any(day.covers(span.first, span.last) for span in spans)} or found  # fmt: skip
    return sorted(found.values(), key=lambda vote: vote.told.date.last(), reverse=True)


def _newer(ask: Query, strike: Strike, vote: Rejection) -> Milestone | None:
    """The deal that stands, or its ratification, where that came after a vote."""
    theirs = [each for each in strike.settled if each.employer in vote.employers]
    steps: list[Milestone | None] = [strike.ratification, strike.tentative_agreement]
    steps += [step for each in theirs for step in (each.ratification, each.deal)]
    later = (step for step in steps if step and step.date.last() > vote.told.date.last())
    return next((step for step in later if ask.view.statement_known(step, strike)), None)


def _turned_down(strike: Strike, vote: Rejection) -> list[Deal]:
    return [deal for deal in strike.all_deals if deal.rejected and deal.rejected.date == vote.told.date]


def newest(ask: Query) -> Draft | None:
    """The vote against a deal where that is the newest vote on one; None where a ballot or a ratification came since."""
    stems = stems_of(ask.question.text)
    if ask.slots.dates or (_OF_STRIKES & stems and not _OF_OFFERS & stems):
        return None
    strikes = strikes_of(ask)
    against = [vote.told.date.last() for strike in strikes for vote in _votes(ask, strike)]
    since = [ballots.day(ballot) for _, ballot in ballots.held(ask)]
    since += [strike.ratification.date.last() for strike in strikes if strike.ratification]
    return rejected(ask) if against and max(against) > max(since, default=dt.date.min) else None
