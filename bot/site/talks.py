"""The talks at a glance: on each issue what holds of all that was agreed, offered, demanded and refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.known.bargaining_state import employers, table

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.known.bargaining_state import Cell
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike


@dataclass(frozen=True, slots=True)
class OnIssue:
    """An issue (its full id) and what holds on it, the oldest first."""

    issue: str
    cells: tuple[Cell, ...]


def at_a_glance(view: View, strike: Strike) -> list[OnIssue]:
    """The issues of a strike, those first on which somebody moved last; of several employers what holds with each."""
    held: dict[str, dict[str, Cell]] = {}
    for employer in employers(strike) or (None,):
        for row in table(view, strike, employer):
            held.setdefault(row.issue, {}).update({cell.full_id: cell for cell in row.cells})
    found = [
        OnIssue(f"issue/{issue}", tuple(sorted(cells.values(), key=_day))) for issue, cells in held.items()
    ]
    return sorted(found, key=lambda one: _day(one.cells[-1]), reverse=True)


def _day(cell: Cell) -> dt.date:
    return cell.since.last()
