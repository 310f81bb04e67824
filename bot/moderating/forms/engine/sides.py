"""What belongs to one strike and is chosen by name: its employers, its unions, its walk-outs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.answering.offered_names import Named
from bot.dates.partial import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.known.view import View
    from bot.knowledge.model.actions import WalkOut

ALL = "*"
"""The id by which all employers are chosen, or the strike in the place of one walk-out: no entry has it."""


def shelf(name: str, view: View, strike: str) -> list[Named]:
    """What can be chosen; nothing where there is no choice."""
    found = view.base.strikes.get(strike)
    if found is None:
        return []
    if name == "walkouts":
        return _walkouts(view, strike)
    sides = _parties(view, found.against if name == "employers" else found.unions)
    if len(sides) < 2:
        return []
    return [*sides, Named(ALL, "All of them")] if name == "employers" else sides


def _parties(view: View, ids: Iterable[str]) -> list[Named]:
    parties = view.base.parties
    return [
        Named(id, parties[id].name, (parties[id].short_name, *parties[id].aliases))
        for id in ids
        if id in parties
    ]


def _walkouts(view: View, strike: str) -> list[Named]:
    """Those that were not called off, the latest first; and the strike itself."""
    open_ones = [
        (full_id, walkout)
        for full_id, walkout in view.base.walkouts.items()
        if full_id.startswith(f"{strike}/") and not (walkout.withdrawn or walkout.called_off)
    ]
    latest = sorted(open_ones, key=lambda pair: pair[1].first_day, reverse=True)
    named = [Named(full_id.rpartition("/")[2], _called(walkout)) for full_id, walkout in latest]
    return [*named, Named(ALL, "The whole strike")] if named else []


def _called(walkout: WalkOut) -> str:
    first = day_words(walkout.first_day)
    span = f"{first} to {day_words(walkout.last_day)}" if walkout.last_day else f"from {first} on"
    return f"{capital(walkout.name)}, {span}" if walkout.name else capital(span)
