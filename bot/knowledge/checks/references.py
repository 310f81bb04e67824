"""The rules between entries: ids that lead somewhere and only once (names and dates: see there)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.checks.chronology import review_dates
from bot.knowledge.checks.coherence import review_coherence
from bot.knowledge.checks.disputes import review_disputes
from bot.knowledge.checks.hindsight import review_telling
from bot.knowledge.checks.lost_pages import review_gone
from bot.knowledge.checks.names import review_names
from bot.knowledge.model import items as kinds
from bot.knowledge.model.models import Model, Party, Quote, Translation
from bot.knowledge.problems import Problem, closest, one_of, show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from bot.knowledge.model.items import FileKind, Item
    from bot.knowledge.yaml.tree import Step

PLACES: dict[str, tuple[FileKind, ...]] = {
    "source": (kinds.SOURCES,),
    "part_of": (kinds.PARTIES,),
    "party": (kinds.PARTIES,),
    "parties": (kinds.PARTIES,),
    "union": (kinds.PARTIES,),
    "unions": (kinds.PARTIES,),
    "employer": (kinds.PARTIES,),
    "employers": (kinds.PARTIES,),
    "against": (kinds.PARTIES,),
    "people": (kinds.PEOPLE,),
    "attendees": (kinds.PEOPLE, kinds.PARTIES),
    "asked_for_by": (kinds.PEOPLE, kinds.PARTIES),
    "speaker": (kinds.PEOPLE, kinds.PARTIES),
    "describes": (kinds.PEOPLE, kinds.PARTIES),
    "issue": (kinds.ISSUES,),
    "issues": (kinds.ISSUES,),
    "meeting": (kinds.MEETINGS,),
    "place": (kinds.PLACES,),
    "places": (kinds.PLACES,),
    "strike": (kinds.STRIKE,),
    "also_in": (kinds.STRIKE,),
    "means": (kinds.PARTIES, kinds.PEOPLE, kinds.ISSUES, kinds.PLACES, kinds.STRIKE),
    "entry": kinds.ENTRIES,
}
"""Which kinds the ids in a field may name. A `meeting` is one of the same strike; an `entry` is a full id."""
ONE_NAMESPACE = (kinds.PARTIES, kinds.PEOPLE, kinds.ISSUES, kinds.PLACES, kinds.STRIKE)
"""Kinds whose ids stand beside each other in a field, so that no two may be the same."""

GUESSES = 100
"""So many unknown ids get a guess at what was meant."""


@dataclass(frozen=True, slots=True)
class ReadItems:
    """All items read, which kinds have files that could not be read, the base's zone, and what day it is, if known."""

    items: tuple[Item, ...]
    unread: frozenset[str]
    zone: ZoneInfo
    today: dt.date | None = None


class Reference(NamedTuple):
    """An id in a field, and the way to it."""

    path: tuple[Step, ...]
    field: str
    id: str


def review(shelf: ReadItems) -> Iterator[Problem]:
    """Everything that is wrong, or worth a look, between the entries, as it is found."""
    yield from _duplicates(shelf)
    yield from _cycles(shelf)
    yield from _same_quotes(shelf)
    yield from review_names(shelf.items)
    yield from review_telling(shelf.items, shelf.zone)
    yield from review_dates(shelf.items, shelf.zone, shelf.today)
    yield from review_coherence(shelf.items)
    yield from review_disputes(shelf.items, shelf.zone)
    yield from review_gone(shelf.items)
    yield from _References(shelf).problems()


