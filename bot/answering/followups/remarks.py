"""A word or two about a reply: `source?`, `why tho`, `and then`, and what each asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.plain_text import own_words
from bot.answering.followups.restatement import asked_why, spoken_words
from bot.answering.followups.sequence import neighbour
from bot.answering.followups.turn import DATED, LASTING, STRUCK
from bot.answering.question.query import Query, strikes_of
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.model.models import Answer, Event, Position, Quote
from bot.matching.fragments import Fragment
from bot.matching.lexicon import content
from bot.matching.pronouns import is_plural
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.matching.slots import Slots

_OUT = frozenset("places_out struck strikers walkout_on against".split())
"""Kinds after which `since when` asks when the strike began."""
_OF_A_THING = frozenset("what who which whose whom".split())
"""A question that begins with one of these is not asked why with another word in its place."""
_REASONS = ("why", "how come", "what for")
_NOT = frozenset(("not",))
_PLACED = re.compile(
    r"\b(?:in|at|near|outside|from) (?:[\w'’]+ )?(?!January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Article|Section)[A-Z]\w+|\b(?:street|headquarters|hotel|building|gates?)\b"
)
"""Words that say where something was."""
_ACCEPTING = frozenset("accept accepted ratify ratified ratification approve approved".split())
"""What members do with a deal by their votes."""
_STRUCK_WORDS = frozenset(
    "strike strikes striking struck walkout walkouts out picket picketing pickets work back off over ended on".split()
)
_CAUSE = re.compile(
    r"\b(?:because|so as to|in order to|in protest|out of protest|on the ground|over (?:the|a|an|what|how|its|their)|due to"
    r"|which (?:it|he|she|they) (?:said|called))\b|; .{3,60}? said that\b"
)
"""Words that give a reason."""
_OVER = frozenset("over ended done finished end settled".split())
_ASKED_WITH = {Fragment.WHY: "why", Fragment.WHEN: "when", Fragment.WHERE: "where", Fragment.WHO: "who"}
_OF_A_MEETING = {
    Fragment.WHY: "meeting_why",
    Fragment.WHEN: "meeting_when",
    Fragment.WHERE: "meeting_where",
    Fragment.WHO: "attendees",
}


def fragment(turn: FollowUp) -> Reply | None:
    """The reply to a message that is one of the fragments."""
    match turn.lean.fragment:
        case Fragment.AGAIN:
            return turn.again()
        case Fragment.SOURCE:
            return _about_the_reply(turn, "source")
        case Fragment.TELLER:
            return _about_the_reply(turn, "reliability")
        case Fragment.NEXT | Fragment.BEFORE:
            return neighbour(turn)
        case Fragment.DEFINITION:
            return _definition(turn)
    return _asked_with(turn)


def _about_the_reply(turn: FollowUp, kind: str) -> Reply | None:
    """Where the reply comes from; what comes then is still about what it told."""
    reply = turn.kind(kind, turn.previous.slots) if turn.previous.entries else None
    return replace(reply, context=replace(turn.previous, at=turn.view.as_of)) if reply else None


def _asked_with(turn: FollowUp) -> Reply | None:
    """`why`, `when`, `where`, `who`: of the meeting or the strike spoken of, else of the question before."""
    asks, kind = turn.lean.fragment, turn.previous.kind
    if asks is None:
        return None
    slots = turn.swapped(turn.topic.slots)
    asked = None
    if asks is Fragment.WHEN and kind == "meeting_next":
        return turn.again()
    if not turn.previous.entries and kind in _OUT and "since" in turn.read.tokens:
        return turn.not_held(None)  # of what, was not understood
    if asks is Fragment.WHEN and isinstance(turn.topic.entry, Quote | Event) and not turn.topic.met:
        return turn.again()  # both are told with their day
    if asks is Fragment.WHEN and not _ACCEPTING.isdisjoint(turn.before().tokens):
        asked = turn.kind("vote_ratification", replace(slots, dates=(), issues=()))
    elif turn.topic.met or kind in DATED:
        asked = turn.kind(_OF_A_MEETING[asks], slots)
    elif (of_a_strike := _of_a_strike(turn, asks, kind, slots)) is not None:
        asked = turn.kind(of_a_strike, replace(slots, dates=tuple(date for date in slots.dates if date.year)))
    return asked or _with_the_question_before(turn, _ASKED_WITH[asks])


def _of_a_strike(turn: FollowUp, asks: Fragment, kind: str, slots: Slots) -> str | None:
    """The kind of question that `why` or `when` is after one about a strike as a whole."""
    strikes = strikes_of(Query(turn.read, slots, turn.view, ""))
    over = all(not turn.view.state(strike).ongoing for strike in strikes)
    if kind == "end" and "about" in turn.read.tokens:
        return "reasons"
    if asks is Fragment.WHY and kind in STRUCK:
        return None if over and kind == "status" else "reasons"
    since, until = "since" in turn.read.tokens, "until" in turn.read.tokens
    lasting = kind in LASTING or (since and kind in _OUT) or (until and _is_out_now(turn))
    if asks is Fragment.WHEN and lasting:
        ended = not _OVER.isdisjoint(turn.before().tokens)
        return "end" if until or (over and (ended or not since)) else "start"
    return None


def _is_out_now(turn: FollowUp) -> bool:
    """Whether the one walk-out told of is on today."""
    out, today = turn.view.base.walkouts.get(turn.one_told() or ""), turn.view.local_day()
    return out is not None and out.first_day <= today <= (out.last_day or today)


def _with_the_question_before(turn: FollowUp, word: str) -> Reply:
    """The question before, asked with another word; what only says the same again is no answer to `why`."""
    if turn.previous.kind in ("person", "party"):
        return turn.not_held(None)
    before = turn.before()
    slots = turn.swapped(before.slots)
    words = (word, *(token for token in turn.read.tokens if token in _NOT))
    read = replace(
        before,
        text=turn.read.text,
        frame=(*words, *before.frame),
        tokens=(*words, *before.tokens),
        slots=slots,
    )
    reply = turn.decide(read, slots)
    if not turn.previous.entries and reply.confidence < turn.finding.thresholds.answer:
        reply = reply if reply.kind != "answer" else turn.not_held(None)
    again = reply.kind == "answer" and reply.entries[:1] == turn.previous.entries[:1]
    match word:
        case "when":
            return _asked_when(turn, reply)
        case "where":
            return _asked_where(turn, slots, reply, again=again)
        case "why" if reply.kind != "answer" or (again and not _asked_why(turn, reply)):
            return _why(turn)
        case "who" if again and not _tells_of_people(turn, reply):
            return turn.not_held(None)
    return reply


def _asked_when(turn: FollowUp, reply: Reply) -> Reply:
    if _is_of_the_strike_instead(turn, reply):
        return turn.not_held(None)
    return _dated_instead(turn, reply) or reply


def _asked_where(turn: FollowUp, slots: Slots, reply: Reply, *, again: bool) -> Reply:
    out = turn.kind("places_out", slots) if turn.previous.kind in _OUT else None
    placed = turn.previous.kind not in LASTING and _PLACED.search(own_words(reply))
    return out or (turn.not_held(None, say.NO_PLACE) if again and not placed else reply)


def _why(turn: FollowUp) -> Reply:
    """A reason that the base keeps, that the reply before gave, or that is asked for in the message by itself."""
    if (reason := _reason(turn) or _gives_a_reason(turn)) is not None:
        return reason
    alone = turn.decide(turn.read, turn.read.slots) if turn.read.slots.names() else None
    return alone if alone is not None and alone.kind == "answer" else turn.not_held(None, say.NO_REASON)


def _tells_of_people(turn: FollowUp, reply: Reply) -> bool:
    """Whether a reply is of something that happened or was said, or names anybody."""
    if isinstance(turn.topic.entry, Event | Quote | Position):
        return True
    told = own_words(reply)
    who = (*turn.view.base.people, *turn.view.base.parties)
    return any(turn.view.name_of(each) in told for each in who)


def _is_of_the_strike_instead(turn: FollowUp, reply: Reply) -> bool:
    """Whether a strike's days are told where the question before was of something else: of a name, of a law."""
    kind = reply.context.kind if reply.kind == "answer" and reply.context else ""
    return kind in ("start", "end", "length") and _STRUCK_WORDS.isdisjoint(turn.before().tokens)


