"""Answers from the calendar: which day, since when, until when, how long, which first, how much overlap."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.ask import Ask, current_of, in_years, named_strikes, sides, strikes_of, unions_named
from bot.answering.draft import Draft, capital
from bot.knowledge.dates import day_words
from bot.matching.text import stems_of
from bot.strike_day import Phase, StrikeCalendar

if TYPE_CHECKING:
    from bot.answering.view import StrikeState
    from bot.knowledge.models import Strike


_OF_START = stems_of("start started began begin begun called declared")
_OF_LENGTH = stems_of("days weeks months long longest length lasted counted")


def days_text(count: int) -> str:
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def _basis(draft: Draft, strike: Strike) -> tuple[int, ...]:
    """The citations for a strike, by which its days are counted; those of its start while nothing else is known."""
    draft.use(strike.id, strike)
    return draft.cite(strike.citations) or (draft.cite(strike.started.citations) if strike.started else ())


def _end_cites(draft: Draft, strike: Strike) -> tuple[int, ...]:
    return draft.cite(strike.ended.citations) if strike.ended else ()


def ended_text(strike: Strike, calendar: StrikeCalendar) -> str:
    """Never a growing count: when it ended, and after how many days."""
    end = strike.ended.date.words() if strike.ended else day_words(calendar.last_day or calendar.first_day)
    return f"The {strike.short_name} ended on {end}, after {days_text(calendar.total or 0)}"


def status_sentence(state: StrikeState, on: dt.date | None = None) -> str:
    """Where a strike stands on a day (default: today), in a sentence."""
    strike, calendar = state.strike, state.calendar
    if calendar is None:
        return (
            f"The {strike.short_name} is over"
            if strike.kind == "strike"
            else f"The {strike.short_name} was settled without a strike"
        )
    day = on or state.today
    phase, name = calendar.phase(day), f"The {strike.short_name}"
    number = calendar.day_number(day)
    if phase is Phase.BEFORE:
        left = calendar.days_until(day)
        began = f"begins in {days_text(left)}" if on is None else "had not begun"
        return (
            f"{name} {began}: its first day {'is' if on is None else 'was'} {day_words(calendar.first_day)}"
        )
    if phase is Phase.ENDED:
        return ended_text(strike, calendar)
    if on is not None and on < state.today:
        return f"{day_words(on, weekday=True)} was day {number} of the {strike.short_name}"
    if on is not None and on > state.today:
        return f"{day_words(on, weekday=True)} would be day {number} of the {strike.short_name}, if it is still on then"
    if phase is Phase.SUSPENDED:
        return f"{name} is suspended, on day {number}"
    if state.stale:
        seen = (
            f"last confirmed on {day_words(state.confirmed)}" if state.confirmed else "not confirmed lately"
        )
        return f"{name} is on day {number} if it is still on; it was {seen}"
    return f"{name} is ongoing: it is on day {number}"


def no_strike(ask: Ask) -> Draft | None:
    """Unions named of which no current strike is known: said so, with their contract or the newest known of them."""
    draft = Draft(ask.view)
    draft.strike_line = False
    for union in unions_named(ask):
        _not_striking(ask, draft, union)
    return draft if draft.headline else None


def _not_striking(ask: Ask, draft: Draft, union: str) -> None:
    """A union without a strike: its contract, or the newest known of a union whose strikes this base is about."""
    view = ask.view
    contracts = [s for s in view.strikes_of(union) if s.kind == "contract"]
    dated = [s for s in contracts if in_years(s, ask.slots.dates)]
    for contract in (dated or contracts)[-1:]:
        draft.use(contract.id, contract)
        name = view.the(contract.union)
        told = f"No strike by {name} is known to the sources: {name} is not on strike as far as they say"
        draft.lead(f"{told}, and settled its contract without one.", draft.cite(contract.citations))
        draft.say_all(
            contract.id, contract, [contract.tentative_agreement, contract.ratification, *contract.notes[:1]]
        )
        return
    if not any(strike.main and view.whole(strike.union) == union for strike in view.base.strikes.values()):
        return
    events = [(e.date.first(), i, e) for i, e in view.events if union in {view.whole(p) for p in e.parties}]
    events = [item for item in events if item[0] <= view.local_day()]
    if events:
        _, full_id, event = max(events, key=lambda item: item[0])
        draft.use(full_id, event)
        told = f"{capital(view.the(union))} is not on strike as far as the sources known by then say: no strike has begun."
        draft.lead(told, draft.cite(event.citations))
        draft.tell(full_id, event, f"{event.date.words()}: {event.text}", lead="The latest known")


def _days_of(ask: Ask) -> list[dt.date]:
    return [slot.first for slot in ask.slots.dates if slot.single]


def day(ask: Ask) -> Draft | None:
    """Which strike day it is, or was on a date; a number the question claims is set right."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    draft = Draft(ask.view)
    days = _days_of(ask)
    for strike in strikes:
        state = ask.view.state(strike)
        if state.calendar is None:
            _length_of(draft, strike)
            continue
        asked: list[dt.date | None] = list(days) or [None]
        for on in asked:
            text = status_sentence(state, None if on == state.today else on)
            over = state.calendar.phase(on or state.today) is Phase.ENDED
            draft.use(strike.id, strike)
            cites = (_end_cites(draft, strike) if over else ()) or _basis(draft, strike)
            draft.lead(_corrected(ask, state, text, on) + ".", cites)
    _how_counted(draft, strikes)
    draft.relate([f"When did the {strikes[0].short_name} start?", "What happened most recently?"])
    return draft


