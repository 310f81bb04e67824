"""Answers about other action and about outside help: lockouts, bans, court orders, mediation; and who mediates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, dated_on
from bot.answering.composition.strike_status import days_text
from bot.answering.handlers.people import introduce
from bot.answering.question.query import concerning, strikes_of
from bot.dates.partial import day_words
from bot.matching.text import stems_of

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.question.query import Handler, Query
    from bot.knowledge.model.models import Event, Person

LISTED = 5
"""How many events one reply tells."""
HELPERS = stems_of("mediator mediators conciliator arbitrator arbiter facilitator")


def _events(ask: Query, *kinds: str) -> list[tuple[str, Event]]:
    """The events of these kinds in the strikes meant, by then; those still in force first, then the latest."""
    strikes = {strike.id for strike in strikes_of(ask)}
    today, concerns = ask.view.local_day(), concerning(ask)
    found = [
        (i, event)
        for i, event in ask.view.events
        if event.kind in kinds and event.date.first() <= today and strikes & ask.view.base.strikes_of(i)
        and concerns(event.parties)
    ]  # fmt: skip
    if ask.slots.dates:
        found = [
            (i, event)
            for i, event in found
            if any(event.date.covers(slot.first, slot.last) for slot in ask.slots.dates)
        ]
    return sorted(found, key=lambda pair: (pair[1].ended is None, pair[1].date.first()), reverse=True)


def of_kind(*kinds: str) -> Handler:
    """Tells the events of these kinds, and how they ended."""

    def told(ask: Query) -> Draft | None:
        draft = Draft(ask.view)
        for full_id, event in _events(ask, *kinds)[:LISTED]:
            draft.tell(full_id, event, dated_on(event.date, event.text), first=True)
            if event.due:
                draft.lead(_due(event.due, ask.view.local_day()), draft.cite(event.citations))
            draft.say_all(full_id, event, [event.ended, *event.more])
            draft.disputes(event)
        draft.support.append(" ".join(kinds).replace("-", " "))
        return draft if draft.headline else None

    return told


def _due(day: dt.date, today: dt.date) -> str:
    """When the day is that an event sets."""
    if day == today:
        return say.DUE_TODAY(date=day_words(day, weekday=True))
    if day < today:
        return say.WAS_DUE_ON(date=day_words(day, weekday=True))
    return say.DUE_ON(date=day_words(day, weekday=True), days=days_text((day - today).days))


def mediator(ask: Query) -> Draft | None:
    """Who mediates or arbitrates: the people whose role it is, and what is told of it."""
    draft = Draft(ask.view)
    for found in _helpers(ask):
        introduce(ask, draft, found)
    for full_id, event in _events(ask, "mediation", "arbitration")[:LISTED]:
        draft.tell(full_id, event, dated_on(event.date, event.text), first=True)
    draft.support.append("mediator mediators arbitrator conciliator who mediates mediating")
    return draft if draft.headline else None


def _helpers(ask: Query) -> list[Person]:
    """The people known who hold such a role now."""
    today = ask.view.local_day()
    people = (ask.view.person(id) for id in ask.view.base.people)
    return [
        person
        for person in people
        if person
        and any(HELPERS & stems_of(role.title) and not role.is_over(today) for role in ask.view.roles(person))
    ]
