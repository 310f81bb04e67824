"""Thresholds of the decision, in one place, with the figures that chose them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All between 0 and 1; tests/answering/test_thresholds.py holds what they give.

    `strikebot evaluate tests/questions.jsonl --split SPLIT --thresholds` prints the table. What it gave when `answer` was
    chosen (answerable questions answered right; wrong with confidence, of all questions of the split):

    | answer | tune            | held-out       | near misses     |
    |--------|-----------------|----------------|-----------------|
    | 0.60   | 91.7 %, 1.9 %   | 71.4 %, 3.3 %  | 88.3 %, 5.9 %   |
    | 0.64   | 91.7 %, 1.6 %   | 70.7 %, 2.4 %  | 87.5 %, 5.6 %   |
    | 0.70   | 90.2 %, 1.6 %   | 65.4 %, 2.4 %  | 84.2 %, 4.1 %   |
    | 0.80   | 85.4 %, 1.3 %   | 57.9 %, 1.9 %  | 79.2 %, 2.5 %   |

    Below 0.64 the near misses go wrong faster than others come right; above it held-out questions are lost and no more
    wrong ones are saved. The confidence is that of confidence.py, fitted on the first and last of these sets and on a
    development set that is not part of the project.
    """

    answer: float = 0.64
    """Least confidence to answer."""
    clarify: float = 0.4
    """Least confidence to offer choices."""
    search: float = 0.74
    """Least share of the asked words' weight that an entry must hold to be found by its own words."""


THRESHOLDS = Thresholds()
