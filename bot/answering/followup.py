"""Follow-ups: what a question takes over from the reply before it in the same conversation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.knowledge.models import Person, Position, Quote
from bot.matching.slots import PLACEHOLDERS, Question, Slots

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.answering.reply import Context, Reply
    from bot.answering.view import View

_LINKS = frozenset(
    """
    and what about how also then for of the a an in on with no not i im am meant mean we or but so ok
    okay instead rather is it was were did do does at to by from one ones please now same question that
    this those them they too as well regarding
    """.split()
)
_SURE = frozenset("sure certain really positive serious true right wrong lie lying seriously".split())
_SOMEONE = frozenset("he she him her his hers".split())
_SAYING = frozenset("said say says told tells account claims".split())
_NEIGHBOUR = re.compile(r"\b(day (before|after)|(previous|next|following) day)\b")
_POINTING = frozenset(
    "it that this there then he she him her his hers they them their its those these same one".split()
)


def is_bare(read: Question) -> bool:
    """Whether a question only links to one before it: `and the WGA?`."""
    linking = read.frame[:1] == ("and",) or read.frame[:2] in (("what", "about"), ("how", "about"))
    names = [token for token in read.frame if token.endswith("slot")]
    return (
        linking
        and names != [PLACEHOLDERS["issue"]]
        and all(token in _LINKS for token in read.frame if token not in names)
    )


def resolve_followup(engine: Engine, view: View, read: Question, previous: Context | None) -> Reply | None:
    """The reply to a question that only makes sense after another one; None for a question that stands alone."""
    if previous is None:
        return None
    if _NEIGHBOUR.search(read.text.casefold()) and previous.slots.dates:
        anchored = engine.read(view, read.text, anchor=previous.slots.dates[0].first)
        read = replace(read, slots=anchored.slots, frame=anchored.frame)
    read = _pronoun_named(view, read, previous)
    bare = [token for token in read.frame if token not in _LINKS and not token.endswith("slot")]
    asked_before = engine.read(view, previous.question).tokens
    if not read.slots.empty and all(token in asked_before for token in bare):
        return _same_kind(engine, view, read, previous)
    words = {token for token in bare if not token.isdigit()}
    if (
        words
        and words <= _SURE | _POINTING | {"you", "bot", "are"}
        and words & _SURE
        and replace(read.slots, number=None).empty
    ):
        return _again(engine, view, read, previous)
    if (
        bare in (["more"], ["tell", "me", "more"], ["tell", "more"], ["go"], ["continue"])
        and read.slots.empty
    ):
        return _again(engine, view, read, previous)
    if words & _SAYING and words <= _POINTING | _SAYING | {"who", "whose", "words"} and read.slots.empty:
        return _reworded(engine, view, read, previous, "whose account is this")
    if bare == ["why"] and read.slots.empty:
        return _reworded(engine, view, read, previous, _why(previous))
    return _inherited(engine, view, read, previous)


def _pronoun_named(view: View, read: Question, previous: Context) -> Question:
    """A question about `she` or `he`, with the person that the reply before it was about."""
    if read.slots.people or not _SOMEONE & set(read.frame):
        return read
    person = _person_of(view, previous)
    if person is None:
        return read
    frame = tuple(PLACEHOLDERS["person"] if token in _SOMEONE else token for token in read.frame)
    return replace(read, frame=frame, slots=replace(read.slots, people=(person,)))


def _person_of(view: View, previous: Context) -> str | None:
    """The one person named before, or who spoke in what was shown."""
    if previous.slots.people:
        return previous.slots.people[0]
    for full_id in previous.entries:
        entry = view.base.entry(full_id)
        if isinstance(entry, Quote | Position) and entry.speaker in view.base.people:
            return entry.speaker
        if isinstance(entry, Person):
            return entry.id
    return None


def _why(previous: Context) -> str:
    met = previous.kind.startswith("meeting") or any("/meeting/" in entry for entry in previous.entries)
    return "why was there no agreement" if met else "why are they on strike"


def _reworded(engine: Engine, view: View, read: Question, previous: Context, text: str) -> Reply:
    again = engine.read(view, text)
    return engine.decide(view, replace(again, text=read.text), again.slots.inherit(previous.slots), previous)


def _again(engine: Engine, view: View, read: Question, previous: Context) -> Reply:
    """The question before, asked again: the bot stands by what it said."""
    before = engine.read(view, previous.question)
    slots = before.slots.inherit(previous.slots)
    return engine.decide(view, replace(before, text=read.text), slots, previous)


def _same_kind(engine: Engine, view: View, read: Question, previous: Context) -> Reply:
    """`and the WGA?`: the question before, with other names."""
    before = engine.read(view, previous.question)
    slots = _swapped(view, read.slots, previous.slots)
    reply = engine.decide(view, replace(before, text=read.text, slots=slots), slots, previous)
    if reply.kind == "answer":
        return reply
    return engine.decide(view, read, read.slots.inherit(previous.slots), previous)


def _swapped(view: View, new: Slots, old: Slots) -> Slots:
    """The old slots with the new names in the place of those of their sort."""
    who = bool(new.parties or new.people or new.unions or new.strikes)
    unions = new.unions
    parties = new.parties
    if who and not unions and (old.unions or old.strikes) and parties and not old.parties:
        unions = tuple(p for p in parties if view.strikes_of(p))
        parties = tuple(p for p in parties if p not in unions)
    return Slots(
        parties=parties if who else old.parties,
        people=new.people if who else old.people,
        issues=new.issues or old.issues,
        strikes=new.strikes if who else old.strikes,
        unions=unions if who else old.unions,
        dates=new.dates or old.dates,
        number=new.number if new.number is not None else None,
        quoted=new.quoted,
    )


def _inherited(engine: Engine, view: View, read: Question, previous: Context) -> Reply | None:
    """A whole question that points back, or that lacks a name: with the missing names of the one before."""
    alone = engine.decide(view, read, read.slots, previous)
    pointing = bool(set(read.tokens) & _POINTING)
    if alone.kind == "answer" and not pointing and not (previous.slots.dates and not read.slots.dates):
        return alone
    slots = read.slots.inherit(previous.slots)
    if slots == read.slots:
        return alone
    together = engine.decide(view, read, slots, previous)
    return together if together.kind == "answer" else alone
