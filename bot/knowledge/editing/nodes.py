"""Plain data into a tree, as a moderator would write it, and into the comments of what it takes the place of."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import meaning
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.yaml.comments import Comments
from bot.knowledge.yaml.tree import Mapping, Mark, Node, Scalar, Sequence

if TYPE_CHECKING:
    from bot.knowledge.yaml.comments import Owner

NOWHERE = Mark(0, 0)
RECENT = 20
"""So many of the last entries of a file show whether a list is written in brackets there."""


def node_of(value: object, brackets: MappingOf[str, bool], name: str = "") -> Node:
    """The tree of texts, whole numbers, truth values, lists, mappings, None; `name` is the field that holds it."""
    if value is None:
        return Scalar(None, NOWHERE)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), NOWHERE)
    if isinstance(value, str | int):
        return Scalar(_text(str(value), name), NOWHERE)
    if isinstance(value, list | tuple):
        items = [node_of(item, brackets, name) for item in value]
        return Sequence(NOWHERE, items, flow=brackets.get(name, False))
    if isinstance(value, MappingOf):
        fields = {str(key): node_of(part, brackets, str(key)) for key, part in value.items()}
        return Mapping(NOWHERE, fields, dict.fromkeys(fields, NOWHERE))
    raise TypeError(f"found {type(value).__name__}, expected a text, a number, a list or a mapping")


def _text(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        found = f"half of a character (U+{ord(value[error.start]):04X}), which no file can hold"
        raise CannotEditError(f"`{name}`" if name else "the text", found, "leave it out") from None
    return value.replace("\r\n", "\n").strip()


def brackets_in(root: Node | None) -> dict[str, bool]:
    """For each list's name, whether the file writes it as [one, two]: the last time that it has one decides."""
    found: dict[str, bool] = {}
    for node in root.items[-RECENT:] if isinstance(root, Sequence) else [root]:
        _note(node, "", found)
    return found


def _note(node: Node | None, name: str, found: dict[str, bool]) -> None:
    if isinstance(node, Mapping):
        for key, value in node.fields.items():
            _note(value, key, found)
    elif isinstance(node, Sequence):
        found[name] = node.flow
        for item in node.items:
            _note(item, name, found)


class Taking:
    """A new value takes the place of an old one: what stays the same stays written the same, with its comments."""

    def __init__(self, comments: Comments) -> None:
        self.left = comments
        self.kept = Comments()

    def value(self, old: Node | None, new: Node) -> Node:
        if old is not None and meaning(old) == meaning(new):
            self._keep_below(old)
            return old
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            return self._mapping(old, new)
        if isinstance(old, Sequence) and isinstance(new, Sequence):
            return self._sequence(old, new)
        return new

    def move(self, old: Owner, new: Owner) -> None:
        """The comments of `old` now belong to `new`."""
        for left, kept in zip(_shelves(self.left), _shelves(self.kept), strict=True):
            if old in left:
                kept[new] += left.pop(old)

    def orphans(self) -> list[str]:
        """The comments on what is not there any more."""
        gone = [text for shelf in _shelves(self.left) for texts in shelf.values() for text in texts]
        return [text for text in [*gone, *self.left.head, *self.left.foot] if text]

    def _mapping(self, old: Mapping, new: Mapping) -> Mapping:
        made = Mapping(old.mark, {}, new.names)
        for name, value in new.fields.items():
            self.move((id(old), name), (id(made), name))
            made.fields[name] = self.value(old.fields.get(name), value)
        return made

    def _sequence(self, old: Sequence, new: Sequence) -> Sequence:
        made = Sequence(old.mark, flow=old.flow)
        pairs = _pairs(old.items, new.items)
        for position, item in enumerate(new.items):
            place = pairs.get(position)
            if place is not None:
                self.move((id(old), place), (id(made), position))
            made.items.append(self.value(None if place is None else old.items[place], item))
        return made

    def _keep_below(self, node: Node) -> None:
        if isinstance(node, Mapping):
            for name, value in node.fields.items():
                self.move((id(node), name), (id(node), name))
                self._keep_below(value)
        elif isinstance(node, Sequence):
            for position, item in enumerate(node.items):
                self.move((id(node), position), (id(node), position))
                self._keep_below(item)


def _pairs(old: list[Node], new: list[Node]) -> dict[int, int]:
    """For each new item the place of the old one that says the same, or something of it, or stood in its place."""
    pairs: dict[int, int] = {}
    for is_same in (_is_equal, _is_akin):
        for position, item in enumerate(new):
            free = (at for at, one in enumerate(old) if at not in pairs.values() and is_same(one, item))
            place = None if position in pairs else next(free, None)
            if place is not None:
                pairs[position] = place
    if len(old) == len(new):  # what was worded anew stands where it stood
        free = (at for at in range(len(new)) if at not in pairs and at not in pairs.values())
        pairs |= {at: at for at in free if isinstance(old[at], Mapping) and isinstance(new[at], Mapping)}
    return pairs


def _is_equal(one: Node, other: Node) -> bool:
    return meaning(one) == meaning(other)


def _is_akin(one: Node, other: Node) -> bool:
    """Whether two items of named fields have a text in common."""
    return (
        isinstance(one, Mapping)
        and isinstance(other, Mapping)
        and any(
            isinstance(value, Scalar) and name in one.fields and _is_equal(one.fields[name], value)
            for name, value in other.fields.items()
        )
    )


def _shelves(comments: Comments) -> tuple[dict[Owner, list[str]], ...]:
    return comments.before, comments.beside, comments.after
