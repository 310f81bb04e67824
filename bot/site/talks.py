"""The talks at a glance: on each issue what was agreed, and else where each side stood last, as the base holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.models import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.view import View
    from bot.knowledge.models import Position, Strike


@dataclass(frozen=True, slots=True)
class OnIssue:
    """An issue (its full id) and the positions (theirs) to show on it, what was agreed first."""

    issue: str
    positions: tuple[str, ...]


def at_a_glance(view: View, strike: Strike) -> list[OnIssue]:
    """The issues of a strike that have positions, in the strike's own order, then in that of the files."""
    held: dict[str, list[tuple[str, Position]]] = {}
    for full_id, position in view.positions:
        if strike.id in view.base.strikes_of(full_id) and position.since.first() <= view.local_day():
            held.setdefault(position.issue, []).append((full_id, position))
    ordered = [*strike.issues, *view.base.issues]
    return [
        OnIssue(f"issue/{issue}", tuple(_latest(view, held[issue])))
        for issue in dict.fromkeys(ordered)
        if issue in held
    ]


def _latest(view: View, held: list[tuple[str, Position]]) -> Iterator[str]:
    """What was agreed last; where nothing was, the last of each side. Of one day all of them."""
    agreed = [each for each in held if each[1].stance is Stance.AGREED]
    if agreed:
        yield from _newest(agreed)
        return
    sides: dict[str, list[tuple[str, Position]]] = {}
    for full_id, position in held:
        sides.setdefault(view.principal(position.parties[0]), []).append((full_id, position))
    for positions in sides.values():
        yield from _newest(positions)


def _newest(positions: list[tuple[str, Position]]) -> Iterator[str]:
    last = max(position.since.first() for _, position in positions)
    yield from (full_id for full_id, position in positions if position.since.first() == last)
