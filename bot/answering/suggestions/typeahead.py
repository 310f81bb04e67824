"""Questions to offer while someone types: those that begin so, then those that have the words. Built once, quick at any size."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.matching.bm25 import BM25
from bot.matching.likeness import WordLikeness
from bot.matching.postings import Postings
from bot.matching.text import stem, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.matching.postings import Floats, Longs

SUGGESTED = 55
"""Least likeness (0 to 100) of a suggestion to what has been typed."""
WEIGHED = 64
"""How many questions that have some of the words are compared with what has been typed."""
ENDINGS = 12
"""How many words that begin like the last one typed are looked for; the most frequent ones."""
ALIKE = 4
"""How many words are looked for in the place of a misspelt one."""
HANDFUL = 1024
"""Up to so many questions with one beginning are looked at one by one."""
TYPED = 200
"""Letters of what has been typed that are read: hardly a question is longer."""
LAST = "\U0010ffff"


class Typeahead:
    """Questions, each from some moment on. Numbers of questions are in the order of their length, so that of any that
    begin alike the first ones are the best."""

    def __init__(self, questions: Iterable[tuple[str, int]], correct: Callable[[str], str] = str) -> None:
        """`questions`: (question, since), the order counts; one may come twice. `since`: how many others have to be known
        before it may be offered. `correct` gives the word that is meant by a misspelt one."""
        pool: dict[str, int] = {}
        for question, since in questions:
            pool[question] = min(since, pool.get(question, since))
        tokens = [tokens_of(question) for question in pool]
        folded = [" ".join(found) for found in tokens]
        order = sorted(range(len(folded)), key=lambda number: len(folded[number]))
        asked = list(pool)
        self._asked = [asked[number] for number in order]
        self._folded = [folded[number] for number in order]
        self._since: Longs = np.array(list(pool.values()), np.int64)[order]
        self._pool: Longs = np.argsort(order)
        self._place: Longs = np.array(order, np.int64)
        by_text = sorted(range(len(order)), key=self._folded.__getitem__)
        self._texts = [self._folded[number] for number in by_text]
        self._by_text: Longs = np.array(by_text, np.int64)
        self._at: Longs = np.argsort(self._by_text)
        self._index = BM25([tokens[number] for number in order])
        self._words = _Words([tokens[number] for number in order], correct)

    def suggest(self, typed: str, size: int, limit: int) -> list[str]:
        """At most `limit` different questions, best first, of those that may be offered where `size` others are known."""
        tokens = tokens_of(typed[:TYPED])
        if not tokens:
            known = self._pool[self._since[self._pool] <= size]
            return [self._asked[number] for number in known[:limit].tolist()]
        text = " ".join(tokens)
        found = self._beginning(text, size, limit)
        if len(found) < limit:
            found += self._having(text, tokens, size, limit, frozenset(found))
        return [self._asked[number] for number in found[:limit]]

    def _beginning(self, text: str, size: int, limit: int) -> list[int]:
        """The shortest questions that go on from a text."""
        low, high = bisect_left(self._texts, text), bisect_left(self._texts, text + LAST)
        if high - low <= HANDFUL:
            numbers = np.sort(self._by_text[low:high])
            return list(numbers[self._since[numbers] <= size][:limit].tolist())
        found: list[int] = []
        start, step = 0, HANDFUL
        while start < len(self._at) and len(found) < limit:
            at = self._at[start : start + step]
            begins = (at >= low) & (at < high) & (self._since[start : start + step] <= size)
            found += (begins.nonzero()[0] + start).tolist()
            start, step = start + step, step * 2
        return found[:limit]

    def _known_beginning(self, text: str) -> str:
        """As much of a text as some question begins with: behind it may be a slip."""
        place = bisect_left(self._texts, text)
        near = self._texts[max(place - 1, 0) : place + 1]
        return text[: max((_shared(text, one) for one in near), default=0)]

    def _having(
        self, text: str, tokens: Sequence[str], size: int, limit: int, without: frozenset[int]
    ) -> list[int]:
        """Questions that have the words typed, the last of which may be going on, or words like them."""
        near = self._index.search(self._words.meant(tokens), max(WEIGHED, limit), self._since <= size)
        begun = self._beginning(self._known_beginning(text), size, limit)
        numbers = [n for n in dict.fromkeys([*(n for n, _ in near), *begun]) if n not in without]
        scores = self._suits(text, numbers)
        ranked = sorted(zip(scores, numbers, strict=True), key=lambda pair: (-pair[0], self._place[pair[1]]))
        return [number for score, number in ranked if score >= SUGGESTED]

    def _suits(self, text: str, numbers: Sequence[int]) -> list[float]:
        """How well questions fit what has been typed, up to 100: by its words in any order, and as a part of them."""
        if not numbers:
            return []
        texts = [self._folded[number] for number in numbers]
        words = process.cdist([text], texts, scorer=fuzz.token_set_ratio, dtype=np.float64)[0]
        parts = process.cdist([text], texts, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
        scores: Floats = 0.4 * words + 0.6 * parts - np.array([len(one) for one in texts]) / 20
        found: list[float] = scores.tolist()
        return found


def _shared(one: str, two: str) -> int:
    """How many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(two)))


class _Words:
    """The words of all questions: which of them are meant by what has been typed."""

    def __init__(self, questions: Sequence[Sequence[str]], correct: Callable[[str], str]) -> None:
        ids: dict[str, int] = {}
        word = [ids.setdefault(token, len(ids)) for tokens in questions for token in tokens]
        row = np.repeat(np.arange(len(questions)), [len(tokens) for tokens in questions])
        held = Postings(np.array(word, np.int64), row, np.arange(len(questions)), len(questions), len(ids))
        self._words = list(ids)
        self._likeness = WordLikeness(self._words, *held.pairs_with_groups(), len(questions))
        self._length = np.sqrt(self._likeness.own)
        order = sorted(range(len(ids)), key=self._words.__getitem__)
        self._sorted = [self._words[number] for number in order]
        self._frequency: Longs = held.frequency[order]
        self._correct = correct
        self._by_stem: dict[str, list[str]] = {}
        for one in self._words:
            self._by_stem.setdefault(stem(one), []).append(one)

    def meant(self, tokens: Sequence[str]) -> list[str]:
        """Forms of the words typed, endings of the last one, and what a word that is none of theirs may be."""
        *whole, last = tokens
        found = [form for token in whole for form in self._forms(token)]
        return [*found, *(self._endings(last) or self._forms(last))]

    def _forms(self, token: str) -> list[str]:
        forms = self._by_stem.get(stem(token))
        return forms or [*self._by_stem.get(stem(self._correct(token)), ()), *self._like(token)]

    def _endings(self, begun: str) -> list[str]:
        low, high = bisect_left(self._sorted, begun), bisect_left(self._sorted, begun + LAST)
        often = (-self._frequency[low:high]).argsort(kind="stable")[:ENDINGS]
        return [self._sorted[low + place] for place in often.tolist()]

    def _like(self, token: str) -> list[str]:
        alike = self._likeness.of(token)
        cosines = np.array(alike.products) / self._length[alike.words] if alike.words else np.zeros(0)
        return [
            self._words[alike.words[place]] for place in (-cosines).argsort(kind="stable")[:ALIKE].tolist()
        ]
