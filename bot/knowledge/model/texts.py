"""Where the texts of an entry stand: those that a reader is shown, as told from ids, dates and choices by the models."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import StringConstraints

from bot.knowledge.model.items import KINDS
from bot.knowledge.model.models import Model, Statement
from bot.knowledge.yaml.tree import Mapping, Mark, Node, Scalar, Sequence, Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingOf


class PlacedText(NamedTuple):
    """A text of an entry, or the nothing in the place of one, and the way to it."""

    scalar: Scalar
    steps: tuple[Step, ...]
    name: Mark | None
    """Where the name of its field stands; None for an item of a list."""
    flow: bool
    """Whether it is an item of a list in brackets."""
    absent: frozenset[str]
    """Fields that could stand beside it, or beside what holds it, and do not."""


class _Holds(NamedTuple):
    """What a field may hold: a text, fields of their own, or neither of them."""

    text: bool = False
    model: type[Model] | None = None


@cache
def known_fields() -> frozenset[str]:
    """The names of all fields that there are."""
    found: set[str] = set()
    waiting: list[type[Model]] = [kind.model for kind in KINDS]
    while waiting:
        holding = _holding(waiting.pop())
        waiting += [one.model for one in holding.values() if one.model and not found >= holding.keys()]
        found |= holding.keys()
    return frozenset(found)


def texts(model: type[Model], node: Node) -> Iterator[PlacedText]:
    """Every text in an entry, in the order of the file."""
    if isinstance(node, Mapping):
        yield from _in_fields(model, node, (), frozenset())


def _in_fields(
    model: type[Model], node: Mapping, steps: tuple[Step, ...], absent: frozenset[str]
) -> Iterator[PlacedText]:
    holding = _holding(model)
    absent = (absent | holding.keys()) - node.fields.keys()
    for name, value in node.fields.items():
        holds = holding.get(name, _Holds())
        yield from _in_value(holds, value, (*steps, name), node.names[name], absent)


def _in_value(
    holds: _Holds, node: Node, steps: tuple[Step, ...], name: Mark | None, absent: frozenset[str]
) -> Iterator[PlacedText]:
    if isinstance(node, Scalar) and holds.text:
        yield PlacedText(node, steps, name, False, absent)
    elif isinstance(node, Mapping) and holds.model:
        yield from _in_fields(holds.model, node, steps, absent)
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            for text in _in_value(holds, item, (*steps, position), None, absent):
                yield text._replace(flow=True) if node.flow and text.name is None else text


@cache
def _holding(model: type[Model]) -> MappingOf[str, _Holds]:
    hints = typing.get_type_hints(model, include_extras=True)
    return {info.alias or name: _holds(hints[name]) for name, info in model.model_fields.items()}


def _holds(annotation: object) -> _Holds:
    """What fits an annotation. A text is told from an id by having no pattern."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        inner, *marks = typing.get_args(annotation)
        bounds = [mark for mark in marks if isinstance(mark, StringConstraints)]
        return _Holds(text=not any(mark.pattern for mark in bounds)) if bounds else _holds(inner)
    if origin in {tuple, types.UnionType, typing.Union}:
        parts = [_holds(part) for part in typing.get_args(annotation)]
        return _Holds(any(part.text for part in parts), next((one.model for one in parts if one.model), None))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _Holds(issubclass(annotation, Statement), annotation)
    return _Holds()
