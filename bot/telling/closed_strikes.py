"""When there is nothing left to tell of a strike."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike

AFTERWARDS = dt.timedelta(days=30)
"""How long after its end a strike is still told of, where members have not voted on the contract by then."""


def is_over(view: View, strike: Strike) -> bool:
    """Whether it has ended, and its members have voted or will not; also where nobody has spoken of it for a year."""
    strike = view.base.strikes.get(strike.id, strike)
    state = view.state(strike)
    if state.unheard_of:
        return True
    voted = strike.ratification is not None
    if strike.kind != "strike":
        return voted or strike.ended is not None
    if state.phase is not Phase.ENDED:
        return False
    last = strike.last_day or (strike.ended.date.last() if strike.ended else None)
    return last is None or (voted and state.today > last) or state.today - last > AFTERWARDS


def open_strikes(view: View) -> list[Strike]:
    """Those of which there may be something to tell, the main ones first, then the newest."""
    found = [strike for strike in view.strikes if not is_over(view, strike)]
    return sorted(found, key=lambda one: (not one.main, -(one.first_day.toordinal() if one.first_day else 0)))


def all_over(view: View, strikes: Iterable[str]) -> bool:
    """Whether each of some strikes is over, or is no longer in the base. Nothing is over where none is named."""
    named = list(strikes)
    still = {strike.id for strike in open_strikes(view)}
    return bool(named) and not still & set(named)
