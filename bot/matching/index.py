"""The lexical index: stems, stem pairs and word likeness, re-ranked by fuzzy likeness, scored per entry.

Weights and constants are those that held up on public data (see benchmarks/README.md); candidates come from
inverted lists, so only phrasings that share something with the question cost anything.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from bot.matching.likeness import WordLikeness
from bot.matching.postings import Bags, Postings
from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

CANDIDATES = 30
"""How many phrasings are compared by fuzzy likeness."""
POOL = 10
"""How many of an entry's best phrasings make its score, so that many phrasings are no handicap."""
SHARPNESS = 5.0
BAG_WEIGHT = 0.15
STEMS, PAIRS, CHARS = 2.0, 1.0, 2.0
"""What each part of the likeness weighs; the fuzzy likeness weighs 1."""
_TOTAL = STEMS + PAIRS + CHARS + 1.0
EXACT = 2.0
"""Added to the score of an entry that has the question among its phrasings: more than any other can reach."""

# Logistic confidence over the seven features below: means, scales, weights and bias (benchmarks/README.md).
_MEAN = (0.5299, 0.1808, 0.4797, 0.8630, 0.5794, 2.3268, 0.6877)
_SCALE = (0.1903, 0.1701, 0.1596, 0.1801, 0.2254, 0.4614, 0.3095)
_WEIGHT = (0.2672, 1.1003, -0.1627, 0.2865, 0.6590, 0.2409, 0.8375)
_BIAS = 0.2433


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the index: `score` orders matches, `likeness` is that of its best phrasing (0 to 1)."""

    key: str
    score: float
    likeness: float
    phrasing: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Matches, best first, and how sure the index is of the first one (0 to 1)."""

    matches: tuple[Match, ...]
    confidence: float


