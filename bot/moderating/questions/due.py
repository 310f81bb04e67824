"""Entries that are to be looked at again, and whose they are: those without a keeper are everybody's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.handlers.single_entry import title_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.answering.known.view import View


@dataclass(frozen=True, slots=True)
class Due:
    """An entry to be looked at again, by when, and when it was last; `keeper` is somebody's id on Discord."""

    id: str
    title: str
    by: dt.date
    reviewed: dt.date
    keeper: str | None = None


def due(view: View, today: dt.date) -> tuple[Due, ...]:
    """The entries whose day has passed, longest ago first."""
    found = [
        Due(key, title_of(view, key), entry.look_by, entry.reviewed, entry.keeper)
        for key, _, entry in view.base.entries()
        if entry.withdrawn is None and entry.look_by and entry.look_by < today
    ]
    return tuple(sorted(found, key=lambda each: (each.by, each.id)))


def by_keeper(found: Iterable[Due]) -> dict[str, tuple[Due, ...]]:
    """Those that have one, by their keeper, in the same order."""
    kept: dict[str, tuple[Due, ...]] = defaultdict(tuple)
    for one in found:
        if one.keeper:
            kept[one.keeper] += (one,)
    return dict(kept)
