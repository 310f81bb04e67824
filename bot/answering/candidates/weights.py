"""The models of the engine, as fitted: logistic regressions and small trees over named signals, from weights.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
LARGEST = 30.0
"""Log odds beyond which nothing gets surer."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, each complete and of one depth: at node n the way goes to 2n + 1, or 2n + 2 above the threshold."""

    start: float
    feature: Longs
    threshold: Floats
    value: Floats

    def odds(self, signals: Floats) -> Floats:
        """The log odds of each row of signals."""
        trees = np.arange(len(self.feature))
        rows = np.arange(len(signals))[:, None]
        node = np.zeros((len(signals), len(trees)), np.int64)
        size = self.feature.shape[1]
        while len(trees) and node[0, 0] < size:
            above = signals[rows, self.feature[trees, node]] > self.threshold[trees, node]
            node = 2 * node + 1 + above
        total: Floats = self.start + self.value[trees, node - size].sum(axis=1)
        return total


@dataclass(frozen=True, slots=True)
class FittedModel:
    """The mean of a logistic regression's log odds and those of the trees, over signals by name."""

    names: tuple[str, ...]
    bias: float
    weights: Floats
    trees: Trees | None

    def odds(self, signals: Sequence[object]) -> list[float]:
        """The log odds of each."""
        if not signals:
            return []
        rows = np.array([[getattr(one, name) for name in self.names] for one in signals])
        found = self.bias + rows @ self.weights
        if self.trees is not None:
            found = (found + self.trees.odds(rows)) / 2
        return np.clip(found, -LARGEST, LARGEST).tolist()  # type: ignore[no-any-return]  # a list of floats


def model_of(found: dict[str, Any]) -> FittedModel:
    """A model as it is written down."""
    trees = found.get("trees")
    return FittedModel(
        tuple(found["weights"]),
        float(found["bias"]),
        np.array(list(found["weights"].values()), np.float64),
        Trees(
            float(trees["start"]),
            np.array(trees["feature"], np.int64),
            np.array(trees["threshold"], np.float64),
            np.array(trees["value"], np.float64),
        )
        if trees
        else None,
    )


@lru_cache(maxsize=1)
def models() -> tuple[FittedModel, FittedModel]:
    """The model that ranks candidates, and the one that says how sure a reply is."""
    text = files("bot.answering.candidates").joinpath("weights.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return model_of(found["rank"]), model_of(found["sure"])
