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
import numpy.typing as npt

from bot.matching.postings import Floats, Lists, Longs, sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_START = "^"


def features_of(terms: Iterable[str], frame: Sequence[str]) -> list[str]:
    """What a text has: its terms, its words as they stand, and each word with the one before it."""
    pairs = (f"{one} {two}" for one, two in pairwise((_START, *frame)))
    return [*terms, *(f"={word}" for word in frame), *pairs]


def _starts(lengths: Longs) -> Longs:
    """Where lists of these lengths begin, one after the other, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), lengths.cumsum()])


def _unit(weights: Floats, row: npt.NDArray[np.integer], rows: int) -> Floats:
    """The weights, so that those of each row have together the length 1."""
    length = np.sqrt(np.bincount(row, weights * weights, minlength=max(rows, 1)))
    found: Floats = weights / length[row]
    return found


class Profiles:
    """The profiles of keys, from their lines. Built once; safe to share between threads."""

    def __init__(self, lines: Iterable[tuple[int, Iterable[str]]], keys: int) -> None:
        """`lines`: (number of its key, features), ordered by key, gone through once; `keys`: how many keys there are."""
        self._ids: dict[str, int] = {}
        owners, lengths, numbers = array("i"), array("i"), array("i")
        for key, features in lines:
            own = set(features)
            owners.append(key)
            lengths.append(len(own))
            numbers.extend(self._ids.setdefault(one, len(self._ids)) for one in own)
        self._keys, self._size = keys, len(owners)
        key_of = np.array(owners, np.int32)
        number = np.array(numbers, np.int32)
        row = np.repeat(np.arange(self._size, dtype=np.int32), np.array(lengths, np.int32))
        frequency: Longs = np.bincount(number, minlength=len(self._ids))
        idf: Floats = np.log((1 + self._size) / (1 + frequency)) + 1
        self._idf = array("d", idf.tolist())
        order = number.argsort(kind="stable")
        number, row = number[order], row[order]
        del (
            order,
            numbers,
        )  # here and below: what is made on the way would double the peak of a program's memory
        weights = _unit(idf[number], row, self._size)
        self._lines = Lists(row, _starts(frequency), weights)
        held, place = np.unique(number.astype(np.int64) * max(keys, 1) + key_of[row], return_inverse=True)
        del number, row
        total: Floats = np.bincount(place, weights, minlength=len(held)).astype(np.float64, copy=False)
        del place, weights
        holder: Longs = held % max(keys, 1)
        shared = np.bincount(held // max(keys, 1), minlength=len(self._ids))
        self._profiles = Lists(holder, _starts(shared), _unit(total, holder, keys))
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
