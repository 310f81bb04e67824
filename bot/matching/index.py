"""The lexical index: stems, stem pairs and word likeness, re-ranked by fuzzy likeness, scored per entry.

Weights and constants are those that held up on public data (see benchmarks/README.md); candidates come from
inverted lists, so only phrasings that share something with the question cost anything.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from rapidfuzz import fuzz, process

from bot.matching.bm25 import Bags
from bot.matching.likeness import WordLikeness
from bot.matching.postings import Floats, Lists, Longs, Mask, Part, Postings, joined, largest, sums
from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")

CANDIDATES = 30
"""How many phrasings are compared by fuzzy likeness."""
POOL = 10
"""How many of an entry's best phrasings make its score, so that many phrasings are no handicap."""
REMEMBERED = 2048
"""Of how many words the lists of those that look like them are kept, and of how many pairs their numbers; all are
forgotten when there are more."""
JOINED = 2048
"""Rows up to which such lists are kept as one."""
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


class Match(NamedTuple):
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
        self._sizes = sizes
        self._numbered = np.arange(max(len(self.texts), 1))
        self._most = int(sizes.max(initial=0))
        self._sorted = [" ".join(sorted(text.split())) for text in self.texts]
        self._freeze(
            list(words),
            np.array(word, np.int64),
            np.repeat(np.arange(len(length)), np.array(length, np.int64)),
        )

    def _freeze(self, words: list[str], word: Longs, phrasing: Longs) -> None:
        """Inverted lists from the running words: `word[i]` stands in `phrasing[i]`, in the order of the text."""
        self._ids: dict[str, int] = {}
        stem_of = np.array([self._ids.setdefault(stem(text), len(self._ids)) for text in words], np.int64)
        item = stem_of[word] if len(words) else word
        size = len(self._ids)
        beside = np.flatnonzero(phrasing[1:] == phrasing[:-1])
        keys, pair = np.unique(item[beside] * size + item[beside + 1], return_inverse=True)
        self._pair_keys: Longs = np.append(keys, size * size)
        stems = Postings(item, phrasing, self.entry_of, len(self.keys), size)
        pairs = Postings(pair, phrasing[beside], self.entry_of, len(self.keys), len(keys))
        chars = Postings(word, phrasing, self.entry_of, len(self.keys), len(words))
        self._likeness = WordLikeness(words, *chars.pairs_with_groups(), len(self.keys))
        own = self._likeness.own[chars.feature]
        self._stems, self._pairs = _Features(stems, STEMS), _Features(pairs, PAIRS)
        self._words = Lists(
            chars.row, chars.starts, CHARS * chars.scaled(chars.count, np.sqrt(own) * chars.count)
        )
        self._pair_at: dict[tuple[int, int], int] = {}
        self._alike: dict[str, tuple[list[Part], float]] = {}
        self._bags = Bags(stems)

    def rank(self, tokens: Sequence[str], allowed: Mask | None = None, top: int = 10) -> Ranking:
        """The entries most like the question, best first; deterministic, ties by order of entry."""
        if not tokens or not self.texts:
            return Ranking((), 0.0)
        question = " ".join(tokens)
        stems = self._numbers(tokens)
        parts = self._stems.parts(_counts(stems).items())
        parts += self._pair_parts(stems)
        parts += self._word_parts(tokens)
        found = sums(parts, len(self.texts))
        best = largest(
            found, CANDIDATES, None if allowed is None else lambda rows: allowed[self.entry_of[rows]]
        )
        exact = [i for i in self._exact.get(question, ()) if allowed is None or allowed[self.entry_of[i]]]
        if exact:
            best = np.union1d(best, exact[:CANDIDATES])
        if not best.size:
            return Ranking((), 0.0)
        weighed = self._weigh(found, best, self._fuzzy(question, " ".join(sorted(tokens)), best))
        known = list(dict.fromkeys(number for number in stems if number >= 0))
        bag, held = self._bags.of(known, weighed.entries)
        weighed.score += BAG_WEIGHT * bag
        if exact:
            weighed.crown(exact[:CANDIDATES], self.entry_of)
        order = (-weighed.score).argsort(kind="stable")
        inside = dict(zip(known, held[:, order[0]].tolist(), strict=True))
        confidence = self._confidence(weighed, order, stems, inside)
        return Ranking(weighed.matches(order[:top], self.keys), confidence)

    def _numbers(self, tokens: Sequence[str]) -> list[int]:
        """The number of each token's stem, below 0 for one that no phrasing has: another one for each of those."""
        known = self._ids
        unknown: dict[str, int] = {}
        numbers = []
        for token in tokens:
            item = stem(token)
            number = known.get(item)
            numbers.append(unknown.setdefault(item, ~len(unknown)) if number is None else number)
        return numbers

    def _pair_parts(self, stems: Sequence[int]) -> list[Part]:
        counts = _counts(itertools.pairwise(stems))
        known = self._pair_at
        if not known.keys() >= counts.keys():
            known = self._looked_up(counts)
        return self._pairs.parts([(known[pair], count) for pair, count in counts.items()])

    def _looked_up(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The numbers of stem pairs, below 0 for those that no phrasing has: kept with those of questions before."""
        asked, size = list(pairs), len(self._ids)
        keys = [one * size + two if one >= 0 and two >= 0 else -1 for one, two in asked]
        places = self._pair_keys.searchsorted(keys)
        numbers = np.where(self._pair_keys.take(places) == keys, places, -1).tolist()
        kept = self._pair_at if len(self._pair_at) < REMEMBERED else {}
        kept.update(zip(asked, numbers, strict=True))
        self._pair_at = kept  # what another thread holds is never emptied
        return kept

    def _word_parts(self, tokens: Sequence[str]) -> list[Part]:
        """The lists of all words that look like those of the question."""
        found = [(*self._like(token), count) for token, count in _counts(tokens).items()]
        norm = math.sqrt(sum(own * count * count for _, own, count in found)) or 1.0
        return [
            (rows, weights, factor * count / norm)
            for parts, _, count in found
            for rows, weights, factor in parts
        ]

    def _like(self, token: str) -> tuple[list[Part], float]:
        """The lists of the words that a token looks like, and its product with itself: kept, since it takes a while."""
        found = self._alike.get(token)
        if found is None:
            alike = self._likeness.of(token)
            parts = [
                self._words.part(word, product)
                for word, product in zip(alike.words, alike.products, strict=True)
            ]
            short = len(parts) > 1 and sum(len(rows) for rows, _, _ in parts) <= JOINED
            found = [joined(parts)] if short else parts, alike.own
            if len(self._alike) >= REMEMBERED:
                self._alike.clear()
            self._alike[token] = found
        return found

    def _fuzzy(self, question: str, ordered: str, best: Longs) -> Floats:
        """How alike the question is to each of some phrasings, 0 to 2; `ordered` are its words in the order of the alphabet."""
        rows = best.tolist()
        chosen = itemgetter(*rows, rows[0])  # of at least two, so that it gives a tuple
        texts, sorts = chosen(self.texts)[:-1], chosen(self._sorted)[:-1]
        likeness: Floats = process.cdist((question,), texts, scorer=fuzz.token_set_ratio, dtype=np.float64)[0]
        likeness += process.cdist((ordered,), sorts, scorer=fuzz.ratio, dtype=np.float64)[0]
        likeness /= 200
        return likeness

    def _weigh(self, sums: Floats, best: Longs, fuzzy: Floats) -> _Weighed:
        """Log-mean-exp over the best phrasings of each entry that has one among the best."""
        entries = np.array(list(dict.fromkeys(self.entry_of.take(best).tolist())))
        starts = self.bounds.take(entries)
        sizes = self._sizes.take(entries)
        ends = sizes.cumsum()
        firsts = ends - sizes
        place = (starts - firsts).repeat(sizes)
        place += self._numbered[: len(place)]
        floor = sorted(fuzzy.tolist())[(len(fuzzy) - 1) // 4]
        alike = sums.take(place)
        alike += floor
        alike[place.searchsorted(best)] += fuzzy - floor
        alike /= _TOTAL
        highest = np.maximum.reduceat(alike, firsts)
        reached = (alike == highest.repeat(sizes)).nonzero()[0]
        phrasing = place.take(reached.take(reached.searchsorted(firsts)))
        if self._most > POOL:
            alike, sizes = _pooled(alike, firsts.tolist(), ends.tolist()), np.minimum(sizes, POOL)
            firsts = sizes.cumsum() - sizes
        alike *= SHARPNESS
        powers = np.add.reduceat(np.exp(alike, out=alike), firsts)
        return _Weighed(entries, np.log(powers / sizes) / SHARPNESS, highest, phrasing)

    def _confidence(
        self, found: _Weighed, order: Longs, stems: Sequence[int], inside: Mapping[int, bool]
    ) -> float:
        """`inside` says of each known stem whether the first entry has it."""
        scores = found.score.take(order)
        best = float(scores[0])
        if best > EXACT:
            return 1.0
        second = float(scores[1]) if len(scores) > 1 else 0.0
        total = known = shared = 0.0
        for number in stems:
            weight = self._stems.rarity(number)
            total += weight
            if number >= 0:
                known += weight
                shared += weight if inside[number] else 0.0
        values = (
            best, best - second, float(found.likeness[order[0]]), known / total, shared / total,
            math.log(1 + len(stems)), 1 / float(np.exp(20 * (scores - best)).sum()),
        )  # fmt: skip
        logit = _BIAS + sum(
            w * (v - m) / s for w, v, m, s in zip(_WEIGHT, values, _MEAN, _SCALE, strict=True)
        )
        return 1 / (1 + math.exp(-logit))


def _pooled(values: Floats, starts: Sequence[int], ends: Sequence[int]) -> Floats:
    """Of each part the largest values, as many as there may be in the pool. `values` are left in another order."""
    pools = []
    for start, end in zip(starts, ends, strict=True):
        part = values[start:end]
        if len(part) > POOL:
            part.partition(len(part) - POOL)
            part = part[-POOL:]
        pools.append(part)
    return np.concatenate(pools)


def _counts(items: Iterable[T]) -> dict[T, int]:
    """How often each occurs; for a few items quicker than a Counter."""
    counts: dict[T, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


class _Features:
    """One kind of feature: its lists, and how rare each feature is."""

    def __init__(self, postings: Postings, scale: float) -> None:
        self._lists = Lists(postings.row, postings.starts, scale * postings.cosine_weights())
        self._idf: list[float] = postings.idf.tolist()
        self._unknown = max(self._idf, default=1.0)

    def rarity(self, feature: int) -> float:
        """That of a feature which no phrasing has (below 0) is the highest."""
        return self._idf[feature] if feature >= 0 else self._unknown

    def parts(self, counted: Iterable[tuple[int, int]]) -> list[Part]:
        """The lists of the known features, with the question's normalised weight of each; `counted` has all of its
        features, each with how often it occurs."""
        weighed = [(number, (1 + math.log(count)) * self.rarity(number)) for number, count in counted]
        norm = math.sqrt(sum(weight * weight for _, weight in weighed)) or 1.0
        return [self._lists.part(number, weight / norm) for number, weight in weighed if number >= 0]


@dataclass(eq=False, slots=True)
class _Weighed:
    """Entries in their order, each with its score, and the likeness and the place of its best phrasing."""

    entries: Longs
    score: Floats
    likeness: Floats
    phrasing: Longs

    def crown(self, exact: Sequence[int], entry_of: Longs) -> None:
        """Put entries with an exact phrasing first; their first such phrasing counts."""
        certain = {int(entry_of[place]): place for place in reversed(exact)}
        for entry, place in certain.items():
            row = int(np.searchsorted(self.entries, entry))
            self.score[row] += EXACT
            self.likeness[row], self.phrasing[row] = 1.0, place

    def matches(self, rows: Longs, keys: Sequence[str]) -> tuple[Match, ...]:
        columns = (
            column.take(rows).tolist() for column in (self.entries, self.score, self.likeness, self.phrasing)
        )
        return tuple(
            [
                Match(keys[entry], score, likeness, phrasing)
                for entry, score, likeness, phrasing in zip(*columns, strict=True)
            ]
        )
