"""Two changes of the same text into one, line by line, and of the same entry, field by field."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABSENT: object = object()


class _Step(NamedTuple):
    """The lines `start` to `end` of the base become others; `mine` where the change to be made wants it."""

    start: int
    end: int
    mine: bool
    texts: list[str]


def merge(base: Sequence[str], current: Sequence[str], target: Sequence[str]) -> list[str] | None:
    """`current` with what leads from `base` to `target`; None where both change the same lines."""
    steps = sorted([*_steps(base, current, mine=False), *_steps(base, target, mine=True)])
    if any(_clash(one, two) for one in steps for two in steps if one.mine and not two.mine):
        return None
    made: list[str] = []
    done = 0
    for step in steps:
        made += [*base[done : step.start], *step.texts]
        done = max(done, step.end)
    return [*made, *base[done:]]


def _steps(base: Sequence[str], other: Sequence[str], *, mine: bool) -> list[_Step]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [_Step(i1, i2, mine, list(other[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _clash(one: _Step, two: _Step) -> bool:
    """Whether they change the same lines. Side by side they do not, nor do two insertions at the same place."""
    return max(one.start, two.start) < min(one.end, two.end) or any(
        outer.start < inner.start < outer.end and inner.start == inner.end
        for outer, inner in ((one, two), (two, one))
    )


def merge_meanings(base: object, current: object, target: object) -> dict[str, object] | None:
    """The fields that an entry should have after the same; None where both change the same field."""
    if not (isinstance(base, dict) and isinstance(current, dict) and isinstance(target, dict)):
        return None
    made = dict(current)
    for name in {**base, **target}:
        was, now, wanted = (state.get(name, _ABSENT) for state in (base, current, target))
        if was == wanted:
            continue
        value = wanted if now == was else _merge_lists(was, now, wanted)
        if value is None and wanted is not None:
            return None
        made[name] = value
    return {name: value for name, value in made.items() if value is not _ABSENT}


def alike(one: object, other: object) -> bool:
    """Whether two entries mean the same, in whatever order the items of their lists are."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and not _without(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(value, other[name]) for name, value in one.items())
    return one == other


def _merge_lists(base: object, current: object, target: object) -> list[object] | None:
    """The items of `current` without those that go and with those that come; no list is one without items."""
    was, now, wanted = ([] if part is _ABSENT else part for part in (base, current, target))
    if not (isinstance(was, list) and isinstance(now, list) and isinstance(wanted, list)):
        return None
    made = list(now)
    for item in _without(was, wanted):
        if item not in made:
            return None
        made.remove(item)
    new = _without(wanted, was)
    return None if any(item in made for item in new) else [*made, *new]


def _without(items: list[object], others: list[object]) -> list[object]:
    left = list(others)
    kept = []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            kept.append(item)
    return kept
