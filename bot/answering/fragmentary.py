"""A word or two about a reply: `source?`, `why tho`, `and then`, and what each asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering import sentences as say
from bot.answering.ask import Ask, strikes_of
from bot.answering.neighbours import day_beside, happened_next
from bot.answering.turn import DATED, LASTING, STRUCK
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.models import Answer, Event, Position, Quote
from bot.matching.fragments import Fragment
from bot.matching.lexicon import content
from bot.matching.pointing import is_plural
from bot.matching.slots import Slots
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from bot.answering.reply import Reply
    from bot.answering.turn import Turn
    from bot.knowledge.models import Person, Role

_OUT = frozenset("places_out struck strikers walkout_on against".split())
"""Kinds after which `since when` asks when the strike began."""
_NOT = frozenset(("not",))
_OF_A_PERSON = frozenset("him her his he she predecessor successor".split())
_ASKED_WITH = {Fragment.WHY: "why", Fragment.WHEN: "when", Fragment.WHERE: "where", Fragment.WHO: "who"}
_OF_A_MEETING = {
    Fragment.WHY: "meeting_why",
    Fragment.WHEN: "meeting_when",
    Fragment.WHERE: "meeting_where",
    Fragment.WHO: "attendees",
}


def fragment(turn: Turn) -> Reply | None:
    """The reply to a message that is one of the fragments."""
    match turn.lean.fragment:
        case Fragment.AGAIN:
            return turn.again()
        case Fragment.SOURCE:
            return _about_the_reply(turn, "source")
        case Fragment.TELLER:
            return _about_the_reply(turn, "reliability")
        case Fragment.NEXT | Fragment.BEFORE:
            return _neighbour(turn)
        case Fragment.DEFINITION:
            return _definition(turn)
    return _asked_with(turn)


def _about_the_reply(turn: Turn, kind: str) -> Reply | None:
    """Where the reply comes from; what comes then is still about what it told."""
    reply = turn.kind(kind, turn.previous.slots) if turn.previous.entries else None
    return replace(reply, context=replace(turn.previous, at=turn.view.as_of)) if reply else None


def _asked_with(turn: Turn) -> Reply | None:
    """`why`, `when`, `where`, `who`: of the meeting or the strike spoken of, else of the question before."""
    asks, kind = turn.lean.fragment, turn.previous.kind
    if asks is None:
        return None
    slots = turn.swapped(turn.topic.slots)
    asked = None
    if asks is Fragment.WHEN and isinstance(turn.topic.entry, Quote | Event) and not turn.topic.met:
        return turn.again()  # both are told with their day
    if turn.topic.met or kind in DATED:
        asked = turn.kind(_OF_A_MEETING[asks], slots)
    elif (of_a_strike := _of_a_strike(turn, asks, kind, slots)) is not None:
        asked = turn.kind(of_a_strike, replace(slots, dates=tuple(date for date in slots.dates if date.year)))
    return asked or _with_the_question_before(turn, _ASKED_WITH[asks])


def _of_a_strike(turn: Turn, asks: Fragment, kind: str, slots: Slots) -> str | None:
    """The kind of question that `why` or `when` is after one about a strike as a whole."""
    strikes = strikes_of(Ask(turn.read, slots, turn.view, ""))
    over = all(not turn.view.state(strike).ongoing for strike in strikes)
    if kind == "end" and "about" in turn.read.tokens:
        return "reasons"
    if asks is Fragment.WHY and kind in STRUCK:
        return None if over and kind == "status" else "reasons"
    since, until = "since" in turn.read.tokens, "until" in turn.read.tokens
    lasting = kind in LASTING or (since and kind in _OUT) or (until and _is_out_now(turn))
    if asks is Fragment.WHEN and lasting:
        return "end" if until or (over and not since) else "start"
    return None


def _is_out_now(turn: Turn) -> bool:
    """Whether the one walk-out told of is on today."""
    out, today = turn.view.base.walkouts.get(turn.one_told() or ""), turn.view.local_day()
    return out is not None and out.first_day <= today <= (out.last_day or today)


def _with_the_question_before(turn: Turn, word: str) -> Reply:
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
    if word == "when" and (dated := _dated_instead(turn, reply)) is not None:
        return dated
    same = reply.entries[:1] == turn.previous.entries[:1] and not _asked_why(turn, reply)
    if word == "why" and (reply.kind != "answer" or same):
        alone = turn.decide(turn.read, turn.read.slots) if turn.read.slots.names() else None
        if alone is not None and alone.kind == "answer":
            return alone
        return turn.not_held(None, say.NO_REASON)
    return reply


def _asked_why(turn: Turn, reply: Reply) -> bool:
    """Whether the base keeps a question for the reasons of what was asked about under the entry told."""
    entry = turn.view.base.entry(reply.entries[0]) if reply.entries else None
    said = {stem(word) for word in content(turn.before().tokens)}
    asked = [stems_of(text) for text in getattr(entry, "asked", ()) if text.startswith(("why", "how come"))]
    return any(2 * len(said & stems) >= len(said) for stems in asked)


def _dated_instead(turn: Turn, reply: Reply) -> Reply | None:
    """What happened on the day since which a position is held, where `when` finds no answer about that position."""
    held = turn.topic.entry
    if not isinstance(held, Position) or (reply.kind == "answer" and turn.topic.full_id in reply.entries):
        return None
    day = held.since.first()
    on = replace(turn.topic.slots, parties=(), issues=(), dates=(DateSlot(day, day, day_words(day)),))
    return turn.kind("timeline", on, own=True)


def _definition(turn: Turn) -> Reply | None:
    base, slots = turn.view.base, turn.topic.slots
    issues = [base.issues[issue].name for issue in slots.issues]
    sides = [turn.view.the(who) for who in (*slots.people, *slots.parties)]
    named = sides or issues if "who" in turn.read.tokens else issues or sides
    if not named or turn.previous.kind in ("party", "person", "issue"):
        return turn.again()
    meant = turn.reader(f"what {'are' if is_plural(named[0]) else 'is'} {named[0]}")
    return turn.decide(replace(meant, text=turn.read.text), meant.slots)


def _neighbour(turn: Turn) -> Reply | None:
    """What happened next, or before that, in the strike spoken of."""
    later = turn.lean.fragment is Fragment.NEXT
    if turn.previous.kind in ("role_holder", "person") or not _OF_A_PERSON.isdisjoint(turn.read.tokens):
        return _successor(turn, later=later)
    if (beside := _entry_beside(turn, later=later)) is not None:
        return beside
    out = turn.view.base.walkouts.get(turn.one_told() or "")
    spoken = turn.topic.slots
    if out is not None:
        last = out.last_day or out.first_day
        spoken = replace(spoken, dates=(DateSlot(out.first_day, last, day_words(out.first_day)),))
    ask = Ask(turn.read, spoken, turn.view, "timeline", turn.previous)
    found = happened_next(ask, turn.previous.kind, later=later)
    if found is None:
        return turn.again() if isinstance(turn.topic.entry, Answer) else None
    if not found:
        return turn.not_held(None, say.NOTHING_LATER if later else say.NOTHING_EARLIER)
    return turn.kind("timeline", replace(turn.topic.slots, dates=found))


def _successor(turn: Turn, *, later: bool) -> Reply | None:
    """`and before him`: who held the same role before, or after, the person spoken of."""
    spoken = next(iter(turn.topic.slots.people), None)
    person = turn.view.person(spoken) if spoken else None
    if person is None:
        return None
    held = [
        (role, found) for role, found in _holders(turn, person) if _is_beside(turn, person, role, later=later)
    ]
    if not held:
        return turn.not_held(None)
    chosen = (min if later else max)(held, key=lambda pair: _begun(pair[0]))[1]
    return turn.kind("person", replace(turn.topic.slots, people=(chosen.id,), parties=()), own=True)


def _holders(turn: Turn, person: Person) -> list[tuple[Role, Person]]:
    """The others who are known to have held the main role of somebody."""
    main = turn.view.roles(person)[:1]
    people = [found for who in turn.view.base.people if who != person.id and (found := turn.view.person(who))]
    return [
        (role, found)
        for found in people for role in turn.view.roles(found) for one in main
        if (role.title.casefold(), role.party) == (one.title.casefold(), one.party)
    ]  # fmt: skip


def _is_beside(turn: Turn, person: Person, role: Role, *, later: bool) -> bool:
    """Whether somebody's role began, or ended, on the right side of the main role of the person spoken of."""
    own = turn.view.roles(person)[0]
    first, last = (own, role) if later else (role, own)
    return last.since is not None and last.since.first() > _begun(first)


