"""What could answer a question, kinds and entries side by side: found by three rankers, each with what speaks for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.answering.candidates.corpus import ASIDE, terms_of
from bot.answering.candidates.veto import entry_veto, fitted, kind_veto
from bot.answering.kinds.registry import KINDS, REFUSED, TALK
from bot.answering.question.off_limits import refuses
from bot.answering.question.query import named_strikes
from bot.answering.question.shape import Shape, shape_of, vector
from bot.matching.index import EXACT
from bot.matching.lexicon import quantity_asked
from bot.matching.profiles import features_of
from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.answering.candidates.catalogue import Catalogue
    from bot.answering.question.query import Query
    from bot.knowledge.model.models import Statement
    from bot.matching.index import Match

Floats = npt.NDArray[np.float64]

FUSION = 20
"""k of reciprocal rank fusion: a rank counts 1 / (k + rank)."""
MATCHES = 25
"""Entries and kinds that the index may bring."""
MOST = 20
"""Candidates that are looked at."""
ALIKE, SCORED, CLEAR = 0.88, 0.95, 0.08
"""Likeness to a phrasing or score, and score above the next candidate, from which a question plainly is of a kind."""
SELDOM = 0.06
"""A candidate that is asked for so in a smaller share of its questions is not asked for so."""
QUOTES = 2
"""Quotes that are candidates for a run of their words."""
AS_WELL = 0.85
"""How near to the score of a claim that of a question of its entry must be for the whole entry to be meant."""
NEAREST = 12
"""Lines that have a say in which key is meant."""
DEPTH = 40
"""Ranks of the second ranker that count."""


@dataclass(slots=True)
class Signals:
    """What speaks for and against a candidate before it is composed. Shares and scores are 0 to 1 unless said."""

    fused: float = 0.0
    index_rank: float = 0.0
    index_score: float = 0.0
    likeness: float = 0.0
    exact: float = 0.0
    behind: float = 0.0
    clear: float = 0.0
    line_rank: float = 0.0
    line_score: float = 0.0
    line_share: float = 0.0
    line_back: float = 0.0
    line_asked: float = 0.0
    crowd: float = 0.0
    crowd_lead: float = 0.0
    bag_rank: float = 0.0
    profile: float = 0.0
    profile_rank: float = 0.0
    profile_lead: float = 0.0
    nearest: float = 0.0
    nearest_lead: float = 0.0
    bag_share: float = 0.0
    word_share: float = 0.0
    sense_share: float = 0.0
    sense_line: float = 0.0
    lacks_name: float = 0.0
    extra_name: float = 0.0
    other_party: float = 0.0
    other_person: float = 0.0
    other_issue: float = 0.0
    other_date: float = 0.0
    other_names: float = 0.0
    other_strike: float = 0.0
    names_shared: float = 0.0
    asks_alike: float = 0.0
    asks_off: float = 0.0
    asks_otherwise: float = 0.0
    denies: float = 0.0
    quantity: float = 0.0
    over_refused: float = 0.0
    is_kind: float = 0.0
    is_answer: float = 0.0
    is_position: float = 0.0
    is_quote: float = 0.0
    is_event: float = 0.0
    is_meeting: float = 0.0
    is_strike: float = 0.0
    is_name: float = 0.0
    length: float = 0.0
    names: float = 0.0
    strange: float = 0.0
    ahead: float = 0.0
    opinion: float = 0.0
    me: float = 0.0
    foreign: float = 0.0


@dataclass(slots=True)
class Candidate:
    key: str
    match: Match | None
    veto: str | None
    signals: Signals
    claim: Statement | None = None
    """The claim of the entry that the question is most like; None where that is all of it."""
    asked: bool = False
    """Whether the question is one of the entry's own, word for word: then nothing else is meant."""
    plain: bool = False
    """Whether it is a phrasing of this kind of question, word for word but for the names."""


