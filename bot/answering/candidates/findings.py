"""A message's questions, and the replies that could answer them: found, ranked, composed and judged.

Two models, both fitted on questions that strangers asked (`strikebot evaluate --fit` makes weights.json anew): the first
ranks what was found, the second says how likely the reply that a candidate gives is right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.candidates.corpus import terms_of
from bot.answering.candidates.ranking import Candidates
from bot.answering.candidates.replies import HOW_MANY, TOLD_ALONE, compose
from bot.answering.candidates.weights import models
from bot.answering.kinds.registry import KINDS
from bot.answering.question.message import parts_of
from bot.knowledge.model.actions import Ballot, Figure, WalkOut
from bot.knowledge.model.models import Event, Meeting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.candidates.catalogue import Catalogue
    from bot.answering.candidates.ranking import Candidate, Refused
    from bot.answering.candidates.replies import Composed
    from bot.answering.candidates.thresholds import Thresholds
    from bot.answering.question.query import Query

COMPOSED = 3
"""Replies that differ from each other, made to judge between."""
FAR = 3.0
"""How far behind the best one (in log odds) nothing is composed any more."""
PLAIN = 0.88
"""Least confidence in a kind of question that is asked much as one of its phrasings, and as no other's."""
WORDED = 0.97
"""The same where it is one of them word for word."""
CLEAR, FAR_BEHIND = 0.85, 0.2
"""Likeness from which a kind of question is plainly asked, and score behind it from which a candidate is another thing."""
INSTEAD = 0.5
"""Most confidence in what stands in for a kind of question of which nothing is known."""
BESIDE = 0.3
"""Most confidence in what does not answer in the form in which the question asks."""
AS_NEAR = 1.5
"""How far (in log odds) behind an entry of another strike something of the strike that is meant goes before it."""
OFF_FORM = 1.0
"""How far (in log odds) that falls behind in the order of replies."""
NO_RIVAL = -6.0
"""The rank (log odds) of a rival where there is none."""
MOST_QUESTIONS = 4
"""Questions of one message that are looked at, beside the whole of it."""


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """A question: of a message, or `part` of it. `aside` are the terms of all of it, `parts` how many questions it asks."""

    ask: Query
    aside: tuple[str, ...] = ()
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class SureSignals:
    """What speaks for and against a reply, once it is composed."""

    rank: float
    gap: float
    votes: float
    refused: float
    over_refused: float
    left_share: float
    foreign_left: float
    unnamed: float
    left: float
    exact: float
    behind: float
    clear: float
    index_score: float
    is_kind: float
    is_answer: float
    length: float
    names: float
    part: float
    parts: float
    denies: float
    quantity: float
    asks_otherwise: float
    lacks_name: float
    extra_name: float
    other_name: float
    other_date: float
    other_strike: float
    nameless: float
    line_share: float
    crowd: float
    crowd_lead: float
    sense_share: float
    word_share: float
    bag_share: float
    profile: float
    profile_lead: float
    nearest: float
    nearest_lead: float
    line_back: float
    likeness: float
    strange: float
    ahead: float
    opinion: float
    me: float
    foreign: float
    asks_alike: float
    asks_off: float
    usual: float


SURE_NAMES = tuple(field.name for field in fields(SureSignals))


@dataclass(frozen=True, slots=True)
class Made:
    """A reply composed: `rank` is the log odds of the first model, `votes` how many candidates give the same one."""

    rank: float
    composed: Composed
    votes: int = 1
    instead: bool = False
    """Whether it stands in for a kind of question that is plainly asked, and of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with its reply: `rank` is the log odds of the first model, `confidence` 0 to 1 of the second."""

    asked: SubQuestion
    composed: Composed
    rank: float
    signals: SureSignals
    confidence: float

    @property
    def key(self) -> str:
        return self.composed.candidate.key


@dataclass(frozen=True, slots=True)
class Findings:
    """The replies to a message, surest first; all that was considered, best first; and the likest refusal."""

    replies: tuple[Found, ...]
    considered: tuple[Candidate, ...]
    refused: Refused | None
    talk: Refused | None


