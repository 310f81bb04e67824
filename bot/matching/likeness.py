"""How alike two words look: shared character grams, weighed by how few entries hold them.

Kept per word and not per phrasing: a base has many phrasings but few words, so this stays small and quick to build.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 0.15
"""Likeness (a cosine, 0 to 1) below which two words count as having nothing in common."""
LONGEST = 40
"""Letters of a word that are read."""


def grams(token: str) -> list[str]:
    """Character 3- to 5-grams of a token, padded with a space on both sides."""
    padded = f" {token[:LONGEST]} "
    length = len(padded)
    return [padded[start : start + size] for size in (3, 4, 5) for start in range(length - size + 1)]


@dataclass(frozen=True, slots=True)
class Alike:
    """The words that a token looks like, how much (a dot product), and the token with itself."""

    words: list[int]
    products: list[float]
    own: float


class WordLikeness:
    """Compares any token with every word of a vocabulary."""

    def __init__(
        self, words: Sequence[str], word: npt.NDArray[np.int64], entry: npt.NDArray[np.int64], entries: int
    ) -> None:
        """`word[i]` is used in `entry[i]`: each pair once, ordered by word."""
        self._ids: dict[str, int] = {}
        gram_of: list[int] = []
        owner: list[int] = []
        counts: list[int] = []
        for number, text in enumerate(words):
            for piece, count in Counter(grams(text)).items():
                gram_of.append(self._ids.setdefault(piece, len(self._ids)))
                owner.append(number)
                counts.append(count)
        gram, holder = np.array(gram_of, np.int64), np.array(owner, np.int64)
        held = np.bincount(holder, minlength=len(words))
        idf = (
            np.log((1 + entries) / (1 + _entry_frequency(gram, held, word, entry, entries, len(self._ids))))
            + 1
        )
        self._idf: list[float] = idf.tolist()
        self._unknown = max(self._idf, default=1.0)
        order = np.argsort(gram, kind="stable")
        weight = np.array(counts, np.float64) * idf[gram] ** 2
        self._holder, self._weight = holder[order].astype(np.int32), weight[order]
        self._starts: list[int] = np.searchsorted(gram[order], np.arange(len(self._ids) + 1)).tolist()
        self.own = np.bincount(holder, weight * np.array(counts, np.float64), minlength=len(words))
        self._bar = LEAST * np.sqrt(self.own)

    def of(self, token: str) -> Alike:
        """The vocabulary's words that a token looks like."""
        holders, weights, own = [], [], 0.0
        for gram, count in Counter(grams(token)).items():
            number = self._ids.get(gram)
            own += (count * (self._unknown if number is None else self._idf[number])) ** 2
            if number is not None:
                start, end = self._starts[number], self._starts[number + 1]
                holders.append(self._holder[start:end])
                weights.append(self._weight[start:end] * count)
        if not holders:
            return Alike([], [], own)
        products = np.bincount(np.concatenate(holders), np.concatenate(weights), minlength=len(self.own))
        near = np.flatnonzero(products > self._bar * math.sqrt(own))
        return Alike(near.tolist(), products[near].tolist(), own)


def _entry_frequency(
    gram: npt.NDArray[np.int64], held: npt.NDArray[np.int64], word: npt.NDArray[np.int64], entry: npt.NDArray[np.int64],
    entries: int, size: int,
) -> npt.NDArray[np.int64]:  # fmt: skip
    """In how many entries each gram occurs. `gram` is ordered by the word that holds it, `held` how many each word has."""
    first = np.cumsum(held) - held
    times = held[word]
    ends = np.cumsum(times)
    place = np.arange(int(times.sum())) + np.repeat(first[word] - (ends - times), times)
    pairs = np.sort(gram[place] * entries + np.repeat(entry, times))
    fresh = np.diff(pairs, prepend=-1) > 0
    return np.bincount(pairs[fresh] // max(entries, 1), minlength=size)
