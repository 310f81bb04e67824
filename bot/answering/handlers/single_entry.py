"""Shows one entry by itself: what a search hit, a choice or a browse command gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import agreeing
from bot.answering.composition.draft import Draft, capital, dated_on, named, speaker_of
from bot.answering.composition.prose import clipped
from bot.answering.composition.strike_status import standing
from bot.answering.handlers import action_entries, people
from bot.answering.known.periods import strike_of_its_time
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase
from bot.knowledge.model.actions import Ballot, Figure, Place, WalkOut
from bot.knowledge.model.models import (
    Answer,
    Entry,
    Event,
    Issue,
    Meeting,
    Party,
    Person,
    Position,
    Quote,
    Settlement,
    Statement,
    Strike,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.known.view import View
    from bot.dates.found import DateSlot
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Deal


OPENING = 70
"""Characters of a quote in a question about it."""


def title_of(view: View, full_id: str) -> str:
    """What to call an entry, for a person."""
    entry = view.base.entry(full_id)
    match entry:
        case Answer():
            return entry.question
        case Meeting():
            return f"{capital(entry.title)}, {day_words(entry.date)}"
        case Quote():
            return f"{speaker_of(view, entry)[0]}: “{entry.text[:60]}{'…' if len(entry.text) > 60 else ''}”"
        case Position():
            parties = " and ".join(view.name_of(party) for party in entry.parties)
            return f"{parties} on {view.base.issues[entry.issue].name}, {entry.since.words()}"
        case Event():
            return f"{entry.date.words()}: {entry.text[:80]}{'…' if len(entry.text) > 80 else ''}"
        case Party() | Person() | Issue() | Strike():
            return capital(entry.name)
    return action_entries.title_of(entry) if isinstance(entry, action_entries.OfAction) else full_id


def question_for(view: View, full_id: str) -> str:
    """A question that an entry answers."""
    entry = view.base.entry(full_id)
    match entry:
        case Answer():
            return entry.question
        case Meeting():
            return f"What happened at the meeting on {day_words(entry.date)}?"
        case Quote():
            return f"Who said “{clipped(entry.text, OPENING)}”?"
        case Position():
            return f"What did {view.the(entry.parties[0])} say about {view.base.issues[entry.issue].name}?"
        case Event():
            return say.WHAT_HAPPENED(when=entry.date.when())
        case Person():
            return f"Who is {entry.name}?"
        case Party():
            return agreeing(view, entry.id, f"What is {view.the(entry.id)}?")
        case Issue():
            return f"Where do things stand on {entry.name}?"
        case Strike():
            return f"Where does the {entry.short_name} stand?"
    return action_entries.question_for(entry) if isinstance(entry, action_entries.OfAction) else full_id


def show(view: View, full_id: str, dates: tuple[DateSlot, ...] = ()) -> Draft:
    """One entry, answer first; of numbers, those of the days named: nothing where none is. It must be known in the view."""
    entry = view.base.entry(full_id)
    draft = Draft(view)
    _show(draft, full_id, entry, dates)
    draft.disputes(entry)
    return draft


def _show(  # noqa: C901 - one case for each kind of entry
    draft: Draft, full_id: str, entry: Entry, dates: tuple[DateSlot, ...]
) -> None:
    view = draft.view
    match entry:
        case Answer():
            draft.say(full_id, entry, entry.answer, first=True)
            if since := from_which_time(view, entry):
                draft.note(since)
            draft.say_all(full_id, entry, entry.more)
        case Meeting():
            draft.say_all(full_id, entry, ())
            for statement in view.said(
                entry, entry.outcome, entry.summary, entry.why, *entry.discussed, entry.next_step
            ):
                draft.say(full_id, entry, statement, first=True)
        case Quote():
            speaker, role = speaker_of(view, entry)
            who = capital(f"{speaker}, {role}," if role else named(view, entry))
            draft.use(full_id, entry)
            draft.lead(say.SAID(who=who, when=entry.said.when()), draft.cite(entry.citations))
            draft.quote(full_id, entry)
            draft.attribute(entry.reported_by)
        case Position():
            draft.tell(full_id, entry, entry.text, first=True)
        case Event():
            draft.tell(full_id, entry, dated_on(entry.date, entry.text), first=True)
            draft.say_all(full_id, entry, entry.more)
        case Party() | Issue():
            for statement in view.said(entry, *entry.about):
                draft.say(full_id, entry, statement, first=True)
        case Person():
            draft.tell(full_id, entry, people.tenure(view, entry, 2), first=True)
            draft.say_all(full_id, entry, entry.about)
        case WalkOut() | Ballot() | Place() | Figure():
            action_entries.show(draft, full_id, entry, dates)
        case Strike():
            draft.told_elsewhere(view.state(entry))
            draft.tell(full_id, entry, standing(view.state(entry)), first=True)
            begun = view.state(entry).phase is not Phase.BEFORE
            draft.say_all(
                full_id,
                entry,
                [entry.started if begun else None, entry.ended, entry.length, entry.ratification],
            )
    if not draft.headline and not (dates and isinstance(entry, Figure)):
        draft.tell(full_id, entry, title_of(view, full_id), first=True)


def from_which_time(view: View, answer: Answer) -> str:
    """That an answer no longer holds, or was written during a strike that is over; empty where it holds as it is told."""
    if answer.until and answer.until.last() < view.local_day():
        return say.HELD_UNTIL(date=answer.until.words())
    if (strike := strike_of_its_time(view, answer)) and strike.ended:
        return say.OF_ITS_TIME(strike=strike.short_name, date=strike.ended.date.words())
    return ""


def units_of(base: KnowledgeBase, entry: Entry) -> list[tuple[str, Statement | None]]:
    """What an entry tells, claim by claim: all the words that may find it, and the claim to tell first (None: all of it)."""
    head = _head(base, entry)
    match entry:
        case Meeting():
            told = [
                entry.summary,
                *entry.discussed,
                entry.outcome,
                entry.why,
                entry.next_step,
                entry.place,
                entry.time,
                entry.duration,
            ]
            return [(f"{head} {s.text}", s) for s in (*told, *entry.disputed) if s]
        case Strike():
            claims = (entry.started, entry.ended, entry.length, entry.talks, entry.authorization,
                      *_votes(entry.tentative_agreements), entry.ratification, entry.term, *entry.reasons, *entry.effects,
                      *entry.notes, entry.called, entry.planned_end,
                      *(s for each in entry.settled for s in _settlement(each)))  # fmt: skip
            return [(f"{head} {s.text}", s) for s in claims if s]
        case Party() | Issue() | Person():
            return [(f"{head} {s.text}", s) for s in entry.about]
        case Answer():
            more = " ".join(s.text for s in entry.more)
            return [(f"{head} {entry.question} {' '.join(entry.asked)} {entry.answer.text} {more}", None)]
        case Quote():
            return [
                (
                    f"{head} {entry.text} {entry.setting} {' '.join(entry.topics)} {' '.join(entry.asked)}",
                    None,
                )
            ]
        case Position():
            return [(f"{head} {entry.text} {entry.stage}", None)]
        case Event():
            more = " ".join(s.text for s in entry.more)
            return [(f"{head} {entry.text} {more} {' '.join(entry.asked)}", None)]
    return action_entries.units_of(base, entry) if isinstance(entry, action_entries.OfAction) else []


def _settlement(each: Settlement) -> tuple[Statement | None, ...]:
    """What is told of one employer of a strike."""
    return (each.called_out, *_votes(each.deals), each.ended, each.ratification, each.term, *each.notes)


def _votes(deals: Sequence[Deal]) -> tuple[Statement | None, ...]:
    """Deals, each with how members voted it down."""
    return tuple(statement for deal in deals for statement in (deal, deal.rejected))


def asked_for(entry: Entry) -> list[str]:
    """The questions that an entry must answer, as it says itself; of a number, also how many there are of what it counts."""
    asked = list(entry.asked)
    if isinstance(entry, Answer):
        asked.append(entry.question)
    asked += action_entries.asked_for(entry)
    return asked


def _head(base: KnowledgeBase, entry: Entry) -> str:
    """The names under which an entry's claims are found."""
    parts: list[str] = []
    named: tuple[str | None, ...] = ()
    if isinstance(entry, Quote):
        named = (entry.speaker, entry.describes)
    elif isinstance(entry, Position):
        named = (entry.speaker,)
    for who in named:
        if who is None:
            continue
        if who in base.people:
            person = base.people[who]
            parts += [person.name, *(role.title for role in person.roles[:1])]
            parts += [base.parties[role.party].short_name for role in person.roles[:1] if role.party]
        elif who in base.parties:
            parts += [base.parties[who].name, base.parties[who].short_name]
    if isinstance(entry, Meeting):
        parts += [entry.title, "meeting"]
    if isinstance(entry, Strike | Party | Issue | Person):
        parts.append(entry.name)
    if isinstance(entry, Person):
        parts += [role.title for role in entry.roles]
    return " ".join(parts)


