"""Spelling correction of a question against the words the base itself uses."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.lookalikes import look
from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS = 3
"""Least letters of a word in which a digit may stand for one: `4th` is none."""
_DIGIT = re.compile(r"[013457][a-z]")
_AS_LETTERS = str.maketrans("013457", "oieast")
CUTOFF = 0.72
"""Least likeness (optimal string alignment, normalised) at which a word is taken for a misspelling."""


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Common English words: they are never taken for misspellings."""
    text = files("bot.matching").joinpath("english.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


class Speller:
    """Corrects a word that neither the base nor common English knows to the nearest word of the base."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self._stems = frozenset(stem(word) for word in self.known)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self.known | english()):
            if len(word) >= 3 and not any(letter.isdigit() for letter in word):
                self._by_length.setdefault(len(word), []).append(word)
        self._letters = {
            length: np.fromiter(map(_letters, words), np.uint32, len(words))
            for length, words in self._by_length.items()
        }
        self._cache: dict[str, str] = {}

    def is_word(self, token: str) -> bool:
        return token in self.known or token in english() or stem(token) in self._stems

    def correct(self, token: str) -> str:
        """The word meant, or the token itself. A word of the base wins over a common word only when it is as near."""
        seen = None if self.is_word(token) else _looks(token)
        if seen and (seen in self.known or (token.isascii() and seen in english())):
            return seen
        if (
            len(token) < 3
            or len(token) > 30
            or self.is_word(token)
            or any(letter.isdigit() for letter in token)
        ):
            return token
        if token not in self._cache:
            if len(self._cache) > 4096:
                self._cache.clear()
            self._cache[token] = self._nearest(token)
        return self._cache[token]

    def _nearest(self, token: str) -> str:
        if len(token) == 3:
            # Only the last two may have changed places: with another first letter they are the initials of another union.
            swapped = token[0] + token[2] + token[1]
            return swapped if swapped in self.known else token
        near = process.extract(
            token,
            [word for length in range(len(token) - 2, len(token) + 3) for word in self._alike(token, length)],
            scorer=OSA.normalized_similarity,
            score_cutoff=CUTOFF,
            limit=8,
        )
        if not near:
            return token
        best = max(score for _, score, _ in near)
        tied = [word for word, score, _ in near if score > best - 0.001]
        ours = [word for word in tied if word in self.known]
        same = [word for word in ours if word[0] == token[0]]
        return (same or ours or tied)[0]

    def _alike(self, token: str, length: int) -> list[str]:
        """The words of a length that may be near enough: an edit changes at most two of the letters that occur."""
        if length not in self._letters:
            return []
        edits = int((1 - CUTOFF) * max(length, len(token)) + 1e-9)
        if abs(length - len(token)) > edits:
            return []
        differing = np.bitwise_count(self._letters[length] ^ np.uint32(_letters(token)))
        words = self._by_length[length]
        return [words[number] for number in np.flatnonzero(differing <= 2 * edits)]


def _looks(token: str) -> str | None:
    """The word that a token looks like: written with letters of another script, or with digits before letters: `r0b0ts`."""
    if not token.isascii():
        return look(token)
    spelt = _DIGIT.search(token) and sum(map(str.isalpha, token)) >= LETTERS
    return token.translate(_AS_LETTERS) if spelt else None


def _letters(word: str) -> int:
    """Which letters occur in a word, each a bit; letters of other scripts share the bits."""
    occurring = 0
    for letter in word:
        occurring |= 1 << (ord(letter) & 31)
    return occurring
