"""What is asked beside what was told: whether the strike is over, what came of a meeting, whether a number is much."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.plain_text import text as told_by
from bot.answering.followups.amounts import another_value
from bot.answering.followups.inheritance import only
from bot.knowledge.model.actions import Figure
from bot.matching.fragments import FILLERS
from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.pronouns import NAMES, WHO
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply

_OPENS = r"^(?:and |so |but |then |ok )*"
_IT = r"(?:is|was) (?:it|that|this|everything|all of it) "
_OVER = re.compile(
    rf"{_OPENS}{_IT}(?:all )?(?:over|finished|done|ended|still (?:on|going|happening)|going on)(?: now| yet| then| today)*$"
)
_MUCH = re.compile(
    rf"{_OPENS}(?:is|was|isnt|wasnt|are) (?:that|it|this|those|they) (?:not )?(?:(?:a|an|really|very|too|so|even) )*"
    r"(?:lot|much|many|few|good|bad|fair|unfair|normal|big|small|high|low|great|enough|worth it|(?:good|bad|big) deal)$"
)
_THAN_BEFORE = re.compile(
    rf"{_OPENS}(?:is|was|were|are) (?:that|it|this|those|they) (?:\w+ )?(?:more|less|fewer|higher|lower|longer|shorter|bigger"
    r"|smaller|better|worse) than (?:the )?(?:last|previous|one before|before|time before)(?: (?:time|one|year|offer|deal))?$"
)
_ALWAYS = re.compile(rf"{_OPENS}(?:was|were|is|has) (?:it|that|this|they) (?:been )?always\b(?: \w+){{0,3}}$")
_AMOUNT = re.compile(r"[$£€] ?\d[\d.,]*|\d[\d.,]* ?(?:%|percent|per cent|million|billion)")
_CAME_OF_IT = re.compile(
    rf"{_OPENS}(?:what (?:came|resulted|was decided|did they decide|was agreed|did they agree on)\b"
    r"|how did (?:it|that|they) (?:go|end|finish|turn out)\b|how it (?:went|ended)|what was the (?:outcome|result)"
    r"|did (?:anything|something|it|they) (?:come|resolve|decide|agree)\b|any (?:results?|outcome|progress|agreement|deal))"
)
_LATER = frozenset("after next then later again".split())
LONGEST = 9
"""Words of a message that asks for nothing but what came of a meeting."""


def aside(turn: FollowUp) -> Reply | None:
    """The reply to what is asked so; None for any other message."""
    return is_over(turn) or came_of_it(turn) or judged(turn)


def is_over(turn: FollowUp) -> Reply | None:
    """`so is it over`: how the strike spoken of stands."""
    if not _OVER.search(" ".join(turn.read.frame)) or turn.topic.slots.places:
        return None
    return turn.kind("status", only(turn.topic.slots, WHO))


def came_of_it(turn: FollowUp) -> Reply | None:
    """`what came out of it`, after a meeting: how it ended."""
    frame = turn.read.frame
    of_it = turn.topic.met and not (NAMES | _LATER) & set(frame) and len(frame) <= LONGEST
    if not of_it or not _CAME_OF_IT.match(" ".join(frame)):
        return None
    return turn.kind("meeting_outcome", turn.topic.slots)


def judged(turn: FollowUp) -> Reply | None:
    """`is that a lot`: no source says so, unless the one told does in its own words; than before, only where a number is kept."""
    frame = turn.read.frame
    if _THAN_BEFORE.search(" ".join(frame)) and turn.previous.entries:
        return _than_before(turn)
    if _ALWAYS.search(" ".join(frame)) and turn.previous.entries:
        return _as_always(turn)
    if not _MUCH.search(" ".join(frame)):
        return None
    again = turn.again()
    said = {stem(token) for token in frame} - {stem(token) for token in FUNCTION_WORDS | FILLERS}
    holds = said and again.kind == "answer" and said <= stems_of(told_by(again))
    return again if holds else turn.not_held(None)


def _as_always(turn: FollowUp) -> Reply:
    """How it was before, as a number kept or in the words told; else that none is known."""
    told = another_value(replace(turn, read=turn.reader("and before that")))
    again = turn.again()
    several = again.kind == "answer" and len(set(_AMOUNT.findall(told_by(again)))) > 1
    if told is not None and told.kind == "answer":
        return told
    return again if several else turn.not_held(None, say.NOTHING_EARLIER)


def _than_before(turn: FollowUp) -> Reply:
    """The value before the one told, where a number was; else that none is known."""
    before = replace(turn, read=turn.reader("and before that"))
    told = another_value(before) if isinstance(turn.topic.entry, Figure) else None
    return replace(told, question=turn.read.text) if told else turn.not_held(None, say.NOTHING_EARLIER)