def words_of(base: KnowledgeBase, entry: Entry) -> str:
    """All the text of an entry that a question may use."""
    return " ".join(text for text, _ in units_of(base, entry))


_DANGLING = re.compile(
    r"(?:it|its|they|their|them|he|she|his|her|this|that|these|those|both|such|but|and|so|there|others?)\b",
    re.IGNORECASE,
)
"""How a claim begins that says nothing without the one before it."""


def show_claim(view: View, full_id: str, claim: Statement | None, dates: tuple[DateSlot, ...] = ()) -> Draft:
    """One entry, a claim of it first; of numbers, those of the days named."""
    entry = view.base.entry(full_id)
    if claim is None or isinstance(entry, Figure) or _DANGLING.match(claim.text):
        return show(view, full_id, dates)
    draft = Draft(view)
    for deal in entry.all_deals if isinstance(entry, Strike) else ():
        if deal.rejected and deal.text == claim.text:
            draft.say(full_id, entry, deal.rejected, first=True)
    draft.say(full_id, entry, claim, first=True)
    if isinstance(entry, Answer):
        rest = [statement for statement in (entry.answer, *entry.more) if statement.text != claim.text]
        draft.say_all(full_id, entry, rest)
        draft.disputes(entry)
    if isinstance(entry, Meeting):
        draft.note(say.ABOUT_MEETING(meeting=entry.title, when=day_words(entry.date, weekday=True)))
        draft.say_all(
            full_id,
            entry,
            [s for s in (entry.outcome, entry.why, entry.summary) if s and s.text != claim.text],
        )
    return draft
