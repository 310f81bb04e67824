"""What came before, or next: `and the one before`, `and then`, `who was it before him`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.followups.relative_days import day_beside, happened_next
from bot.answering.kinds.registry import KINDS
from bot.answering.question.query import Query, began
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.model.models import Answer, Position, Strike
from bot.matching.earlier_values import Earlier, earlier
from bot.matching.fragments import Fragment
from bot.matching.ordinals import ordinal_in
from bot.matching.slots import Slots

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.knowledge.model.models import Person, Role

_OF_THE_NEWEST = frozenset("walkout_last walkout_next".split())
"""Kinds that tell of one walk-out whatever day is named."""
_CURRENT = frozenset("this current now today".split())
_OF_A_PERSON = frozenset("him her his he she predecessor successor".split())


def neighbour(turn: FollowUp) -> Reply | None:
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
    ask = Query(turn.read, spoken, turn.view, "timeline", turn.previous)
    found = happened_next(ask, turn.previous.kind, later=later)
    if found is None:
        return turn.again() if isinstance(turn.topic.entry, Answer) else None
    if not found:
        coming = turn.kind("walkout_next", turn.topic.slots) if later and out is not None else None
        return coming or turn.not_held(None, say.NOTHING_LATER if later else say.NOTHING_EARLIER)
    return turn.kind("timeline", replace(turn.topic.slots, dates=found))


def _successor(turn: FollowUp, *, later: bool) -> Reply | None:
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


def _holders(turn: FollowUp, person: Person) -> list[tuple[Role, Person]]:
    """The others who are known to have held the main role of somebody."""
    main = turn.view.roles(person)[:1]
    people = [found for who in turn.view.base.people if who != person.id and (found := turn.view.person(who))]
    return [
        (role, found)
        for found in people for role in turn.view.roles(found) for one in main
        if (role.title.casefold(), role.party) == (one.title.casefold(), one.party)
    ]  # fmt: skip


def _is_beside(turn: FollowUp, person: Person, role: Role, *, later: bool) -> bool:
    """Whether somebody's role began, or ended, on the right side of the main role of the person spoken of."""
    own = turn.view.roles(person)[0]
    first, last = (own, role) if later else (role, own)
    return last.since is not None and last.since.first() > _begun(first)


def _begun(role: Role) -> dt.date:
    """From when somebody held a role; the first of days where that is not known."""
    return role.since.first() if role.since else dt.date.min


def _entry_beside(turn: FollowUp, *, later: bool) -> Reply | None:
    """`and the one before`: the ballot or the walk-out before the one told of."""
    if isinstance(turn.topic.entry, Position) and not later:
        return _held_before(turn, turn.topic.entry)
    told_of = turn.one_told() or ""
    one_of_it = told_of in turn.view.base.walkouts or told_of in turn.view.base.ballots
    if isinstance(turn.topic.entry, Strike) and not one_of_it and "one" in turn.read.tokens:
        return _strike_beside(turn, turn.topic.entry, later=later)
    told = turn.one_told() if "one" in turn.read.tokens else None
    day = day_beside(turn.view, told, later=later) if told else None
    if day is None:
        return None
    slots = replace(turn.topic.slots, dates=(DateSlot(day, day, day_words(day)),))
    kind = "walkout_on" if turn.previous.kind in _OF_THE_NEWEST else turn.previous.kind
    return turn.kind(kind, slots, own=True)


def _strike_beside(turn: FollowUp, told: Strike, *, later: bool) -> Reply | None:
    """`and the one before`: the strike of the same union before, or after, the one told of."""
    unions = turn.view.unions_of(told)
    others = [one for one in turn.view.strikes if one.kind == "strike" and turn.view.unions_of(one) & unions]
    here = began(told)
    beside = [one for one in others if (began(one) > here if later else began(one) < here)]
    if not beside or turn.previous.kind not in KINDS:
        return None
    chosen = (min if later else max)(beside, key=began)
    return turn.kind(turn.previous.kind, Slots(strikes=(chosen.id,)), own=True)


def before_this(turn: FollowUp) -> Reply | None:
    """`and the last one` after `how long is this walk-out`: the one before it, since the last known is the one spoken of."""
    tokens = turn.read.tokens
    one = turn.one_told() or ""
    in_a_row = one in turn.view.base.ballots or one in turn.view.base.walkouts
    of_several = in_a_row and earlier(tokens) is Earlier.BEFORE
    current = not _CURRENT.isdisjoint(turn.before().tokens) and ordinal_in(tokens) in ("last", "previous")
    if "one" not in tokens or not (of_several or current):
        return None
    return _entry_beside(turn, later=False)


def _held_before(turn: FollowUp, told: Position) -> Reply | None:
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
