"""Everything that can be found: kinds of question and entries by their phrasings, claims by their words, quotes by runs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from bot.answering.candidates.corpus import Corpus
from bot.answering.candidates.veto import entry_veto, fitted, kind_veto
from bot.answering.handlers import single_entry
from bot.answering.kinds.registry import REFUSED, asked_of, is_held, phrasing_tokens
from bot.matching.common_words import background
from bot.matching.index import EXACT, HybridIndex
from bot.matching.lexicon import TRADES, asked_with, content
from bot.matching.search import EntrySearch, QuoteRuns
from bot.matching.slots import NEGATIONS, SlotFinder
from bot.matching.text import stem, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.answering.known.view import View
    from bot.answering.question.query import Query
    from bot.knowledge.model.base import KnowledgeBase
    from bot.matching.index import Match
    from bot.matching.postings import Mask
    from bot.matching.slots import Question

COMMON = 0.04
"""A word in so large a share of a kind's phrasings belongs to the kind."""
RARELY = 0.02
"""An asking word in fewer of a kind's phrasings than this is not one that it is asked with."""
NEARLY_ALWAYS = 0.8
"""A kind that is asked for with an asking word in so many of its phrasings is not asked for without one."""
_SOME_DAY = dt.date(2000, 1, 1)


def _common(texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """The stems that a share of the phrasings have."""
    counts = Counter(item for text in texts for item in {stem(token) for token in text})
    return frozenset(item for item, count in counts.items() if count >= max(2, len(texts) * COMMON))


class Catalogue:
    """The indexes over one knowledge base. Built once; it never changes."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        kinds = asked_of(base)
        told = [
            (key, *unit) for key, _, entry in base.entries() for unit in single_entry.units_of(base, entry)
        ]
        words = {token for texts in kinds.values() for tokens in texts for token in tokens}
        self.finder = SlotFinder(base, words | {token for _, text, _ in told for token in tokens_of(text)})
        self.background = frozenset(
            token for word in (*background(), *base.vocabulary.background) for token in tokens_of(word)
        )
        self._curated = self._read_curated()
        rows = list(kinds.items())
        rows += [(key, [list(q.frame) for q in questions]) for key, questions in self._curated.items()]
        self.index = HybridIndex(rows)
        self._exact: dict[object, list[str]] = {}
        for key, questions in self._curated.items():
            for exact in dict.fromkeys(question.words for question in questions):
                self._exact.setdefault(exact, []).append(key)
        self._worded = frozenset(one.tokens for questions in self._curated.values() for one in questions)
        self._row = {name: number for number, (name, _) in enumerate(rows)}
        self._common = {name: _common(texts) for name, texts in rows}
        answered = (texts for name, texts in rows if name not in REFUSED)
        self._ours = frozenset(stem(token) for texts in answered for text in texts for token in text)
        self._asked_with = {
            name: Counter(word for text in texts for word in asked_with(text)) for name, texts in rows
        }
        self.search = EntrySearch((str(number), text) for number, (_, text, _) in enumerate(told))
        self.claims = [(key, claim) for key, _, claim in told]
        quotes = ((key, quote.text) for key, quote in base.quotes.items() if quote.withdrawn is None)
        self.quote_runs = QuoteRuns(quotes)
        self._masks: dict[int, Mask] = {}
        self.corpus = Corpus(base, kinds, self._reader())
        self._known: dict[int, Mask] = {}

    def _read_curated(self) -> dict[str, list[Question]]:
        """The curated questions of entries, read as any question is."""
        found: dict[str, list[Question]] = {}
        for key, _, entry in self.base.entries():
            asked = single_entry.asked_for(entry)
            if asked and entry.withdrawn is None:
                texts = (" ".join(phrasing_tokens(text)) for text in asked)
                found[key] = [self.finder.read(text, _SOME_DAY) for text in texts]
        return found

    def _reader(self) -> Callable[[str], Question]:
        """Reads a text of the base; a curated question was read already, and reading is most of what a build costs."""
        known = {one.text: one for questions in self._curated.values() for one in questions}

        def read(text: str) -> Question:
            plain = " ".join(phrasing_tokens(text))
            return known.get(plain) or self.finder.read(text, _SOME_DAY)

        return read

    def written(self, key: str) -> Question | None:
        """The question that an answer was written for; None for other entries."""
        return self._curated[key][-1] if key in self.base.answers else None

    def asked_exactly(self, read: Question) -> list[str]:
        """The entries that are asked for with these very words, those first whose own question it is."""
        keys = self._exact.get(read.words, [])
        return sorted(keys, key=lambda key: (own := self.written(key)) is None or own.words != read.words)

    def phrased(self, match: Match) -> Question | None:
        """The curated question that a match is like; None for a kind."""
        questions = self._curated.get(match.key)
        return questions[match.phrasing - int(self.index.bounds[self._row[match.key]])] if questions else None

    def asks_word_for_word(self, read: Question) -> bool:
        """Whether it is one of the curated questions, in the same words."""
        return read.tokens in self._worded

    def allowed(self, view: View) -> Mask:
        """Which rows of the index are known: entries, and kinds of which anything is."""
        if view.size not in self._masks:
            if len(self._masks) > 64:
                self._masks.clear()
            self._masks[view.size] = np.array([self._known_in(view, key) for key in self.index.keys])
        return self._masks[view.size]

    def allowed_keys(self, view: View) -> Mask:
        """Which keys of the corpus are known."""
        if view.size not in self._known:
            if len(self._known) > 64:
                self._known.clear()
            self._known[view.size] = np.array([self._known_in(view, key) for key in self.corpus.keys])
        return self._known[view.size]

    def _known_in(self, view: View, key: str) -> bool:
        """Whether an entry, a strike too, is known, or anything of what a kind asks for."""
        is_entry = "/" in key or key in self.base.strikes
        return view.knows(key) if is_entry else is_held(key, view.base)

    def veto(self, ask: Query, match: Match) -> str | None:
        """Why a match is out, in words."""
        phrased = self.phrased(match)
        if phrased is None:
            return kind_veto(ask.view, fitted(ask, match.key).slots, match.key)
        entry = ask.view.base.entry(match.key)
        return entry_veto(ask.view, ask.slots, entry, phrased, inherited=ask.inherited)

    def reworded(self, read: Question, match: Match) -> Match:
        """A curated match weighed by its own words too, names included: frames alone cannot tell them apart."""
        phrased = self.phrased(match)
        if phrased is None:
            return match
        if phrased.words == read.words:
            return match._replace(score=match.score + 1.0)
        alike = fuzz.token_sort_ratio(" ".join(read.tokens), " ".join(phrased.tokens)) / 100
        score = match.score - 0.3 * (1 - alike) - (EXACT if match.score > EXACT else 0.0)
        return match._replace(score=score, likeness=match.likeness * (0.6 + 0.4 * alike))

    def core(self, frame: Sequence[str]) -> list[str]:
        """The frame without words that say nothing of what is asked; whole when nothing would be left."""
        core = [token for token in frame if token not in self.background]
        return core if len(core) > 1 else list(frame)

    def subject(self, tokens: Iterable[str]) -> list[str]:
        """The words that say what a question is about, names left out."""
        return [token for token in content(tokens, self.background) if not token.endswith("slot")]

    def explains(self, match: Match, word: str) -> bool:
        """Whether the match is asked for with the word: in the phrasing it is most like, or in many of its phrasings."""
        item = stem(word)
        return item in self._common[match.key] or any(
            item == stem(token) for token in self.index.texts[match.phrasing].split()
        )

    def is_foreign(self, word: str) -> bool:
        """Whether neither the kinds of question that are answered nor any entry ever use the word."""
        return stem(word) not in self._ours and not self.search.holds(stem(word))

    def is_stranger(self, word: str) -> bool:
        """Whether a word could name somebody whom the base never tells of; of a trade the phrasings alone may speak."""
        return self.is_foreign(word) or (word in TRADES and not self.search.holds(stem(word)))

    def asks_otherwise(self, read: Question, match: Match) -> bool:
        """Whether the question asks with a word with which the match is hardly ever asked for, or lacks its usual one."""
        asking = asked_with(read.tokens)
        if match.key in self._curated:
            words = asked_with(self.index.texts[match.phrasing].split())
            return bool(asking and words and not asking & words)
        row = self._row[match.key]
        size = int(self.index.bounds[row + 1] - self.index.bounds[row])
        counts = self._asked_with[match.key]
        if asking and asking <= asked_with(self.index.texts[match.phrasing].split()):
            return False
        if asking:
            return any(counts[word] < size * RARELY for word in asking)
        return counts.total() > size * NEARLY_ALWAYS

    def denies(self, read: Question, match: Match) -> bool:
        """Whether the question has a negation that the phrasing it is most like has not."""
        return read.slots.negated and not NEGATIONS & set(self.index.texts[match.phrasing].split())
