"""Answers about the bot itself: its sources, how far to trust them, how fresh they are, what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, listing, speaker_of
from bot.answering.composition.fold import SOURCES, ranked
from bot.answering.composition.strike_status import standing
from bot.answering.handlers.strike_days import day as strike_day
from bot.answering.question.query import Query, strikes_of
from bot.dates.partial import day_words
from bot.knowledge.model.actions import Figure
from bot.knowledge.model.models import Answer, Citation, Entry, Meeting, Position, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.reply import Reference


def _previous(ask: Query) -> list[tuple[str, Entry]]:
    if ask.previous is None:
        return []
    return [(i, ask.view.base.entry(i)) for i in ask.previous.entries if ask.view.knows(i)]


def source(ask: Query) -> Draft | None:
    """The sources of the last reply; without one, those of what the question names."""
    draft = Draft(ask.view)
    rests = _previous(ask)
    if not rests:
        if ask.slots.parties or ask.slots.people:
            return None
        if ask.slots.number or ask.slots.unions or "day" in ask.tokens:
            return strike_day(ask)
        rests = [(strike.id, strike) for strike in strikes_of(ask)[:1]]
        rests += [(i, m) for i, m in sorted(ask.view.meetings, key=lambda pair: pair[1].date)[-1:]]
    cites: list[int] = []
    for full_id, entry in rests[:6]:
        draft.use(full_id, entry)
        cites += draft.cite(_citations(entry))
    numbers = tuple(dict.fromkeys(cites))
    if not numbers:
        return None
    rests_on = say.RESTS_ON if ask.previous else say.LATEST_REST_ON
    draft.lead(rests_on(sources=_briefly(draft.references)), numbers)
    draft.support.append("source sources article link cite citation reported where got from read see")
    return draft


def _briefly(references: Sequence[Reference]) -> str:
    """The best sources by publisher and day, and how many others there are."""
    by_number = {reference.number: reference for reference in references}
    best = [by_number[number] for number in ranked(by_number, by_number)[:SOURCES]]
    told = [f"{one.source.publisher} ({one.day.words()})" for one in best]
    others = len(references) - len(best)
    return listing([*told, f"{others} more" if others > 1 else "one more"] if others else told)


def _citations(entry: Entry) -> tuple[Citation, ...]:
    return entry.citations


def reliability(ask: Query) -> Draft | None:
    """Whose account it is: the attribution of the last reply, or of the latest meeting."""
    rests = _previous(ask)
    if not rests:
        meetings = sorted(ask.view.meetings, key=lambda pair: pair[1].date)
        rests = [(i, m) for i, m in meetings[-1:]]
    told = [(i, e, who) for i, e in rests if (who := _teller(ask, e))] or [(i, e, "") for i, e in rests[:1]]
    if not told:
        return None
    draft = Draft(ask.view)
    full_id, entry, who = told[0]
    draft.use(full_id, entry)
    draft.lead(say.ACCOUNT_OF(who=who) if who else say.NO_ACCOUNT(), draft.cite(entry.citations))
    draft.disputes(entry)
    draft.support.append("reliable confirmed verified facts claims union says true account trust")
    return draft


def _teller(ask: Query, entry: Entry) -> str:
    """Whose account an entry is: said by itself, by its quote, or by its outcome."""
    if isinstance(entry, Quote):
        speaker = speaker_of(ask.view, entry)[0]
        return f"{speaker}, as told by {entry.reported_by}" if entry.reported_by else speaker
    if isinstance(entry, Position) and entry.speaker:
        told_by = f", as told by {entry.reported_by}" if entry.reported_by else ""
        return f"{ask.view.name_of(entry.speaker)}{told_by}"
    if isinstance(entry, Meeting) and entry.outcome and ask.view.statement_known(entry.outcome, entry):
        return entry.reported_by or entry.outcome.reported_by or ""
    if isinstance(entry, Figure):
        return entry.reported_by or _counter(ask, entry)
    told = entry.answer.reported_by if isinstance(entry, Answer) else None
    return entry.reported_by or told or ""


def _counter(ask: Query, figure: Figure) -> str:
    """Who gives the newest value of a number as a whole; empty where another value was asked for."""
    whole = [value for value in figure.values if value.party is None and value.place is None]
    asked = ask.previous.slots if ask.previous else ask.slots
    if asked.dates:
        whole = [
            value for value in whole if any(value.date.covers(each.first, each.last) for each in asked.dates)
        ]
    if not whole or asked.parties or asked.places:
        return ""
    return max(whole, key=lambda value: value.date.last()).reported_by or ""


def freshness(ask: Query) -> Draft | None:
    """How new the newest known source is."""
    known = ask.view.sources()
    strikes = strikes_of(ask)
    if not known or not strikes:
        return None
    newest = known[0]
    draft = Draft(ask.view)
    strike = strikes[0]
    draft.use(strike.id, strike)
    told = say.NEWEST_SOURCE(publisher=newest.publisher, date=ask.view.base.published(newest).words())
    draft.lead(told, draft.cite([Citation(source=newest.id)]))
    for each in strikes:
        draft.note(standing(ask.view.state(each)), draft.cite(each.citations))
    confirmed = [(each, ask.view.confirmed(each)) for each in strikes]
    for each, seen in confirmed:
        if seen:
            draft.note(say.NEWEST_ABOUT(strike=each.short_name, date=day_words(seen)))
    return draft
