"""Answers from the calendar: which day, since when, until when, how long, which first, how much overlap."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import agreeing
from bot.answering.composition.draft import Draft, capital
from bot.answering.composition.strike_status import days_text, standing
from bot.answering.question.query import (
    Query,
    against_named,
    current_of,
    in_years,
    named_strikes,
    sides,
    strikes_of,
    unions_named,
)
from bot.dates.conventions import zone_words
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from bot.answering.known.view import StrikeState, View
    from bot.knowledge.model.models import Strike


SHORT_SPAN = 31
"""A span of at most so many days is told by its first and its last day."""
_OF_START = stems_of("start started began begin begun called declared")
_DAYS = re.compile(r"\b(\d[\d,]*) days\b")
_OF_LENGTH = stems_of("days weeks months long longest length lasted counted")


def _basis(draft: Draft, strike: Strike) -> tuple[int, ...]:
    """The citations for a strike, by which its days are counted; those of its start while nothing else is known."""
    draft.use(strike.id, strike)
    return draft.cite(strike.citations) or (draft.cite(strike.started.citations) if strike.started else ())


def _end_cites(draft: Draft, strike: Strike) -> tuple[int, ...]:
    return draft.cite(strike.ended.citations) if strike.ended else ()


def no_strike(ask: Query) -> Draft | None:
    """Unions named of which no current strike is known: said so, with their contract or the newest known of them."""
    draft = Draft(ask.view)
    draft.strike_line = False
    for union in unions_named(ask):
        _not_striking(ask, draft, union)
    return draft if draft.headline else None


def _first_day(strike: Strike) -> dt.date:
    return strike.first_day or dt.date(strike.year or 1, 1, 1)


def _stood(draft: Draft, strike: Strike) -> None:
    """Where a strike of a union stands or stood."""
    draft.use(strike.id, strike)
    draft.lead(standing(draft.view.state(strike)), _end_cites(draft, strike) or _basis(draft, strike))


def _not_striking(ask: Query, draft: Draft, union: str) -> None:
    """A union without a strike: its contract, or the newest known of a union whose strikes this base is about."""
    view = ask.view
    all_of_them = view.strikes_of(union)
    struck = any(strike.kind == "strike" for strike in all_of_them)
    theirs = against_named(ask, all_of_them)
    contracts = [s for s in theirs if s.kind == "contract"]
    before = sorted((s for s in theirs if s.kind == "strike"), key=_first_day)
    dated = [s for s in contracts if in_years(s, ask.slots.dates)]
    for contract in (dated or contracts)[-1:]:
        draft.use(contract.id, contract)
        settled = contract.ratification or contract.tentative_agreement
        if before:
            _stood(draft, before[-1])
        elif struck:
            draft.lead(say.SETTLED(strike=contract.short_name), draft.cite(contract.citations))
        else:
            told = say.NO_STRIKE_BUT_CONTRACT if settled else say.NO_STRIKE
            draft.lead(told(party=view.the(contract.union)), draft.cite(contract.citations))
        draft.say_all(
            contract.id, contract, [contract.tentative_agreement, contract.ratification, *contract.notes[:1]]
        )
        return
    if union not in map(view.whole, view.unions):
        return
    named = len(theirs) < len(all_of_them)
    for strike in [strike for strike in before if strike.main or named][-1:]:
        _stood(draft, strike)
        return
    events = [(e.date.first(), i, e) for i, e in view.events if union in {view.whole(p) for p in e.parties}]
    events = [item for item in events if item[0] <= view.local_day()]
    if events:
        _, full_id, event = max(events, key=lambda item: item[0])
        draft.use(full_id, event)
        told = say.NOT_ON_STRIKE if before else say.NOT_BEGUN
        text = agreeing(view, union, told(party=capital(view.the(union))))
        draft.lead(text, draft.cite(event.citations))
        draft.tell(
            full_id, event, say.DATED(date=event.date.words(), text=event.text), lead="The latest known"
        )


def _days_of(ask: Query) -> list[dt.date]:
    """The days named; of a shorter span its first and its last."""
    found: list[dt.date] = []
    for slot in ask.slots.dates:
        if slot.named:
            found.append(slot.named)
        elif slot.bound == "on" and (slot.last - slot.first).days < SHORT_SPAN:
            found += [slot.first, slot.last]
    return found


def day(ask: Query) -> Draft | None:
    """Which strike day it is, or was on a date; a number the question claims is set right."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    today = ask.view.local_day()
    if not _days_of(ask) and any(not slot.first <= today <= slot.last for slot in ask.slots.dates):
        return None
    draft = Draft(ask.view)
    for strike in strikes:
        state = ask.view.state(strike)
        if state.calendar is None:
            _length_of(draft, strike)
            continue
        for on in _days_of(ask) or [state.today]:
            over = state.calendar.phase(on) is Phase.ENDED
            draft.use(strike.id, strike)
            cites = (_end_cites(draft, strike) if over else ()) or _basis(draft, strike)
            draft.lead(standing(state, on, claimed=ask.slots.number), cites)
    _how_counted(draft, strikes)
    draft.relate([f"When did the {strikes[0].short_name} start?", "What happened most recently?"])
    return draft


