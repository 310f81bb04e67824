"""Inverted lists: which phrasings, and which entries, hold a feature, and how much it tells there."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Postings:
    """One kind of feature, each with the phrasings that hold it, in their order. Rarity is counted over entries."""

    def __init__(
        self,
        feature: Longs,
        phrasing: Longs,
        entry_of: Longs,
        entries: int,
        ids: Mapping[str, int] | None = None,
        size: int = 0,
    ) -> None:
        """`feature[i]` stands in `phrasing[i]`, repeats count; `ids` names the features, or `size` is their number."""
        self.ids = ids if ids is not None else {}
        self.entries = entries
        self.phrasings = max(len(entry_of), 1)
        size = len(self.ids) or size
        keys, self.count = np.unique(feature * self.phrasings + phrasing, return_counts=True)
        self.feature: Longs = keys // self.phrasings
        held: Longs = keys % self.phrasings
        self.phrasing = held
        self.starts: Longs = np.searchsorted(self.feature, np.arange(size + 1))
        self.bounds: list[int] = self.starts.tolist()
        self._entry: Longs = entry_of[held] if len(held) else held
        fresh = np.ones(len(held), np.bool_)
        fresh[1:] = (self.feature[1:] != self.feature[:-1]) | (self._entry[1:] != self._entry[:-1])
        self._fresh: Longs = np.flatnonzero(fresh)
        self.frequency: Longs = np.bincount(self.feature[self._fresh], minlength=size)
        self.idf: Floats = np.log((1 + entries) / (1 + self.frequency)) + 1
        self.idfs: list[float] = self.idf.tolist()
        self.unknown: float = max(self.idfs, default=1.0)

    def pairs_with_entries(self) -> tuple[Longs, Longs]:
        """(feature, entry), each pair once, ordered by feature, then entry."""
        return self.feature[self._fresh], self._entry[self._fresh]

    def counts_by_entry(self) -> Floats:
        """How often each pair of `pairs_with_entries` occurs."""
        if not len(self._fresh):
            return np.zeros(0)
        return np.add.reduceat(self.count, self._fresh).astype(np.float64)

    def cosine_weights(self) -> Floats:
        """Damped counts by rarity, each phrasing of length 1."""
        weight = (1 + np.log(self.count)) * self.idf[self.feature]
        return self.scaled(weight, weight)

    def scaled(self, weight: npt.NDArray[np.floating | np.integer], length: Floats) -> Floats:
        """`weight` by the length of each phrasing, of which `length` are the parts."""
        total = np.sqrt(np.bincount(self.phrasing, length**2, minlength=self.phrasings))
        return weight / total[self.phrasing]


class Bags:
    """BM25 over entries, each the bag of all its phrasings' words."""

    def __init__(self, postings: Postings, saturation: float = 1.2, by_length: float = 0.5) -> None:
        self._ids = postings.ids
        self._size = postings.entries
        feature, entry = postings.pairs_with_entries()
        count = postings.counts_by_entry()
        length = np.bincount(entry, count, minlength=max(self._size, 1))
        mean = float(length.mean()) or 1.0
        self._rate = (
            count
            * (saturation + 1)
            / (count + saturation * (1 - by_length + by_length * length[entry] / mean))
        )
        self._entry = entry
        self._starts: list[int] = np.searchsorted(feature, np.arange(len(postings.frequency) + 1)).tolist()
        rarity = np.log(1 + (self._size - postings.frequency + 0.5) / (postings.frequency + 0.5))
        self._rarity: list[float] = rarity.tolist()

    def scores(self, stems: Sequence[str]) -> Floats:
        """Each entry's score, by the weight of the question's own known stems: 0 to about 2.2, whatever its length."""
        known = list(dict.fromkeys(self._ids[item] for item in stems if item in self._ids))
        total = math.fsum(self._rarity[i] for i in known)
        if not total:
            return np.zeros(self._size)
        spans = [(self._starts[i], self._starts[i + 1], self._rarity[i] / total) for i in known]
        where = np.concatenate([self._entry[start:end] for start, end, _ in spans])
        rates = np.concatenate([self._rate[start:end] * factor for start, end, factor in spans])
        return np.bincount(where, rates, minlength=self._size).astype(np.float64, copy=False)

    def holds(self, feature: int, entry: int) -> bool:
        """Whether an entry has the stem."""
        start, end = self._starts[feature], self._starts[feature + 1]
        place = start + bisect_left(self._entry[start:end], entry)
        return place < end and int(self._entry[place]) == entry
