"""What is asked of a number that was told: what it was before that, and at first; and how big it is, where that was told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.plain_text import own_words
from bot.answering.followups.restatement import spoken_words, things, was_before
from bot.answering.kinds.registry import KINDS
from bot.dates.found import DateSlot
from bot.knowledge.model.actions import Figure
from bot.knowledge.model.models import Answer
from bot.matching.earlier_values import Earlier, earlier
from bot.matching.fragments import FILLERS
from bot.matching.lexicon import quantity_asked
from bot.matching.pronouns import IT, SIDES, THAT

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.knowledge.model.actions import Amount

_SIZED = re.compile(r"\bhow (?:big|large|high|much|many|great)\b")
_MEASURE = (
    FILLERS
    | IT
    | THAT
    | SIDES
    | frozenset("how big large high great much many is are was were does and in there".split())
)
_AMOUNT = re.compile(r"[$£€] ?\d|\d[\d,.]*(?: million| billion|%| percent| per cent)|\b\d{1,3}(?:,\d{3})+\b")


def another_value(turn: FollowUp) -> Reply | None:
    """`and before that`, `and at the start`: the value before the one told, or the first; None where that is not asked."""
    asked = earlier(turn.read.tokens)
    if asked is None:
        return None
    figure = turn.topic.entry or _figure_told(turn)
    if isinstance(figure, Figure):
        return _other_value(turn, figure, first=asked is Earlier.FIRST)
    return (
        _as_it_was(turn)
        if asked is Earlier.BEFORE and isinstance(figure, Answer) and _is_an_amount(turn)
        else None
    )


def _figure_told(turn: FollowUp) -> Figure | None:
    """The figure that a reply began with."""
    first = next(iter(turn.previous.entries), "")
    return dict(turn.view.figures).get(first)


def _other_value(turn: FollowUp, figure: Figure, *, first: bool) -> Reply:
    told = _value_told(figure, turn.again().headline)
    same = [
        value for value in figure.values if told and (value.party, value.place) == (told.party, told.place)
    ]
    before = [value for value in same if told and value.date.first() < told.date.first()]
    chosen = (min if first else max)(before, key=lambda value: value.date.first(), default=None)
    if chosen is None:
        return turn.not_held(None, say.NOTHING_EARLIER)
    on = DateSlot(chosen.date.first(), chosen.date.last(), chosen.date.words())
    slots = replace(turn.previous.slots, dates=(on,))
    kind = turn.previous.kind
    told_then = turn.kind(kind, slots, own=True) if kind in KINDS else None
    return told_then or turn.decide(replace(turn.before(), text=turn.read.text, slots=slots), slots)


def _value_told(figure: Figure, headline: str) -> Amount | None:
    """The value whose words a reply began with."""
    return next((value for value in figure.values if headline.startswith(value.text)), None)


def _is_an_amount(turn: FollowUp) -> bool:
    return quantity_asked(turn.before().tokens) or _AMOUNT.search(turn.again().headline) is not None


def _as_it_was(turn: FollowUp) -> Reply:
    """What is asked of how it was: `how much was strike pay before it was raised`; that nothing is known, where nothing is."""
    spoken = turn.before()
    for text in was_before(spoken_words(spoken)):
        meant = turn.reader(text)
        reply = turn.decide(replace(meant, text=turn.read.text), meant.slots.inherit(spoken.slots))
        if (
            reply.kind == "answer"
            and reply.entries[:1] != turn.previous.entries[:1]
            and _is_of_it(turn, reply)
        ):
            return reply
    return turn.not_held(None, say.NOTHING_EARLIER)


def _is_of_it(turn: FollowUp, reply: Reply) -> bool:
    """Whether a reply speaks of all that the question before named."""
    told = own_words(reply).casefold()
    return all(word in told for thing in things(spoken_words(turn.before())) for word in thing)


def size_told(turn: FollowUp) -> Reply | None:
    """`how big is it`: the reply before, where it tells an amount; None where it tells none or something else is asked."""
    tokens = turn.read.tokens
    if not _SIZED.search(" ".join(tokens)) or not set(tokens) <= _MEASURE or (IT | THAT).isdisjoint(tokens):
        return None
    again = turn.again() if turn.previous.entries else None
    holds = again is not None and again.kind == "answer" and again.entries[:1] == turn.previous.entries[:1]
    return again if again and holds and _AMOUNT.search(own_words(again)) else None