def _corrected(ask: Ask, state: StrikeState, text: str, on: dt.date | None) -> str:
    calendar = state.calendar
    claimed = ask.slots.number
    if (
        claimed is None
        or calendar is None
        or calendar.phase(on or state.today) in (Phase.BEFORE, Phase.ENDED)
    ):
        return text
    actual = calendar.day_number(on or state.today)
    return text if actual == claimed else f"{text}, not day {claimed}"


def _how_counted(draft: Draft, strikes: list[Strike]) -> None:
    for strike in strikes:
        calendar = draft.view.calendar(strike)
        if calendar and draft.view.state(strike).ongoing:
            place = strike.zone.partition("/")[2].replace("_", " ")
            draft.note(
                f"Day 1 of the {strike.short_name} was {day_words(calendar.first_day)}; days are counted in {place} time."
            )


def day_date(ask: Ask) -> Draft | None:
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
    if calendar is None:
        return status_sentence(state) + "."
    found = calendar.date_of(number)
    if found is None:
        return f"The {name} never had a day {number}: {ended_text(state.strike, calendar)[4:]}."
    words = day_words(found, weekday=True)
    left = (found - state.today).days
    if left > 0:
        return f"Day {number} of the {name} is {words}, in {days_text(left)}, if it is still on then."
    return (
        f"Day {number} of the {name} {'is today' if left == 0 else 'was'}{',' if left == 0 else ''} {words}."
    )


def start(ask: Ask) -> Draft | None:
    """When strikes began; with several, in order."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    draft = Draft(ask.view)
    for strike in sorted(strikes, key=lambda item: item.first_day or dt.date(item.year or 1, 1, 1)):
        state = ask.view.state(strike)
        if state.calendar is None:
            _length_of(draft, strike)
            continue
        verb = "began" if state.phase is not Phase.BEFORE else "begins"
        draft.lead(
            f"The {strike.short_name} {verb} on {day_words(state.calendar.first_day, weekday=True)}.",
            _basis(draft, strike),
        )
        if state.ongoing and len(strikes) == 1:
            draft.lead(status_sentence(state) + ".", _basis(draft, strike))
        draft.say_all(strike.id, strike, [strike.started])
        draft.disputes(strike, _OF_START)
    return draft


def end(ask: Ask) -> Draft | None:
    """When strikes ended; for one that is on, that no end is known."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    draft = Draft(ask.view)
    for strike in strikes:
        state = ask.view.state(strike)
        if state.phase is Phase.ENDED and state.calendar and strike.ended:
            draft.use(strike.id, strike)
            draft.lead(ended_text(strike, state.calendar) + ".", _end_cites(draft, strike))
            draft.say(strike.id, strike, strike.ended)
            draft.say_all(strike.id, strike, [strike.ratification])
        elif state.calendar is None:
            _length_of(draft, strike)
        else:
            draft.lead(f"{status_sentence(state)}. No end date is known.", _basis(draft, strike))
    return draft


def length(ask: Ask) -> Draft | None:
    """How long strikes lasted, or have lasted so far."""
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    if len(ask.slots.dates) == 1 and ask.slots.dates[0].single and not named_strikes(ask):
        return None
    draft = Draft(ask.view)
    for strike in strikes:
        _length_of(draft, strike)
        draft.disputes(strike, _OF_LENGTH)
    return draft


def _length_of(draft: Draft, strike: Strike) -> None:
    state = draft.view.state(strike)
    known = strike.length if strike.length and draft.view.statement_known(strike.length, strike) else None
    if state.calendar is None or (known and state.phase is Phase.ENDED):
        if known:
            draft.say(strike.id, strike, known, first=True)
        elif strike.started:
            draft.say(strike.id, strike, strike.started, first=True)
        return
    cites = _basis(draft, strike)
    if state.phase is Phase.ENDED:
        first = day_words(state.calendar.first_day)
        last = day_words(state.calendar.last_day or state.calendar.first_day)
        total = days_text(state.calendar.total or 0)
        draft.lead(f"The {strike.short_name} lasted {total}: it began on {first}, and {last} was its last full day.",
                   (*cites, *_end_cites(draft, strike)))  # fmt: skip
    else:
        draft.lead(f"{status_sentence(state)}.", cites)