def _how_counted(draft: Draft, strikes: list[Strike]) -> None:
    for strike in strikes:
        calendar = draft.view.calendar(strike)
        if calendar and draft.view.state(strike).ongoing:
            first, zone = day_words(calendar.first_day), zone_words(calendar.zone)
            draft.note(say.COUNTED_FROM(strike=strike.short_name, date=first, place=zone))


def day_date(ask: Query) -> Draft | None:
    """The calendar day of a strike day, and how far off it is."""
    number = ask.slots.number
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if number is None or not strikes:
        return None
    draft = Draft(ask.view)
    for strike in strikes:
        state = ask.view.state(strike)
        if state.calendar is None:
            continue
        draft.lead(_date_sentence(state, number), _basis(draft, strike))
    return draft if draft.headline else None


def _date_sentence(state: StrikeState, number: int) -> str:
    calendar, name = state.calendar, state.strike.short_name
    if calendar is None or state.unheard_of:
        return standing(state)
    found = calendar.date_of(number)
    if found is None:
        return f"{say.NEVER_HAD_DAY(strike=name, day=f'{number:,}')} {standing(state)}"
    date = day_words(found, weekday=True)
    left = (found - state.today).days
    if left > 0:
        return say.DAY_IS_ON(day=f"{number:,}", strike=name, date=date, days=days_text(left))
    return (say.DAY_WAS_ON if left else say.DAY_IS_TODAY)(day=f"{number:,}", strike=name, date=date)


_FIRST_STRUCK = {("first", word) for word in "strike struck walk walked go went".split()}