class Finding:
    """Looks through one catalogue."""

    def __init__(self, catalogue: Catalogue, thresholds: Thresholds) -> None:
        self.catalogue = catalogue
        self.thresholds = thresholds
        self.candidates = Candidates(catalogue)

    def find(self, ask: Query) -> Findings:
        """What could answer a message, and how sure that is: each of its questions judged by itself."""
        ranker, _ = models()
        replies: list[Found] = []
        ranked: list[tuple[float, Candidate]] = []
        refused: list[Refused] = []
        talk: list[Refused] = []
        for asked in self.questions(ask):
            field = self.candidates.find(asked.ask, asked.aside)
            odds = ranker.odds([candidate.signals for candidate in field.candidates])
            own = sorted(
                zip(odds, field.candidates, strict=True),
                key=lambda pair: (not pair[1].asked, not pair[1].plain, -pair[0]),
            )
            replies += self.judge(asked, self.compose(asked, own), field.refused)
            ranked += own
            refused += [field.refused] if field.refused else []
            talk += [field.talk] if field.talk else []
        return Findings(
            tuple(sorted(replies, key=lambda found: -found.confidence)),
            tuple(candidate for _, candidate in sorted(ranked, key=lambda pair: -pair[0])),
            max(refused, key=lambda item: item.score, default=None),
            max(talk, key=lambda item: item.score, default=None),
        )

    def questions(self, ask: Query) -> list[SubQuestion]:
        """The whole of a message, then each question of it where it has several parts.

        A follow-up was read together with what went before it: it is one question.
        """
        parts = parts_of(ask.question.text) if ask.previous is None else ()
        asking = [part for part in parts if part.asks] or parts
        whole = SubQuestion(ask, parts=max(1, len(asking)))
        if len(parts) < 2:
            return [whole]
        aside = tuple(terms_of(ask.view.base, ask.question))
        return [
            whole,
            *(
                SubQuestion(self._read(ask, part.text), aside, number, len(asking))
                for number, part in enumerate(asking[:MOST_QUESTIONS], 1)
            ),
        ]

    def _read(self, ask: Query, text: str) -> Query:
        view = ask.view
        read = self.catalogue.finder.read(text, view.day_for(ask.slots), view.busy_years, view.day_of)
        slots = view.known_slots(read.slots)
        slots = replace(slots, strikes=slots.strikes or ask.slots.strikes)
        return replace(
            ask, question=replace(read, slots=slots, unknown=read.slots.names() - slots.names()), slots=slots
        )

    def compose(self, asked: SubQuestion, ranked: Sequence[tuple[float, Candidate]]) -> list[Made]:
        """The best candidates of a question that give a reply, with how many give the same one."""
        made: list[Made] = []
        hollow = False
        for rank, candidate in ranked:
            if made and not candidate.plain and rank < made[0].rank - FAR:
                break
            composed = compose(self.catalogue, asked.ask, candidate)
            if composed is None:
                hollow = hollow or is_plain(candidate)
                continue
            told = composed.draft.headline
            same = next((n for n, one in enumerate(made) if one.composed.draft.headline == told), None)
            if same is not None:
                made[same] = _also(made[same], composed)
            elif len(made) < COMPOSED:
                hidden = hollow and candidate.signals.behind > FAR_BEHIND
                made.append(Made(rank - (OFF_FORM if composed.beside else 0.0), composed, 1, hidden))
            else:
                break
        return made

    def judge(self, asked: SubQuestion, made: Sequence[Made], refused: Refused | None) -> list[Found]:
        """How sure each of the replies to one question is."""
        _, sure = models()
        signals = [sure_signals(asked, made, number, refused) for number in range(len(made))]
        return [
            Found(
                asked,
                one.composed,
                one.rank,
                seen,
                _confidence(
                    one,
                    odds,
                    plain=_is_plainly(asked, one.composed),
                    elsewhere=_of_elsewhere(one, made)
                    or _of_another_day(asked, one.composed)
                    or _names_another(asked, one.composed, self.catalogue.corpus.is_its_own),
                ),
            )
            for one, seen, odds in zip(made, signals, sure.odds(signals), strict=True)
        ]


def _of_another_day(asked: SubQuestion, composed: Composed) -> bool:
    """Whether something that has a day of its own is told where another one is named: the November walk-out for July's."""
    candidate = composed.candidate
    if not candidate.signals.other_date or candidate.key in KINDS:
        return False
    return isinstance(asked.ask.view.base.entry(candidate.key), WalkOut | Meeting | Event | Ballot | Figure)


def _also(made: Made, composed: Composed) -> Made:
    """The same reply given once more; by a kind of question, which knows what is asked next, rather than by an entry."""
    own = made.composed.candidate
    by_kind = (
        composed.candidate.key in KINDS and own.key not in KINDS and not own.asked and not composed.beside
    )
    return replace(made, votes=made.votes + 1, composed=composed if by_kind else made.composed)


def _of_elsewhere(own: Made, made: Sequence[Made]) -> bool:
    """Whether an entry is of another strike or contract than those meant, of which another candidate has something as near."""
    if not own.composed.candidate.signals.other_strike:
        return False
    near = (other for other in made if other.rank > own.rank - AS_NEAR)
    return any(not other.composed.candidate.signals.other_strike for other in near)


_STRIKES = frozenset("strike strikes walkout walkouts dispute stoppage".split())
_DESCRIBES = ("ous", "ing", "y", "ed", "ful", "ive", "less", "able", "ible", "al", "ic", "ish", "ary", "est")
"""Endings of words that say what a strike is like, and not whose it is."""


def _names_another(asked: SubQuestion, composed: Composed, is_its_own: Callable[[str], bool]) -> bool:
    """Whether a strike is named by a word that neither the reply of a kind accounts for nor the base: `the ups strike`; or
    what it does to something that the base knows nothing of."""
    if composed.candidate.key not in KINDS:
        return False
    if composed.candidate.key in TOLD_ALONE and composed.foreign:
        return True
    named = {one for one, two in pairwise(asked.ask.question.frame) if two in _STRIKES}
    return any(
        word in composed.left and not word.endswith(_DESCRIBES) and not is_its_own(word) for word in named
    )


def _is_plainly(asked: SubQuestion, composed: Composed) -> bool:
    """Whether a kind is plainly asked, and what it tells has the number that is asked for, where one is."""
    uncounted = asked.ask.previous is None and HOW_MANY in composed.left
    return composed.candidate.plain and not uncounted


def _confidence(made: Made, odds: float, *, plain: bool, elsewhere: bool = False) -> float:
    """By the model; but a question that is asked for in these very words is meant, and nothing stands in for what is."""
    candidate, likely = made.composed.candidate, 1 / (1 + math.exp(-odds))
    if candidate.asked:
        return 1.0
    if made.composed.beside or elsewhere:
        return min(likely, BESIDE)
    if made.instead:
        return min(likely, INSTEAD)
    if plain:
        return max(likely, WORDED if candidate.signals.exact else PLAIN)
    return likely


def is_plain(candidate: Candidate) -> bool:
    """Whether a kind of question is what is asked, as far as its phrasings can tell."""
    seen = candidate.signals
    return candidate.key in KINDS and candidate.veto is None and seen.behind == 0 and seen.likeness > CLEAR


def sure_signals(
    asked: SubQuestion, made: Sequence[Made], number: int, refused: Refused | None
) -> SureSignals:
    """What speaks for one of the replies to a question, beside its rivals."""
    own = made[number]
    rival = max((other.rank for place, other in enumerate(made) if place != number), default=NO_RIVAL)
    seen = own.composed.candidate.signals
    return SureSignals(
        rank=own.rank,
        gap=own.rank - rival,
        votes=math.log1p(own.votes),
        refused=refused.score if refused else 0.0,
        left_share=own.composed.share,
        foreign_left=min(3.0, own.composed.foreign),
        unnamed=min(2.0, len(own.composed.unnamed)),
        left=min(4.0, len(own.composed.left)),
        part=float(asked.part > 0),
        parts=min(4.0, asked.parts),
        other_name=seen.other_person + seen.other_party + seen.other_issue,
        nameless=float(asked.ask.slots.empty),
        usual=_usual(asked, own.composed),
        **{name: getattr(seen, name) for name in _TAKEN},
    )


def _usual(asked: SubQuestion, composed: Composed) -> float:
    """The log odds of a reply to a question that is put much like a phrasing, fitted on such questions alone."""
    seen, key = composed.candidate.signals, composed.candidate.key
    needs = len(KINDS[key].needs) if key in KINDS else 0
    odds = (
        4.1 * seen.likeness
        - 0.29 * seen.over_refused
        + 1.84 * min(0.5, max(0.0, seen.clear - seen.behind))
        - 0.88 * seen.behind
        - 3.47 * composed.share
        - 0.59 * min(3.0, composed.foreign)
        + 0.57 * math.log1p(len(asked.ask.question.frame))
        + 1.01 * (not asked.ask.slots.empty)
        + 0.49 * ("/" in key)
        - 2.1 * seen.asks_otherwise
        - 2.06 * seen.denies
        - 0.23 * min(3.0, len(composed.left))
        - 1.34 * len(composed.unnamed)
        + 0.04 * needs
    )
    return max(-6.0, min(6.0, odds - 3.3))


_OWN = frozenset(
    "rank gap votes refused left_share foreign_left unnamed left part parts other_name nameless usual".split()
)
_TAKEN = tuple(name for name in SURE_NAMES if name not in _OWN)
"""Signals that are those of the candidate, as it was found."""
