"""A YAML file as a tree of texts, lists and named fields, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(NamedTuple):
    """Line and column, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. Always text (typing is the models' work), or None where nothing is written."""

    text: str | None
    mark: Mark
    spoiled: bool = False
    """Stands where something unusable stood that was reported already."""
    style: str = ""
    """The quote mark around it, or the | or > that it stands under; empty for bare words."""
    end: Mark | None = None
    """The place after its last letter; of a text under | or >, where the next thing begins."""

    @property
    def quoted(self) -> bool:
        """Whether it is marked as text by any means of YAML."""
        return bool(self.style)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    mark: Mark
    items: list[Node] = field(default_factory=list)
    flow: bool = False
    """Written as [one, two]."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named fields, with the place of each name."""

    mark: Mark
    fields: dict[str, Node] = field(default_factory=dict)
    names: dict[str, Mark] = field(default_factory=dict)


Node: TypeAlias = Scalar | Sequence | Mapping
Step: TypeAlias = str | int


def plain(node: Node) -> object:
    """The tree as dicts, lists, texts and None."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(value) for name, value in node.fields.items()}


def parts(node: Node, most: int) -> int:
    """How many nodes it is made of; counting ends soon after `most`."""
    waiting, count = [node], 0
    while waiting and count <= most:
        part = waiting.pop()
        count += 1
        if isinstance(part, Sequence):
            waiting += part.items[: most + 1]
        elif isinstance(part, Mapping):
            waiting += part.fields.values()
    return count


class PathEnd(NamedTuple):
    """Where a path of names and positions leads: as far as the tree goes along."""

    node: Node
    mark: Mark
    steps: tuple[Step, ...]


def locate(node: Node, path: Iterable[Step]) -> PathEnd:
    """Follow `path` as far as the tree has it. An empty value stands where its name does, and one item for its list."""
    mark, taken = node.mark, []
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.fields:
            name_mark = node.names[step]
            node = node.fields[step]
            mark = name_mark if isinstance(node, Scalar) and not node.text else node.mark
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            mark = node.mark
        elif isinstance(node, Mapping) and step == 0:
            continue
        else:
            break
        taken.append(step)
    return PathEnd(node, mark, tuple(taken))


def words(steps: Iterable[Step]) -> str:
    """`outcome.citations.2.source`: positions count from 1, as people do."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
