"""Thresholds of the decision, in one place, with the figures that chose them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All between 0 and 1. `strikebot evaluate --thresholds` searches them; tests/answering hold them there."""

    answer: float = 0.64
    """Least confidence to answer."""
    clarify: float = 0.4
    """Least confidence to offer choices."""
    search: float = 0.74
    """Least share of the asked words' weight that an entry must hold to be found by its own words."""
    unexplained: float = 0.34
    """Most of the question's own words that an answer may leave unexplained."""


THRESHOLDS = Thresholds()