def start(ask: Query) -> Draft | None:
    """When strikes began; with several, in order: the first day of each, then what is told of it."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    draft = Draft(ask.view)
    if _FIRST_STRUCK & set(pairwise(ask.question.tokens)) and unions_named(ask) and not ask.slots.dates:
        unions = {union for strike in strikes for union in ask.view.unions_of(strike)}
        strikes = [s for s in ask.view.strikes if s.kind == "strike" and ask.view.unions_of(s) & unions]
        strikes = sorted(strikes, key=_first_day)[:1]
    strikes.sort(key=_first_day)
    for strike in strikes:
        _began(draft, strike)
    if len(strikes) == 1 and ask.view.state(strikes[0]).open and _is_counted(ask.view, strikes[0]):
        draft.lead(standing(ask.view.state(strikes[0])), _basis(draft, strikes[0]))
    for strike in strikes:
        if _is_counted(ask.view, strike):
            if ask.view.state(strike).phase is not Phase.BEFORE:
                draft.say_all(strike.id, strike, [strike.started])
            draft.disputes(strike, _OF_START)
    return draft


def _is_counted(view: View, strike: Strike) -> bool:
    """Whether the days of a strike are known, and it came to pass or still may."""
    calendar = view.state(strike).calendar
    return calendar is not None and not calendar.never_began


def _began(draft: Draft, strike: Strike) -> None:
    state = draft.view.state(strike)
    if state.calendar is None:
        _length_of(draft, strike)
    elif state.calendar.never_began:
        draft.lead(standing(state), _end_cites(draft, strike))
        draft.say_all(strike.id, strike, [strike.ended])
    else:
        began = say.WILL_BEGIN if state.phase is Phase.BEFORE else say.BEGAN
        first = day_words(state.calendar.first_day, weekday=True)
        draft.lead(began(strike=strike.short_name, date=first), _basis(draft, strike))


def end(ask: Query) -> Draft | None:
    """When strikes ended; for one that is on, that no end is known."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    draft = Draft(ask.view)
    for strike in strikes:
        state = ask.view.state(strike)
        if state.phase is Phase.ENDED and state.calendar and strike.ended:
            draft.use(strike.id, strike)
            draft.lead(standing(state), _end_cites(draft, strike))
            draft.say(strike.id, strike, strike.ended)
            draft.say_all(strike.id, strike, [strike.ratification])
        elif state.calendar is None:
            _length_of(draft, strike)
        elif state.denied:
            draft.told_elsewhere(state)
            draft.lead(standing(state), _basis(draft, strike))
        elif state.unheard_of or state.phase is Phase.BEFORE:
            draft.lead(standing(state), _basis(draft, strike))
        else:
            draft.lead(f"{standing(state)} {say.NO_END()}", _basis(draft, strike))
    return draft


