"""How the questions for one thing are put, as a whole: small words and pairs of words count, not only what is rare.

BM25 asks which words a line shares with a question. A profile is the mean of all lines of a key, as tf-idf over terms, words
and pairs of neighbours: what many of its lines have is what it is asked with, what one line has by chance hardly counts.
"""

from __future__ import annotations

import math
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bot.matching.postings import Floats, Lists, Longs, Postings, sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_START = "^"


def features_of(terms: Iterable[str], frame: Sequence[str]) -> list[str]:
    """What a text has: its terms, its words as they stand, and each word with the one before it."""
    pairs = (f"{one} {two}" for one, two in pairwise((_START, *frame)))
    return [*terms, *(f"={word}" for word in frame), *pairs]


class Profiles:
    """The profiles of keys, from their lines. Built once; safe to share between threads."""

    def __init__(self, lines: Iterable[tuple[int, Iterable[str]]], keys: int) -> None:
        """`lines`: (number of its key, features), ordered by key, gone through once; `keys`: how many keys there are."""
        self._ids: dict[str, int] = {}
        owners, lengths, number = array("q"), array("q"), array("q")
        for key, features in lines:
            own = set(features)
            owners.append(key)
            lengths.append(len(own))
            number.extend(self._ids.setdefault(one, len(self._ids)) for one in own)
        self._keys, self._size = keys, len(owners)
        key_of: Longs = np.array(owners, np.int64)
        row = np.repeat(np.arange(self._size), np.array(lengths, np.int64))
        found = Postings(np.array(number, np.int64), row, np.arange(self._size), self._size, len(self._ids))
        self._idf: list[float] = found.idf.tolist()
        weights = found.cosine_weights()
        self._lines = Lists(found, weights)
        of_key = key_of[found.row] if len(found.row) else found.row
        held = Postings(found.feature, of_key, np.arange(keys), keys, len(self._ids))
        place = np.searchsorted(held.feature * max(keys, 1) + held.row, found.feature * max(keys, 1) + of_key)
        total: Floats = np.bincount(place, weights, minlength=len(held.row)).astype(np.float64)
        self._profiles = Lists(held, held.scaled(total, total))
        first = np.searchsorted(key_of, np.arange(keys + 1))
        self._filled: Longs = np.flatnonzero(first[1:] > first[:-1])
        self._first: Longs = first[self._filled]

    def likeness(self, features: Mapping[str, float]) -> tuple[Floats, Floats]:
        """The cosine (0 to 1) of a question to the profile of each key, and to the nearest line of each key.

        `features`: how much each of them counts.
        """
        asked = [
            (number, factor * self._idf[number])
            for one, factor in features.items()
            if (number := self._ids.get(one)) is not None
        ]
        size = math.sqrt(math.fsum(weight * weight for _, weight in asked)) or 1.0
        asked = [(number, weight / size) for number, weight in asked]
        whole = sums([self._profiles.part(number, weight) for number, weight in asked], self._keys).copy()
        lines = sums([self._lines.part(number, weight) for number, weight in asked], self._size)
        nearest = np.zeros(self._keys)
        if len(self._filled):
            nearest[self._filled] = np.maximum.reduceat(lines, self._first)
        return whole, nearest
