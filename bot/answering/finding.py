"""Finds what could answer a question, and how sure it is: by phrasing, by the entries' own words, by a quote's words."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.answering import single
from bot.answering.claims import hits, search_words
from bot.answering.confidence import MATCH, SEARCH, MatchSignals, SearchSignals
from bot.answering.fits import settle_verdict, unfit
from bot.answering.kinds import KINDS, REFUSED, SEARCHED, TALK, counts_what_is_asked
from bot.answering.veto import entry_veto, fitted, kind_veto
from bot.knowledge.models import Event, Meeting, Quote, Strike
from bot.matching.index import EXACT
from bot.matching.lexicon import content, has_quantity, quantity_asked
from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.ask import Ask
    from bot.answering.catalogue import Catalogue
    from bot.answering.decision import Thresholds
    from bot.answering.draft import Draft
    from bot.matching.index import Match
    from bot.matching.slots import Question

CONSIDERED = 10
"""How many of the best matches are weighed."""
TRIED = 3
"""How many of those that fit are composed."""
BEHIND_COSTS = 0.6
"""How much confidence each unit of score behind the best phrasing costs a candidate in the choice between them."""
CLEAR = 0.85
"""From this likeness on it is clear which kind of question it is."""
FAR_BEHIND = 0.2
SURE = 0.88
"""Above it no other candidate is tried."""
QUOTED_CONFIDENCE = 0.85
"""For a question that repeats a run of a quote's words."""
LOOKED_UP = 0.5
"""Least share of the words' weight for kinds of question that only entries answer."""
EXACT_WORDING = 1.0
"""Added to a curated question asked word for word: it wins over a kind asked word for word."""
_SAYING = (
    "said say says quote quotes quoted remark line words word statement comment call called tell told describe described "
    "mention mentioned best exact exactly happen happened thing things information info"
)
_ASKING = frozenset(stem(word) for word in _SAYING.split())
_WORDS_ASKED = frozenset(
    "who said say says saying quote quoted words word called call told wrote remark line statement comment".split()
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A match as it was judged: `vetoed` says in words why it is out."""

    match: Match
    vetoed: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A draft that could be the answer, and how sure it is (0 to 1)."""

    key: str
    draft: Draft
    confidence: float
    unexplained: tuple[str, ...] = ()
    signals: MatchSignals | SearchSignals | None = None
    match: Match | None = None


class Finding:
    """Looks through one catalogue."""

    def __init__(self, catalogue: Catalogue, thresholds: Thresholds) -> None:
        self.catalogue = catalogue
        self.thresholds = thresholds

    def find(self, ask: Ask) -> tuple[Found | None, list[Weighed]]:
        """The likeliest candidate, and everything that was weighed, best first."""
        weighed = self._weigh(ask)
        if (exact := self._exact(ask)) is not None:
            return exact, weighed
        fitting = [item.match for item in weighed if not item.vetoed]
        quoted = self._quoted(ask)
        if quoted is None and fitting and (fitting[0].key in TALK or fitting[0].key in REFUSED):
            return None, weighed
        found: list[Found] = [quoted] if quoted else []
        for match in fitting[:TRIED]:
            if self._far_behind_a_clear_kind(fitting, match, found):
                break
            composed = self._compose(ask, match, fitting)
            found += [composed] if composed else []
            if composed and composed.confidence > SURE:
                return composed, weighed
        looked = None if quoted else self._searched(ask, fitting)
        found += [looked] if looked else []
        return max(found, key=_worth, default=None), weighed

    def candidates(self, ask: Ask) -> list[Found]:
        """Every candidate that can be composed, for fitting the confidence."""
        fitting = [item.match for item in self._weigh(ask) if not item.vetoed]
        composed = [self._compose(ask, match, fitting) for match in fitting[:TRIED]]
        return [found for found in (*composed, self._searched(ask, fitting)) if found]

    @staticmethod
    def _far_behind_a_clear_kind(fitting: Sequence[Match], match: Match, found: Sequence[Found]) -> bool:
        """Whether it is clear what is asked, nothing is known of that, and this would answer something else."""
        lead = fitting[0]
        return lead.likeness > CLEAR and not found and match.score < min(lead.score, 1.2) - FAR_BEHIND

    def _exact(self, ask: Ask) -> Found | None:
        """The entry that is asked for word for word: it wins over everything else."""
        for key in self.catalogue.asked_exactly(ask.question):
            strike = ask.view.base.strike_of(key)
            chosen = not ask.slots.strikes or strike is None or strike in ask.slots.strikes
            if ask.view.knows(key) and chosen:
                return self._of_entry(ask, key, ask.question)
        return None

    def _of_entry(self, ask: Ask, key: str, phrased: Question | None) -> Found:
        """An entry as the answer, sure of it."""
        draft = single.show(ask.view, key)
        settle_verdict(ask, draft, phrased, self.catalogue.written(key))
        return Found(key, draft, 1.0)

    # By phrasing.

    def _weigh(self, ask: Ask) -> list[Weighed]:
        frame = self.catalogue.core(ask.question.frame)
        ranking = self.catalogue.index.rank(frame, self.catalogue.allowed(ask.view), top=CONSIDERED)
        weighed = [Weighed(self._reworded(ask.question, m), self._veto(ask, m)) for m in ranking.matches]
        return sorted(weighed, key=lambda item: (-item.match.score, item.match.key in REFUSED))

    def _veto(self, ask: Ask, match: Match) -> str | None:
        phrased = self.catalogue.phrased(match)
        if phrased is None:
            return kind_veto(ask.view, fitted(ask, match.key).slots, match.key)
        entry = ask.view.base.entry(match.key)
        return entry_veto(ask.view, ask.slots, entry, phrased, inherited=ask.inherited)

    def _reworded(self, read: Question, match: Match) -> Match:
        """A curated match weighed by its own words too, names included: frames alone cannot tell them apart."""
        phrased = self.catalogue.phrased(match)
        if phrased is None:
            return match
        if phrased.words == read.words:
            return replace(match, score=match.score + EXACT_WORDING)
        alike = fuzz.token_sort_ratio(" ".join(read.tokens), " ".join(phrased.tokens)) / 100
        score = match.score - 0.3 * (1 - alike) - (EXACT if match.score > EXACT else 0.0)
        return replace(match, score=score, likeness=match.likeness * (0.6 + 0.4 * alike))

    def _compose(self, ask: Ask, match: Match, fitting: Sequence[Match]) -> Found | None:
        key = match.key
        if key in TALK or key in REFUSED:
            return None
        if key in SEARCHED:
            return self._looked_up(ask, match, fitting)
        if key in KINDS:
            ask = replace(fitted(ask, key), kind=key)
            handler = KINDS[key].answer
            draft = handler(ask) if handler else None
        else:
            draft = single.show(ask.view, key)
            draft.support.append(single.words_of(ask.view.base, ask.view.base.entry(key)))
        phrased = self.catalogue.phrased(match)
        if draft is None or not draft.headline or unfit(ask, key, draft, phrased):
            return None
        if phrased is not None:
            settle_verdict(ask, draft, phrased, self.catalogue.written(key))
        left = self.unexplained(ask.question, draft, match)
        signals = self._signals(ask, match, fitting, left, draft)
        return Found(key, draft, MATCH(signals), tuple(left), signals, match)

    def unexplained(self, read: Question, draft: Draft, match: Match | None) -> list[str]:
        """The question's own words that neither its names, the phrasings of what was matched nor the draft account for."""
        told = draft.stems()
        subject = self.catalogue.subject(read.frame)
        left = [
            word
            for word in subject
            if stem(word) not in told and not (match and self.catalogue.explains(match, word))
        ]
        counts = match is not None and (
            counts_what_is_asked(match.key, read.tokens) or match.key in self.catalogue.base.figures
        )
        if quantity_asked(read.tokens) and not counts and not has_quantity(draft.headline, read.tokens):
            left += ["how-many", "how-many"]
        return left + ["unknown-name"] * (2 * read.unknown)

    def share(self, read: Question, unexplained: Sequence[str]) -> float:
        """How much of a question its unexplained words are, 0 to 1 and more."""
        words = content(read.frame, self.catalogue.background)
        return len(unexplained) / max(
            len(words) + 0.5 * sum(token.endswith("slot") for token in read.frame), 1.0
        )

    def _signals(
        self, ask: Ask, match: Match, fitting: Sequence[Match], left: Sequence[str], draft: Draft
    ) -> MatchSignals:
        score = min(match.score, 1.2)
        refused = max((m.score for m in fitting if m.key in REFUSED), default=0.0)
        rivals = [m.score for m in fitting if m.key != match.key and m.key not in REFUSED]
        return MatchSignals(
            likeness=match.likeness,
            over_refused=max(-0.5, min(0.5, score - min(refused, 1.2))),
            over_rival=max(0.0, min(0.5, score - max(rivals, default=0.0))),
            behind=max(0.0, min(1.0, min(fitting[0].score, 1.2) - score)),
            unexplained=self.share(ask.question, left),
            foreign=min(3.0, sum(self.catalogue.is_foreign(word) for word in left)),
            length=math.log1p(len(ask.question.frame)),
            named=float(not ask.slots.empty),
            curated=float("/" in match.key),
            denies=float(self.catalogue.denies(ask.question, match)),
            left=min(3.0, len(left)),
            unnamed=float(len(unnamed(ask, draft))),
            needs=float(len(KINDS[match.key].needs)) if match.key in KINDS else 0.0,
            asks_otherwise=float(self.catalogue.asks_otherwise(ask.question, match)),
        )

    # By the entries' own words.

    def _looked_up(self, ask: Ask, match: Match, fitting: Sequence[Match]) -> Found | None:
        """For a kind of question that only the entries' own words answer: the claim that holds most of them."""
        words = search_words(self.catalogue, ask)
        holds, explains = self.catalogue.search.holds, self.catalogue.explains
        words = [word for word in words if holds(stem(word)) or not explains(match, word)]
        for _, key, claim, hit in hits(self.catalogue, ask, words, LOOKED_UP):
            if not isinstance(self.catalogue.base.entry(key), Event | Meeting | Strike):
                continue
            draft = single.show_claim(ask.view, key, claim)
            if unfit(ask, key, draft):
                continue
            told = draft.stems()
            left = [word for word in words if stem(word) not in told]
            signals = replace(self._signals(ask, match, fitting, left, draft), unexplained=1 - hit.coverage)
            return Found(key, draft, MATCH(signals), tuple(left), signals, match)
        return None

    def _searched(self, ask: Ask, fitting: Sequence[Match]) -> Found | None:
        """The claim whose own words hold nearly all of the question's."""
        holds = self.catalogue.search.holds
        words = [
            word
            for word in search_words(self.catalogue, ask)
            if holds(stem(word)) or stem(word) not in _ASKING
        ]
        if len(words) < 2:
            return None
        for number, key, claim, hit in hits(self.catalogue, ask, words, self.thresholds.search):
            if isinstance(self.catalogue.base.entry(key), Quote) and not ask.tokens & _WORDS_ASKED:
                continue
            draft = single.show_claim(ask.view, key, claim)
            if unnamed(ask, draft) or unfit(ask, key, draft):
                continue
            settle_verdict(ask, draft, None, self.catalogue.written(key))
            if quantity_asked(ask.question.tokens) and not has_quantity(draft.headline, ask.question.tokens):
                continue
            signals = SearchSignals(
                coverage=hit.coverage,
                weight=min(hit.weight, 25.0),
                words=float(min(len(words), 12)),
                rank=float(number),
                best_match=min(1.2, fitting[0].score) if fitting else 0.0,
            )
            return Found(key, draft, SEARCH(signals), (), signals)
        return None

    def _quoted(self, ask: Ask) -> Found | None:
        """Who said it, when a question repeats a run of a quote's words."""
        for key in self.catalogue.quote_runs.find(ask.question.tokens):
            if ask.view.knows(key) and not ask.of_what_is_not:
                return Found(key, single.show(ask.view, key), QUOTED_CONFIDENCE)
        return None


def _worth(found: Found) -> float:
    """What a candidate is chosen by: how sure it is, less the further its phrasing lies behind the best one."""
    behind = found.signals.behind if isinstance(found.signals, MatchSignals) else 0.0
    return found.confidence - BEHIND_COSTS * behind


def unnamed(ask: Ask, draft: Draft) -> list[str]:
    """The people, parties and places that the question names and the draft does not speak of."""
    view, told = ask.view, draft.words().casefold()
    missing = [who for who in ask.slots.people if view.name_of(who).split()[-1].casefold() not in told]
    for party in (*ask.slots.parties, *ask.slots.unions):
        found = view.base.parties[party]
        whole = view.base.parties[view.whole(party)]
        names = (found.short_name, found.name, whole.short_name, *found.aliases, *whole.aliases)
        if not any(name.casefold() in told for name in names):
            missing.append(party)
    for id in ask.slots.places:
        place = view.base.places[id]
        if not any(name.casefold() in told for name in (place.name, *place.aliases)):
            missing.append(id)
    return missing
