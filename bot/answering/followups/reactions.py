"""What one side said or did to what was told of the other: `how did the union react`, `what did they say to that`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.followups.dependence import WITHIN
from bot.answering.followups.topic import side_of
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.model.models import Event, Position, Quote
from bot.matching.pronouns import ANSWERS
from bot.matching.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.followups.turn import FollowUp
    from bot.answering.known.view import View
    from bot.answering.reply import Reply
    from bot.dates.partial import PartialDate
    from bot.knowledge.model.models import Entry

SOON = dt.timedelta(days=30)
"""How long after something was said what is said on the same issue is still an answer to it."""
_TO_THAT = re.compile(
    r"\b(?:say|said|says|think|thought|do|did|reaction|answer|response) (?:to|of|about) (?:that|it|this)\b"
)
_ENOUGH = re.compile(
    r"\b(?:enough|acceptable|okay|good) (?:enough )?(?:for|to) |\b(?:happy|okay|ok|fine|satisfied) with (?:that|it|this)\b"
    r"|\blike (?:that|it|this)\b"
)
"""`is that enough for the union`: what it wants, where it has said nothing since."""
_ASKED = ANSWERS | {"reaction", "reactions", "comment"}
_OF_PROPOSALS = (Event, Position)


def responded(turn: FollowUp) -> Reply | None:
    """The first that the side asked for said on the issue since what was told; None where nothing is known of it."""
    told, full_id = turn.topic.entry, turn.topic.full_id
    line = " ".join(turn.read.frame)
    asks = (
        not _ASKED.isdisjoint(turn.read.frame)
        or _TO_THAT.search(line)
        or _ENOUGH.search(line)
        or _why_refused(turn)
    )
    if not asks or full_id is None or not isinstance(told, Position | Quote) or turn.read.slots.issues:
        return None
    if isinstance(told, Quote) and (_ENOUGH.search(line) or _why_refused(turn)):
        return None
    side = _side(turn) or (_facing(turn, told) if _why_refused(turn) else None)
    issues = {told.issue} if isinstance(told, Position) else set(told.issues)
    if side is None or not issues or side == _whose(turn.view, told):
        return None
    strikes, day = turn.view.base.strikes_of(full_id), _day(told).first()
    found = [
        entry for i, entry in _said(turn.view, side)
        if strikes & turn.view.base.strikes_of(i) and issues & _issues(entry)
        and day <= _day(entry).last() and _day(entry).first() <= day + SOON
    ]  # fmt: skip
    if found:
        return _told(turn, side, min(found, key=lambda entry: _day(entry).last()))
    meant = Slots(parties=(side,), issues=tuple(sorted(issues))[:1])
    return turn.kind("position", meant, own=True) if _ENOUGH.search(line) else None


_REFUSED = frozenset(
    "refuse refused reject rejected turned turn decline declined accept accepted agree agreed".split()
)


def _why_refused(turn: FollowUp) -> bool:
    """`why did they turn it down`, `why not accept`: the words of the side that refused."""
    tokens = set(turn.read.tokens)
    return "why" in tokens and bool(tokens & _REFUSED) and turn.read.slots.dates == ()


def _facing(turn: FollowUp, told: Position | Quote) -> str | None:
    """The other side of the dispute than the one whose words were told."""
    whose = _whose(turn.view, told)
    slots = Slots(parties=(whose,), strikes=turn.topic.slots.strikes) if whose else turn.topic.slots
    return side_of(turn.view, slots, "other")


def held_in_it(turn: FollowUp) -> Reply | None:
    """`what was in it on pay`: what the side whose offer was told of held on an issue."""
    told, issues = turn.topic.entry, turn.read.slots.issues
    if not issues or not WITHIN.search(" ".join(turn.read.frame)) or not isinstance(told, _OF_PROPOSALS):
        return None
    return turn.kind("position", Slots(parties=told.parties[:1], issues=issues), own=True)


def _told(turn: FollowUp, side: str, entry: Position | Quote) -> Reply | None:
    day = _day(entry)
    on = DateSlot(day.first(), day.last(), day_words(day.last()))
    slots = Slots(parties=(side,), dates=(on,))
    if isinstance(entry, Position):
        return turn.kind("position", replace(slots, issues=(entry.issue,)), own=True)
    speaker = entry.speaker or ""
    whose = Slots(people=(speaker,), dates=(on,)) if speaker in turn.view.base.people else slots
    return turn.kind("quote", whose, own=True)


def _side(turn: FollowUp) -> str | None:
    """The side that a message asks for, by its name, by what it is, or as the other one."""
    slots = turn.with_roles(turn.read)
    named = [*slots.parties, *slots.unions]
    named += [side for person in slots.people if (side := turn.view.side_of(person))]
    return turn.view.whole(named[0]) if named else None


def _said(view: View, side: str) -> Iterator[tuple[str, Position | Quote]]:
    """What is known to be held or said by a side and its people."""
    for i, position in view.positions:
        if side in {view.whole(party) for party in position.parties}:
            yield i, position
    for i, quote in view.quotes:
        if _whose(view, quote) == side:
            yield i, quote


def _whose(view: View, entry: Entry) -> str | None:
    if isinstance(entry, Position):
        return view.whole(entry.parties[0]) if len(entry.parties) == 1 else None
    speaker = getattr(entry, "speaker", None) or ""
    party = speaker if speaker in view.base.parties else view.side_of(speaker)
    return view.whole(party) if party else None


def _issues(entry: Position | Quote) -> set[str]:
    return {entry.issue} if isinstance(entry, Position) else set(entry.issues)


def _day(entry: Position | Quote) -> PartialDate:
    return entry.since if isinstance(entry, Position) else entry.said
