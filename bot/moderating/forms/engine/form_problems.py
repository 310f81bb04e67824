"""New entries before the validator, beside what they name: all that would keep them from being saved.

The rules that compare an entry with all others (the same words, the same question) are left to the validator of the
whole base, which judges an edit anyway before it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.checks.references import ONE_NAMESPACE, ReadItems, review
from bot.knowledge.model import items as kinds
from bot.knowledge.model.items import Item
from bot.knowledge.model.validation import validate
from bot.knowledge.yaml.tree import Mapping, Mark, Node, Scalar, Sequence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingOf
    from collections.abc import Sequence as SequenceOf

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.items import FileKind
    from bot.knowledge.model.models import Model
    from bot.knowledge.problems import Problem
    from bot.moderating.forms.engine.form_types import Addition

_NEW = Mark(0, 0)


def review_new(additions: SequenceOf[Addition], base: KnowledgeBase, today: dt.date) -> list[Problem]:
    """What is wrong with the additions, by themselves and beside what they name in a base that is valid."""
    problems: list[Problem] = []
    made: list[Item] = []
    for addition in additions:
        node, id = tree(addition.data), str(addition.data["id"])
        file = file_of(addition)
        model, found = validate(addition.kind.model, node, file, id)
        problems += found
        made.append(Item(addition.kind, id, addition.strike, id, file, node, model))
    there = {item.full: item for addition in additions for item in _named(addition, base)}
    labels = {(item.file, item.label) for item in made}
    found = list(review(ReadItems((*there.values(), *made), frozenset(), base.zone, today)))
    return [*problems, *(problem for problem in found if (problem.file, label_of(problem)) in labels)]


def file_of(addition: Addition) -> str:
    folder = f"strikes/{addition.strike}/" if addition.kind.in_strike else ""
    return f"{folder}{addition.kind.file}"


def label_of(problem: Problem) -> str:
    """The id of the entry that a problem is in."""
    return problem.path.partition(".")[0]


def texts(value: object) -> Iterator[str]:
    """Every text in plain data, the ids among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def tree(value: object) -> Node:
    """Plain data as if it had been read from a file."""
    if isinstance(value, dict):
        fields = {str(name): tree(part) for name, part in value.items()}
        return Mapping(_NEW, fields, dict.fromkeys(fields, _NEW))
    if isinstance(value, list):
        return Sequence(_NEW, [tree(part) for part in value])
    return Scalar(str(value), _NEW)


def _named(addition: Addition, base: KnowledgeBase) -> Iterator[Item]:
    """The strike of an entry, and all entries that it names."""
    shelves: dict[FileKind, MappingOf[str, Model]] = {
        kinds.PARTIES: base.parties,
        kinds.PEOPLE: base.people,
        kinds.ISSUES: base.issues,
        kinds.PLACES: base.places,
        kinds.STRIKE: base.strikes,
        kinds.SOURCES: base.sources,
    }
    for id in {addition.strike or "", *texts(dict(addition.data))}:
        for kind in (*ONE_NAMESPACE, kinds.SOURCES):
            if id in shelves[kind]:
                yield _item(kind, id, id if kind is kinds.STRIKE else None, shelves[kind][id], base)
        meeting = kinds.MEETINGS.full_id(id, addition.strike)
        if addition.data.get("meeting") == id and meeting in base.meetings:
            yield _item(kinds.MEETINGS, id, addition.strike, base.meetings[meeting], base)


def _item(kind: FileKind, id: str, strike: str | None, model: Model, base: KnowledgeBase) -> Item:
    """An entry that is there. Its place is its line; what it says is in its model."""
    file, line = base.where[kind.full_id(id, strike)]
    return Item(kind, id, strike, id, file, Mapping(Mark(line, 1)), model)
