"""The models as they are shipped: of the signals that there are, and worked out as they are written down."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.candidates.findings import SURE_NAMES
from bot.answering.candidates.ranking import Signals
from bot.answering.candidates.weights import LARGEST, Trees, model_of, models


@dataclass
class Two:
    one: float
    two: float


def test_the_shipped_models_are_of_the_signals_that_there_are() -> None:
    rank, sure = models()
    assert rank.names == tuple(field.name for field in fields(Signals))
    assert sure.names == SURE_NAMES


@given(st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=5))
def test_trees_go_left_up_to_the_threshold_and_right_above_it(rows: list[tuple[float, float]]) -> None:
    trees = Trees(
        0.5,
        np.array([[0, 1, 1], [1, 0, 0]]),
        np.array([[0.0, -1.0, 1.0], [0.5, 0.0, 0.0]]),
        np.array([[1.0, 2.0, 3.0, 4.0], [10.0, 20.0, 30.0, 40.0]]),
    )
    for row, odds in zip(rows, trees.odds(np.array(rows)), strict=True):
        total = 0.5
        for tree in range(2):
            node = 0
            for _ in range(2):
                above = row[trees.feature[tree][node]] > trees.threshold[tree][node]
                node = 2 * node + 1 + above
            total += trees.value[tree][node - 3]
        assert odds == total


def test_a_model_without_trees_is_its_weights_alone_and_bounded() -> None:
    model = model_of({"bias": 1.0, "weights": {"one": 2.0, "two": -1.0}})
    assert model.odds([Two(1.0, 0.5), Two(1000.0, 0.0)]) == [2.5, LARGEST]
    assert model.odds([]) == []
