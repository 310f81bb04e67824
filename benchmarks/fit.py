"""Fits the engine's two models on questions that strangers asked, and writes bot/answering/candidates/weights.json.

    python -m benchmarks.fit knowledge=tests/questions/hollywood.jsonl examples/uaw-2023=tests/questions/uaw-2023.jsonl \
        knowledge=tests/questions.jsonl:0.15

Each argument is a base, a file of labelled questions and, after a colon, how much each of them counts (default 1). Only
questions of the part `fit` are used where a file has parts, and of the splits `tune` and `near` where it has splits.
The first model learns which candidates hold the answer (a gold entry, or what the reply must say), the second how likely
the reply that the first would put on top is right. The second is fitted on rankings that the first gave to questions that
it had not seen. Each is the mean of a logistic regression and a few shallow boosted trees, which is surer than either.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bot.answering.candidates.findings import (
    COMPOSED,
    FAR,
    OFF_FORM,
    SURE_NAMES,
    Finding,
    Made,
    SubQuestion,
    sure_signals,
)
from bot.answering.candidates.ranking import Signals
from bot.answering.candidates.replies import Composed, compose
from bot.answering.candidates.weights import model_of
from bot.answering.composition.finish import finished
from bot.answering.question.query import Query
from bot.answering.reply import Explanation
from bot.cli.loading import load_engine
from bot.evaluation import Labelled, is_right, read_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.candidates.ranking import Candidate, Refused
    from bot.answering.engine import Engine

Floats = npt.NDArray[np.float64]
OUT = Path("bot/answering/candidates/weights.json")
RANK_NAMES = tuple(field.name for field in fields(Signals))
DEPTH = 3
FOLDS = 5
JUDGED = 3
"""Replies to a question that the second model learns from."""
LEARNT = frozenset({"fit", "tune", "near"})


@dataclass(frozen=True)
class Row:
    """A candidate of a question: what it would reply, and whether that is right."""

    asked: SubQuestion
    candidate: Candidate
    composed: Composed | None
    refused: Refused | None
    right: bool


@dataclass(frozen=True)
class Question:
    rows: tuple[Row, ...]
    counts: float


def questions(engine: Engine, asked: Sequence[Labelled], counts: float) -> Iterator[Question]:
    """Each question with its candidates, labelled."""
    for labelled in asked:
        if len(labelled.asked) > 1 or (labelled.part or labelled.split or "fit") not in LEARNT:
            continue
        view = engine.view(labelled.as_of)
        read = engine.read(view, labelled.asked[0])
        if read.tokens:
            rows = tuple(_rows(engine.finding, Query(read, read.slots, view, ""), labelled))
            yield Question(rows, counts)


def _rows(finding: Finding, ask: Query, labelled: Labelled) -> Iterator[Row]:
    for asked in finding.questions(ask):
        field = finding.candidates.find(asked.ask, asked.aside)
        for candidate in field.candidates:
            composed = compose(finding.catalogue, asked.ask, candidate)
            right = False
            if composed is not None:
                reply = finished(ask.view, ask.question, composed.draft, 1.0, None, Explanation())
                right = is_right(labelled, reply, candidate.key)
            yield Row(asked, candidate, composed, field.refused, right)


def linear(rows: Floats, right: Floats, counts: Floats, hold: float) -> tuple[float, Floats]:
    """A logistic regression, its scaling folded into the weights."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=hold, max_iter=4000).fit(scaler.transform(rows), right, sample_weight=counts)
    weights = model.coef_[0] / scaler.scale_
    return float(model.intercept_[0] - weights @ scaler.mean_), weights


def trees(rows: Floats, right: Floats, counts: Floats, many: int) -> dict[str, Any]:
    """Boosted trees of one depth, as arrays: shorter branches are filled up with splits that change nothing."""
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH, max_iter=many, learning_rate=0.07, l2_regularization=5.0, min_samples_leaf=20,
        early_stopping=False,
    ).fit(rows, right, sample_weight=counts)  # fmt: skip
    found: dict[str, Any] = {
        "start": float(model._baseline_prediction.ravel()[0]), "feature": [], "threshold": [], "value": [],
    }  # fmt: skip
    for (predictor,) in model._predictors:
        feature, threshold = [0] * (2**DEPTH - 1), [0.0] * (2**DEPTH - 1)
        value = [0.0] * 2**DEPTH
        _fill(predictor.nodes, 0, 0, feature, threshold, value)
        found["feature"].append(feature)
        found["threshold"].append([round(each, 5) for each in threshold])
        found["value"].append([round(each, 5) for each in value])
    return found


