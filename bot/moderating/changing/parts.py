"""The parts of an entry, each as much as one form holds: its own fields, and what stands deeper in it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.knowledge.editing import Item
from bot.knowledge.model.validation import field_names
from bot.moderating.changing.kinds import HeldField, held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.knowledge.editing import Step
    from bot.knowledge.model.models import Model

FIELDS = 5
"""What one form of Discord holds."""
_LEFT_ALONE = frozenset({"id", "withdrawn", "es"})
_LAST = ("citations", "reported_by", "asked", "reviewed", "review_by", "review_every", "keeper")
"""The fields that every entry has come after its own, in this order: one form holds the first five."""


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that are asked for together, and the way to what holds them; `is_new` where nothing stands there yet."""

    name: str
    title: str
    fields: tuple[HeldField, ...]
    way: tuple[Step, ...] = ()
    is_new: bool = False


def parts_of(model: type[Model], data: Mapping[str, object], names: Mapping[str, str]) -> list[Part]:
    """All parts of an entry: its own fields, what stands deeper in it, and what could. `names` are those of ids."""
    there = list(_below(model, data, (), "", "", names))
    return [*_own(model, data), *(part for part in there if not part.is_new), *(p for p in there if p.is_new)]


def _own(model: type[Model], data: Mapping[str, object]) -> Iterator[Part]:
    """The fields of the entry itself, those that say something or are needed first among those it may do without."""
    found = [one for name, one in _in_order(model) if name not in _LEFT_ALONE and not one.model]
    last = sorted((one for one in found if one.name in _LAST), key=lambda one: _LAST.index(one.name))
    own = [one for one in found if one.name not in _LAST]
    own.sort(key=lambda one: not (one.required or one.name in data))
    for number, fields in enumerate(_fives(own)):
        yield Part(f"own.{number}", _titled(fields), fields)
    for number, fields in enumerate(_fives(last)):
        yield Part(f"kept.{number}", _titled(fields), fields)


def _in_order(model: type[Model]) -> Iterator[tuple[str, HeldField]]:
    by_name = held(model)
    for name in field_names(model):
        yield name, by_name[name]


def _titled(fields: tuple[HeldField, ...]) -> str:
    return ", ".join(one.field.label.removesuffix(", one a line").lower() for one in fields).capitalize()


def _below(
    model: type[Model],
    data: Mapping[str, object],
    way: tuple[Step, ...],
    name: str,
    title: str,
    names: Mapping[str, str],
) -> Iterator[Part]:
    for field, one in _in_order(model):
        if one.model is None or field in _LEFT_ALONE:
            continue
        label, key = one.field.label, f"{name}{field}"
        if one.kind == "part":
            there = data.get(field)
            yield from _deep(one.model, there, (*way, field), key, f"{title}{label}", names)
            continue
        for item in listed(data.get(field)):
            step, called = _known_by(one.model, item, names)
            deeper = f"{key}.{_digest(step)}"
            yield from _deep(one.model, item, (*way, field, step), deeper, f"{title}{label}: {called}", names)
        fresh = _plain(one.model)
        yield from _chunks(fresh, (*way, field), f"{key}.new", f"{title}{label}: one more", is_new=True)


def listed(there: object) -> list[object]:
    """The items of a list, which may be written as its one item."""
    if isinstance(there, list):
        return there
    return [] if there is None else [there]


def _deep(
    model: type[Model],
    there: object,
    way: tuple[Step, ...],
    name: str,
    title: str,
    names: Mapping[str, str],
) -> Iterator[Part]:
    """The fields of what stands deeper, and what stands deeper still."""
    data = there if isinstance(there, dict) else {}
    yield from _chunks(_plain(model), way, name, title, is_new=there is None)
    if there is not None or not any(isinstance(step, Item) for step in way):
        yield from _below(model, data, way, f"{name}.", f"{title}: ", names)


def _plain(model: type[Model]) -> list[HeldField]:
    return [one for _, one in _in_order(model) if one.model is None]


def _chunks(
    fields: list[HeldField], way: tuple[Step, ...], name: str, title: str, *, is_new: bool
) -> Iterator[Part]:
    needed = sorted(fields, key=lambda one: not one.required)
    fives = _fives(needed)
    if len(fives) == 1 or (is_new and name.endswith(".new")):
        yield Part(name, title, fives[0], way, is_new)
        return
    for number, some in enumerate(fives):
        yield Part(f"{name}.{number}", f"{title}: {_titled(some).lower()}", some, way, is_new)


def _fives(fields: list[HeldField]) -> list[tuple[HeldField, ...]]:
    return [tuple(fields[at : at + FIELDS]) for at in range(0, len(fields), FIELDS)]


def _known_by(model: type[Model], item: object, names: Mapping[str, str]) -> tuple[Item, str]:
    """How an item of a list is found again, and what to call it: by its own texts."""
    fields = [one for one in _plain(model) if one.kind not in ("sources", "many", "lines", "statements")]
    if not isinstance(item, dict):
        text = str(item)
        return Item(((fields[0].name, text),)), names.get(text, text)
    told = [(one.name, str(item[one.name])) for one in fields if isinstance(item.get(one.name), str)]
    texts = [names.get(text, text) for _, text in told]
    return Item(tuple(told)), ", ".join(texts[:2])


def _digest(step: Item) -> str:
    return blake2b(repr(step.fields).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
