"""Answers about each employer of a strike of several: whether it is struck, has settled, since when, for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft
from bot.answering.composition.strike_status import days_text
from bot.answering.handlers import strike_days as days_handlers
from bot.answering.handlers.settlements import cites_of, settled
from bot.answering.handlers.status import status as status_of_strikes
from bot.answering.known.dispute import EmployerState, employer, employers, several
from bot.answering.question.query import employers_named, strikes_of
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase, StrikeCalendar
from bot.matching.text import stems_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from bot.answering.known.view import StrikeState
    from bot.answering.question.query import Query
    from bot.knowledge.model.models import Strike

_OF_DEALS = stems_of("deal agreement agreed agree tentative settled settle settlement sign signed ta")
Told = tuple["StrikeState", EmployerState]


def _meant(ask: Query) -> Iterator[Told]:
    """The employers named, each in the strikes meant that are against it among others."""
    named = employers_named(ask)
    for strike in strikes_of(ask):
        for party in named:
            if several(strike) and party in strike.against:
                yield ask.view.state(strike), employer(strike, party)


def _each(ask: Query, told: Callable[[Draft, StrikeState, EmployerState], None]) -> Draft | None:
    """One draft over the employers meant; None where none is named."""
    draft = Draft(ask.view)
    for state, each in _meant(ask):
        draft.use(state.strike.id, state.strike)
        told(draft, state, each)
    draft.support.append("employer employers company companies settled deal strike out")
    return draft if draft.headline else None


def _calendar(state: StrikeState, each: EmployerState) -> StrikeCalendar | None:
    """The strike's calendar, from the first to the last day of one employer."""
    whole = state.calendar
    if whole is None or each.first_day is None:
        return None
    last = each.last_day or whole.last_day
    return StrikeCalendar(whole.zone, each.first_day, last, whole.pauses, whole.over_by, whole.walkouts)


def standing_at(draft: Draft, state: StrikeState, each: EmployerState, on: dt.date | None = None) -> str:
    """Where the strike at one employer stands on a day (default: today)."""
    party, calendar, day = draft.view.the(each.party), _calendar(state, each), on or state.today
    if calendar is None or calendar.phase(day) is Phase.BEFORE:
        if calendar and day == state.today:
            return say.WILL_BE_STRUCK(party=party, date=day_words(calendar.first_day))
        return say.NOT_STRUCK(party=party)
    if calendar.phase(day) is Phase.ENDED or each.ended:
        when = each.ended.date.when() if each.ended else _when(state)
        return say.STRUCK_UNTIL(party=party, when=when, days=days_text(calendar.total or 0))
    if each.deal:
        return say.STRUCK_BUT_DEAL(party=party)
    number = calendar.day_number(day)
    if state.stale and state.confirmed:
        seen = day_words(state.confirmed)
        return say.STRUCK_IF_ON(party=party, day=number, strike=state.strike.short_name, date=seen)
    return say.STRUCK(party=party, day=number)


def _when(state: StrikeState) -> str:
    """When the strike as a whole ended."""
    ended = state.strike.ended
    last = state.calendar.last_day if state.calendar else None
    return ended.date.when() if ended else f"on {day_words(last)}" if last else ""


def status(ask: Query) -> Draft | None:
    """Whether the employers named are still struck, and whether there is a deal with them; of none named, of all."""
    deals = bool(_OF_DEALS & stems_of(ask.question.text))
    if employers_named(ask):
        return _each(ask, _deal if deals else _status)
    if not any(several(strike) and strike.settled for strike in strikes_of(ask)):
        return None
    whole = status_of_strikes(ask)
    told = settled(ask) if deals else None
    if told is None:
        return _with_each(ask, whole)
    if whole:
        told.absorb(whole)
    return told


def _with_each(ask: Query, draft: Draft | None) -> Draft | None:
    """A draft about strikes, and what is newest of each of their employers after it."""
    for strike in strikes_of(ask) if draft else ():
        for each in employers(strike) if several(strike) else ():
            latest = each.ended or each.deal or each.rejected
            if draft and latest:
                draft.say_all(strike.id, strike, [latest], lead=draft.view.name_of(each.party))
    return draft


