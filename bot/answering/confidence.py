"""How sure the engine is of a candidate: two logistic models over a few plain signals, fitted on labelled questions.

`strikebot evaluate FILE --fit` makes the weights again; decision.py says with what figures they were chosen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatchSignals:
    """What speaks for and against a candidate found by a phrasing."""

    likeness: float
    """Of the best phrasing, 0 to 1."""
    over_refused: float
    """Score above the best kind that is not answered."""
    over_rival: float
    """Score above the next candidate that fits."""
    behind: float
    """Score below the best candidate that fits."""
    unexplained: float
    """Share of the question's own words that nothing accounts for."""
    foreign: float
    """How many of them the base never uses."""
    length: float
    """ln(1 + words)."""
    named: float
    """1 when the question names something."""
    curated: float
    """1 for an entry's own phrasing, 0 for a kind."""
    asks_otherwise: float
    """1 when the question asks with a word (when, who, why …) with which this is hardly ever asked for."""
    denies: float
    """1 when the question has a negation that the phrasing has not."""
    left: float
    """How many words nothing accounts for, 3 at most."""
    unnamed: float
    """How many of the people and parties named the reply does not speak of."""
    needs: float
    """How many of the names that the kind turns on the question gives."""


@dataclass(frozen=True, slots=True)
class SearchSignals:
    """What speaks for an entry found by its own words."""

    coverage: float
    weight: float
    words: float
    rank: float
    best_match: float


def _values(signals: MatchSignals | SearchSignals) -> tuple[float, ...]:
    """The signals in the order of the weights."""
    return tuple(getattr(signals, name) for name in type(signals).__slots__)


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: `bias` and a weight for each signal."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, signals: MatchSignals | SearchSignals) -> float:
        logit = self.bias + sum(
            weight * value for weight, value in zip(self.weights, _values(signals), strict=True)
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


MATCH = Model(
    -3.3, (4.1, -0.29, 1.84, -0.88, -3.47, -0.59, 0.57, 1.01, 0.49, -2.1, -2.06, -0.23, -1.34, 0.04)
)
SEARCH = Model(-5.43, (3.93, 0.36, -0.44, 0.13, 0.0))