def order(ask: Ask) -> Draft | None:
    """Which strike came first."""
    strikes = sorted(
        (s for s in (named_strikes(ask) or ask.view.main_strikes()) if s.first_day and s.kind == "strike"),
        key=lambda strike: strike.first_day or dt.date.min,
    )
    if len(strikes) < 2:
        strikes = sorted(
            (s for s in ask.view.strikes if s.main and s.first_day), key=lambda s: s.first_day or dt.date.min
        )
    if len(strikes) < 2:
        return None
    draft = Draft(ask.view)
    first, later = strikes[0], strikes[1]
    began, followed = first.first_day or dt.date.min, later.first_day or dt.date.min
    apart = days_text((followed - began).days)
    cites = (*_basis(draft, first), *_basis(draft, later))
    one, two = ask.view.the(first.union), ask.view.the(later.union)
    draft.lead(f"{capital(one)} went first: the {first.short_name} began on {day_words(began)}, and {two} "
               f"followed {apart} later, on {day_words(followed)}.", tuple(dict.fromkeys(cites)))  # fmt: skip
    return draft


def overlap(ask: Ask) -> Draft | None:
    """On how many days two strikes were on together."""
    strikes = [s for s in (named_strikes(ask) or []) if s.first_day]
    if len(strikes) < 2:
        strikes = [s for s in ask.view.strikes if s.main and s.first_day]
    if len(strikes) < 2:
        return None
    one, two = sorted(strikes[:2], key=lambda strike: strike.first_day or dt.date.min)
    states = (ask.view.state(one), ask.view.state(two))
    calendars = [state.calendar for state in states if state.calendar]
    if len(calendars) < 2:
        return None
    today = states[0].today
    first = max(calendar.first_day for calendar in calendars)
    last = min(calendar.last_day or today for calendar in calendars)
    last = min(last, today)
    if last < first:
        return None
    draft = Draft(ask.view)
    cites = (*_basis(draft, one), *_basis(draft, two), *_end_cites(draft, one), *_end_cites(draft, two))
    so_far = " so far" if all(state.ongoing for state in states) else ""
    draft.lead(f"Both were on strike together for {days_text((last - first).days + 1)}{so_far}: from {day_words(first)} to "
               f"{day_words(last)}.", tuple(dict.fromkeys(cites)))  # fmt: skip
    return draft


def longest(ask: Ask) -> Draft | None:
    """The longest strikes known, of the unions named, longest first; with a year, beside the strike meant."""
    if {"shortest", "short", "shorter"} & ask.tokens:
        return None
    unions = [party for party in sides(ask) if ask.view.strikes_of(party)]
    pool = [
        s
        for s in ask.view.strikes
        if s.kind == "strike" and (not unions or ask.view.whole(s.union) in unions)
    ]
    if len(unions) > 1:
        return _beside(ask, [], [s for union in unions for s in current_of(ask.view, union)])
    if any(slot.year for slot in ask.slots.dates):
        then = [s for s in pool if in_years(s, ask.slots.dates)]
        return _beside(ask, [s for s in ask.view.main_strikes() if s in pool and s not in then], then)
    over = [s for s in pool if not ask.view.state(s).ongoing]
    ranked = sorted(((total, s) for s in over if (total := _total(ask, s))), key=lambda pair: -pair[0])
    if not ranked:
        return None
    draft = Draft(ask.view)
    best = ranked[0][1]
    whose = f"{ask.view.name_of(unions[0])} strike" if len(unions) == 1 else "strike"
    draft.use(best.id, best)
    lasted = days_text(ranked[0][0])
    draft.lead(
        f"The longest {whose} that the base holds is the {best.name}, at {lasted}.",
        draft.cite(best.citations),
    )
    for total, strike in ranked[1:4]:
        draft.tell(strike.id, strike, f"The {strike.name}: {days_text(total)}.")
    for strike in (s for s in ask.view.ongoing() if s in pool):
        draft.lead(status_sentence(ask.view.state(strike)) + ".", _basis(draft, strike))
    draft.disputes(best)
    return draft


def _beside(ask: Ask, now: list[Strike], then: list[Strike]) -> Draft | None:
    """How strikes compare in length, each told by itself."""
    if not then:
        return None
    draft = Draft(ask.view)
    for strike in [*now, *then]:
        _length_of(draft, strike)
        draft.disputes(strike, _OF_LENGTH)
    return draft


def _total(ask: Ask, strike: Strike) -> int:
    calendar = ask.view.calendar(strike)
    return calendar.day_number(ask.view.state(strike).today) if calendar else 0
