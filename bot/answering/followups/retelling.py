"""The reply to a follow-up that is read anew, in full words: with the things of the question before it."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import text as told_by
from bot.answering.decision.decide import decide
from bot.answering.followups.dependence import Form
from bot.answering.followups.inheritance import only
from bot.answering.followups.replacement import with_another
from bot.answering.followups.restatement import (
    in_full,
    spoken_words,
    things,
    together,
    with_addition,
    with_the_contract,
    with_the_name,
    with_the_thing,
    with_the_time,
    with_the_verb,
)
from bot.answering.followups.turn import LASTING
from bot.answering.kinds.registry import KINDS, same_sort
from bot.answering.question.query import Query
from bot.matching.bare_names import another
from bot.matching.lexicon import content, has_quantity, quantity_asked
from bot.matching.ordinals import IN_ORDER, ordinal_in
from bot.matching.pronouns import ANSWERS, IT, WHO
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.matching.pronouns import Group

FULL_DATE = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])}) \d|\bin (?:19|20)\d\d\b")
_SIZE = re.compile(r"\bhow (?:big|large|high|long|far)\b")
_MEASURES = frozenset("total all general average".split())
"""`in total` is no other thing."""
_STRIKE: frozenset[Group] = frozenset(("strike",))


def in_full_words(turn: FollowUp) -> Reply | None:
    """The answer where the message points at a thing that has no name; None where it does not, or there is none."""
    before = turn.before()
    named = before.slots
    sides = not (named.parties or named.people or named.strikes or named.unions)
    spoken = [thing for thing in things(spoken_words(before)) if not before.named.issuperset(thing)]
    if not spoken and turn.topic.met:
        spoken = [("meeting",)]
    own = spoken_words(turn.read)
    text = in_full(own, spoken_words(before), spoken, sides=sides)
    if (timed := with_the_time(own, spoken_words(before))) is not None:
        text = timed
    return asked_anew(turn, text, sided=not sides) if text else None


def is_in_order(turn: FollowUp, reply: Reply) -> bool:
    """Whether what is told of another in the order is of the same: of walk-outs, of meetings, of those who settled."""
    before, now = turn.previous.kind, reply.context.kind if reply.context else ""
    if ordinal_in(spoken_words(turn.read)) is None:
        return True
    if before == now == "ballot" and reply.entries == turn.previous.entries:
        return False
    return (
        same_sort(before, now)
        or before.split("_")[0] == now.split("_")[0]
        or not IN_ORDER & set(spoken_words(turn.before()))
    )


def read_together(turn: FollowUp) -> Reply | None:
    """The answer with what the question before spoke of, where its names alone gave none."""
    if turn.lean.form is Form.FRAGMENT:
        return None
    before, own = spoken_words(turn.before()), spoken_words(turn.read)
    texts = [with_addition(own, before)]
    if turn.lean.form in (Form.POINTING, Form.SHORT):
        texts = [
            with_the_contract(own, whose_name(turn)),
            with_the_verb(own, before),
            with_the_name(own, whose_name(turn)),
            with_the_thing(own, before),
            together(own, before),
        ]
    for text in texts:
        reply = asked_anew(turn, text) if text else None
        if reply is None or not (is_of_the_same(turn, reply) and says_more(turn, reply)):
            continue
        if turn.lean.form is not Form.SHORT or holds_its_words(turn, reply):
            return reply
    return None


def whose_name(turn: FollowUp) -> str:
    """The name of the one party, or the one union, spoken of; empty where it is none or several."""
    slots = turn.topic.slots
    strikes = [
        turn.view.base.strikes[strike].union for strike in slots.strikes if strike in turn.view.base.strikes
    ]
    named = list(dict.fromkeys((*slots.unions, *slots.parties))) or strikes
    return turn.view.name_of(named[0]) if len(named) == 1 else ""


def holds_its_words(turn: FollowUp, reply: Reply) -> bool:
    """Whether a reply, or what the base keeps as asked of it, has all words of a message that may well be whole by itself."""
    own = {stem(word) for word in content(turn.read.tokens)}
    return own <= stems_of(told_by(reply)) | _asked_for(turn, reply)


def of_the_thing(turn: FollowUp) -> Reply | None:
    """`how big is it` after `is there a strike fund`: of the thing asked about before, and not of whose it is."""
    before = turn.before()
    spoken = [thing for thing in things(spoken_words(before)) if before.named.isdisjoint(thing)]
    if IT.isdisjoint(turn.read.frame) or turn.previous.kind in KINDS or not spoken:
        return None
    text = with_the_thing(spoken_words(turn.read), spoken[-1])
    reply = asked_anew(turn, text) if text else None
    kept = reply is not None and is_of_the_same(turn, reply) and says_more(turn, reply)
    return reply if kept else None


def of_another_thing(turn: FollowUp) -> Reply | None:
    """`and the ferries?`: the surest answer to the question before, asked of another of its things; None where there is none."""
    thing = another(spoken_words(turn.read))
    if thing is None:
        return None
    wanted = {stem(word) for word in content(thing)}
    before = turn.before()
    names = before.named if before.named and turn.read.named.issuperset(thing) else None
    found = [asked_anew(turn, text) for text in with_another(thing, spoken_words(before), names=names)]
    told = [
        reply
        for reply in found
        if reply and wanted <= stems_of(told_by(reply)) | _asked_for(turn, reply) and _is_kept(turn, reply)
    ]
    added = with_addition(spoken_words(turn.read), spoken_words(before)) if thing[-1] in _MEASURES else None
    told += [reply for reply in (asked_anew(turn, added) if added else None,) if reply]
    return max(told, key=lambda reply: reply.confidence, default=None)


def _is_kept(turn: FollowUp, reply: Reply) -> bool:
    """Whether a reply is of the sort of the one before it, where both are of a kind of question."""
    before, now = turn.previous.kind, reply.context.kind if reply.context else ""
    entries = turn.lean.form is not Form.NAMES or before not in KINDS or now in KINDS
    return entries and same_sort(before, now)


def asked_anew(turn: FollowUp, text: str, *, sided: bool = False) -> Reply | None:
    meant = turn.reader(text)
    slots = meant.slots.inherit(only(turn.topic.slots, WHO if sided else _STRIKE))
    read = replace(meant, text=turn.read.text)
    reply = decide(turn.finding, Query(read, slots, turn.view, "", turn.previous))
    return reply if reply.kind == "answer" and _of_a_strike_in(turn, slots.strikes, reply) else None


def _of_a_strike_in(turn: FollowUp, strikes: tuple[str, ...], reply: Reply) -> bool:
    """Whether what a reply begins with is of the strike spoken of, or of none."""
    own = turn.view.base.strikes_of(reply.entries[0]) if reply.entries else frozenset()
    return not strikes or not own or bool(own & set(strikes))


def is_of_the_same(turn: FollowUp, reply: Reply) -> bool:
    """Whether a reply is about what the question before spoke of: it was asked for with its words."""
    if reply.entries[:1] == turn.previous.entries[:1]:
        return True
    before, told = turn.before(), stems_of(told_by(reply)) | _asked_for(turn, reply)
    tokens = spoken_words(before)
    numbers = {token for token in tokens if token.isdecimal()}
    spoken = numbers | {word for thing in things(tokens) for word in thing}
    named = {stem(word) for word in spoken & before.named} | numbers
    return named <= told and 2 * len({stem(word) for word in spoken} & told) >= len(spoken)


def _asked_for(turn: FollowUp, reply: Reply) -> frozenset[str]:
    """The words of the questions that the base keeps under the entry told."""
    entry = turn.view.base.entry(reply.entries[0]) if reply.entries else None
    return stems_of(" ".join(getattr(entry, "asked", ())))


def says_more(turn: FollowUp, reply: Reply) -> bool:
    """Whether a reply tells what was asked, and does not only say again what was said."""
    if reply.entries[:1] != turn.previous.entries[:1]:
        return True
    tokens = turn.read.tokens
    if "why" in tokens:
        return _asked_why(turn, reply)
    if "who" in tokens and turn.previous.kind in LASTING:
        return False
    if not (ANSWERS - {"back"}).isdisjoint(tokens):
        return False
    told = told_by(reply)
    if "when" in tokens and FULL_DATE.search(told):
        return True
    if quantity_asked(tokens) or _SIZE.search(" ".join(tokens)):
        return has_quantity(told, () if turn.read.slots.issues else tokens)
    asked = {stem(word) for word in content(tokens)}
    return not asked or bool(asked & stems_of(told)) or "who" in tokens


def _asked_why(turn: FollowUp, reply: Reply) -> bool:
    """Whether the entry told is one that the base has asked why in the message's words: `why was the gm vote so close`."""
    entry = turn.view.base.entry(reply.entries[0]) if reply.entries else None
    said = {stem(word) for word in content(turn.read.tokens)} - {"why"}
    asked = [stems_of(text) for text in getattr(entry, "asked", ()) if text.startswith("why")]
    return bool(said) and any(said <= stems for stems in asked)
