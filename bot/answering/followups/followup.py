"""Follow-ups: what a message that leans on the one before it asks in full, and the reply to that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.candidates.veto import filled
from bot.answering.composition.plain_text import own_words
from bot.answering.decision.decide import context_of
from bot.answering.followups.amounts import another_value, size_told
from bot.answering.followups.asides import aside
from bot.answering.followups.completion import completed, of_the_most
from bot.answering.followups.dependence import Form, names_no_thing, only_names
from bot.answering.followups.details import (
    accepted,
    counted,
    figure_then,
    of_a_vote,
    of_other_issues,
    of_that_walkout,
    of_the_deal,
    of_the_place,
    out_then,
    says_so,
    told_before,
    who_leads,
)
from bot.answering.followups.facets import of_a_vote_or_deal, stands_in_it, told_in_it
from bot.answering.followups.inheritance import only, renamed, swapped
from bot.answering.followups.mismatches import (
    answered_later,
    at_another_time,
    elsewhere,
    loses_the_question,
    of_another,
    of_another_issue,
    of_another_strike,
    told_again,
    was_before,
)
from bot.answering.followups.reactions import held_in_it, responded
from bot.answering.followups.relative_days import anchored, in_that_month, in_the_year
from bot.answering.followups.remarks import fragment
from bot.answering.followups.restatement import without_compounds
from bot.answering.followups.retelling import (
    in_full_words,
    is_in_order,
    of_another_thing,
    of_the_thing,
    read_together,
)
from bot.answering.followups.sequence import before_this
from bot.answering.followups.since_when import dated
from bot.answering.followups.tenure import of_another_time, of_whom, since_when
from bot.answering.followups.topic import of_the_strike
from bot.answering.followups.turn import DATED
from bot.answering.kinds.registry import KINDS, same_sort
from bot.answering.question.query import Query
from bot.knowledge.model.models import Answer
from bot.matching.pronouns import IT, NAMES, OTHERS, PERSONS, THAT, another_of_them, joint, named_for_it
from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.matching.slots import Question, Slots

_ABOUT = {"vote_ratification": "contract", "terms": "contract", "deal": "deal", "settled": "deal"}
"""What `it` is after a reply of a kind."""


SUPPOSING = re.compile(r"^(?:and |but |so |ok )*(?:what|wat) if\b", re.IGNORECASE)
"""`what if it had failed`: of nothing that happened."""
_SENTENCES = (Form.POINTING, Form.OTHER)


def follow(turn: FollowUp) -> Reply | None:
    """The reply to what is meant; None where what went before gives the message nothing that it lacks.

    A message that only may lean (`perhaps`) is to have no answer by itself.
    """
    if SUPPOSING.search(turn.read.text):
        return None
    reply = _followed(turn)
    if was_before(turn, reply) or of_another_time(turn, reply) or of_another_strike(turn, reply):
        return turn.not_held(None)
    return dated(turn, reply) or reply


def _followed(turn: FollowUp) -> Reply | None:
    asked = (
        since_when(turn) or before_this(turn) or another_value(turn) or size_told(turn) or told_in_it(turn)
    )
    asked = asked or aside(turn) or of_the_most(turn)
    if asked is not None or turn.lean.form is Form.SHORT:
        points = not (IT | THAT).isdisjoint(turn.read.frame)
        return asked or (completed(turn) if points else None) or read_together(turn)
    answered = of_a_vote_or_deal(turn) or of_that_walkout(turn) or responded(turn) or held_in_it(turn)
    if answered is not None:
        return answered
    curated = turn.previous.kind.startswith("answer/")
    first = of_another_thing(turn) if turn.lean.form is Form.OTHER or curated else None
    if first is not None or not turn.lean.takes:
        return _whole_by_itself(turn, first)
    if (of_it := of_the_deal(turn)) is not None:
        return of_it
    reply = of_other_issues(turn) or accepted(turn) or who_leads(turn) or of_the_place(turn) or _said_so(turn)
    reply = reply or in_full_words(turn) or of_the_thing(turn)
    reply = reply or _understood(turn)
    if reply is not None and reply.kind == "answer" and not is_in_order(turn, reply):
        return turn.not_held(None)
    of_others = bool(turn.others(turn.read))
    if (reply is not None and reply.kind == "answer") or names_no_thing(turn.read.frame) or of_others:
        return reply
    more = of_another_thing(turn) or completed(turn) or read_together(turn) or stands_in_it(turn)
    return reply if more is None or elsewhere(turn, more) else more


SURER = 0.1
"""How much surer an answer to the message by itself must be than one to the question before with another thing in it."""


def _whole_by_itself(turn: FollowUp, found: Reply | None) -> Reply | None:
    """The answer to a message as if nothing went before it, where that is the surer one: `and strike pay`."""
    if found is None or turn.lean.form is not Form.OTHER:
        return found
    alone = turn.decide(turn.read, turn.read.slots)
    return alone if alone.kind == "answer" and alone.confidence > found.confidence + SURER else found


def _said_so(turn: FollowUp) -> Reply | None:
    return turn.again() if turn.lean.form is Form.POINTING and says_so(turn) else None


def _understood(turn: FollowUp) -> Reply | None:
    """The reply to the message with the names and the days that it takes over."""
    dated = in_that_month(anchored(turn.read, turn.topic, turn.reader), turn.topic, turn.reader)
    if turn.lean.form is Form.NAMES or (dated is not turn.read and only_names(dated.frame)):
        return _other_names(turn, in_the_year(dated, turn.before(), turn.reader))
    reply = _pointing(turn, dated) if turn.lean.form in _SENTENCES else fragment(turn)
    # Without an answer the conversation stays where it was.
    return replace(reply, context=None) if reply and reply.kind != "answer" else reply


def _other_names(turn: FollowUp, read: Question) -> Reply:
    """`and the union?`: the question before with other names; else what is asked of such a name by itself."""
    before, kind = turn.before(), turn.previous.kind
    own = turn.with_roles(read)
    if _unknown(read.frame, own):
        return turn.not_held(None)
    if kind in KINDS and filled(own) - KINDS[kind].uses:
        return turn.decide(replace(read, text=turn.read.text, slots=own), own.inherit(turn.topic.slots))
    if turn.previous.read is None and kind in KINDS:
        return turn.kind(kind, swapped(turn.view, own, turn.topic.slots)) or turn.not_held(None)
    slots = swapped(turn.view, own, before.slots)
    asked = replace(renamed(turn.view, before, slots), text=turn.read.text, slots=slots)
    reply = turn.decide(asked, slots)
    if told_again(turn, own, reply) or loses_the_question(turn, reply):
        return turn.not_held(context_of(Query(asked, slots, turn.view, ""), kind))
    if reply.kind == "answer" and reply.context and _answers_the_same(turn, reply.context.kind):
        of_an_entry = kind in KINDS and "/" in reply.context.kind
        return (turn.kind(kind, slots) if of_an_entry else None) or reply
    if own.names() == 0 and kind in KINDS and (same := turn.kind(kind, slots, own=True)) is not None:
        return same
    context = context_of(Query(asked, slots, turn.view, ""), kind)
    if reply.kind == "answer":
        return turn.not_held(context)
    same = turn.kind(kind, slots, own=True, asked=asked) if kind in KINDS else turn.again()
    if same and same.entries[:1] != turn.previous.entries[:1] and kind not in KINDS:
        same = None
    return same if same and _names_them(turn, own, same) else replace(reply, context=context)


def _names_them(turn: FollowUp, own: Slots, reply: Reply) -> bool:
    """Whether a reply is of all whom a message names, by their names or by who speaks for them."""
    words = own_words(reply)
    named = [*own.parties, *own.people, *own.unions]
    those = [turn.view.base.people[who] for who in turn.view.base.people if turn.view.name_of(who) in words]
    sides = {turn.view.whole(side) for found in those if (side := turn.view.party_of(found.id))}
    return bool(named) and all(
        turn.view.name_of(each) in words or turn.view.whole(each) in sides for each in named
    )


def _answers_the_same(turn: FollowUp, now: str) -> bool:
    """Whether what is told now is of the sort that was told before: an event is no answer to when a strike was settled."""
    before, base = turn.previous.kind, turn.view.base
    if before in KINDS or now in KINDS or not (turn.view.knows(before) and turn.view.knows(now)):
        return same_sort(before, now)
    one, two = base.entry(before), base.entry(now)
    return type(one) is type(two) or isinstance(one, Answer) or isinstance(two, Answer)


def _pointing(turn: FollowUp, read: Question) -> Reply | None:
    """The reply to a sentence that points back, or lacks what it is about."""
    if turn.lean.occasion and not (turn.topic.met or turn.previous.kind.startswith(("vote", "meeting"))):
        return None
    if (whom := of_whom(turn)) is not None:
        return whom
    own = turn.with_roles(read)
    if turn.lean.dated and not own.dates:
        own = replace(own, dates=tuple(date for date in turn.topic.slots.dates if not date.year))
    taken = only(turn.topic.slots, turn.lean.takes)
    slots = own.inherit(of_the_strike(turn.view, taken) if joint(turn.read.frame) else taken)
    frame = _frame(turn, read, whose=bool(slots.people and not own.people))
    if (number := out_then(turn, slots) or figure_then(turn) or counted(turn, slots)) is not None:
        return number
    if slots == turn.read.slots and frame == turn.read.frame:
        return None
    if (known := of_a_vote(turn, slots)) is not None:
        return known
    asked = replace(read, text=turn.read.text, frame=frame, slots=own)
    reply = _on_the_issue(turn, asked, slots) or turn.decide(asked, slots)
    if of_another(read.frame, frame, reply) or elsewhere(turn, reply):
        return turn.not_held(None)
    if of_another_issue(turn, slots, reply):
        return None
    return _of_that_day(turn, asked, slots, reply)


def _frame(turn: FollowUp, read: Question, *, whose: bool) -> tuple[str, ...]:
    """The words of a message with what it points at in them; `whose`: somebody is taken over for `she`."""
    frame = read.frame
    if whose:
        frame = tuple(PLACEHOLDERS["person"] if token in PERSONS else token for token in frame)
    if turn.others(read):
        frame = tuple(OTHERS.sub(PLACEHOLDERS["party"], " ".join(frame)).split())
    told = _ABOUT.get(turn.previous.kind)
    before = ("the", told) if told else without_compounds(turn.before().frame)
    return another_of_them(frame, before) or named_for_it(frame, before)


def _of_that_day(turn: FollowUp, asked: Question, slots: Slots, reply: Reply) -> Reply:
    """The reply as of the day spoken of; what is known at all, where there is nothing of that day and it is not insisted on."""
    if (answered := answered_later(turn, slots, reply)) is not None:
        return answered
    if at_another_time(turn, asked, reply):
        return turn.decide(asked, replace(slots, dates=turn.topic.slots.dates))
    if turn.lean.lacking and (told := told_before(turn, reply)) is not None:
        return told
    undated = replace(slots, dates=asked.slots.dates)
    if reply.kind == "answer" or undated == slots:
        return reply
    other = turn.decide(asked, undated)
    return reply if other.context and other.context.kind in DATED else other


def _on_the_issue(turn: FollowUp, asked: Question, slots: Slots) -> Reply | None:
    """`and what does the union ask for`: on the issue that was asked about, where it can be meant so."""
    issues = turn.previous.slots.issues
    of_others = OTHERS.search(" ".join(turn.read.frame)) is not None
    definite = turn.lean.definite and turn.lean.takes == {"issue"}
    if not (asked.frame[:1] == ("and",) or of_others or definite) or asked.slots.issues or not issues:
        return None
    reply = turn.decide(replace(asked, slots=replace(asked.slots, issues=issues)), slots)
    return reply if reply.kind == "answer" else None


def _unknown(frame: Sequence[str], slots: Slots) -> bool:
    """Whether a message names somebody or something that is not known yet, and nothing else."""
    named = {token for token in frame if token in NAMES and token != PLACEHOLDERS["quote"]}
    return bool(named) and not filled(slots)
