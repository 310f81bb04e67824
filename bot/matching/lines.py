"""BM25 over lines, each of which belongs to a key: how well a key's best line fits the terms of a question."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.bm25 import rarity, rates
from bot.matching.postings import Floats, Lists, Longs, Postings, sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SATURATION, BY_LENGTH = 1.2, 0.6
"""k1 and b: how soon a repeated term stops counting, and how far long lines are held back."""


class Lines:
    """Lines as lists of terms, ordered by the number of their key. Built once; safe to share between threads."""

    def __init__(self, lines: Sequence[tuple[int, Sequence[str]]], keys: int) -> None:
        """`lines`: (number of its key, terms); `keys`: how many keys there are."""
        self.key_of: Longs = np.array([key for key, _ in lines], np.int64)
        self._size, self._keys = len(lines), keys
        self._ids: dict[str, int] = {}
        number = [self._ids.setdefault(term, len(self._ids)) for _, terms in lines for term in terms]
        lengths = np.array([len(terms) for _, terms in lines], np.int64)
        row = np.repeat(np.arange(self._size), lengths)
        found = Postings(np.array(number, np.int64), row, np.arange(self._size), self._size, len(self._ids))
        length = lengths.astype(np.float64)[found.row]
        rate = rates(
            found.count.astype(np.float64), length, float(lengths.mean()) if number else 1.0, SATURATION, BY_LENGTH
        )  # fmt: skip
        rare = rarity(found.frequency, self._size)
        self._lists = Lists(found.row, found.starts, rate * rare[found.feature])
        self._idf: list[float] = rare.tolist()
        self._unknown = math.log(2 * self._size + 2)
        first = np.searchsorted(self.key_of, np.arange(keys + 1))
        self._filled: Longs = np.flatnonzero(first[1:] > first[:-1])
        self._first: Longs = first[self._filled]

    def idf(self, term: str) -> float:
        """How much a term tells; one that no line has tells most."""
        number = self._ids.get(term)
        return self._unknown if number is None else self._idf[number]

    def holds(self, term: str) -> bool:
        """Whether any line has the term."""
        return term in self._ids

    def scores(self, terms: Mapping[str, float]) -> Floats:
        """The score of each line, for terms and how much each of them counts."""
        parts = [
            self._lists.part(number, factor)
            for term, factor in terms.items()
            if (number := self._ids.get(term)) is not None
        ]
        return sums(parts, self._size).copy()  # what `sums` gives is overwritten by its next call

    def best(self, scores: Floats) -> Floats:
        """The score of each key: that of its best line, 0 without any."""
        found = np.zeros(self._keys)
        if len(self._filled):
            found[self._filled] = np.maximum.reduceat(scores, self._first)
        return found
