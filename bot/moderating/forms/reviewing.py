"""New entries before the validator: beside all that the base holds, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge import items as kinds
from bot.knowledge.items import Item
from bot.knowledge.references import ONE_NAMESPACE, Shelf, review
from bot.knowledge.tree import Mapping, Mark, Node, Scalar, Sequence
from bot.knowledge.validation import validate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from collections.abc import Sequence as SequenceOf

    from bot.knowledge.base import KnowledgeBase
    from bot.knowledge.items import Kind
    from bot.knowledge.models import Model
    from bot.knowledge.problems import Problem
    from bot.moderating.forms.shapes import Addition

_NEW = Mark(0, 0)
_COMPARED = frozenset({kinds.QUOTES, kinds.ANSWERS})
"""Kinds whose words are compared with those of other entries, as the questions of any entry are."""


def review_new(additions: SequenceOf[Addition], base: KnowledgeBase, today: dt.date) -> list[Problem]:
    """All that is wrong with the additions, or with what they do to an entry that is there; the base itself is valid."""
    problems: list[Problem] = []
    made: list[Item] = []
    for addition in additions:
        node, id = tree(addition.data), str(addition.data["id"])
        file = file_of(addition)
        model, found = validate(addition.kind.model, node, file, id)
        problems += found
        made.append(Item(addition.kind, id, addition.strike, id, file, node, model))
    whole = any("asked" in addition.data or addition.kind in _COMPARED for addition in additions)
    shelf = Shelf((*_items(base, whole=whole), *made), frozenset(), today)
    labels = {(item.file, item.label) for item in made}
    found = [one for one in review(shelf) if one.level == "error" or (one.file, label_of(one)) in labels]
    return [*problems, *found]


def file_of(addition: Addition) -> str:
    folder = f"strikes/{addition.strike}/" if addition.kind.in_strike else ""
    return f"{folder}{addition.kind.file}"


def label_of(problem: Problem) -> str:
    """The id of the entry that a problem is in."""
    return problem.path.partition(".")[0]


def tree(value: object) -> Node:
    """Plain data as if it had been read from a file."""
    if isinstance(value, dict):
        return Mapping(
            _NEW, {str(name): tree(part) for name, part in value.items()}, dict.fromkeys(value, _NEW)
        )
    if isinstance(value, list):
        return Sequence(_NEW, [tree(part) for part in value])
    return Scalar(str(value), _NEW)


def _items(base: KnowledgeBase, *, whole: bool) -> Iterator[Item]:
    """The entries that are there. Their places are their lines. Without `whole`, what they say is left out
    (to be fast) unless it is a name."""
    for id, source in base.sources.items():
        yield _item(kinds.SOURCES, id, None, source, base)
    for _full_id, strike, entry in base.entries():
        kind = next(kind for kind in kinds.ENTRIES if isinstance(entry, kind.model))
        told = entry if whole or kind in ONE_NAMESPACE else None
        yield _item(kind, entry.id, strike if kind.in_strike else None, told, base)
    yield Item(kinds.VOCABULARY, "", None, "", kinds.VOCABULARY.file, Mapping(_NEW), base.vocabulary)


def _item(kind: Kind, id: str, strike: str | None, model: Model | None, base: KnowledgeBase) -> Item:
    file, line = base.where[kind.full_id(id, strike)]
    return Item(kind, id, strike, id, file, Mapping(Mark(line, 1)), model)