def _gives_a_reason(turn: FollowUp) -> Reply | None:
    """The reply before, where the event or the answer that it told of gives a reason in its own words."""
    told = turn.topic.entry
    words = told.answer.text if isinstance(told, Answer) else getattr(told, "text", "")
    if turn.lean.fragment is not Fragment.WHY or not _CAUSE.search(words):
        return None
    again = turn.again()
    same = again.kind == "answer" and again.entries[:1] == turn.previous.entries[:1]
    return again if same else None


def _reason(turn: FollowUp) -> Reply | None:
    """The answer that the base keeps for why what was asked about happened: `why was the ninth plant called out`."""
    spoken = turn.before()
    words = spoken_words(spoken)
    texts = [] if words[:1] and words[0] in _OF_A_THING else [asked_why(words)]
    texts += [f"why was {turn.view.base.places[place].name} called out" for place in turn.topic.slots.places]
    for text in texts:
        meant = turn.reader(text)
        reply = turn.decide(
            replace(meant, text=turn.read.text), turn.swapped(meant.slots.inherit(spoken.slots))
        )
        told = reply.entries[0] if reply.kind == "answer" and reply.entries else ""
        entry = turn.view.base.entry(told) if told not in turn.previous.entries[:1] and told else None
        if any(asked.startswith(_REASONS) for asked in getattr(entry, "asked", ())) and _names_it(
            turn, entry
        ):
            return reply
    return None


