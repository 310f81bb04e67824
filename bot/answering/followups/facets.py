"""What is asked of the vote or the deal that was told of: `how many took part`, `was it rejected`, `how long is it for`."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import text as told_by
from bot.answering.followups.retelling import FULL_DATE, asked_anew, whose_name
from bot.knowledge.model.actions import Ballot
from bot.knowledge.model.models import Event, Position, Stance
from bot.matching.fragments import FILLERS
from bot.matching.lexicon import FUNCTION_WORDS, content, has_quantity, quantity_asked
from bot.matching.pronouns import ASKING, AUXILIARIES, IT, NAMES, SIDES
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply

_VOTES = frozenset("ballot vote_ratification vote_authorization".split())
_THE_VOTE = frozenset(
    """
    vote votes voted voters voting ballot poll cast part participated turnout for against yes no favor favour share percent
    percentage proportion majority margin result results outcome close closed wanted
    """.split()
)
"""One of these says that a message is of a vote."""
_OF_A_VOTE = _THE_VOTE | frozenset(
    """
    voter ballots count counted take took taken participate turned out support supported oppose opposed reject rejected refused
    accept accepted back backed number end ended open opened members member people them go on want
    """.split()
)
"""With nothing but these, a message asks of a vote what is told with its result."""
_VOTED = frozenset("vote votes voted voting ballot ratify ratified ratification authorize authorized".split())
_ANOTHER = frozenset("first second third last next previous other another before again".split())
_NOT_TOLD = frozenset("why who where which".split())

_DEALT = frozenset("deal terms settled vote_ratification".split())
"""Kinds whose replies are of a deal."""
_VOTED_ON = _DEALT | {"ballot", "meeting_outcome"}
_ACCEPTED = frozenset(
    """
    accepted accept rejected reject refused refuse ratified ratify approved approve passed pass turned down voted through like
    liked happy support supported
    """.split()
)
_A_DEAL = frozenset("deal offer contract agreement".split())
_NAMING_A_DEAL = (
    _A_DEAL | IT | {"the", "that", "this", "members", PLACEHOLDERS["date"], PLACEHOLDERS["party"]}
)
_MONTHS = frozenset(name.casefold() for name in calendar.month_name[1:])
_FOR_HOW_MUCH = re.compile(
    r"^(?:(?:for |by )?how much(?: (?:did they get|was it|is it|money))?|(?:on|at) what terms"
    r"|what (?:did|do) they (?:get|win|gain)(?: (?:out of|from) it)?)$"
)
_FOR_HOW_LONG = re.compile(
    r"^(?:for )?how (?:long|many years)(?: (?:is|does|will|do|are) (?:it|that|this|they|the (?:new )?(?:deal|contract|agreement))"
    r"(?: (?:for|last|run|go|hold))*)?$"
)
_SETTLING = frozenset("settle settled deal agree agreed agreement contract".split())
_LINKS = frozenset("and so but ok".split())


def of_a_vote_or_deal(turn: FollowUp) -> Reply | None:
    """What became of the deal spoken of, what it brings and how long it runs; None for any other message."""
    return settled_for(turn) or runs_for(turn) or voted_on(turn)


def _line(turn: FollowUp) -> str:
    frame = turn.read.frame
    return " ".join(frame[1:] if frame[:1] and frame[0] in _LINKS else frame)


def settled_for(turn: FollowUp) -> Reply | None:
    """`for how much`, after a settlement was told of: what was agreed."""
    kind = turn.previous.kind
    told = kind in ("deal", "settled") or (
        kind in ("status", "end") and not _SETTLING.isdisjoint(turn.before().tokens)
    )
    return turn.kind("terms", turn.topic.slots) if told and _FOR_HOW_MUCH.search(_line(turn)) else None


def runs_for(turn: FollowUp) -> Reply | None:
    """`how long is it for`, after a deal was told of: until when its contract runs."""
    told = turn.topic.entry
    agreed = isinstance(told, Position) and told.stance is Stance.AGREED
    if not (agreed or turn.previous.kind in _DEALT) or not _FOR_HOW_LONG.search(_line(turn)):
        return None
    return asked_anew(turn, f"when does the {whose_name(turn)} contract expire") or turn.not_held(None)


def voted_on(turn: FollowUp) -> Reply | None:
    """`was the october deal rejected`: how members voted on the deal spoken of; None for any other message.

    That nothing is held, where the deal of another month is meant than the one voted on.
    """
    frame = set(turn.read.frame)
    said = frame - FILLERS - FUNCTION_WORDS - AUXILIARIES
    if turn.previous.kind not in _VOTED_ON or not frame.isdisjoint(ASKING):
        return None
    if (
        not frame & (_A_DEAL | IT | {"that"})
        or not said & _ACCEPTED
        or not said <= _ACCEPTED | _NAMING_A_DEAL
    ):
        return None
    slots = replace(turn.read.slots.inherit(turn.topic.slots), dates=(), issues=())
    told = turn.kind("vote_ratification", slots) or turn.kind("ballot", slots)
    if told is None or not told.entries:
        return told
    named = {word for date in turn.read.slots.dates for word in date.words.casefold().split()} & _MONTHS
    entry = turn.view.base.entry(told.entries[0])
    words = f"{told_by(told)} {getattr(entry, 'text', '')} {getattr(entry, 'asks', '')}".casefold()
    return told if all(month in words for month in named) else turn.not_held(None)


def told_in_it(turn: FollowUp) -> Reply | None:
    """The reply before, where a message asks for nothing but what stands in it; None for any other message."""
    if not turn.previous.entries or not (
        _asks_of_the_vote(turn) or _asks_how_many(turn) or _by_how_much(turn)
    ):
        return None
    again = turn.again()
    if again.kind != "answer" or again.entries[:1] != turn.previous.entries[:1]:
        return None
    told, frame = told_by(again), turn.read.frame
    if _by_how_much(turn):
        return again if "%" in told or " percent" in told else None
    counts = () if _asks_of_the_vote(turn) else turn.read.tokens
    if ("turnout" in frame and "turnout" not in told) or ("when" in frame and not FULL_DATE.search(told)):
        return None
    return again if not quantity_asked(turn.read.tokens) or has_quantity(told, counts) else None


_BY_HOW_MUCH = re.compile(r"^(?:by how (?:much|many)|by what margin|how close(?: was (?:it|that))?)$")
_AMOUNT = re.compile(r"[$£€] ?\d|\d[\d.,]* ?(?:%|percent|per cent|million|billion)")


def stands_in_it(turn: FollowUp) -> Reply | None:
    """The reply before, where a message that points at it asks for an amount in its own words: `how much would that cost`."""
    points = not (IT | {"that"}).isdisjoint(turn.read.frame)
    if not points or not turn.previous.entries or not NAMES.isdisjoint(turn.read.frame):
        return None
    again = turn.again()
    told, said = told_by(again), {stem(word) for word in content(turn.read.tokens)}
    if again.kind != "answer" or not said or not said <= stems_of(again.headline):
        return None
    asks_amount = quantity_asked(turn.read.tokens)
    return again if asks_amount and _AMOUNT.search(told) else None


def _asks_how_many(turn: FollowUp) -> bool:
    """`how many posts`: nothing but a number, and of what."""
    rest = [token for token in turn.read.frame if token not in FILLERS]
    return rest[:2] == ["how", "many"] and len(rest) == 3 and rest[2] not in NAMES | _OF_PEOPLE


def _by_how_much(turn: FollowUp) -> bool:
    return _BY_HOW_MUCH.search(_line(turn)) is not None


_OF_PEOPLE = frozenset("people workers members".split())


def _asks_of_the_vote(turn: FollowUp) -> bool:
    told, frame = turn.topic.entry, set(turn.read.frame)
    of_an_event = isinstance(told, Event) and not _VOTED.isdisjoint(turn.before().tokens)
    if not (turn.previous.kind in _VOTES or isinstance(told, Ballot) or of_an_event):
        return False
    said = frame - FILLERS - ASKING - AUXILIARIES - (FUNCTION_WORDS - _OF_A_VOTE)
    apart = frame & (NAMES | _ANOTHER | _NOT_TOLD)
    return not apart and bool(said & _THE_VOTE) and said <= _OF_A_VOTE | SIDES
