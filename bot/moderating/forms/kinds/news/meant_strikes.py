"""Which strikes news can be of, where none was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike


def news_of(news: str, view: View) -> list[Strike]:
    """The strikes that news of this kind can be of: one only, where it is clear. `view` holds what moderators see."""
    used = [strike for strike in view.base.strikes.values() if strike.withdrawn is None]
    fits = _awaits_vote if news in ("ratified", "rejected") else _is_open
    found = [strike for strike in used if fits(strike) and not view.state(strike).unheard_of]
    main = [strike for strike in found if strike.main]
    return main if len(main) == 1 else found


def _is_open(strike: Strike) -> bool:
    return strike.kind == "strike" and strike.last_day is None and strike.ended is None


def _awaits_vote(strike: Strike) -> bool:
    """Whether there is a deal on which the members have not voted, as far as the base knows."""
    dealt = [each for each in strike.settled if each.deal or each.ended]
    if dealt:
        return any(each.ratification is None for each in dealt) and strike.ratification is None
    return strike.ratification is None and (strike.tentative_agreement or strike.ended) is not None