def _names_it(turn: FollowUp, entry: object) -> bool:
    """Whether an entry is asked for with the names of the question before."""
    asked = stems_of(" ".join(getattr(entry, "asked", ())))
    spoken = turn.before()
    named = [stem(token) for token in spoken.tokens if token in spoken.named]
    return not named or (named[0] in asked and 2 * len(asked.intersection(named)) >= len(set(named)))


def _asked_why(turn: FollowUp, reply: Reply) -> bool:
    """Whether the base keeps a question for the reasons of what was asked about under the entry told."""
    entry = turn.view.base.entry(reply.entries[0]) if reply.entries else None
    said = {stem(word) for word in content(turn.before().tokens)}
    asked = [stems_of(text) for text in getattr(entry, "asked", ()) if text.startswith(_REASONS)]
    return any(2 * len(said & stems) >= len(said) for stems in asked)


def _dated_instead(turn: FollowUp, reply: Reply) -> Reply | None:
    """What happened on the day since which a position is held, where `when` finds no answer about that position."""
    held = turn.topic.entry
    if not isinstance(held, Position) or (reply.kind == "answer" and turn.topic.full_id in reply.entries):
        return None
    day = held.since.first()
    on = replace(turn.topic.slots, parties=(), issues=(), dates=(DateSlot(day, day, day_words(day)),))
    return turn.kind("timeline", on, own=True)


def _definition(turn: FollowUp) -> Reply | None:
    base, slots = turn.view.base, turn.topic.slots
    issues = [base.issues[issue].name for issue in slots.issues]
    sides = [turn.view.the(who) for who in (*slots.people, *slots.parties)]
    named = sides or issues if "who" in turn.read.tokens else issues or sides
    if not named or turn.previous.kind in ("party", "person", "issue"):
        return turn.again()
    meant = turn.reader(f"what {'are' if is_plural(named[0]) else 'is'} {named[0]}")
    return turn.decide(replace(meant, text=turn.read.text), meant.slots)
