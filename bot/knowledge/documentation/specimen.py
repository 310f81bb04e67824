"""A small base in which every field of every file stands at least once: the examples of the documentation."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge import documentation
from bot.knowledge.canonical.printer import field_lines
from bot.knowledge.canonical.scalars import folded, in_flow
from bot.knowledge.model.items import KINDS
from bot.knowledge.model.validation import field_names, model_at
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model.models import Model

FILE = "specimen.txt"
_PART = re.compile(r"^=== (\S+)\n", re.MULTILINE)


@cache
def specimen() -> dict[str, str]:
    """The files by their names in the folder."""
    text = (resources.files(documentation) / FILE).read_text("utf-8")
    _, *parts = _PART.split(text)
    return {name: f"{body.strip()}\n" for name, body in zip(parts[::2], parts[1::2], strict=True)}


def entry_of(file: str) -> str:
    """The first entry of a kind of file, as it stands there."""
    text = next(body for name, body in specimen().items() if name.rpartition("/")[2] == file)
    first, *others = text.split("\n\n")
    return first.rstrip() if text.startswith("- id") or not others else text.rstrip()


@cache
def examples() -> dict[tuple[type[Model], str], str]:
    """The first example of each field of each model, on one line: `first_day: 2031-05-02`; empty for one of several lines."""
    found: dict[tuple[type[Model], str], str] = {}
    for place in _places():
        found.setdefault((place.model, place.field), _shown(place.field, place.node.fields[place.field]))
    return found


@cache
def example_of(model: type[Model]) -> str:
    """A part of an entry as it stands there, with its field; the fullest one."""
    found = [
        "\n".join(field_lines(place.node, place.field, 0, place.model))
        for place in _places()
        if model_at(place.model, (place.field,)) is model
    ]
    return max(found, key=len)


class _Placed(NamedTuple):
    """A field as it stands in the specimen, with the model that it belongs to."""

    model: type[Model]
    node: Mapping
    field: str


@cache
def _places() -> list[_Placed]:
    found: list[_Placed] = []
    for name, text in specimen().items():
        kind = next(kind for kind in KINDS if kind.file == name.rpartition("/")[2])
        root, _ = parse(text.encode(), name)
        found += _fields(kind.model, root)
    return found


def _fields(model: type[Model] | None, node: Node | None) -> Iterator[_Placed]:
    """Every field in a part of the tree."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _fields(model, item)
    elif isinstance(node, Mapping) and model is not None:
        for name, value in node.fields.items():
            if name in field_names(model):
                yield _Placed(model, node, name)
                yield from _fields(model_at(model, (name,)), value)


def _shown(field: str, value: Node) -> str:
    if isinstance(value, Scalar):
        return f"{field}: {folded(value, 0, 0, name=True)[0]}"
    if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
        return f"{field}: [{', '.join(in_flow(item) for item in value.items if isinstance(item, Scalar))}]"
    return ""
