"""From which time an answer is: one that was written while a strike was on does not tell how things are once it is over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.known.entry_then import sources_of
from bot.dates.strike_day import Phase
from bot.knowledge.model.models import Topic

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Answer, Strike

_OF_ITS_TIME = frozenset(
    {Topic.SERVICE, Topic.RULES, Topic.PAY, Topic.ELIGIBILITY, Topic.MONEY, Topic.SUPPORT, Topic.EFFECTS}
)
"""Topics that change when a strike is over; what a word means, or what was long ago, does not."""


def strike_of_its_time(view: View, answer: Answer) -> Strike | None:
    """The strike during which an answer was written, where that is over by now; None where it holds as it is told."""
    if answer.topic not in _OF_ITS_TIME:
        return None
    meant = _meant(view, answer)
    if not meant or any(
        view.state(strike).phase is not Phase.ENDED or strike.ended is None for strike in meant
    ):
        return None
    last = max(meant, key=_end)
    return last if _newest(view, answer) <= _end(last) else None


def _meant(view: View, answer: Answer) -> list[Strike]:
    """The strike that an answer names, else the main ones of the unions it is about, else all main ones."""
    own = view.base.strikes.get(answer.strike or "")
    if own is not None:
        return [strike for strike in view.strikes if strike.id == own.id]
    parties = {view.whole(party) for party in answer.parties}
    main = [strike for strike in view.strikes if strike.main and strike.kind == "strike"]
    return [strike for strike in main if view.unions_of(strike) & parties] or main


def _end(strike: Strike) -> dt.date:
    return strike.ended.date.last() if strike.ended else dt.date.max


def _newest(view: View, answer: Answer) -> dt.date:
    """The day of the newest source of any of its sentences that is known by then."""
    base = view.base
    known = [
        base.sources[id] for id in sources_of(answer) if id in base.sources and base.moments[id] <= view.as_of
    ]
    return max((base.published(source).first() for source in known), default=dt.date.max)
