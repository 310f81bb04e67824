"""Which questions are to wait for an answer, and which of those that wait have one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.kinds.registry import REFUSED, TALK
from bot.matching.text import plain, words
from bot.moderating.questions.waiting import NOT_ASKED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply
    from bot.moderating.questions.waiting import KeptQuestion

ASKED_AGAIN = 200
"""How many waiting questions are asked again after an edit: some 2 ms each."""
FEWEST, MOST = 2, 60
"""Words of a question that is kept: one alone asks nothing, and a rant asks no one thing."""
NEAR_THE_SUBJECT = 0.45
"""From this score on a question without a name of the base is like those that are answered."""


def unanswered(reply: Reply) -> bool:
    """Whether the question of a reply is to be kept for the moderators: about the subject, and not answered for want
    of a sure entry. Chores, insults, rants, greetings, and what is refused on purpose are not."""
    if reply.kind not in ("decline", "shortlist") or not reply.explanation.candidates:
        return False
    asked = words(plain(reply.question))
    if not FEWEST <= len(asked) <= MOST or not any(word.isalpha() for word in asked):
        return False
    return reply.headline not in REFUSED.values() and _about_the_subject(reply)


def _about_the_subject(reply: Reply) -> bool:
    if any(line.startswith("names: ") for line in reply.explanation.understood):
        return True
    answering = (
        c.score for c in reply.explanation.candidates if c.entry not in REFUSED and c.entry not in TALK
    )
    return max(answering, default=0.0) >= NEAR_THE_SUBJECT


def answered_now(
    engine: Engine,
    waiting: Sequence[KeptQuestion],
    now: dt.datetime,
    *,
    touched: Collection[str] | None = None,
    limit: int = ASKED_AGAIN,
) -> list[KeptQuestion]:
    """Those of the `limit` most asked questions that have an answer now, most asked first.

    To a question noted as `not_asked` there was a reply before, so it counts only when the reply rests on an entry that
    an edit `touched` (full ids). It asks the engine: call it in a thread.
    """
    first = sorted(waiting, key=lambda question: (-question.times, -question.last.timestamp(), question.key))
    return [
        question for question in first[:limit] if _answered(engine, question, now, frozenset(touched or ()))
    ]


def _answered(engine: Engine, question: KeptQuestion, now: dt.datetime, touched: frozenset[str]) -> bool:
    reply = engine.ask(question.text, now)
    return reply.kind == "answer" and (question.why != NOT_ASKED or not touched.isdisjoint(reply.entries))
