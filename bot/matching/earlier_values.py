"""Whether a message asks for another value of a number that was told: `and before that?`, `how many were there at the start`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.matching.fragments import FILLERS

if TYPE_CHECKING:
    from collections.abc import Sequence


class Earlier(StrEnum):
    """Which of the values before the one told."""

    BEFORE = "before"
    """The last one."""
    FIRST = "first"


_AROUND = FILLERS | frozenset(
    """
    and what how much many was were are is it that there they the in at on of out for day week people workers members doctors did
    cost get
    """.split()
) - {"than"}  # fmt: skip
"""What says nothing of which other value is meant."""
_BEFORE = frozenset("before earlier previously prior previous last".split())
_BESIDE = frozenset("one time until then".split())
_AT_FIRST = frozenset("start first beginning begin initially originally outset".split())


def earlier(tokens: Sequence[str]) -> Earlier | None:
    """Which earlier value a message asks for; None where it asks for something else."""
    rest = {token for token in tokens if token not in _AROUND}
    if rest and rest <= _AT_FIRST:
        return Earlier.FIRST
    return Earlier.BEFORE if rest & _BEFORE and rest <= _BEFORE | _BESIDE else None
