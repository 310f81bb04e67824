"""Every text that an entry or a kind of question may be found by, as terms: stems, and the ids of what is named.

A name is a term of its own whatever it is called by, so that "the employers" finds what is told of their body.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.answering.handlers import single_entry
from bot.answering.kinds.registry import REFUSED, TALK
from bot.answering.question.shape import NAMES, prototype, shape_of, vector
from bot.knowledge.model.models import (
    Answer,
    Entry,
    Event,
    Issue,
    Meeting,
    Party,
    Person,
    Position,
    Quote,
    Strike,
)
from bot.matching.concepts import concepts_in
from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.lines import Lines
from bot.matching.profiles import Profiles, features_of
from bot.matching.text import stem, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Statement
    from bot.matching.slots import Question

Floats = npt.NDArray[np.float64]

_Line = tuple[list[str], "Sequence[str]"]
"""The terms of a text, and its words with the names lifted out."""
ITS_OWN = 6
"""A word in so many claims of a base is one of its own: Hollywood, video."""
SAMPLED = 200
"""Phrasings of a kind of question that are texts of the corpus."""
ASIDE = 0.3
"""What a term counts that stands in the rest of a message, beside the part that asks."""


def terms_of(base: KnowledgeBase, read: Question) -> list[str]:
    """The terms of a text that was read: stems of what is not a name nor an everyday word, and `@id` for each name."""
    found = _words(read.frame)
    found += [stem(token) for token in sorted(read.named)]
    slots = read.slots
    parties = [whole(base, party) for party in (*slots.parties, *slots.unions)]
    found += concepts_in(read.frame)
    return found + [f"@{name}" for name in (*parties, *slots.people, *slots.issues)]


def _words(tokens: Sequence[str]) -> list[str]:
    """The stems of what is no name nor an everyday word."""
    return [stem(token) for token in tokens if token not in FUNCTION_WORDS and not token.endswith("slot")]


def whole(base: KnowledgeBase, party: str) -> str:
    """The largest party that a party belongs to."""
    seen = {party}
    while (found := base.parties.get(party)) and found.part_of and found.part_of not in seen:
        party = found.part_of
        seen.add(party)
    return party


class Corpus:
    """The texts of one knowledge base and of the kinds of question, by key. Built once; it never changes."""

    def __init__(
        self,
        base: KnowledgeBase,
        kinds: Mapping[str, Sequence[Sequence[str]]],
        read: Callable[[str], Question],
    ) -> None:
        """`kinds`: the phrasings of each kind as tokens; `read` reads a text of the base."""
        self.base = base
        self.keys: list[str] = []
        self._lines: list[tuple[int, Sequence[str]]] = []
        self._frames: list[Sequence[str]] = []
        self._asked: list[bool] = []
        self.claims: list[Statement | None] = []
        """Of each line, the claim that it is of; None for a question and for an entry that is one claim."""
        self._shapes: list[Floats] = []
        for key, entry in _in_use(base):
            asked = [*entry.asked, *([entry.question] if isinstance(entry, Answer) else [])]
            units = single_entry.units_of(base, entry)
            self.claims += [claim for _, claim in units] + [None] * len(asked)
            told = [text for text, _ in units]
            usual = _SHELVES.get(type(entry), _NO_SHAPE)
            self._add(key, self._terms(told, read), self._terms(asked, read), _put(asked, usual))
        for key, phrasings in kinds.items():
            if key not in REFUSED and key not in TALK:
                texts = tuple(map(tuple, _sample(key, phrasings)))
                asked_in, shape = _of_kind(texts)
                self.claims += [None] * len(texts)
                self._add(key, (), asked_in, shape)
        self.shapes: Floats = np.array(self._shapes).reshape(len(self.keys), len(NAMES))
        """How each key is asked for, 0 to 1: the share of its questions that are put so."""
        self.number = {key: number for number, key in enumerate(self.keys)}
        self.index = Lines(self._lines, len(self.keys))
        self.bounds: list[int] = np.searchsorted(self.index.key_of, np.arange(len(self.keys) + 1)).tolist()
        """Where the lines of each key begin."""
        self.is_asked: npt.NDArray[np.bool_] = np.array(self._asked, np.bool_)
        """Of each line, whether it is a question."""
        self.line_terms = [tuple(dict.fromkeys(terms)) for _, terms in self._lines]
        """The terms of each line, each once: few, so that a set of them would be seven times as large and no quicker."""
        self.line_mass = [math.fsum(map(self.index.idf, terms)) or 1.0 for terms in self.line_terms]
        """What the terms of each line weigh together."""
        self._named = frozenset(stem(token) for name in _names(base) for token in tokens_of(name))
        claims = (terms for terms, asked in zip(self.line_terms, self.is_asked, strict=True) if not asked)
        self._told = Counter(term for terms in claims for term in terms)
        gathered: list[list[str]] = [[] for _ in self.keys]
        for number, terms in self._lines:
            gathered[number] += terms
        self.bags = [frozenset(terms) for terms in gathered]
        of_lines = zip(self._lines, self._frames, strict=True)
        self.profiles = Profiles(
            ((number, features_of(terms, frame)) for (number, terms), frame in of_lines), len(self.keys)
        )
        self.whole = Lines(list(enumerate(gathered)), len(self.keys))
        self.shape_sizes = [math.sqrt(float(shape @ shape)) or 1.0 for shape in self.shapes]
        del self._lines, self._frames, self._asked, self._shapes  # of use while it is built alone

    def is_its_own(self, word: str) -> bool:
        """Whether a word, in whatever form, is one of a name of the base, or stands in many of its claims."""
        item = stem(word)
        return item in self._named or self._told[item] >= ITS_OWN

    def _add(self, key: str, told: Sequence[_Line], asked: Sequence[_Line], shape: Floats) -> None:
        number = len(self.keys)
        self.keys.append(key)
        self._lines += [(number, terms) for terms, _ in (*told, *asked)]
        self._frames += [frame for _, frame in (*told, *asked)]
        self._asked += [False] * len(told) + [True] * len(asked)
        self._shapes.append(shape)

    def _terms(self, texts: Sequence[str], read: Callable[[str], Question]) -> list[_Line]:
        return [(terms_of(self.base, found), found.frame) for found in map(read, texts)]


def _names(base: KnowledgeBase) -> Iterator[str]:
    """What the parties and strikes of a base are called."""
    for party in base.parties.values():
        yield from (party.name, party.short_name, *party.aliases)
    for strike in base.strikes.values():
        yield from (strike.name, strike.short_name)


def _in_use(base: KnowledgeBase) -> Iterator[tuple[str, Entry]]:
    return ((key, entry) for key, _, entry in base.entries() if entry.withdrawn is None)


def _sample(key: str, phrasings: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Some phrasings of a kind, the same each time."""
    return random.Random(key).sample(list(phrasings), min(SAMPLED, len(phrasings)))  # noqa: S311


