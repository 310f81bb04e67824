"""What rests on pages alone that are no longer online, and of which no copy is known: nobody can check it any more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.knowledge.model.models import Citation, Model, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model.items import Item
    from bot.knowledge.problems import Problem

NAMED = 4
"""Entries that are named for a source; the others are counted."""


def review_gone(items: Sequence[Item]) -> Iterator[Problem]:
    """A notice for each page that is gone without a copy, and on which, with others such, alone something rests."""
    gone = {
        item.id: item
        for item in items
        if isinstance(item.model, Source) and item.model.is_dead and item.model.opens_at is None
    }
    resting: dict[str, dict[str, None]] = defaultdict(dict)
    for item in items if gone else ():
        if item.entry is None or item.entry.withdrawn:
            continue
        for cited in _cited(item.entry):
            if cited <= gone.keys():
                for source in cited:
                    resting[source][item.full] = None
    for source, entries in resting.items():
        found = f"a page that is no longer online, and nothing else to check {_named(list(entries))}"
        expected = "another source there, or `archived` here"
        yield gone[source].problem(("link",), found, expected, level="notice")


def _cited(model: Model) -> Iterator[frozenset[str]]:
    """The sources of an entry, and of each claim in it that has its own."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        parts = value if isinstance(value, tuple) else (value,)
        if name == "citations":
            if cited := frozenset(part.source for part in parts if isinstance(part, Citation)):
                yield cited
            continue
        for part in parts:
            if isinstance(part, Model):
                yield from _cited(part)


def _named(entries: Sequence[str]) -> str:
    more = len(entries) - NAMED
    return ", ".join([*entries[:NAMED], *([f"and {more} more"] if more > 0 else [])])
