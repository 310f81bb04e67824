"""Answers about meetings: what happened, who was there, when, where, why, what was discussed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, dated, listing
from bot.answering.question.query import MEETING_WORDS, Query, meetings_of, sides, speaks_for
from bot.answering.suggestions.showcase import showcase
from bot.dates.partial import day_words
from bot.knowledge.model.models import PartyKind
from bot.matching.polarity import asks_who_was_absent

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Meeting, Statement

NEAR_DAYS = 10
"""How far off a meeting may be to be named for a day without one."""


def outcome_of(view: View, meeting: Meeting) -> Statement | None:
    return next(view.said(meeting, meeting.outcome), None)


def _day_of(meeting: Meeting) -> str:
    """The day of a meeting, or its first and last day: `Wednesday, June 7, 2023 to July 12, 2023`."""
    first = day_words(meeting.date, weekday=True)
    return f"{first} to {day_words(meeting.last_date)}" if meeting.last_date else first


def _chosen(ask: Query) -> tuple[str, Meeting] | None:
    found = meetings_of(ask)
    if not found and ask.slots.dates and all(slot.fuzzy for slot in ask.slots.dates):
        return None
    if {"first", "initial"} & ask.tokens and found:
        during = [pair for pair in found if pair[1].phase == "during"]
        return (during or found)[-1]
    return found[0] if found else None


def _nearest(ask: Query) -> Draft | None:
    """A day on which no meeting is known: said so, with the nearest one."""
    if not ask.tokens & MEETING_WORDS:
        return None
    days = [day for slot in ask.slots.dates if slot.bound == "on" and (day := slot.named)]
    others = meetings_of(replace(ask, slots=replace(ask.slots, dates=())))
    if not days or not others or days[0] > ask.view.local_day():
        return None
    full_id, entry = min(others, key=lambda pair: abs((pair[1].date - days[0]).days))
    if abs((entry.date - days[0]).days) > NEAR_DAYS:
        return None
    draft = Draft(ask.view)
    told = say.NO_MEETING_ON(date=day_words(days[0], weekday=True), when=_day_of(entry))
    draft.tell(full_id, entry, told, first=True)
    for statement in ask.view.said(entry, entry.outcome, entry.why, entry.summary):
        draft.say(full_id, entry, statement)
    draft.support.append("meeting talks session deal agreement ended happened")
    return draft


def meeting(ask: Query) -> Draft | None:
    """What happened at a meeting: outcome first."""
    chosen = _chosen(ask)
    if chosen is None:
        return _nearest(ask)
    full_id, entry = chosen
    draft = Draft(ask.view)
    outcome = outcome_of(ask.view, entry)
    if outcome:
        told = outcome.model_copy(update={"text": dated(entry.date, outcome.text)})
        draft.say(full_id, entry, told, first=True)
    draft.say(full_id, entry, entry.summary, first=True)
    draft.say_all(full_id, entry, [entry.why])
    draft.say_all(full_id, entry, entry.discussed, lead="Discussed")
    _present(ask, draft, full_id, entry)
    draft.say_all(full_id, entry, [entry.next_step], lead="Next")
    draft.disputes(entry)
    draft.support.append(f"{entry.title} {_day_of(entry)} meeting talks session")
    draft.relate(
        [
            "Who was in the room?",
            "What was discussed?",
            "What happens next?",
            showcase(ask.view).about_a_side,
        ]
    )
    return draft


def _present(ask: Query, draft: Draft, full_id: str, entry: Meeting) -> None:
    if names := _present_for(ask, entry, None):
        draft.tell(full_id, entry, say.NAMES(names=listing(names)), lead="Present")


def _present_for(ask: Query, entry: Meeting, side: str | None) -> list[str]:
    """Who was there, for a side or for all of them."""
    people = [who for who in entry.attendees if side is None or speaks_for(ask.view, who, side)]
    others = [
        o for o in entry.also_present if side is None or ask.view.name_of(side).casefold() in o.casefold()
    ]
    return [*(_named(ask.view, who) for who in people), *others]


def _named(view: View, who: str) -> str:
    person = view.person(who)
    if person is None:
        return view.the(who)
    roles = view.roles(person)
    return f"{person.name} ({roles[0].title})" if roles else person.name


def attendees(ask: Query) -> Draft | None:
    """Who was there; for a person asked about, whether the sources name them."""
    chosen = _chosen(ask)
    if chosen is None:
        return None
    full_id, entry = chosen
    draft = Draft(ask.view)
    asked = ask.slots.people
    listed = bool(entry.attendees or entry.also_present)
    if not listed:
        return None
    when = _day_of(entry)
    for who in asked:
        told = say.WAS_THERE if who in entry.attendees else say.NOT_NAMED
        draft.tell(full_id, entry, told(who=ask.view.name_of(who), when=when), first=True)
    for company in _companies(ask):
        if not any(_is_of(ask, who, company) for who in entry.attendees):
            told_of = say.NOBODY_OF(party=ask.view.name_of(company), when=when)
            draft.tell(full_id, entry, told_of, first=True)
    if asks_who_was_absent(ask.question.tokens) and not draft.headline:
        draft.tell(full_id, entry, say.ABSENT_UNKNOWN(when=when), first=True)
    side = next((party for party in sides(ask) if _has_side(ask, entry, party)), None) if not asked else None
    if len(sides(ask)) > 1:
        side = None
    names = listing(_present_for(ask, entry, side))
    whose = ask.view.the(side) if side else ""
    if draft.headline:
        draft.tell(full_id, entry, say.NAMES(names=names), lead=f"For {whose}" if side else "Present")
    else:
        told = say.THERE_FOR if side else say.IN_THE_ROOM
        draft.tell(full_id, entry, told(party=whose, when=when, names=names), first=True)
    draft.support.append(
        f"{entry.title} meeting room attended present there represented met {_day_of(entry)}"
    )
    draft.relate(["What happened at the meeting?", "Who asked for the meeting?"])
    return draft


def _companies(ask: Query) -> list[str]:
    """The companies named, which speak through the association they belong to."""
    return [party for party in ask.slots.parties if ask.view.base.parties[party].kind == PartyKind.COMPANY]


def _is_of(ask: Query, who: str, company: str) -> bool:
    person = ask.view.person(who)
    return person is not None and any(role.party == company for role in ask.view.roles(person))


def _has_side(ask: Query, entry: Meeting, party: str) -> bool:
    return any(speaks_for(ask.view, who, party) for who in entry.attendees)


def _one(ask: Query, *fields: str, fallback: bool = True) -> Draft | None:
    """An answer from some fields of the meeting; None when they hold nothing (and no fallback is wanted)."""
    chosen = _chosen(ask)
    if chosen is None:
        return _nearest(ask)
    full_id, entry = chosen
    draft = Draft(ask.view)
    for field in fields:
        value = getattr(entry, field)
        for statement in ask.view.said(entry, *(value if isinstance(value, tuple) else (value,))):
            draft.say(full_id, entry, statement, first=True)
    if not draft.headline:
        return meeting(ask) if fallback else None
    draft.note(say.ABOUT_MEETING(meeting=entry.title, when=_day_of(entry)))
    draft.support.append(f"{entry.title} meeting talks {_day_of(entry)}")
    draft.relate(["What happened at the meeting?", "Who was in the room?"])
    return draft


def outcome(ask: Query) -> Draft | None:
    draft = _one(ask, "outcome", "why", "next_step")
    chosen = _chosen(ask)
    if draft and chosen:
        draft.disputes(chosen[1])
    return draft


def why(ask: Query) -> Draft | None:
    """Why there was no agreement, with what was refused there."""
    draft = _one(ask, "why", "outcome")
    chosen = _chosen(ask)
    if draft is None or chosen is None:
        return draft
    for full_id, position in ask.view.positions:
        same = (
            ask.view.base.strike_of(full_id) == ask.view.base.strike_of(chosen[0])
            and position.meeting == chosen[1].id
        )
        if same and position.stance in ("refuses", "silent"):
            draft.tell(full_id, position, position.text)
    draft.disputes(chosen[1])
    return draft


def topics(ask: Query) -> Draft | None:
    return _one(ask, "discussed", fallback=True)


def place(ask: Query) -> Draft | None:
    return _one(ask, "place", fallback=False)


def time(ask: Query) -> Draft | None:
    lasting = {"long", "last", "lasted", "hours", "hour", "duration", "length", "minutes"} & ask.tokens
    return _one(ask, "duration", fallback=False) if lasting else _one(ask, "time", "duration", fallback=False)


def when(ask: Query) -> Draft | None:
    """When they met: the meeting meant, and the date."""
    chosen = _chosen(ask)
    if chosen is None:
        return None
    full_id, entry = chosen
    draft = Draft(ask.view)
    draft.tell(full_id, entry, say.MEETING_WAS_ON(meeting=entry.title, when=_day_of(entry)), first=True)
    draft.say_all(full_id, entry, [entry.summary, entry.outcome])
    draft.support.append("meeting met meet last date day first time since talks")
    return draft


def asked_for(ask: Query) -> Draft | None:
    """Who asked for a meeting."""
    known = [(i, m) for i, m in meetings_of(ask) if m.asked_for_by]
    if not known:
        return None
    full_id, entry = known[0]
    draft = Draft(ask.view)
    who = capital(_named(ask.view, entry.asked_for_by or ""))
    told = say.ASKED_FOR_IT(who=who, meeting=entry.title, when=_day_of(entry))
    draft.tell(full_id, entry, told, first=True)
    draft.say_all(full_id, entry, [entry.summary])
    draft.support.append("asked called requested initiated reached out set up meeting idea first")
    return draft
