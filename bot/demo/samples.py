"""The questions that the demo begins with, made from the base: a day, a quote, and one that no base answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answering.view import View

MOST = 3
"""Few, so that the newest is seen at once."""
DAY = "What day of the strike is it?"
WITHOUT_QUOTES = "Why are they on strike?"
UNANSWERED = "What does {union} say about daylight saving time?"
WITHOUT_UNION = "What does the weather say about daylight saving time?"


def samples(view: View) -> tuple[str, ...]:
    """Three questions, about what is known at a moment."""
    return DAY, _quote(view), _unanswered(view)


def _quote(view: View) -> str:
    """For the words of the person of whom there are most, in the strikes that the base is about."""
    main = {strike.id for strike in view.strikes if strike.main}
    said = Counter(
        quote.speaker
        for full_id, quote in view.quotes
        if quote.speaker in view.base.people and (not main or view.base.strike_of(full_id) in main)
    )
    if not said:
        return WITHOUT_QUOTES
    speaker, _ = max(said.items(), key=lambda pair: (pair[1], pair[0] or ""))
    return f"What did {view.base.people[speaker or ''].name} say?"


def _unanswered(view: View) -> str:
    strike = next(iter(view.main_strikes()), None)
    return UNANSWERED.format(union=view.the(strike.union)) if strike else WITHOUT_UNION