def _begun(role: Role) -> dt.date:
    """From when somebody held a role; the first of days where that is not known."""
    return role.since.first() if role.since else dt.date.min


def _entry_beside(turn: Turn, *, later: bool) -> Reply | None:
    """`and the one before`: the ballot or the walk-out before the one told of."""
    if isinstance(turn.topic.entry, Position) and not later:
        return _held_before(turn, turn.topic.entry)
    told = turn.one_told() if "one" in turn.read.tokens else None
    day = day_beside(turn.view, told, later=later) if told else None
    if day is None:
        return None
    slots = replace(turn.topic.slots, dates=(DateSlot(day, day, day_words(day)),))
    return turn.kind(turn.previous.kind, slots, own=True)


def _held_before(turn: Turn, told: Position) -> Reply | None:
    """`and before that`: what the same side held on the issue before what was told; that nothing is known, where nothing is."""
    base = turn.view.base
    strikes = base.strikes_of(turn.topic.full_id or "")
    days = [
        position.since.first() for i, position in turn.view.positions
        if position.issue == told.issue and set(position.parties) & set(told.parties) and strikes & base.strikes_of(i)
        and position.since.first() < told.since.first()
    ]  # fmt: skip
    if not days:
        return turn.not_held(None, say.NOTHING_EARLIER)
    day = max(days)
    own = Slots(parties=told.parties[:1], issues=(told.issue,), dates=(DateSlot(day, day, day_words(day)),))
    return turn.kind("position", own, own=True)
