"""Looks through the entries' own words, for questions that no phrasing foresees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.text import stem, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, the share of the asked words' weight that it holds (0 to 1), a score that also favours short entries,
    and the weight held."""

    key: str
    coverage: float
    score: float
    weight: float


class EntrySearch:
    """An inverted list of the stems of entries' texts."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """`entries`: (key, all its text)."""
        self.keys: list[str] = []
        length: list[float] = []
        where: dict[str, list[int]] = {}
        for key, text in entries:
            found = frozenset(stem(token) for token in tokens_of(text))
            for item in found:
                where.setdefault(item, []).append(len(self.keys))
            self.keys.append(key)
            length.append(0.002 * math.sqrt(len(found)))
        self._length = np.array(length)
        self._where = {item: np.array(numbers, np.int64) for item, numbers in where.items()}

    def weight(self, item: str) -> float:
        """How much a stem tells: its inverse frequency; unknown stems tell most."""
        return math.log((1 + len(self.keys)) / (1 + len(self._where.get(item, ())))) + 0.1

    def holds(self, item: str) -> bool:
        """Whether any entry has the stem."""
        return item in self._where

    def search(self, words: Sequence[str], floor: float = 0.0, top: int = 5) -> list[Hit]:
        """Entries that hold at least `floor` of the words' weight, best first; deterministic."""
        stems = list(dict.fromkeys(stem(word) for word in words))
        weights = {item: self.weight(item) for item in stems}
        total = sum(weights.values())
        known = [item for item in stems if item in self._where]
        if not total or not known:
            return []
        lists = [self._where[item] for item in known]
        factors = np.repeat([weights[item] for item in known], [len(numbers) for numbers in lists])
        scores = np.bincount(np.concatenate(lists), factors, minlength=len(self.keys))
        kept = np.flatnonzero((scores > 0) & (scores >= total * floor))
        order = scores[kept] / total - self._length[kept]
        if len(kept) > top:
            near = np.flatnonzero(order >= np.partition(order, -top)[-top])
            kept, order = kept[near], order[near]
        best = np.argsort(-order, kind="stable")[:top].tolist()
        return [
            Hit(
                self.keys[int(kept[i])],
                float(scores[kept[i]]) / total,
                float(order[i]),
                float(scores[kept[i]]),
            )
            for i in best
        ]


RUN = 4
"""How many words in a row a question must share with a quote to be about it."""


class QuoteRuns:
    """Finds the quote of which a question repeats a run of words."""

    def __init__(self, quotes: Iterable[tuple[str, str]]) -> None:
        self._runs: dict[tuple[str, ...], list[str]] = {}
        for key, text in quotes:
            tokens = tokens_of(text)
            for start in range(len(tokens) - RUN + 1):
                self._runs.setdefault(tuple(tokens[start : start + RUN]), []).append(key)

    def find(self, tokens: Sequence[str]) -> list[str]:
        """The quotes sharing the most runs first."""
        shared: dict[str, int] = {}
        for start in range(len(tokens) - RUN + 1):
            for key in self._runs.get(tuple(tokens[start : start + RUN]), ()):
                shared[key] = shared.get(key, 0) + 1
        return sorted(shared, key=lambda key: -shared[key])
