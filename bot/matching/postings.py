"""Inverted lists: which rows hold a feature and how much it tells there; adding them up, and the rows with the most."""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]
Singles = npt.NDArray[np.float32]
Part = tuple[Ints | Longs, Singles | Floats, float]
"""Rows, what each of them gets, and the factor of all of that."""

FEW = 1 << 14
"""Up to so many rows it is cheapest to add up all lists at once. Beyond, the blocks of memory for that, which the system
takes back each time, would cost several times what the sums do."""
CUT = 2048
"""Lists that are kept as they were cut out of the whole; all are forgotten when there are more."""
SHARES = (0.6, 0.3, 0.0)
"""Shares of the highest value above which the largest are looked for first."""


class Postings:
    """One kind of feature, each with the rows that hold it, in their order. Rarity is counted over groups of rows."""

    def __init__(self, feature: Longs, row: Longs, group_of: Longs, groups: int, size: int) -> None:
        """`feature[i]` (below `size`) stands in `row[i]`, repeats count; row r belongs to group `group_of[r]`."""
        self.groups = groups
        self._rows = max(len(group_of), 1)
        keys, self.count = np.unique(feature * self._rows + row, return_counts=True)
        self.feature: Longs = keys // self._rows
        held: Longs = keys % self._rows
        self.row = held
        self.starts: Longs = np.searchsorted(self.feature, np.arange(size + 1))
        self._group: Longs = group_of[held] if len(held) else held
        fresh = np.ones(len(held), np.bool_)
        fresh[1:] = (self.feature[1:] != self.feature[:-1]) | (self._group[1:] != self._group[:-1])
        self._fresh: Longs = np.flatnonzero(fresh)
        self.frequency: Longs = np.bincount(self.feature[self._fresh], minlength=size)
        self.idf: Floats = np.log((1 + groups) / (1 + self.frequency)) + 1

    def pairs_with_groups(self) -> tuple[Longs, Longs]:
        """(feature, group), each pair once, ordered by feature, then group."""
        return self.feature[self._fresh], self._group[self._fresh]

    def counts_by_group(self) -> Floats:
        """How often each pair of `pairs_with_groups` occurs."""
        if not len(self._fresh):
            return np.zeros(0)
        return np.add.reduceat(self.count, self._fresh).astype(np.float64)

    def cosine_weights(self) -> Floats:
        """Damped counts by rarity, each row of length 1."""
        weight = (1 + np.log(self.count)) * self.idf[self.feature]
        return self.scaled(weight, weight)

    def scaled(self, weight: npt.NDArray[np.floating | np.integer], length: Floats) -> Floats:
        """`weight` by the length of each row, of which `length` are the parts."""
        total = np.sqrt(np.bincount(self.row, length**2, minlength=self._rows))
        return weight / total[self.row]


class _Scratch(threading.local):
    """Memory that is used again: for large sums, having the system hand it out costs more than filling it."""

    def __init__(self) -> None:
        self.block = np.zeros(0)

    def zeros(self, size: int) -> Floats:
        if len(self.block) < size:
            self.block = np.zeros(size)
            return self.block
        part = self.block[:size]
        part.fill(0)
        return part


_scratch = _Scratch()


class Lists:
    """The lists of one kind of feature, one after the other. No list has a row twice."""

    def __init__(self, rows: npt.NDArray[np.integer], starts: Longs, weights: Floats) -> None:
        """List f is `rows[starts[f] : starts[f + 1]]`, and what it tells of each of them is as far in `weights`.

        Both are kept in half the memory: lists are most of an index.
        """
        self._rows: Ints = rows.astype(np.int32)
        self._weights: Singles = weights.astype(np.float32)
        self._bounds = array("l", starts.tolist())
        self._cut: dict[int, tuple[Ints, Singles]] = {}

    def part(self, feature: int, factor: float) -> Part:
        found = self._cut.get(feature)
        if found is None:
            start, end = self._bounds[feature], self._bounds[feature + 1]
            found = self._rows[start:end], self._weights[start:end]
            if len(self._cut) >= CUT:
                self._cut.clear()
            self._cut[feature] = found
        return *found, factor


def sums(parts: Sequence[Part], size: int) -> Floats:
    """What each of `size` rows gets. It is overwritten by the next call in the same thread."""
    if not parts:
        return np.zeros(size)
    if size > FEW:
        found = _scratch.zeros(size)
        for rows, weights, factor in parts:
            # In other types than these, numpy's `add.at` leaves its fast path and takes forty times as long.
            np.add.at(found, rows.astype(np.intp), weights.astype(np.float64) * factor)
        return found
    values = np.concatenate([weights for _, weights, _ in parts])
    values *= np.array([factor for _, _, factor in parts]).repeat([len(rows) for rows, _, _ in parts])
    where = np.concatenate([rows for rows, _, _ in parts])
    return np.bincount(where, values, minlength=size).astype(np.float64, copy=False)


def joined(parts: Sequence[Part]) -> Part:
    """Several parts as one."""
    rows = np.concatenate([rows for rows, _, _ in parts])
    return rows, np.concatenate([weights * factor for _, weights, factor in parts]), 1.0


def largest(values: Floats, count: int, kept: Callable[[Longs], Mask] | None = None) -> Longs:
    """The rows with the `count` largest values above 0, in their order; the first ones where the last places are shared.

    `kept` says of some rows which of them count.
    """
    found: Longs = np.zeros(0, np.int64)
    highest = float(values.max(initial=0.0))
    for share in SHARES if highest > 0 else ():
        found = (values > share * highest).nonzero()[0]
        if kept is not None:
            found = found[kept(found)]
        if len(found) >= count:
            break
    if len(found) <= count:
        return found
    chosen = values[found]
    cut = np.partition(chosen, -count)[-count]
    best: Longs = found[chosen >= cut]
    if len(best) > count:
        same = values[best] == cut
        best = best[~same | (same.cumsum() <= np.count_nonzero(same) - (len(best) - count))]
    return best
