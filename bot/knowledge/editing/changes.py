"""Which entries two states of the files differ in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import meaning
from bot.knowledge.editing.address import kind_of
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.order import rank
from bot.knowledge.editing.sheet import entries, read
from bot.knowledge.model import items as kinds

if TYPE_CHECKING:
    from bot.knowledge.editing.address import Files


def changed_entries(before: Files, after: Files) -> tuple[str, ...]:
    """The full ids of the entries that were added, removed, or mean something else; `checks`, `vocabulary`, `base`.

    Of a file that can be read in only one of the two, all entries.
    """
    found: dict[str, None] = {}
    for name in changed_files(before, after):
        was, now = meanings(name, before.get(name)), meanings(name, after.get(name))
        for key in {**was, **now}:
            if was.get(key) != now.get(key):
                found[_label(name, key)] = None
    return tuple(found)


def removed_entries(before: Files, after: Files) -> tuple[str, ...]:
    """The full ids of the entries that are not there any more."""
    names = changed_files(before, after)
    left = {key for name in names for key in meanings(name, after.get(name))}
    return tuple(key for name in names for key in meanings(name, before.get(name)) if key not in left)


def changed_files(before: Files, after: Files) -> list[str]:
    """The names of the files that are not the same, what others refer to first."""
    names = {**before, **after}
    return sorted((name for name in names if before.get(name) != after.get(name)), key=rank)


def meanings(name: str, data: bytes | None) -> dict[str, object]:
    """What each entry of a file means, by its key; nothing where it cannot be read."""
    try:
        root = read(name, data).root if data is not None else None
        kind, strike = kind_of(name)
        return {key: meaning(node) for key, node in entries(root, kind, strike, name)} if root else {}
    except CannotEditError:
        return {}


def _label(name: str, key: str) -> str:
    return kinds.CHECKS.name if name == kinds.CHECKS.file else key.partition(" ")[0]
