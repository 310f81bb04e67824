"""Places in an order that a message speaks of: `the first`, `and the second one?`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.fragments import FILLERS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASKED = frozenset(
    """
    what who whom whose when where why how which is are was were do does did has have had will would can could should and
    """.split()
)
ONE = frozenset(("one", "ones"))
_LINKING = ONE | frozenset("the and or what about how for of".split())
"""What may stand around a place in an order that is asked for by itself."""
IN_ORDER = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last latest next previous".split()
)
"""A place in an order."""
ORDINALS = IN_ORDER | frozenset("recent upcoming earlier another final initial any other".split())
"""What tells one meeting, vote or strike from the others."""


def ordinal_in(tokens: Sequence[str]) -> str | None:
    """The place in an order that a message is nothing but: `and the second?`, `the third one`; None for any other message."""
    rest = [token for token in tokens if token not in FILLERS and token not in _LINKING]
    asked = "the" in tokens or "one" in tokens or tokens[:1] in (("and",), ["and"])
    return rest[0] if asked and len(rest) == 1 and rest[0] in IN_ORDER else None


def ends_in_order(tokens: Sequence[str]) -> bool:
    """Whether a question ends with a place in an order, and not with what has it: `when was the first`."""
    rest = [token for token in tokens if token not in FILLERS]
    while rest and rest[-1] in ONE:
        rest.pop()
    asks = rest[:1] and rest[0] in _ASKED
    at = len(tokens) - 1 - list(reversed(tokens)).index(rest[-1]) if rest else 0
    counts = rest[-1:] != ["latest"] or tokens[-1] in ONE  # `the latest` by itself is news
    return (
        bool(asks)
        and counts
        and len(rest) > 1
        and rest[-1] in IN_ORDER
        and at > 0
        and tokens[at - 1] == "the"
    )
