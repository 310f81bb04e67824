"""Replies that a message which points back cannot mean: of another thing, of another meeting, of a day before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.ask import MEETING_WORDS
from bot.answering.kinds import KINDS
from bot.answering.turn import DATED, LASTING, OVER_ISSUES, STRUCK
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.models import Answer, Event, Quote
from bot.matching.order import ORDINALS
from bot.matching.pointing import ANSWERS, IT, PERSONS
from bot.matching.slots import PLACEHOLDERS, Slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.reply import Reply
    from bot.answering.turn import Turn
    from bot.matching.slots import Question

_TALKED = MEETING_WORDS | frozenset(
    "discuss discussed bring brought raise raised agenda cover covered".split()
)
_TIMES = frozenset(
    """
    day days long week weeks month months when start started begin began end ended over still last lasted finish finished
    since until ongoing status on out strike strikes striking work back duration go far yet happen happened whens
    """.split()
)
"""A question has one of these that is about when, or how long."""


_DEFINING = frozenset("what who".split())


def of_another(said: Sequence[str], meant: Sequence[str], reply: Reply) -> bool:
    """Whether a reply is of a kind that cannot be about whom or what the message points at: when a strike began, of a person."""
    kind = _told(reply)
    if kind not in KINDS:
        return False
    uses = KINDS[kind].uses
    person = not PERSONS.isdisjoint(said) and "person" not in uses
    issue, strike = PLACEHOLDERS["issue"], PLACEHOLDERS["strike"]
    whose = kind == "party" and not IT.isdisjoint(said) and _DEFINING.isdisjoint(said)
    return (
        person
        or whose
        or (issue in meant and issue not in said and "issue" not in uses)
        or (strike in meant and strike not in said and kind == "meeting_asked")
    )


def _told(reply: Reply) -> str:
    """The kind or the entry that an answer tells; empty for any other reply."""
    return reply.context.kind if reply.kind == "answer" and reply.context else ""


def elsewhere(turn: Turn, reply: Reply) -> bool:
    """Whether what was spoken of was no meeting, or no strike, and a reply is about one."""
    told = _told(reply)
    if told == "meeting_asked" and turn.previous.kind in STRUCK:
        return True
    if told == "attendees":
        return isinstance(turn.topic.entry, Event) and not turn.topic.met
    if told == "meeting_topics":
        return turn.previous.kind in OVER_ISSUES and _TALKED.isdisjoint(turn.read.tokens)
    if told not in LASTING - {"reasons", "effects", "past_strikes"}:
        return False
    timeless = _TIMES.isdisjoint(turn.read.tokens) and turn.previous.kind not in LASTING
    return turn.lean.lacking and (timeless or isinstance(turn.topic.entry, Answer))


def at_another_time(turn: Turn, read: Question, reply: Reply) -> bool:
    """Whether a reply tells of a meeting on another day than the one spoken of, which the message does not ask for."""
    told = _told(reply)
    days = [date.named for date in turn.topic.slots.dates if date.named]
    meeting = turn.view.base.meetings.get(reply.entries[0]) if told in DATED and reply.entries else None
    if meeting is None or not days or not ORDINALS.isdisjoint(read.frame) or read.slots.dates:
        return False
    return not any(meeting.date <= day <= (meeting.last_date or meeting.date) for day in days)


def answered_later(turn: Turn, slots: Slots, reply: Reply) -> Reply | None:
    """`how did they answer`: what happened on the day of a quote, where what is found was said before it."""
    base, spoken = turn.view.base, turn.topic.entry
    said = base.quotes.get(reply.entries[0]) if reply.kind == "answer" and reply.entries else None
    if said is None or not isinstance(spoken, Quote) or ANSWERS.isdisjoint(turn.read.frame):
        return None
    day = spoken.said.first()
    if said.said.first() >= day:
        return None
    on = Slots(strikes=slots.strikes, dates=(DateSlot(day, day, day_words(day)),))
    return turn.kind("timeline", on, own=True) or turn.not_held(None)
