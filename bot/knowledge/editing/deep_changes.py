"""Changes deep inside an entry: one value at the end of a way, everything beside it as it is, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.knowledge.editing.entries import field_of, remove_field, set_field
from bot.knowledge.editing.errors import CannotEditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.knowledge.editing.address import Files


@dataclass(frozen=True, slots=True)
class Item:
    """The item of a list whose fields have these texts, an empty one where it has none; of a bare text the first only."""

    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, **fields: str) -> Item:
        return cls(tuple(fields.items()))

    def is_in(self, item: object) -> bool:
        if isinstance(item, dict):
            return all((item.get(name) or "") == text for name, text in self.fields)
        (_, first), *rest = self.fields
        return item == first and not any(text for _, text in rest)

    def after(self, name: str, text: str) -> Item:
        """The same item once a field of it has this text."""
        return Item(tuple((field, text if field == name else was) for field, was in self.fields))

    def new(self) -> dict[str, object]:
        return {name: text for name, text in self.fields if text}


Step: TypeAlias = str | Item


@dataclass(frozen=True, slots=True)
class ValueChange:
    """The value at the end of `path` in an entry becomes `value`: texts, lists, mappings; None takes it out.

    Ways are made where there are none: an item that the list does not have is added at its end.
    """

    entry: str
    path: tuple[Step, ...]
    value: object


def revise(files: Files, changes: Iterable[ValueChange]) -> dict[str, bytes]:
    """All files with the changes made, in this order. CannotEditError where one cannot be."""
    after = dict(files)
    for change in changes:
        field = change.path[0]
        if not isinstance(field, str):
            raise TypeError("the way into an entry begins with a field")
        new = _put(field_of(after, change.entry, field), change.path[1:], change.value, change.entry)
        there = new is not None
        after = (
            set_field(after, change.entry, field, new) if there else remove_field(after, change.entry, field)
        )
    return after


def _put(old: object, path: Sequence[Step], value: object, where: str) -> object:
    """A part of an entry with the value at the end of the way; None where nothing is left of it."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, Item):
        return _in_list(old, step, rest, value, where)
    if old is not None and not isinstance(old, dict):
        if not isinstance(old, str):
            raise CannotEditError(where, f"`{step}` stands in a list", "edit it by hand")
        old = {"text": old}  # the short form of a statement
    made = dict(old or {})
    new = _put(made.get(step), rest, value, where)
    made[step] = new
    return {name: part for name, part in made.items() if part is not None} or None


def _in_list(old: object, step: Item, rest: Sequence[Step], value: object, where: str) -> object:
    items = list(old) if isinstance(old, list) else [] if old is None else [old]
    place = next((at for at, item in enumerate(items) if step.is_in(item)), len(items))
    before = items[place] if place < len(items) else step.new() if rest else None
    new = _put(before, rest, value, where)
    items[place : place + 1] = [new] if new is not None else []
    if len(items) == 1 and isinstance(old, dict):
        return items[0]  # a list that is written as its one item stays so
    return items or None