def references(model: Model, path: tuple[Step, ...] = ()) -> Iterator[Reference]:
    """Every id that a model names, also deep inside it."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        key = info.alias or name
        if isinstance(value, Translation):
            continue  # words alone
        if isinstance(value, Model):
            yield from references(value, (*path, key))
        elif isinstance(value, tuple):
            for position, part in enumerate(value):
                if isinstance(part, Model):
                    yield from references(part, (*path, key, position))
                elif name in PLACES:
                    yield Reference((*path, key, position), name, part)
        elif value is not None and name in PLACES:
            yield Reference((*path, key), name, value)


class _References:
    """What every id leads to."""

    def __init__(self, shelf: ReadItems) -> None:
        self.shelf = shelf
        self.by_key: dict[tuple[str, str], Item] = {}
        for item in shelf.items:
            if item.id:
                self.by_key.setdefault((item.kind.name, self._key(item.kind, item.id, item.strike)), item)
        self.full = {item.full: item for item in self.by_key.values()}
        self.cited: set[str] = set()
        self.choices: dict[tuple[str, str | None], list[str]] = {}
        self.guesses = 0

    @staticmethod
    def _key(kind: FileKind, bare: str, strike: str | None) -> str:
        return f"{strike}/{bare}" if kind is kinds.MEETINGS else bare

    def problems(self) -> Iterator[Problem]:
        for item in self.shelf.items:
            if item.model:
                for reference in references(item.model):
                    yield from self._judge(item, reference)
        readable = (
            all(item.model or item.kind is kinds.SOURCES for item in self.shelf.items)
            and not self.shelf.unread
        )
        for item in self.shelf.items if readable else ():
            if item.kind is kinds.SOURCES and item.id and item.id not in self.cited:
                yield item.problem(("id",), "a source that nothing cites", "a citation of it", level="notice")

    def _judge(self, item: Item, reference: Reference) -> Iterator[Problem]:
        if reference.field == "source":
            self.cited.add(reference.id)
        target = self._target(item, reference)
        if target is None:
            yield from self._dangling(item, reference)
        elif target.entry and target.entry.withdrawn and not (item.entry and item.entry.withdrawn):
            found = f"{show(reference.id)}, which is withdrawn ({target.file}:{target.line})"
            yield item.problem(
                reference.path, found, f"{_the(PLACES[reference.field])} in use", level="notice"
            )

    def _target(self, item: Item, reference: Reference) -> Item | None:
        if reference.field == "entry":
            return self.full.get(reference.id)
        for kind in PLACES[reference.field]:
            target = self.by_key.get((kind.name, self._key(kind, reference.id, item.strike)))
            if target:
                return target
        return None

    def _dangling(self, item: Item, reference: Reference) -> Iterator[Problem]:
        allowed = PLACES[reference.field]
        if any(kind.name in self.shelf.unread for kind in allowed):
            return
        if reference.field == "entry":
            expected = "the full id of an entry"
        else:
            expected = f"the id of {_the(allowed)}"
            expected += " of this strike" if reference.field == "meeting" else ""
        other = next((kind for kind in kinds.KINDS if (kind.name, reference.id) in self.by_key), None)
        found = (
            f"{show(reference.id)}, which is {other.one}" if other else f"the unknown id {show(reference.id)}"
        )
        yield item.problem(reference.path, found, expected, self._meant(item, reference))

    def _meant(self, item: Item, reference: Reference) -> str:
        """The id that was probably meant, for the first ones: all ids are compared with each of them."""
        self.guesses += 1
        if self.guesses > GUESSES:
            return ""
        key = (reference.field, item.strike if reference.field == "meeting" else None)
        if key not in self.choices:
            self.choices[key] = self._ids(*key)
        return closest(reference.id, self.choices[key])

    def _ids(self, field: str, strike: str | None) -> list[str]:
        if field == "entry":
            return list(self.full)
        allowed = {kind.name for kind in PLACES[field]}
        return [
            item.id
            for (name, _), item in self.by_key.items()
            if name in allowed and (field != "meeting" or item.strike == strike)
        ]


def _the(allowed: tuple[FileKind, ...]) -> str:
    return one_of([kind.one for kind in allowed]) if len(allowed) < len(kinds.ENTRIES) else "an entry"


def _duplicates(shelf: ReadItems) -> Iterator[Problem]:
    """The same id twice, among entries of a kind or among kinds that share a field."""
    seen: dict[str, Item] = {}
    beside: dict[str, Item] = {}
    for item in shelf.items:
        if not item.id:
            continue
        first = seen.setdefault(item.full, item)
        if first is item and item.kind in ONE_NAMESPACE:
            first = beside.setdefault(item.id, item)
        if first is not item:
            found = f"{show(item.id)} a second time (first at {first.file}:{first.line}, as {first.kind.one})"
            yield item.problem(("id",), found, "an id of its own")


def _cycles(shelf: ReadItems) -> Iterator[Problem]:
    """A party that is part of itself, over however many steps; told once for each circle."""
    parties = {item.id: item for item in shelf.items if isinstance(item.model, Party)}
    part_of = {key: item.model.part_of for key, item in parties.items() if isinstance(item.model, Party)}
    done: set[str] = set()
    for start in parties:
        way: list[str] = []
        step: str | None = start
        while step in parties and step not in done and step not in way:
            way.append(step)
            step = part_of[step]
        if step in way:
            circle = [*way[way.index(step) :], step]
            found = f"a circle: {' is part of '.join(circle)}"
            yield parties[step].problem(("part_of",), found, "a larger party that is not part of this one")
        done.update(way)


def _same_quotes(shelf: ReadItems) -> Iterator[Problem]:
    quotes: dict[str, list[Item]] = defaultdict(list)
    for item in shelf.items:
        if isinstance(item.model, Quote) and not item.model.withdrawn:
            quotes["".join(char for char in item.model.text.casefold() if char.isalnum())].append(item)
    for first, *others in quotes.values():
        for other in others:
            found = f"the same words as {first.full} ({first.file}:{first.line})"
            yield other.problem(("text",), found, "each quote once", level="notice")