def _fill(
    nodes: npt.NDArray[np.void],
    at: int,
    place: int,
    feature: list[int],
    threshold: list[float],
    value: list[float],
) -> None:
    inner = len(feature)
    node = nodes[at]
    if place >= inner:
        value[place - inner] = float(node["value"])
    elif node["is_leaf"]:
        _fill(nodes, at, 2 * place + 1, feature, threshold, value)
        _fill(nodes, at, 2 * place + 2, feature, threshold, value)
    else:
        feature[place], threshold[place] = int(node["feature_idx"]), float(node["num_threshold"])
        _fill(nodes, node["left"], 2 * place + 1, feature, threshold, value)
        _fill(nodes, node["right"], 2 * place + 2, feature, threshold, value)


def fitted(
    names: Sequence[str], rows: Floats, right: Floats, counts: Floats, hold: float, many: int
) -> dict[str, Any]:
    bias, weights = linear(rows, right, counts, hold)
    return {
        "bias": round(bias, 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
        "trees": trees(rows, right, counts, many),
    }


def fit_rank(asked: Sequence[Question]) -> dict[str, Any]:
    rows = np.array(
        [[getattr(r.candidate.signals, name) for name in RANK_NAMES] for q in asked for r in q.rows]
    )
    right = np.array([float(row.right) for q in asked for row in q.rows])
    counts = np.array([q.counts for q in asked for _ in q.rows])
    return fitted(RANK_NAMES, rows, right, counts, 0.3, 80)


def judged(question: Question, rank: dict[str, Any]) -> list[tuple[list[float], bool]]:
    """The replies that a ranking puts on top, as the second model sees them, and whether each is right."""
    model = model_of(rank)
    found: list[tuple[list[float], bool]] = []
    for asked in dict.fromkeys(row.asked.part for row in question.rows):
        rows = [row for row in question.rows if row.asked.part == asked]
        odds = model.odds([row.candidate.signals for row in rows])
        made, right = _made(sorted(zip(odds, rows, strict=True), key=lambda pair: -pair[0]))
        for number, good in list(enumerate(right))[:JUDGED]:
            signals = sure_signals(rows[0].asked, made, number, rows[0].refused)
            found.append(([getattr(signals, name) for name in SURE_NAMES], good))
    return found


def _made(ranked: Sequence[tuple[float, Row]]) -> tuple[list[Made], list[bool]]:
    """As Finding.compose makes them, from what was composed already."""
    made: list[Made] = []
    right: list[bool] = []
    for odds, row in ranked:
        if made and odds < made[0].rank - FAR:
            break
        if row.composed is None:
            continue
        told = row.composed.draft.headline
        same = next((n for n, one in enumerate(made) if one.composed.draft.headline == told), None)
        if same is not None:
            made[same] = replace(made[same], votes=made[same].votes + 1)
        elif len(made) < COMPOSED:
            made.append(Made(odds - (OFF_FORM if row.composed.beside else 0.0), row.composed))
            right.append(row.right)
        else:
            break
    return made, right


def fit_sure(asked: Sequence[Question]) -> dict[str, Any]:
    rng = np.random.default_rng(7)
    fold = rng.integers(FOLDS, size=len(asked))
    rows, right, counts = [], [], []
    for number in range(FOLDS):
        rank = fit_rank([q for q, own in zip(asked, fold, strict=True) if own != number])
        for question in (q for q, own in zip(asked, fold, strict=True) if own == number and q.rows):
            for signals, good in judged(question, rank):
                rows.append(signals)
                right.append(float(good))
                counts.append(question.counts)
    return fitted(SURE_NAMES, np.array(rows), np.array(right), np.array(counts), 0.1, 40)


def main(arguments: Sequence[str]) -> None:
    asked: list[Question] = []
    for argument in arguments:
        base, _, rest = argument.partition("=")
        name, _, counts = rest.partition(":")
        engine = load_engine(Path(base))
        asked += questions(engine, read_questions(Path(name)), float(counts or 1))
    held = sum(any(row.right for row in question.rows) for question in asked)
    print(
        f"{len(asked)} questions, {sum(len(q.rows) for q in asked)} candidates; {held} questions have a right one"
    )
    made = {"rank": fit_rank(asked), "sure": fit_sure(asked)}
    OUT.write_text(json.dumps(made, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