class HybridIndex:
    """Entries, each with its phrasings; asks which entry a question is like. Safe to share between threads."""

    def __init__(self, entries: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> None:
        """`entries`: (key, phrasings as token lists). Entries without phrasings are never matched."""
        self.keys = tuple(key for key, _ in entries)
        self.texts: list[str] = []
        self._exact: dict[str, list[int]] = {}
        words: dict[str, int] = {}
        word: list[int] = []
        length: list[int] = []
        for _, phrasings in entries:
            for tokens in phrasings:
                text = " ".join(tokens)
                self._exact.setdefault(text, []).append(len(self.texts))
                self.texts.append(text)
                length.append(len(tokens))
                word.extend([words.setdefault(token, len(words)) for token in tokens])
        sizes = np.array([len(phrasings) for _, phrasings in entries], np.int64)
        self.bounds: Longs = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
        self.entry_of: Longs = np.repeat(np.arange(len(entries)), sizes)
        self._sorted = [" ".join(sorted(text.split())) for text in self.texts]
        self._freeze(
            list(words),
            np.array(word, np.int64),
            np.repeat(np.arange(len(length)), np.array(length, np.int64)),
        )

    def _freeze(self, words: list[str], word: Longs, phrasing: Longs) -> None:
        """Inverted lists from the running words: `word[i]` stands in `phrasing[i]`, in the order of the text."""
        ids: dict[str, int] = {}
        stem_of = np.array([ids.setdefault(stem(text), len(ids)) for text in words], np.int64)
        item = stem_of[word] if len(words) else word
        self.stems = Postings(item, phrasing, self.entry_of, len(self.keys), ids)
        self._bags = Bags(self.stems)
        beside = np.flatnonzero(phrasing[1:] == phrasing[:-1])
        self._pairs, number = np.unique(item[beside] * len(ids) + item[beside + 1], return_inverse=True)
        pairs = Postings(number, phrasing[beside], self.entry_of, len(self.keys), size=len(self._pairs))
        chars = Postings(word, phrasing, self.entry_of, len(self.keys), size=len(words))
        self._pair_lists, self._word_starts = pairs, chars.bounds
        self._likeness = WordLikeness(words, *chars.pairs_with_entries(), len(self.keys))
        own = self._likeness.own[chars.feature]
        self._parts = (
            (self.stems.phrasing, self.stems.cosine_weights()),
            (pairs.phrasing, pairs.cosine_weights()),
            (chars.phrasing, chars.scaled(chars.count, np.sqrt(own) * chars.count)),
        )

    def rank(self, tokens: Sequence[str], allowed: Mask | None = None, top: int = 10) -> Ranking:
        """The entries most like the question, best first; deterministic, ties by order of entry."""
        if not tokens or not self.texts:
            return Ranking((), 0.0)
        question = " ".join(tokens)
        stems = [stem(token) for token in tokens]
        sparse = self._sparse(tokens, stems)
        if allowed is not None and not allowed.all():
            sparse *= allowed[self.entry_of]
        exact = [i for i in self._exact.get(question, ()) if allowed is None or allowed[self.entry_of[i]]][
            :CANDIDATES
        ]
        best = self._best(sparse)
        if exact:
            best = np.union1d(best, exact)
        if not best.size:
            return Ranking((), 0.0)
        likeness = self._fuzzy(question, best)
        floor = float(np.sort(likeness)[(len(likeness) - 1) // 4])
        sparse += floor
        sparse[best] += likeness - floor
        sparse /= _TOTAL
        matches = self._score(np.unique(self.entry_of[best]), sparse, self._bags.scores(stems), exact)
        return Ranking(tuple(matches[:top]), self._confidence(matches, stems))

    def _sparse(self, tokens: Sequence[str], stems: Sequence[str]) -> Floats:
        """The weighted cosines of the question with every phrasing."""
        holders: list[Longs] = []
        values: list[Floats] = []
        for (phrasing, weight), found in zip(
            self._parts,
            (self._stem_terms(stems), self._pair_terms(stems), self._char_terms(tokens)),
            strict=True,
        ):
            for start, end, factor in found:
                holders.append(phrasing[start:end])
                values.append(weight[start:end] * factor)
        if not holders:
            return np.zeros(len(self.texts))
        sums = np.bincount(np.concatenate(holders), np.concatenate(values), minlength=len(self.texts))
        return sums.astype(np.float64, copy=False)

    def _stem_terms(self, stems: Sequence[str]) -> list[tuple[int, int, float]]:
        block = self.stems
        counts = Counter(stems)
        weighed = [(block.ids.get(item, -1), 1 + math.log(count)) for item, count in counts.items()]
        return _terms(
            [(i, tf * (block.idfs[i] if i >= 0 else block.unknown)) for i, tf in weighed], block.bounds, STEMS
        )

    def _pair_terms(self, stems: Sequence[str]) -> list[tuple[int, int, float]]:
        ids, size = self.stems.ids, len(self.stems.ids)
        total, block = len(self._pairs), self._pair_lists
        counts = Counter(itertools.pairwise(stems))  # two unknown pairs are two, not one twice
        keys = [ids[one] * size + ids[two] if one in ids and two in ids else -1 for one, two in counts]
        found = np.searchsorted(self._pairs, keys).tolist() if keys else []
        weighed = []
        for key, count, place in zip(keys, counts.values(), found, strict=True):
            known = place < total and key >= 0 and int(self._pairs[place]) == key
            weighed.append(
                (
                    place if known else -1,
                    (1 + math.log(count)) * (block.idfs[place] if known else block.unknown),
                )
            )
        return _terms(weighed, block.bounds, PAIRS)

    def _char_terms(self, tokens: Sequence[str]) -> list[tuple[int, int, float]]:
        alike = [(self._likeness.of(token), count) for token, count in Counter(tokens).items()]
        norm = math.sqrt(sum(found.own * count * count for found, count in alike)) or 1.0
        products: dict[int, float] = {}
        for found, count in alike:
            for word, product in zip(found.words, found.products, strict=True):
                products[word] = products.get(word, 0.0) + product * count
        starts = self._word_starts
        return [
            (starts[word], starts[word + 1], CHARS * product / norm) for word, product in products.items()
        ]

    @staticmethod
    def _best(sparse: Floats) -> Longs:
        """The most alike phrasings, in their order; the first ones where the last places are shared."""
        highest = float(sparse.max())
        found: Longs = np.zeros(0, np.int64)
        for share in (0.6, 0.4, 0.2, 0.0):
            if len(found) < CANDIDATES:
                found = np.flatnonzero(sparse > share * highest)
        if len(found) <= CANDIDATES:
            return found
        values = sparse[found]
        cut = np.partition(values, -CANDIDATES)[-CANDIDATES]
        above, same = values > cut, values == cut
        chosen: Longs = found[above | (same & (np.cumsum(same) <= CANDIDATES - np.count_nonzero(above)))]
        return chosen

    def _fuzzy(self, question: str, best: Longs) -> Floats:
        texts = [self.texts[index] for index in best.tolist()]
        ordered = [self._sorted[index] for index in best.tolist()]
        sets = process.cdist([question], texts, scorer=fuzz.token_set_ratio, dtype=np.float64)[0]
        sorts = process.cdist(
            [" ".join(sorted(question.split()))], ordered, scorer=fuzz.ratio, dtype=np.float64
        )[0]
        likeness: Floats = (sets + sorts) / 200
        return likeness

    def _score(self, entries: Longs, likeness: Floats, bag: Floats, exact: Iterable[int]) -> list[Match]:
        """Log-mean-exp over the best phrasings of each entry; an exact phrasing always wins.

        `likeness` is left in another order.
        """
        pool = np.full((len(entries), POOL), -np.inf)
        first: list[tuple[int, float]] = []
        spans = zip(self.bounds[entries].tolist(), self.bounds[entries + 1].tolist(), strict=True)
        for row, (start, end) in enumerate(spans):
            part = likeness[start:end]
            place = int(part.argmax())
            first.append((start + place, float(part[place])))
            if end - start > POOL:
                part.partition(end - start - POOL)
                part = part[-POOL:]
            pool[row, : len(part)] = part
        sizes = np.minimum(self.bounds[entries + 1] - self.bounds[entries], POOL)
        score = np.log(np.exp(SHARPNESS * pool).sum(axis=1) / sizes) / SHARPNESS + BAG_WEIGHT * bag[entries]
        certain = {int(self.entry_of[index]): index for index in reversed(list(exact))}
        matches = [
            Match(self.keys[entry], value + EXACT, 1.0, certain[entry])
            if entry in certain
            else Match(self.keys[entry], value, alike, index)
            for entry, value, (index, alike) in zip(entries.tolist(), score.tolist(), first, strict=True)
        ]
        return sorted(matches, key=lambda match: -match.score)

    def _confidence(self, matches: Sequence[Match], stems: Sequence[str]) -> float:
        first = matches[0]
        if first.score > EXACT:
            return 1.0
        second = matches[1].score if len(matches) > 1 else 0.0
        block = self.stems
        entry = int(self.entry_of[first.phrasing])
        ids = [block.ids.get(item, -1) for item in stems]
        mass = [block.idfs[i] if i >= 0 else block.unknown for i in ids]
        inside = {i: i >= 0 and self._bags.holds(i, entry) for i in set(ids)}
        total = sum(mass)
        share = 1 / sum(math.exp(20 * (match.score - first.score)) for match in matches)
        values = (
            first.score, first.score - second, first.likeness,
            sum(weight for i, weight in zip(ids, mass, strict=True) if i >= 0) / total,
            sum(weight for i, weight in zip(ids, mass, strict=True) if inside[i]) / total,
            math.log(1 + len(stems)), share,
        )  # fmt: skip
        logit = _BIAS + sum(
            w * (v - m) / s for w, v, m, s in zip(_WEIGHT, values, _MEAN, _SCALE, strict=True)
        )
        return 1 / (1 + math.exp(-logit))


def _terms(
    weighed: Sequence[tuple[int, float]], bounds: Sequence[int], scale: float
) -> list[tuple[int, int, float]]:
    """Where the known features (not -1) stand in the lists, and the question's normalised weight of each."""
    norm = math.sqrt(sum(weight * weight for _, weight in weighed)) or 1.0
    return [(bounds[i], bounds[i + 1], scale * weight / norm) for i, weight in weighed if i >= 0]
