"""Walk-outs, ballots, places and numbers shown by themselves: their titles, their words, what may find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.answering.handlers import figures
from bot.dates.partial import day_words
from bot.knowledge.model.actions import Ballot, Figure, Place, WalkOut

if TYPE_CHECKING:
    from bot.answering.composition.draft import Draft
    from bot.dates.found import DateSlot
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Entry, Statement

OfAction = WalkOut | Ballot | Place | Figure
Unit = tuple[str, "Statement | None"]


def title_of(entry: OfAction) -> str:
    """What to call it, for a person."""
    match entry:
        case WalkOut():
            return capital(entry.name or entry.text[:80])
        case Ballot():
            return f"Ballot on {entry.asks}"
    return capital(entry.name)


def question_for(entry: OfAction) -> str:
    """A question that it answers."""
    match entry:
        case WalkOut():
            return f"What happened in the walk-out of {day_words(entry.first_day)}?"
        case Ballot():
            return f"How did the ballot on {entry.asks} go?"
        case Figure():
            return capital(entry.name) if entry.counts == "cost" else f"How many {entry.name}?"
    return f"When did {entry.name} walk out?"


def show(draft: Draft, full_id: str, entry: OfAction, dates: tuple[DateSlot, ...] = ()) -> None:
    """Its words, what came of it first; of numbers, those of the days named."""
    match entry:
        case WalkOut():
            draft.tell(full_id, entry, entry.text, first=True)
            draft.say_all(full_id, entry, [entry.happened, *entry.more, entry.called_off, entry.hours])
        case Ballot():
            for statement in draft.view.said(entry, entry.result):
                draft.say(full_id, entry, statement, first=True)
            draft.tell(full_id, entry, entry.text, first=True)
        case Figure():
            figures.tell_whole(draft, full_id, entry, dates)
        case Place():
            for statement in draft.view.said(entry, *entry.about):
                draft.say(full_id, entry, statement, first=True)


def units_of(base: KnowledgeBase, entry: OfAction) -> list[Unit]:
    """What it tells, claim by claim: all the words that may find it, and the claim to tell first (None: all of it)."""
    match entry:
        case WalkOut():
            names = " ".join(base.places[part.place].name for part in entry.places)
            head = f"{entry.name or ''} walk-out walkout strike {names}"
            parts = (entry.happened, *entry.more, entry.called_off, entry.hours)
            return [
                (f"{head} {entry.text}", None),
                *((f"{head} {part.text}", part) for part in parts if part),
            ]
        case Ballot():
            head = f"ballot vote {entry.asks}"
            result = [(f"{head} {entry.result.text}", entry.result)] if entry.result else []
            return [(f"{head} {entry.text}", None), *result]
        case Figure():
            head = " ".join((entry.name, *entry.aliases))
            return [(f"{head} {value.text}", value) for value in entry.values]
    return [(f"{entry.name} {statement.text}", statement) for statement in entry.about]


def asked_for(entry: Entry) -> list[str]:
    """How people ask for a number, by the names of what it counts; nothing for any other entry."""
    if not isinstance(entry, Figure):
        return []
    much = "how much" if entry.counts == "cost" else "how many"
    names = (entry.name, *entry.aliases)
    return [
        *([entry.name] if entry.counts == "cost" else []),
        *(
            asked
            for name in names
            for asked in (f"{much} {name}", f"number of {name}", f"{much} {name} so far")
        ),
    ]