def length(ask: Query) -> Draft | None:
    """How long strikes lasted, or have lasted so far."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    if len(ask.slots.dates) == 1 and ask.slots.dates[0].named and not named_strikes(ask):
        return None
    draft = Draft(ask.view)
    coming = bool(_TO_COME & ask.tokens)
    for strike in strikes:
        _length_of(draft, strike, coming=coming)
        draft.disputes(strike, _OF_LENGTH)
    return draft


_TO_COME = frozenset(
    "will gonna going could can might would shall expect expected likely longer left".split()
)
"""Words with which it is asked how long a strike will be, rather than how long it has been."""


def _length_of(draft: Draft, strike: Strike, *, coming: bool = False) -> None:
    state = draft.view.state(strike)
    calendar, known = state.calendar, strike.length
    if known and state.phase is Phase.ENDED:
        draft.say(strike.id, strike, known, first=True)
    elif calendar and calendar.last_day and calendar.total and state.phase is Phase.ENDED:
        days, first, last = (
            days_text(calendar.total),
            day_words(calendar.first_day),
            day_words(calendar.last_day),
        )
        cites = (*_end_cites(draft, strike), *_basis(draft, strike))
        draft.lead(say.LASTED(strike=strike.short_name, days=days, first=first, last=last), cites)
    else:
        cites = _end_cites(draft, strike) or _basis(draft, strike)
        unknown = f" {say.NO_END()}" if coming and state.ongoing and state.calendar else ""
        draft.lead(f"{standing(state)}{unknown}", cites)
        draft.say_all(strike.id, strike, [strike.started])


def order(ask: Query) -> Draft | None:
    """Which strike came first, of those that have begun."""
    today = ask.view.local_day()
    begun = {
        s.id: s.first_day
        for s in ask.view.strikes
        if s.kind == "strike" and s.first_day and s.first_day <= today
    }
    strikes = [s for s in (named_strikes(ask) or ask.view.main_strikes()) if s.id in begun]
    if len(strikes) < 2:
        strikes = [s for s in ask.view.strikes if s.main and s.id in begun]
    if len(strikes) < 2:
        return None
    first, later = sorted(strikes, key=lambda strike: begun[strike.id])[:2]
    began, followed = begun[first.id], begun[later.id]
    draft = Draft(ask.view)
    cites = (*_basis(draft, first), *_basis(draft, later))
    names = {"strike": first.short_name, "other": later.short_name}
    if began == followed:
        told = say.SAME_DAY(**names, date=day_words(began))
    else:
        apart = days_text((followed - began).days)
        told = say.WENT_FIRST(**names, first=day_words(began), days=apart, last=day_words(followed))
    draft.lead(told, cites)
    return draft


def overlap(ask: Query) -> Draft | None:
    """On how many days two strikes were on together."""
    strikes = [s for s in named_strikes(ask) if s.first_day]
    if len(strikes) < 2:
        strikes = [s for s in ask.view.strikes if s.main and s.first_day]
    if len(strikes) < 2:
        return None
    one, two = sorted(strikes[:2], key=lambda strike: strike.first_day or dt.date.min)
    states = (ask.view.state(one), ask.view.state(two))
    calendars = [state.calendar for state in states if state.calendar]
    ends = [end for state in states if (end := _until(state))]
    if len(calendars) < 2 or len(ends) < 2:
        return None
    first, last = max(calendar.first_day for calendar in calendars), min(ends)
    if last < first:
        return None
    draft = Draft(ask.view)
    cites = (*_basis(draft, one), *_basis(draft, two), *_end_cites(draft, one), *_end_cites(draft, two))
    together = say.TOGETHER_SO_FAR if all(state.ongoing for state in states) else say.TOGETHER
    days = days_text((last - first).days + 1)
    draft.lead(together(days=days, first=day_words(first), last=day_words(last)), cites)
    return draft


def _until(state: StrikeState) -> dt.date | None:
    """The last day of a strike up to now; None where it is not known."""
    if state.calendar and state.calendar.last_day:
        return min(state.calendar.last_day, state.today)
    return state.today if state.open and not (state.stale or state.denied) else None


def longest(ask: Query) -> Draft | None:
    """The longest strikes known, of the unions named, longest first; with a year, beside the strike meant."""
    if {"shortest", "short", "shorter"} & ask.tokens:
        return None
    unions = [party for party in sides(ask) if ask.view.strikes_of(party)]
    pool = [
        s
        for s in ask.view.strikes
        if s.kind == "strike" and (not unions or ask.view.unions_of(s) & set(unions))
    ]
    if len(unions) > 1:
        return _beside(
            ask, [], [s for union in unions for s in current_of(ask.view, ask.view.strikes_of(union))]
        )
    of_all = "longest" in ask.tokens and not {"longer", "than", "compare", "compared"} & ask.tokens
    if any(slot.year for slot in ask.slots.dates) and not of_all:
        then = [s for s in pool if in_years(s, ask.slots.dates)]
        return _beside(ask, [s for s in ask.view.main_strikes() if s in pool and s not in then], then)
    over = [s for s in pool if ask.view.state(s).phase is Phase.ENDED]
    ranked = sorted(((total, s) for s in over if (total := _total(ask, s))), key=lambda pair: -pair[0])
    if not ranked:
        return None
    draft = Draft(ask.view)
    best = ranked[0][1]
    whose = f"{ask.view.name_of(unions[0])} strike" if len(unions) == 1 else "strike"
    draft.use(best.id, best)
    lasted = days_text(ranked[0][0])
    draft.lead(say.LONGEST(strike=whose, other=best.name, days=lasted), draft.cite(best.citations))
    for total, strike in ranked[1:4]:
        draft.tell(strike.id, strike, say.OF_LENGTH(strike=strike.name, days=days_text(total)))
    for strike in (s for s in ask.view.ongoing() if s in pool):
        draft.lead(standing(ask.view.state(strike)), _basis(draft, strike))
    draft.disputes(best)
    return draft


def _beside(ask: Query, now: list[Strike], then: list[Strike]) -> Draft | None:
    """How strikes compare in length, each told by itself."""
    if not then:
        return None
    draft = Draft(ask.view)
    for strike in [*now, *then]:
        _length_of(draft, strike)
        draft.disputes(strike, _OF_LENGTH)
    return draft


def _total(ask: Query, strike: Strike) -> int:
    """The length of a strike that is over in days: by the calendar, else as the sources give it; 0 where they do not."""
    calendar = ask.view.calendar(strike)
    told = _DAYS.search(strike.length.text) if strike.length else None
    return (calendar and calendar.total) or (int(told[1].replace(",", "")) if told else 0)
