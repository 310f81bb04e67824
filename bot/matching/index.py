"""The lexical index: stems, stem pairs and character grams, re-ranked by fuzzy likeness, scored per entry.

Weights and constants are those that held up on four public sets (see benchmarks/README.md); candidates come from
inverted lists, so only phrasings that share something with the question cost anything.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from bot.matching.text import stem

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

CANDIDATES = 50
"""How many phrasings are compared by fuzzy likeness."""
POOL = 10
"""How many of an entry's best phrasings make its score, so that many phrasings are no handicap."""
SHARPNESS = 5.0
BAG_WEIGHT = 0.1
BLOCK_WEIGHTS = (2.0, 1.0, 2.0)
_TOTAL = sum(BLOCK_WEIGHTS) + 1.0

# Logistic confidence over the seven features below: means, scales, weights and bias, fitted on public sets (benchmarks/README.md).
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


def grams(tokens: Iterable[str]) -> list[str]:
    """Character 3- to 5-grams of each token, padded with a space on both sides."""
    found: list[str] = []
    for token in tokens:
        padded = f" {token} "
        length = len(padded)
        for size in (3, 4, 5):
            found.extend(padded[start : start + size] for start in range(length - size + 1))
    return found


def features(tokens: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The three blocks of features of a text: stems, stem pairs, character grams."""
    stems = [stem(token) for token in tokens]
    return stems, [f"{one} {two}" for one, two in zip(stems, stems[1:], strict=False)], grams(tokens)


class _Block:
    """One kind of feature: an inverted list from feature to (phrasing, weight), and the same per entry for BM25."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self._feature = array("i")
        self._phrasing = array("i")
        self._count = array("f")

    def add(self, phrasing: int, found: Sequence[str]) -> None:
        ids = self.ids
        for feature, count in Counter(found).items():
            self._feature.append(ids.setdefault(feature, len(ids)))
            self._phrasing.append(phrasing)
            self._count.append(count)

    def freeze(self, entry_of: Ints, entries: int, phrasings: int, *, bag: bool) -> None:
        feature = np.frombuffer(self._feature, dtype=np.int32) if self._feature else np.zeros(0, np.int32)
        phrasing = np.frombuffer(self._phrasing, dtype=np.int32) if self._phrasing else np.zeros(0, np.int32)
        count = np.frombuffer(self._count, dtype=np.float32) if self._count else np.zeros(0, np.float32)
        order = np.argsort(feature, kind="stable")
        feature, phrasing, count = feature[order], phrasing[order], count[order]
        size = len(self.ids)
        self.starts = np.searchsorted(feature, np.arange(size + 1)).astype(np.int64)
        pair = feature.astype(np.int64) * max(entries, 1) + entry_of[phrasing] if len(feature) else feature.astype(np.int64)
        pairs, where = np.unique(pair, return_inverse=True)
        entry_frequency = np.bincount(pairs // max(entries, 1), minlength=size)[:size]
        self.idf: Floats = (np.log((1 + entries) / (1 + entry_frequency)) + 1).astype(np.float32)
        weight = (1 + np.log(count)) * self.idf[feature]
        norm = np.sqrt(np.bincount(phrasing, weight.astype(np.float64) ** 2, minlength=phrasings))
        norm[norm == 0] = 1.0
        self.phrasing: Ints = phrasing.astype(np.int32)
        self.weight: Floats = (weight / norm[phrasing]).astype(np.float32)
        self._feature, self._phrasing, self._count = array("i"), array("i"), array("f")
        if bag:
            self._freeze_bag(pairs, np.bincount(where, count), entry_frequency, entries, size)

    def _freeze_bag(self, pairs: npt.NDArray[np.int64], counts: npt.NDArray[np.float64], frequency: npt.NDArray[np.intp],
                    entries: int, size: int) -> None:  # fmt: skip
        entry = (pairs % max(entries, 1)).astype(np.int32)
        length = np.bincount(entry, counts, minlength=max(entries, 1))
        mean = float(length.mean()) or 1.0
        k1, b = 1.2, 0.5
        rate = counts * (k1 + 1) / (counts + k1 * (1 - b + b * length[entry] / mean))
        self.bag_idf: Floats = np.log(1 + (entries - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        self.bag_starts = np.searchsorted(pairs // max(entries, 1), np.arange(size + 1)).astype(np.int64)
        self.bag_entry: Ints = entry
        self.bag_rate: Floats = rate.astype(np.float32)

    def similarity(self, found: Sequence[str], phrasings: int) -> npt.NDArray[np.float64]:
        """Cosine of the question with every phrasing, over this block's features."""
        known = [(self.ids[feature], count) for feature, count in Counter(found).items() if feature in self.ids]
        unknown = sum((1 + math.log(count)) ** 2 for feature, count in Counter(found).items() if feature not in self.ids)
        if not known:
            return np.zeros(phrasings)
        weights = [(1 + math.log(count)) * float(self.idf[feature]) for feature, count in known]
        top = float(self.idf.max())
        norm = math.sqrt(sum(weight * weight for weight in weights) + unknown * top * top) or 1.0
        return self._gather(self.starts, self.phrasing, self.weight, known, [weight / norm for weight in weights], phrasings)

    def bag(self, found: Sequence[str], entries: int) -> npt.NDArray[np.float64]:
        """BM25 of the question with every entry as one bag of words, by the question's own weight."""
        known = [(self.ids[feature], count) for feature, count in Counter(found).items() if feature in self.ids]
        total = sum(float(self.bag_idf[feature]) for feature, _ in known)
        if not total:
            return np.zeros(entries)
        weights = [float(self.bag_idf[feature]) / total for feature, _ in known]
        return self._gather(self.bag_starts, self.bag_entry, self.bag_rate, known, weights, entries)

    @staticmethod
    def _gather(starts: npt.NDArray[np.int64], ids: Ints, values: Floats, known: Sequence[tuple[int, int]],
                weights: Sequence[float], size: int) -> npt.NDArray[np.float64]:  # fmt: skip
        slices = [(int(starts[feature]), int(starts[feature + 1])) for feature, _ in known]
        where = np.concatenate([ids[start:end] for start, end in slices])
        scaled = np.concatenate([values[start:end] * weight for (start, end), weight in zip(slices, weights, strict=True)])
        return np.bincount(where, scaled, minlength=size)


class HybridIndex:
    """Entries, each with its phrasings; asks which entry a question is like."""

    def __init__(self, entries: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> None:
        """`entries`: (key, phrasings as token lists). Entries without phrasings are never matched."""
        self.keys = tuple(key for key, _ in entries)
        self.texts: list[str] = []
        entry_of = array("i")
        blocks = (_Block(), _Block(), _Block())
        self.bounds = np.zeros(len(entries) + 1, np.int64)
        self._exact: dict[str, list[int]] = {}
        for number, (_, phrasings) in enumerate(entries):
            for tokens in phrasings:
                phrasing = len(self.texts)
                self.texts.append(" ".join(tokens))
                self._exact.setdefault(self.texts[-1], []).append(number)
                entry_of.append(number)
                for block, found in zip(blocks, features(tokens), strict=True):
                    block.add(phrasing, found)
            self.bounds[number + 1] = len(self.texts)
        self.entry_of: Ints = np.frombuffer(entry_of, dtype=np.int32).copy() if entry_of else np.zeros(0, np.int32)
        self.stems, self.pairs, self.chars = blocks
        for block in blocks:
            block.freeze(self.entry_of, len(self.keys), len(self.texts), bag=block is not self.pairs)

    def rank(self, tokens: Sequence[str], allowed: Mask | None = None, top: int = 10) -> Ranking:
        """The entries most like the question, best first; deterministic, ties by order of entry."""
        if not tokens or not self.texts:
            return Ranking((), 0.0)
        stems, pairs, chars = features(tokens)
        total = len(self.texts)
        sparse = BLOCK_WEIGHTS[0] * self.stems.similarity(stems, total)
        sparse += BLOCK_WEIGHTS[1] * self.pairs.similarity(pairs, total)
        sparse += BLOCK_WEIGHTS[2] * self.chars.similarity(chars, total)
        if allowed is not None:
            sparse[~allowed[self.entry_of]] = -1.0
        best = self._best(sparse)
        if not best.size:
            return Ranking((), 0.0)
        question = " ".join(tokens)
        likeness = np.array([self._fuzzy(question, self.texts[index]) for index in best])
        floor = float(np.quantile(likeness, 0.25))
        found = dict(zip(best.tolist(), likeness.tolist(), strict=True))
        bag = self.stems.bag(stems, len(self.keys)) + self.chars.bag(chars, len(self.keys))
        matches = [
            self._score(int(entry), sparse, found, floor, float(bag[entry])) for entry in np.unique(self.entry_of[best])
        ]
        exact = set(self._exact.get(question, ()))
        matches = [self._certain(match, exact) for match in matches]
        matches.sort(key=lambda match: -match.score)
        return Ranking(tuple(matches[:top]), self._confidence(matches, stems))

    @staticmethod
    def _best(sparse: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
        if len(sparse) > CANDIDATES:
            cut = np.partition(sparse, -CANDIDATES)[-CANDIDATES]
            best = np.flatnonzero(sparse >= max(cut, 1e-9))[: CANDIDATES * 2]
            return best[np.argsort(-sparse[best], kind="stable")][:CANDIDATES]
        return np.flatnonzero(sparse > 0)

    @staticmethod
    def _fuzzy(one: str, two: str) -> float:
        return (fuzz.token_set_ratio(one, two) + fuzz.token_sort_ratio(one, two)) / 200

    def _score(self, entry: int, sparse: npt.NDArray[np.float64], fuzzy: dict[int, float], floor: float, bag: float) -> Match:
        start, end = int(self.bounds[entry]), int(self.bounds[entry + 1])
        likeness = [(float(sparse[index]) + fuzzy.get(index, floor)) / _TOTAL for index in range(start, end)]
        order = sorted(range(len(likeness)), key=lambda index: -likeness[index])[:POOL]
        mean = sum(math.exp(SHARPNESS * likeness[index]) for index in order) / len(order)
        return Match(self.keys[entry], math.log(mean) / SHARPNESS + BAG_WEIGHT * bag, likeness[order[0]], start + order[0])

    def _certain(self, match: Match, exact: set[int]) -> Match:
        """An exact phrasing always wins."""
        if exact and int(self.entry_of[match.phrasing]) in exact:
            return Match(match.key, match.score + 2.0, 1.0, match.phrasing)
        return match

    def _confidence(self, matches: Sequence[Match], stems: Sequence[str]) -> float:
        first = matches[0]
        if first.score > 2.0:
            return 1.0
        second = matches[1].score if len(matches) > 1 else 0.0
        block = self.stems
        unknown = float(block.idf.max())
        mass = [float(block.idf[block.ids[item]]) if item in block.ids else unknown for item in stems]
        entry = int(self.entry_of[first.phrasing])
        inside = {item for index in range(int(self.bounds[entry]), int(self.bounds[entry + 1])) for item in self._stems_of(index)}
        total = sum(mass) or 1.0
        share = math.exp(20 * first.score) / sum(math.exp(20 * match.score) for match in matches)
        values = (
            first.score, first.score - second, first.likeness,
            sum(weight for item, weight in zip(stems, mass, strict=True) if item in block.ids) / total,
            sum(weight for item, weight in zip(stems, mass, strict=True) if item in inside) / total,
            math.log(1 + len(stems)), share,
        )  # fmt: skip
        logit = _BIAS + sum(w * (v - m) / s for w, v, m, s in zip(_WEIGHT, values, _MEAN, _SCALE, strict=True))
        return 1 / (1 + math.exp(-logit))

    def _stems_of(self, phrasing: int) -> set[str]:
        return {stem(token) for token in self.texts[phrasing].split()}
