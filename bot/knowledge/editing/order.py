"""In which order files are written, so that a base can be loaded whenever the writing stops."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.knowledge.checks.references import PLACES
from bot.knowledge.editing.address import kind_of
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.sheet import entries, read
from bot.knowledge.model import items as kinds
from bot.knowledge.model.items import read_id
from bot.knowledge.yaml.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.knowledge.editing.address import Files

_ORDER = (
    kinds.BASE, kinds.SOURCES, kinds.PARTIES, kinds.PEOPLE, kinds.ISSUES, kinds.STRIKE, kinds.MEETINGS, kinds.POSITIONS,
    kinds.QUOTES, kinds.EVENTS, kinds.ANSWERS, kinds.VOCABULARY, kinds.CHECKS,
)  # fmt: skip
_RANKS = {kind.file: number for number, kind in enumerate(_ORDER)}


def rank(name: str) -> tuple[int, str]:
    """Where a file comes among others: what is referred to before what refers to it."""
    return _RANKS.get(PurePosixPath(name).name, len(_RANKS)), name


def write_order(before: Files, after: Files, names: Iterable[str]) -> list[str]:
    """The names of files that differ, in an order in which the base can be loaded after each of them.

    An id has to be there before it is referred to, and must be referred to no more before it goes. An edit in which
    two files wait for each other (one file replaces an id by another, and a second file refers to both in turn) has no
    such order: then what is referred to comes first, and a base that was cut off in between does not load.
    """
    waiting = sorted(names, key=lambda name: _preference(name, after))
    was = {name: _Ids(name, before.get(name)) for name in waiting}
    now = {name: _Ids(name, after.get(name)) for name in waiting}
    made = []
    while waiting:
        free = (
            name for name in waiting if not any(_goes_first(o, name, was, now) for o in waiting if o != name)
        )
        made.append(next(free, waiting[0]))
        waiting.remove(made[-1])
    return made


def _preference(name: str, after: Files) -> tuple[bool, int, str]:
    number, _ = rank(name)
    return (False, number, name) if name in after else (True, -number, name)


def _goes_first(one: str, other: str, was: dict[str, _Ids], now: dict[str, _Ids]) -> bool:
    """Whether `other` must wait for `one`: for an id that comes, or for the last use of an id that goes."""
    comes = now[one].owns - was[one].owns
    goes = was[other].owns - now[other].owns
    return bool(comes & now[other].names or goes & was[one].names)


class _Ids:
    """The ids that a file owns, and those that it names."""

    def __init__(self, name: str, data: bytes | None) -> None:
        self.owns: set[tuple[str, str]] = set()
        self.names: set[tuple[str, str]] = set()
        try:
            root = read(name, data).root if data is not None else None
            kind, strike = kind_of(name)
            keyed = entries(root, kind, strike, name) if root else []
        except CannotEditError:
            return
        for key, node in keyed:
            self.owns |= {(kind.name, read_id(node)), ("entry", key)}
            self.names |= set(_named(node))
        if strike is not None and kind is not kinds.STRIKE:
            self.names.add((kinds.STRIKE.name, strike))  # a folder needs its strike


def _named(node: Node, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for name, value in node.fields.items():
            yield from _named(value, name)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _named(item, field)
    elif node.text:
        if field == "entry":
            yield "entry", node.text
        for kind in PLACES.get("source" if field == "citations" else field, ()):
            yield kind.name, node.text
