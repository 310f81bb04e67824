"""Which contract is meant once a strike is over: the newest of the same union with the same side, where no other is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.question.query import Query, strikes_of
from bot.dates.strike_day import Phase
from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.composition.draft import Draft
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike

_OF_STRIKES = {
    *"strike strikes striking struck walkout walkouts stoppage picket pickets win won wins gain gained".split(),
    *"then old previous former last first".split(),
    PLACEHOLDERS["strike"],
}
"""Words of who means the contract that ended a strike, what was won by it, or an earlier one."""
_OF_CONTRACTS = frozenset("contract contracts deal deals agreement agreements".split())


def newer(view: View, strike: Strike) -> Strike | None:
    """The newest contract that the sides of a strike agreed on after it was over, as far as is known."""
    if view.state(strike).phase is not Phase.ENDED or strike.ended is None:
        return None
    sides = set(map(view.whole, strike.against))
    since = [
        each
        for each in view.strikes_of(strike.union)
        if each.kind == "contract"
        and each.tentative_agreement is not None
        and view.statement_known(each.tentative_agreement, each)
        and each.tentative_agreement.date.first() > strike.ended.date.last()
        and sides & set(map(view.whole, each.against))
    ]
    return max(since, key=_agreed, default=None)


def _agreed(contract: Strike) -> dt.date:
    return contract.tentative_agreement.date.last() if contract.tentative_agreement else dt.date.min


def of_the_newest(handler: Callable[[Query], Draft | None]) -> Callable[[Query], Draft | None]:
    """A handler that is asked about the newest contract, where a question names no strike, no day and no year."""

    def answer(ask: Query) -> Draft | None:
        return handler(with_the_newest(ask))

    return answer


def with_the_newest(ask: Query) -> Query:
    """A question about the newest contract of those whose strike would be meant, else the question as it is."""
    if ask.slots.strikes or ask.slots.dates or not _OF_STRIKES.isdisjoint(ask.question.frame):
        return ask
    meant = strikes_of(ask)
    newest = tuple((newer(ask.view, strike) or strike).id for strike in meant)
    if newest == tuple(strike.id for strike in meant):
        return ask
    return replace(ask, slots=replace(ask.slots, strikes=newest))


def is_of_an_older_one(ask: Query, strike: Strike | None) -> bool:
    """Whether a question is about the deal of today, and something is told of a strike that ended before that one."""
    words = set(ask.question.tokens)
    today = bool(words & _OF_CONTRACTS) and not _OF_STRIKES & set(ask.question.frame)
    free = not ask.slots.strikes and not ask.slots.dates
    return strike is not None and today and free and newer(ask.view, strike) is not None