def _status(draft: Draft, state: StrikeState, each: EmployerState) -> None:
    draft.lead(standing_at(draft, state, each), cites_of(draft, state.strike, each))
    _milestones(draft, state.strike, each)
    if not each.settled and state.open:
        draft.lead(say.NO_DEAL_WITH(party=draft.view.the(each.party)), draft.cite(state.strike.citations))


def _milestones(draft: Draft, strike: Strike, each: EmployerState) -> None:
    for statement in (each.deal, each.rejected, each.ended, each.ratification):
        if statement:
            draft.say(strike.id, strike, statement)


def start(ask: Query) -> Draft | None:
    """Since when the employers named are struck."""
    return _each(ask, _start)


def _start(draft: Draft, state: StrikeState, each: EmployerState) -> None:
    strike, party = state.strike, draft.view.the(each.party)
    cites = cites_of(draft, strike, EmployerState(each.party, each.settlement, None, None, None, None, None))
    if each.first_day is None:
        draft.lead(say.NOT_STRUCK(party=party), cites)
        return
    told = say.WILL_BE_STRUCK if each.first_day > state.today else say.STRUCK_SINCE
    draft.lead(told(party=party, date=day_words(each.first_day, weekday=True)), cites)
    found = each.settlement
    draft.say_all(strike.id, strike, [found.called_out if found and found.called_out else strike.started])


def day(ask: Query) -> Draft | None:
    """Which day of the strike it is at the employers named, today or on a day named."""
    days = [slot.first for slot in ask.slots.dates if slot.single]

    def told(draft: Draft, state: StrikeState, each: EmployerState) -> None:
        for on in days or [state.today]:
            draft.lead(standing_at(draft, state, each, on), cites_of(draft, state.strike, each))

    return _each(ask, told)


def end(ask: Query) -> Draft | None:
    """When the strike at the employers named ended; of none named, at each of those of the strike."""
    if employers_named(ask):
        return _each(ask, _status)
    ended = any(each.ended for strike in strikes_of(ask) if several(strike) for each in employers(strike))
    return _with_each(ask, days_handlers.end(ask)) if ended else None


def length(ask: Query) -> Draft | None:
    """How long the employers named were struck, or have been so far."""
    return _each(ask, _length)


def _length(draft: Draft, state: StrikeState, each: EmployerState) -> None:
    calendar, cites = _calendar(state, each), cites_of(draft, state.strike, each)
    if calendar is None or calendar.last_day is None or calendar.phase(state.today) is not Phase.ENDED:
        draft.lead(standing_at(draft, state, each), cites)
        return
    days, first, last = calendar.total or 0, day_words(calendar.first_day), day_words(calendar.last_day)
    told = {"party": draft.view.the(each.party), "days": days_text(days), "first": first, "last": last}
    draft.lead(say.STRUCK_FOR(**told), cites)


def deal(ask: Query) -> Draft | None:
    """Whether and when there was a deal with the employers named; with none named, with which of them there is."""
    return _each(ask, _deal) if employers_named(ask) else settled(ask)


def _deal(draft: Draft, state: StrikeState, each: EmployerState) -> None:
    strike = state.strike
    if each.deal:
        draft.say(strike.id, strike, each.deal, first=True)
        draft.say_all(strike.id, strike, [each.ended, each.ratification])
        return
    if each.rejected:
        draft.say(strike.id, strike, each.rejected, first=True)
    draft.lead(say.NO_DEAL_WITH(party=draft.view.the(each.party)), draft.cite(strike.citations))
    draft.lead(standing_at(draft, state, each), cites_of(draft, strike, each))


def ratification(ask: Query) -> Draft | None:
    """How the votes on the deals went, of the employers named or of all."""
    draft = Draft(ask.view)
    for state, each in _meant(ask) if employers_named(ask) else _all(ask):
        draft.use(state.strike.id, state.strike)
        if each.ratification:
            draft.say(state.strike.id, state.strike, each.ratification, first=True)
    return draft if draft.headline else None


def _all(ask: Query) -> Iterator[Told]:
    for strike in strikes_of(ask):
        for each in employers(strike) if several(strike) else ():
            yield ask.view.state(strike), each