def _kind_terms(tokens: Sequence[str]) -> list[str]:
    return _words(tokens) + concepts_in(tokens)


def _put(texts: Sequence[str], usual: Floats) -> Floats:
    """How something is asked for, by its questions; `usual` counts as one of them."""
    put = [vector(shape_of(text, lambda _word: True)) for text in texts]
    found: Floats = np.mean([*put, usual], axis=0) if put else usual
    return found


@lru_cache(maxsize=128)
def _of_kind(phrasings: tuple[tuple[str, ...], ...]) -> tuple[list[_Line], Floats]:
    """The lines of the phrasings of a kind of question, and how it is asked for; kept, since every base has the same ones."""
    return [(_kind_terms(tokens), tokens) for tokens in phrasings], _put(
        [" ".join(t) for t in phrasings], _NO_SHAPE
    )


_NO_SHAPE = prototype()
_SHELVES: dict[type[Entry], Floats] = {
    Answer: _NO_SHAPE,
    Meeting: prototype("talks", "when", "lately"),
    Position: prototype("wants", "got", "said"),
    Quote: prototype("said", "who"),
    Event: prototype("when", "lately"),
    Party: prototype("means", "who"),
    Person: prototype("who"),
    Issue: prototype("means", "wants", "got"),
    Strike: prototype("over", "when", "span", "lately"),
}
"""How entries are asked for that have no questions of their own."""
