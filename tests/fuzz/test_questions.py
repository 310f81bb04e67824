"""Whatever is typed: an answer in bounded time, in a card in which nothing of it works."""

from __future__ import annotations

import random
import statistics

import pytest
from hypothesis import example, given, settings

from benchmarks.long_questions import LONG, seconds
from tests.fuzz import targets
from tests.fuzz.material import typed, wild

RATIO = 30
"""How many ordinary questions a question of 4,000 characters may cost."""


@settings(wild, max_examples=150)
@given(typed, typed)
@example("", "ROBOS/00")
@example("", "\ud800")
@example("@everyone " * 400, "```" * 1300)
def test_any_question_has_a_harmless_card_and_so_has_what_follows(one: str, two: str) -> None:
    targets.conversation(one, two)


@pytest.mark.parametrize("sort", LONG)
def test_a_question_of_4000_characters_costs_no_more_than_some_ordinary_ones(sort: str) -> None:
    """Each text is new to the caches; both in processor time, one after the other, so that a busy machine slows both."""
    engine, chance = targets.shipped(), random.Random(sort)
    ordinary, long = [], []
    for number in range(5):
        ordinary.append(
            seconds(engine, f"what did Lombardini say about residuals at meeting {number} {sort[:20]}")
        )
        long.append(seconds(engine, LONG[sort](chance)))
    assert statistics.median(long) < RATIO * statistics.median(ordinary), (long, ordinary)
