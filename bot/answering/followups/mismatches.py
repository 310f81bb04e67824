"""Replies that a message which points back cannot mean: of another thing, of another meeting, of a day before."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import own_words
from bot.answering.composition.plain_text import text as told_by
from bot.answering.followups.acceptance import asks_whether_accepted
from bot.answering.followups.dependence import Form
from bot.answering.followups.turn import DATED, LASTING, OVER_ISSUES, STRUCK
from bot.answering.kinds.registry import KINDS
from bot.answering.question.query import MEETING_WORDS
from bot.dates.found import DateSlot
from bot.dates.partial import PartialDate, day_words
from bot.knowledge.model.models import Answer, Event, Position, Quote
from bot.matching.lexicon import content
from bot.matching.ordinals import ORDINALS
from bot.matching.pronouns import ANSWERS, IT, PERSONS
from bot.matching.slots import PLACEHOLDERS, Slots
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.knowledge.model.base import KnowledgeBase
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


_ORDERED = frozenset("first before after earlier later sooner order second last which".split())
"""A question has one of these that asks which of several came first."""
_OFFERS = frozenset("offer offers offered deal agreement contract proposal proposed".split())
_RUNNING_OUT = frozenset("run runs expire expires expired lapse".split())
_LETTERS = 4
"""Of a word of a date that is no `in` and no `the`."""
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


def elsewhere(turn: FollowUp, reply: Reply) -> bool:
    """Whether what was spoken of was no meeting, or no strike, and a reply is about one."""
    told = _told(reply)
    of_issues = turn.previous.kind in OVER_ISSUES | {"wants": ""} and _TALKED.isdisjoint(turn.read.tokens)
    if told == "meeting_asked" and (turn.previous.kind in STRUCK or of_issues):
        return True
    if told in DATED and asks_whether_accepted(turn.read.frame):
        return not turn.topic.met and not isinstance(turn.topic.entry, Position)
    if asks_whether_accepted(turn.read.frame) and isinstance(turn.topic.entry, Answer):
        return told in OVER_ISSUES | {"wants": ""} and _OFFERS.isdisjoint(turn.before().tokens)
    if told == "order":
        return _ORDERED.isdisjoint(turn.read.tokens)
    if told == "meeting_time" and not _RUNNING_OUT.isdisjoint(turn.read.tokens):
        return True
    if told in ("meeting_where", "meeting_time") and turn.lean.lacking and not turn.topic.met:
        return turn.previous.kind not in DATED
    if told == "attendees":
        return isinstance(turn.topic.entry, Event) and not turn.topic.met
    if told == "meeting_topics":
        return turn.previous.kind in OVER_ISSUES and _TALKED.isdisjoint(turn.read.tokens)
    if told not in LASTING - {"reasons", "effects", "past_strikes"}:
        return False
    timeless = _TIMES.isdisjoint(turn.read.tokens) and turn.previous.kind not in LASTING
    return turn.lean.lacking and (timeless or isinstance(turn.topic.entry, Answer))


_ACROSS = frozenset("longest past_strikes order overlap compare talks latest changed source reliability freshness person party "
                    "role_holder person_party need against".split())  # fmt: skip
"""Kinds whose replies may well tell of another strike than the one spoken of, or of none."""


def of_another_strike(turn: FollowUp, reply: Reply | None) -> bool:
    """Whether a reply to a message without a name or a day is of another strike than all that was told before it."""
    if reply is None or not reply.entries or not turn.read.slots.empty or _told(reply) in _ACROSS | {""}:
        return False
    if turn.with_roles(turn.read) != turn.read.slots or turn.lean.form in (Form.NAMES, Form.OTHER):
        return False
    if not (ORDINALS - {"last"} | {"before", "after", "one", "ones"}).isdisjoint(turn.read.tokens):
        return False
    base = turn.view.base
    before = frozenset[str]().union(*(_strikes_of(base, each) for each in turn.previous.entries))
    now = _strikes_of(base, reply.entries[0])
    return bool(before and now) and before.isdisjoint(now)


def of_another_side(turn: FollowUp, alone: Reply) -> bool:
    """Whether an answer to a message that names nobody is of another employer than the one spoken of: of its vote, its offer."""
    if alone.kind != "answer" or not alone.entries or not turn.read.slots.empty:
        return False
    told = turn.view.base.entry(alone.entries[0])
    spoken = {turn.view.whole(party) for party in turn.topic.slots.parties}
    employers = {turn.view.whole(party) for strike in turn.view.strikes for party in strike.against}
    of_it = {
        turn.view.whole(party) for party in getattr(told, "employers", ()) or getattr(told, "parties", ())
    }
    return bool(spoken & employers) and bool(of_it & employers) and spoken.isdisjoint(of_it)


def _strikes_of(base: KnowledgeBase, full_id: str) -> frozenset[str]:
    return frozenset((full_id,)) if full_id in base.strikes else base.strikes_of(full_id)


def of_another_issue(turn: FollowUp, slots: Slots, reply: Reply) -> bool:
    """Whether an entry is told that holds no word for the issue that `it` stands for: of pensions, after cost-of-living pay."""
    taken = [issue for issue in slots.issues if issue not in turn.read.slots.issues]
    if not taken or IT.isdisjoint(turn.read.frame) or reply.kind != "answer" or not reply.entries:
        return False
    issues = [turn.view.base.issues[issue] for issue in taken]
    names = [name for each in issues for name in (each.name, *each.aliases)]
    asked = " ".join(getattr(turn.view.base.entry(reply.entries[0]), "asked", ()))
    told = stems_of(" ".join((told_by(reply), asked)))
    return not any(stems_of(name) <= told for name in names)


def told_again(turn: FollowUp, own: Slots, reply: Reply) -> bool:
    """Whether the same is told of other names as of those before, and so is not of them: `and in december?`"""
    if (
        reply.kind != "answer"
        or reply.entries[:1] != turn.previous.entries[:1]
        or not (own.names() or own.dates)
    ):
        return False
    if _of_those_days(turn, own, reply):
        return False
    if reply.context and reply.context.kind == "quote":
        return True
    before = turn.again()
    listed = own_words(before).casefold()
    named = [turn.view.name_of(each).casefold() for each in (*own.parties, *own.people)]
    named += [word.casefold() for date in own.dates for word in date.words.split() if len(word) >= _LETTERS]
    return reply.headline == before.headline and not any(
        re.search(rf"\b{re.escape(name)}\b", listed) for name in named
    )


def _of_those_days(turn: FollowUp, own: Slots, reply: Reply) -> bool:
    """Whether what is told is of the days that the message names."""
    entry = turn.view.base.entry(reply.entries[0])
    day = getattr(entry, "since", None) or getattr(entry, "said", None) or getattr(entry, "date", None)
    first = day.first() if isinstance(day, PartialDate) else day
    return isinstance(first, dt.date) and any(slot.first <= first <= slot.last for slot in own.dates)


def was_before(turn: FollowUp, reply: Reply | None) -> bool:
    """Whether what is told as the answer to an offer was held before the offer was made."""
    offer, base = turn.topic.entry, turn.view.base
    asked = asks_whether_accepted(turn.read.frame) and isinstance(offer, Position)
    if not asked or reply is None or reply.kind != "answer" or not reply.entries:
        return False
    told = base.entry(reply.entries[0])
    return (
        isinstance(told, Position) and isinstance(offer, Position) and told.since.last() < offer.since.first()
    )


def loses_the_question(turn: FollowUp, reply: Reply) -> bool:
    """Whether a kind of question is answered that has nothing of what was asked before: why they struck, after who was spared."""
    told = _told(reply)
    if told not in STRUCK | LASTING or not turn.previous.kind.startswith("answer/"):
        return False
    asked = {stem(word) for word in content(turn.before().frame)}
    return bool(asked) and not asked & stems_of(own_words(reply))


def at_another_time(turn: FollowUp, read: Question, reply: Reply) -> bool:
    """Whether a reply tells of a meeting on another day than the one spoken of, which the message does not ask for."""
    told = _told(reply)
    days = [date.named for date in turn.topic.slots.dates if date.named]
    meeting = turn.view.base.meetings.get(reply.entries[0]) if told in DATED and reply.entries else None
    if meeting is None or not days or not ORDINALS.isdisjoint(read.frame) or read.slots.dates:
        return False
    return not any(meeting.date <= day <= (meeting.last_date or meeting.date) for day in days)


def answered_later(turn: FollowUp, slots: Slots, reply: Reply) -> Reply | None:
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
