"""BM25: which documents are about some words, the rare ones counting most and long documents least."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.matching.postings import Floats, Lists, Longs, Mask, Postings, largest, sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SATURATION, BY_LENGTH = 1.2, 0.75
"""k1 and b, as most use them."""


def rates(count: Floats, length: Floats, mean: float, saturation: float, by_length: float) -> Floats:
    """How much a word tells that occurs so often in a document of that length, before its rarity: up to saturation + 1."""
    rate: Floats = (
        count * (saturation + 1) / (count + saturation * (1 - by_length + by_length * length / mean))
    )
    return rate


def rarity(frequency: Longs, documents: int) -> Floats:
    """How much a word tells that so many of the documents have; above 0 for each."""
    found: Floats = np.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
    return found


class BM25:
    """Documents, each a list of words: stems, as a rule. Never changes; safe to share between threads."""

    def __init__(
        self,
        documents: Iterable[Sequence[str]],
        saturation: float = SATURATION,
        by_length: float = BY_LENGTH,
    ) -> None:
        self._ids: dict[str, int] = {}
        number: list[int] = []
        lengths: list[int] = []
        for document in documents:
            number.extend([self._ids.setdefault(word, len(self._ids)) for word in document])
            lengths.append(len(document))
        self.size = len(lengths)
        row = np.repeat(np.arange(self.size), np.array(lengths, np.int64))
        found = Postings(np.array(number, np.int64), row, np.arange(self.size), self.size, len(self._ids))
        mean = float(np.mean(lengths)) if number else 1.0
        length = np.array(lengths, np.float64)[found.row]
        rate = rates(found.count.astype(np.float64), length, mean, saturation, by_length)
        self._lists = Lists(found.row, found.starts, rate * rarity(found.frequency, self.size)[found.feature])

    def __contains__(self, word: str) -> bool:
        """Whether any document has the word."""
        return word in self._ids

    def search(
        self, words: Iterable[str], top: int = 10, allowed: Mask | None = None
    ) -> list[tuple[int, float]]:
        """(row, score) of the best documents, best first, those with no word of them left out; ties by row.

        A word that is asked for twice counts once; `allowed` says of each row whether it may be found.
        """
        ids = [self._ids[word] for word in dict.fromkeys(words) if word in self._ids]
        found = sums([self._lists.part(number, 1.0) for number in ids], self.size)
        best = largest(found, top, None if allowed is None else allowed.__getitem__)
        scores = found[best]
        order = (-scores).argsort(kind="stable")
        return list(zip(best[order].tolist(), scores[order].tolist(), strict=True))


class Bags:
    """BM25 over groups of rows, each the bag of all words of its rows, for the few groups that are asked about."""

    def __init__(self, postings: Postings, saturation: float = SATURATION, by_length: float = 0.5) -> None:
        self._groups = postings.groups
        feature, group = postings.pairs_with_groups()
        count = postings.counts_by_group()
        length = np.bincount(group, count, minlength=max(self._groups, 1)).astype(np.float64, copy=False)
        self._rate = np.append(
            rates(count, length[group], float(length.mean()) or 1.0, saturation, by_length), 0.0
        )
        self._keys: Longs = np.append(feature * self._groups + group, -1)
        self._rarity = rarity(postings.frequency, self._groups)

    def of(self, features: Sequence[int], groups: Longs) -> tuple[Floats, Mask]:
        """The score of each group, and which feature (a row for each) which group has.

        Scores are by the weight of the features, which are different ones: 0 to about 2.2, however many there are.
        """
        if not features:
            return np.zeros(len(groups)), np.zeros((0, len(groups)), np.bool_)
        known = np.array(features)
        keys = (known[:, None] * self._groups + groups).ravel()
        places = self._keys[:-1].searchsorted(keys)
        held = self._keys.take(places) == keys
        shape = len(features), len(groups)
        weight = self._rarity.take(known)
        rate = self._rate.take(places)
        rate *= held
        score: Floats = weight.dot(rate.reshape(shape))
        score /= weight.sum()
        return score, held.reshape(shape)
