"""Names of environment variables that are almost those of settings: a misspelt one must not be passed over in silence."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ALIKE = 0.85
SHORTEST = 6
"""Shorter names are like too much that is none of ours."""
OTHERS = frozenset({"HTTPS_PORT"})
"""Names near to ours that other programs use."""


def misspelt(found: Iterable[str], ours: Collection[str]) -> list[tuple[str, str]]:
    """Each variable that looks like an unset one of ours, with the one that was meant."""
    names = sorted({name.upper() for name in found})
    unset = [name for name in ours if name not in names and len(name) >= SHORTEST]
    pairs = ((name, _nearest(name, unset)) for name in names if name not in ours and name not in OTHERS)
    return [(name, meant) for name, meant in pairs if meant]


def _nearest(name: str, ours: Iterable[str]) -> str | None:
    """A name with something before ours (TEST_DATABASE_URL) is another's on purpose."""
    likeness = {one: SequenceMatcher(None, name, one).ratio() for one in ours if not name.endswith(f"_{one}")}
    best = max(likeness, key=lambda one: likeness[one], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None
