"""Fits the confidence models on labelled questions: `strikebot evaluate FILE --fit` prints the weights."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.answering.ask import Ask
from bot.answering.confidence import MATCH, SEARCH, MatchSignals, Model, SearchSignals
from bot.answering.present import finished
from bot.answering.reply import Explanation
from bot.evaluation import judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from bot.answering.engine import Engine
    from bot.answering.finding import Found
    from bot.evaluation import Labelled

TRUST = 2.0
"""How strongly the weights in use are held on to: the ridge of the fit."""
WRONG_WEIGHS = 2.0
"""A candidate that would have been wrong counts so many times as much as one that would have been right."""
LEAST = 0.3
"""Candidates that are less likely than this would never be answered with, and teach nothing."""
ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Fit:
    """A model fitted, the names of its signals, and on how many candidates."""

    name: str
    model: Model
    signals: tuple[str, ...]
    candidates: int
    right: int


def fit(engine: Engine, questions: Sequence[Labelled]) -> list[Fit]:
    """Logistic regressions on every candidate of every single-turn question, each labelled by whether it would be right."""
    rows: dict[type, list[tuple[tuple[float, ...], bool]]] = {MatchSignals: [], SearchSignals: []}
    for found, right in _candidates(engine, questions):
        if found.signals is not None:
            names = fields(found.signals)
            values = tuple(float(getattr(found.signals, name.name)) for name in names)
            rows[type(found.signals)].append((values, right))
    return [_fit(kind, rows[kind], model) for kind, model in ((MatchSignals, MATCH), (SearchSignals, SEARCH))]


def _candidates(engine: Engine, questions: Sequence[Labelled]) -> Iterator[tuple[Found, bool]]:
    for labelled in questions:
        view = engine.view(labelled.as_of)
        read = engine.read(view, labelled.asked[0])
        if len(labelled.asked) > 1 or not read.tokens:
            continue
        for found in engine.finding.candidates(Ask(read, read.slots, view, "")):
            if found.confidence >= LEAST:
                reply = finished(view, read, found.draft, found.confidence, None, Explanation())
                yield found, judge(labelled, replace(reply, live=False)).outcome == "right"


def _fit(kind: type, rows: list[tuple[tuple[float, ...], bool]], start: Model) -> Fit:
    names = tuple(field.name for field in fields(kind))
    known = np.array([(1.0, *values) for values, _ in rows]).reshape(len(rows), len(names) + 1)
    right = np.array([float(label) for _, label in rows])
    weights = _solve(known, right, np.array([start.bias, *start.weights]))
    bias, *others = (round(float(weight), 2) for weight in weights)
    return Fit(kind.__name__, Model(bias, tuple(others)), names, len(rows), int(right.sum()))


def _solve(
    known: npt.NDArray[np.float64], right: npt.NDArray[np.float64], start: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Newton's method on the weighted, ridge-held logistic likelihood."""
    weights, counts = start.copy(), np.where(right > 0, 1.0, WRONG_WEIGHS)
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (counts * (right - likely)) - TRUST * (weights - start)
        bend = (known * (counts * likely * (1 - likely))[:, None]).T @ known + TRUST * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights
