"""What a reply without an answer offers: the questions nearest to the one asked, and then some that the base can answer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.answering.candidates.veto import missing
from bot.answering.handlers import single_entry
from bot.answering.kinds.registry import KINDS, REFUSED, SEARCHED, TALK
from bot.answering.question.query import Query
from bot.answering.reply import Option
from bot.answering.suggestions.examples import EXAMPLES, OPENERS
from bot.matching.slots import Question, Slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answering.candidates.findings import Findings
    from bot.answering.known.view import View

CHOICES = 4
"""Buttons under a reply."""
LABEL = 80
"""Characters of a question that a button shows whole."""
LIKE = 0.35
"""How like a phrasing (score of the index) a question must be for that kind or entry to be offered."""
SHARED = 0.34
"""Share of the words asked, by weight, that an entry must hold for it to be offered for them."""
_FIRST = ("status", "latest", "reasons", "day", "meeting", "start", "wants", "terms", "length")
OF_THE_BOT = frozenset({"source", "reliability", "freshness"})
"""Kinds that are about a reply, and answer no question about the strike."""
_ON_THE_MATTER = {
    "no_opinion": ("compare", "reasons"),
    "no_prediction": ("meeting_next", "latest"),
    "no_private_life_effects": ("need",),
    "no_legal": ("need",),
}
"""What the base may hold where a question is refused."""


def openers(view: View) -> tuple[str, ...]:
    """Questions to begin with, of those that can be answered at the moment of the view; where none can, the usual ones."""
    return view.openers(lambda at: tuple(_can_be_answered(at, _FIRST)[:CHOICES]) or OPENERS[:CHOICES])


def offered(view: View, findings: Findings | None = None, refused: str | None = None) -> list[str]:
    """The questions to offer, the nearest first: those that a button can hold; more than that, as some may have no answer."""
    near = list(_near(view, findings)) if findings else []
    matter = _can_be_answered(view, _ON_THE_MATTER.get(refused or "", ()))
    fitting = [question for question in dict.fromkeys((*near, *matter)) if 0 < len(question) <= LABEL]
    more = openers(view)
    return list(dict.fromkeys((*fitting, *more)))


def options_for(questions: Iterable[str]) -> list[Option]:
    """A choice for each."""
    return [Option(question, question) for question in questions]


def _near(view: View, findings: Findings) -> Iterator[str]:
    """A question for each entry or kind that is like what was asked, or holds its words."""
    ranked = sorted(findings.replies, key=lambda found: -found.rank)
    alike = [c for c in findings.considered if not c.veto and c.signals.index_score >= LIKE]
    scores = {c.key: c.signals.index_score for c in alike}
    for found in ranked:
        if found.composed.candidate.signals.word_share >= SHARED and not found.composed.unnamed:
            scores.setdefault(found.key, 1 / (1 + math.exp(-found.rank)))
    answers = {found.key for found in findings.replies}
    for key in sorted(scores, key=lambda key: -scores[key]):
        if key in {*REFUSED, *TALK, *SEARCHED, *OF_THE_BOT} or (key in KINDS and key not in answers):
            continue
        yield EXAMPLES.get(key, "") if key in KINDS else single_entry.question_for(view, key)


def _can_be_answered(view: View, kinds: Sequence[str]) -> list[str]:
    return [EXAMPLES[kind] for kind in kinds if _answers(view, kind)]


def _answers(view: View, kind: str) -> bool:
    """Whether a kind of question that names nobody has an answer."""
    handler = KINDS[kind].answer
    if handler is None or missing(Slots(), kind):
        return False
    draft = handler(Query(Question(EXAMPLES[kind], (), (), Slots()), Slots(), view, kind))
    return draft is not None and bool(draft.headline)