_SHELVES = {
    "answer": "is_answer", "position": "is_position", "quote": "is_quote", "event": "is_event", "meeting": "is_meeting",
    "party": "is_name", "person": "is_name", "issue": "is_name",
}  # fmt: skip
_IMPOSSIBLE = "another date"
"""An entry of another day than the one named is never what is asked for."""
_VETOES = (
    ("names no", "lacks_name"),
    ("does not turn on", "extra_name"),
    ("question names none", "lacks_name"),
    ("another party", "other_party"),
    ("another strike", "other_party"),
    ("another person", "other_person"),
    ("another issue", "other_issue"),
    ("another date", "other_date"),
    ("that the question does not have", "other_names"),
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind that is not answered, or talk, and how like it a question is."""

    key: str
    score: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates for one question, best first by fused rank, and the likest kinds that no entry answers."""

    candidates: tuple[Candidate, ...]
    refused: Refused | None
    talk: Refused | None


_Leaders = tuple[tuple[float, int], ...]
"""The two largest of some values, each with its key."""


@dataclass(frozen=True, slots=True)
class _Put:
    """What is the same for all candidates of one question: its terms and what they weigh, and how it is put."""

    terms: Mapping[str, float]
    """The question's own terms and the idf of each."""
    total: float
    names: frozenset[str]
    words: Mapping[str, float]
    """Of the terms, those that are no part of a name."""
    senses: Mapping[str, float]
    """Of the terms, the concepts."""
    shape: Shape
    vector: Floats
    size: float
    by_line: Floats
    by_key: Floats
    first: float
    line_rank: Mapping[str, int]
    bag_rank: Mapping[str, int]
    profile: Floats
    nearest: Floats
    """How like the question is to the profile of each key, and to its nearest line."""
    profile_rank: Mapping[str, int]
    crowd: Mapping[int, float]
    """Of the lines most like the question, the share that each key has, by its number."""
    weights: tuple[float, float]
    """What `words` and `senses` weigh together."""
    crowd_leaders: _Leaders
    profile_leaders: _Leaders
    nearest_leaders: _Leaders


class Candidates:
    """Looks through one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def find(self, ask: Query, aside: Sequence[str] = ()) -> Ranking:
        """The candidates for a question; `aside` are the terms of the message around it, which count less."""
        matches = self._matches(ask)
        put = self._put(ask, aside)
        answered = [match for match in matches if match.key not in REFUSED and match.key not in TALK]
        vetoes = {match.key: self.catalogue.veto(ask, match) for match in answered}
        fitting = [match for match in answered if not vetoes[match.key]]
        exact = next((key for key in self.catalogue.asked_exactly(ask.question) if _chosen(ask, key)), None)
        best = [match.key for match in fitting]
        ranks = self._fused(ask, [exact, *best] if exact else best, put)
        refusing = [match for match in matches if refuses(match.key, ask.question.frame)]
        refused, talk = _likest(refusing, REFUSED), _likest(matches, TALK)
        place = {match.key: (rank, match) for rank, match in enumerate(answered)}
        common = self._common(ask, put)
        lead = min(1.3, fitting[0].score) if fitting else 0.0
        common["clear"] = lead - (min(1.3, fitting[1].score) if len(fitting) > 1 else 0.0)
        ours = self.catalogue.base.strikes.keys()
        meant = {strike.id for strike in named_strikes(ask) or ask.view.main_strikes()}
        found = []
        for key, rank in ranks:
            index_rank, match = place.get(key, (None, None))
            veto = vetoes[key] if key in vetoes else self._veto(ask, key)
            other_day = veto is not None and _IMPOSSIBLE in veto and _names_a_day(ask)
            if other_day or _of_another_place(ask, key, veto):
                continue
            signals = Signals(fused=rank / ranks[0][1], **common)
            if match is not None and index_rank is not None:
                self._by_index(signals, ask, match, index_rank)
            signals.behind = min(1.0, max(0.0, lead - signals.index_score))
            signals.over_refused = _bounded(
                (match.score if match else 0.5) - (refused.score if refused else 0.0)
            )
            claim = self._by_text(signals, key, put)
            self._by_name(signals, key, veto)
            theirs = self.catalogue.base.strikes_of(key) if "/" in key else frozenset((key,)) & ours
            signals.other_strike = float(bool(theirs) and not theirs & meant)
            plainly = veto is None and key in KINDS and (signals.exact > 0 or _plain(signals))
            found.append(Candidate(key, match, veto, signals, claim, key == exact, plainly))
        return Ranking(tuple(found), refused, talk)

    def _matches(self, ask: Query) -> list[Match]:
        """What the phrasings are like, best first; what is not answered after what is as good."""
        catalogue = self.catalogue
        frame = catalogue.core(ask.question.frame)
        ranking = catalogue.index.rank(frame, catalogue.allowed(ask.view), top=MATCHES)
        reworded = (catalogue.reworded(ask.question, match) for match in ranking.matches)
        return sorted(reworded, key=lambda match: (-match.score, match.key in REFUSED))

    def _put(self, ask: Query, aside: Sequence[str]) -> _Put:
        catalogue, corpus = self.catalogue, self.catalogue.corpus
        terms = {term: corpus.index.idf(term) for term in terms_of(corpus.base, ask.question)}
        asked = dict.fromkeys(aside, ASIDE) | dict.fromkeys(terms, 1.0)
        known = catalogue.allowed_keys(ask.view)
        by_line = corpus.index.scores(asked)
        by_key = corpus.index.best(by_line) * known
        order, bags = best_first(by_key, DEPTH), best_first(corpus.whole.scores(asked) * known, DEPTH)
        counted = asked | dict.fromkeys(features_of(terms, ask.question.frame), 1.0)
        profile, nearest = (found * known for found in corpus.profiles.likeness(counted))
        both = profile / (profile.max(initial=0.0) or 1.0) + nearest / (nearest.max(initial=0.0) or 1.0)
        named = {stem(token) for token in ask.question.named}
        words = {term: idf for term, idf in terms.items() if term[0] not in "@~" and term not in named}
        senses = {term: idf for term, idf in terms.items() if term[0] == "~"}
        shape = shape_of(ask.question.text, self._is_known)
        put = vector(shape)
        crowd = self._crowd(by_line, known)
        return _Put(
            terms, math.fsum(terms.values()) or 1.0, frozenset(term for term in asked if term[0] == "@"), words, senses,
            shape, put,
            math.sqrt(float(put @ put)) or 1.0, by_line, by_key, float(by_key[order[0]]) if order else 1.0,
            {corpus.keys[number]: rank for rank, number in enumerate(order)},
            {corpus.keys[number]: rank for rank, number in enumerate(bags)},
            profile, nearest, {corpus.keys[number]: rank for rank, number in enumerate(best_first(both, DEPTH))},
            crowd, (math.fsum(words.values()) or 1.0, math.fsum(senses.values()) or 1.0),
            tuple(sorted(((share, key) for key, share in crowd.items()), reverse=True)[:2]),
            _leaders(profile), _leaders(nearest),
        )  # fmt: skip

    def _crowd(self, by_line: Floats, known: npt.NDArray[np.bool_]) -> dict[int, float]:
        lines = self.catalogue.corpus.index
        best = best_first(by_line * known[lines.key_of], NEAREST)
        total = float(by_line[best].sum()) or 1.0
        found: dict[int, float] = {}
        for line in best:
            key = int(lines.key_of[line])
            found[key] = found.get(key, 0.0) + float(by_line[line]) / total
        return found

    def _fused(self, ask: Query, fitting: Sequence[str], put: _Put) -> list[tuple[str, float]]:
        """The best keys by reciprocal rank fusion of both rankers, each with its fused rank."""
        ranks: dict[str, float] = {}
        for rank, key in enumerate(dict.fromkeys(fitting), 1):
            ranks[key] = 1 / (FUSION + rank)
        for key in self._quoted(ask):
            ranks[key] = 1 / FUSION
        for ranking in (put.line_rank, put.profile_rank):
            for key, rank in ranking.items():
                ranks[key] = ranks.get(key, 0.0) + 1 / (FUSION + rank + 1)
        return sorted(ranks.items(), key=lambda pair: -pair[1])[:MOST]

    def _quoted(self, ask: Query) -> list[str]:
        """Quotes of which the question repeats a run of words."""
        found = () if ask.of_what_is_not else self.catalogue.quote_runs.find(ask.question.tokens)
        return [key for key in found if ask.view.knows(key)][:QUOTES]

    def _common(self, ask: Query, put: _Put) -> dict[str, float]:
        """The signals that are the question's alone."""
        unknown = sum(idf for term, idf in put.terms.items() if not self.catalogue.corpus.index.holds(term))
        return {
            "length": math.log1p(len(put.terms)),
            "names": min(3.0, ask.slots.names()),
            "quantity": float(quantity_asked(ask.question.tokens)),
            "strange": put.shape.strange,
            "ahead": put.shape.ahead,
            "opinion": put.shape.opinion,
            "me": put.shape.me,
            "foreign": unknown / put.total,
        }

    def _is_known(self, word: str) -> bool:
        return self.catalogue.corpus.index.holds(stem(word)) or not self.catalogue.is_foreign(word)

    def _veto(self, ask: Query, key: str) -> str | None:
        """Why a candidate that only its texts brought is out of the question, in words."""
        if key in KINDS:
            return kind_veto(ask.view, fitted(ask, key).slots, key)
        if "/" not in key and key not in self.catalogue.base.strikes:
            return None
        return entry_veto(ask.view, ask.slots, ask.view.base.entry(key), None, inherited=ask.inherited)

    def _by_index(self, signals: Signals, ask: Query, match: Match, rank: int) -> None:
        signals.index_rank = 1 / (1 + rank)
        signals.index_score = min(match.score, 1.3)
        signals.likeness = match.likeness
        signals.exact = float(match.score > EXACT)
        signals.asks_otherwise = float(self.catalogue.asks_otherwise(ask.question, match))
        signals.denies = float(self.catalogue.denies(ask.question, match))

    def _by_text(self, signals: Signals, key: str, put: _Put) -> Statement | None:
        """What the candidate's texts say for it; the claim that the question is most like."""
        corpus = self.catalogue.corpus
        number = corpus.number.get(key)
        if number is None:
            return None
        signals.line_rank = 1 / (1 + put.line_rank[key]) if key in put.line_rank else 0.0
        signals.bag_rank = 1 / (1 + put.bag_rank[key]) if key in put.bag_rank else 0.0
        signals.profile, signals.nearest = float(put.profile[number]), float(put.nearest[number])
        signals.profile_rank = 1 / (1 + put.profile_rank[key]) if key in put.profile_rank else 0.0
        signals.profile_lead = signals.profile - _rival(put.profile_leaders, number)
        signals.nearest_lead = signals.nearest - _rival(put.nearest_leaders, number)
        signals.crowd = put.crowd.get(number, 0.0)
        signals.crowd_lead = signals.crowd - _rival(put.crowd_leaders, number)
        signals.line_score = float(put.by_key[number]) / (put.first or 1.0)
        profile = corpus.shapes[number]
        signals.asks_alike = float(put.vector @ profile) / (put.size * corpus.shape_sizes[number])
        signals.asks_off = float(put.vector[profile < SELDOM].sum())
        bag = corpus.bags[number]
        signals.bag_share = sum(idf for term, idf in put.terms.items() if term in bag) / put.total
        words, sense = put.weights
        signals.word_share = sum(idf for term, idf in put.words.items() if term in bag) / words
        signals.sense_share = sum(idf for term, idf in put.senses.items() if term in bag) / sense
        signals.names_shared = sum(name in bag for name in put.names) / max(1, len(put.names))
        start, end = corpus.bounds[number], corpus.bounds[number + 1]
        if start == end:
            return None
        best = start + int(put.by_line[start:end].argmax())
        line = corpus.line_terms[best]
        held = sum(idf for term, idf in put.terms.items() if term in line)
        signals.line_share = held / put.total
        signals.line_back = held / corpus.line_mass[best]
        signals.sense_line = sum(idf for term, idf in put.senses.items() if term in line) / sense
        signals.line_asked = float(corpus.is_asked[best])
        claim = corpus.claims[best]
        if claim is None:
            return None
        # Where a question of the entry is about as like as the claim, all of it is meant, not that one claim.
        asked = float((put.by_line[start:end] * corpus.is_asked[start:end]).max())
        return None if asked >= AS_WELL * float(put.by_line[best]) else claim

    def _by_name(self, signals: Signals, key: str, veto: str | None) -> None:
        for words, name in _VETOES:
            if veto and words in veto:
                setattr(signals, name, 1.0)
        setattr(signals, _shelf(self.catalogue, key), 1.0)


def _leaders(found: Floats) -> _Leaders:
    return tuple((float(found[number]), number) for number in best_first(found, 2))


def _rival(leaders: _Leaders, number: int) -> float:
    """The largest value that another key has."""
    return next((value for value, key in leaders if key != number), 0.0)


def _names_a_day(ask: Query) -> bool:
    return any(slot.single for slot in ask.slots.dates)


def _of_another_place(ask: Query, key: str, veto: str | None) -> bool:
    """Whether a curated answer is about places of which the question names none."""
    answer = ask.view.base.answers.get(key)
    if answer is None:
        return False
    named = set(ask.slots.places)
    return bool(named and veto) or (bool(answer.places) and not set(answer.places) & named)


def _plain(signals: Signals) -> bool:
    """Whether a question is as good as a phrasing of a kind, and of no other."""
    alike = signals.likeness >= ALIKE or signals.index_score >= SCORED
    return alike and signals.behind == 0 and signals.clear >= CLEAR


def _chosen(ask: Query, key: str) -> bool:
    """Whether an entry is known, and of the strike that was chosen where one was."""
    strike = ask.view.base.strike_of(key)
    return ask.view.knows(key) and (not ask.slots.strikes or strike is None or strike in ask.slots.strikes)


def _likest(matches: Sequence[Match], kinds: Collection[str]) -> Refused | None:
    found = next((match for match in matches if match.key in kinds), None)
    return Refused(found.key, found.score, found.likeness) if found else None


def _shelf(catalogue: Catalogue, key: str) -> str:
    if key in KINDS or ("/" not in key and key not in catalogue.base.strikes):
        return "is_kind"
    parts = key.split("/")
    kind = parts[0] if parts[0] in _SHELVES else parts[1] if len(parts) > 1 else "strike"
    return _SHELVES.get(kind, "is_strike")


def best_first(scores: Floats, most: int) -> list[int]:
    """The numbers of the best scores above 0, best first; ties in their order."""
    held = np.flatnonzero(scores > 0)
    if len(held) > most:
        held = np.sort(held[np.argpartition(-scores[held], most)[:most]])
    return held[np.argsort(-scores[held], kind="stable")].tolist()  # type: ignore[no-any-return]  # a list of ints


def _bounded(value: float) -> float:
    return max(-0.5, min(0.5, value))
