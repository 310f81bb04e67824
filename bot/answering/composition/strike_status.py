"""Where a strike stands, in sentences: never a count that the sources do not carry, never an end that they do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.known.view import FRESH_DAYS
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.composition.sentences import Sentence
    from bot.answering.known.dispute import KnownWalkOut
    from bot.answering.known.view import StrikeState
    from bot.dates.strike_day import StrikeCalendar


def days_text(count: int) -> str:
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def walkouts_text(count: int) -> str:
    return f"{count} walk-out" if count == 1 else f"{count} walk-outs"


def standing(state: StrikeState, on: dt.date | None = None, *, claimed: int | None = None) -> str:
    """Where a strike stands on a day (default: today). A day number that is `claimed` and wrong is set right."""
    name = state.strike.short_name
    if state.phase is None:
        return _contract(state)
    if state.strike.strike_days == "walkouts" and state.phase is not Phase.ENDED:
        return out_on(state, on if on is not None else state.today, claimed)
    if state.calendar is None:
        return _uncounted(state)
    if on is not None and on != state.today:
        return _on_another_day(state, state.calendar, on, claimed)
    if state.phase is Phase.BEFORE:
        days = days_text(state.calendar.days_until(state.today))
        return say.BEGINS(strike=name, days=days, date=day_words(state.calendar.first_day))
    if state.phase is Phase.ENDED:
        return ended(state)
    if state.unheard_of:
        return unheard_of(state)
    return _numbered(_how_on(state), state.day, claimed, strike=name, date=_confirmed(state))


def out_on(state: StrikeState, day: dt.date, claimed: int | None = None) -> str:
    """Where a strike of walk-outs stands on a day: a walk-out that is on, or the next one; what is to come is a plan."""
    if state.unheard_of:
        return unheard_of(state)
    here = next((each for each in state.walkouts if each.covers(day)), None)
    if here is None:
        return _in_between(state, day)
    name, span = state.strike.short_name, walkout_span(here)
    if day > state.today:
        return say.PLANNED_ON(date=day_words(day, weekday=True), strike=name, span=span)
    number = state.calendar.day_number(day) if state.calendar else 0
    if day < state.today:
        return _numbered(say.WAS_DAY, number, claimed, strike=name, date=day_words(day, weekday=True))
    if not here.confirmed:
        return say.PLANNED_TODAY(strike=name, span=span, day=number)
    told = say.OUT_TODAY_OPEN if here.last_day is None else say.OUT_TODAY
    told = say.LAST_DAY_OUT if here.last_day == day else told
    last = day_words(here.last_day) if here.last_day else ""
    return _numbered(told, number, claimed, strike=name, date=last)


def _in_between(state: StrikeState, day: dt.date) -> str:
    """Of a day on which no walk-out is, was or is planned."""
    name = state.strike.short_name
    if day < state.today:
        return say.NOT_OUT_ON(strike=name, date=day_words(day, weekday=True))
    if day > state.today:
        return say.NONE_PLANNED_ON(strike=name, date=day_words(day, weekday=True))
    coming = next((each for each in state.walkouts if each.first_day > day), None)
    if state.phase is Phase.BEFORE:
        return (
            say.NOT_OUT_YET(strike=name, span=walkout_span(coming)) if coming else say.UNCALLED(strike=name)
        )
    return (
        say.BETWEEN_WITH_NEXT(strike=name, span=walkout_span(coming)) if coming else say.BETWEEN(strike=name)
    )


def walkout_span(walkout: KnownWalkOut) -> str:
    """From when to when, for a sentence: one day, two days, or a day and that no end is set."""
    first, last = walkout.first_day, walkout.last_day
    if last is None:
        return f"{day_words(first)}, with no end set"
    if first == last:
        return day_words(first)
    start = day_words(first)
    if first.year == last.year:
        start = start.removesuffix(str(first.year)).rstrip(" ,")
    return f"{start} to {day_words(last)}"


def called(walkout: KnownWalkOut) -> str:
    """How a sentence names a walk-out: by its name, else by its days."""
    if walkout.entry.name:
        return f"the {walkout.entry.name}"
    if walkout.last_day is None:
        return f"the walk-out from {day_words(walkout.first_day)} on"
    return f"the walk-out of {walkout_span(walkout)}"


def ended(state: StrikeState) -> str:
    """Never a growing count: when it ended, and after how many days where they are known."""
    name, told = state.strike.short_name, state.strike.ended
    total = state.calendar.total if state.calendar else None
    if told is None:
        return say.OVER(strike=name)
    if state.calendar and state.calendar.never_began:
        return say.CALLED_OFF(strike=name, when=told.date.when())
    if total is None:
        return say.ENDED(strike=name, when=told.date.when())
    after = say.ENDED_AFTER_WALKOUTS if state.walkouts else say.ENDED_AFTER
    count = walkouts_text(len(state.walkouts))
    return after(strike=name, when=told.date.when(), days=days_text(total), count=count)


def unheard_of(state: StrikeState) -> str:
    """Of an open strike that no source has spoken of for very long."""
    if state.confirmed is None:
        return say.UNHEARD_OF(strike=state.strike.short_name)
    return say.UNHEARD_OF_SINCE(strike=state.strike.short_name, date=day_words(state.confirmed))


def _contract(state: StrikeState) -> str:
    settled = state.strike.ratification or state.strike.tentative_agreement
    return (say.SETTLED if settled else say.UNSETTLED)(strike=state.strike.short_name)


def _uncounted(state: StrikeState) -> str:
    """Of a strike of which no first day is known."""
    if state.phase is Phase.ENDED:
        return ended(state)
    if state.unheard_of:
        return unheard_of(state)
    told = say.NO_FIRST_DAY if state.phase is Phase.BEFORE else say.ONGOING_UNCOUNTED
    return told(strike=state.strike.short_name)


def _how_on(state: StrikeState) -> Sentence:
    """How a strike that has begun and is not over is told of today."""
    if state.denied:
        return say.DENIED
    if state.phase is Phase.SUSPENDED:
        return say.SUSPENDED
    if not state.stale:
        return say.ONGOING
    return say.DOUBTED if state.confirmed else say.DOUBTED_UNCONFIRMED


def _on_another_day(state: StrikeState, calendar: StrikeCalendar, on: dt.date, claimed: int | None) -> str:
    name, phase = state.strike.short_name, calendar.phase(on)
    if calendar.never_began:
        return ended(state)
    if phase is Phase.BEFORE:
        return say.HAD_NOT_BEGUN(strike=name, date=day_words(calendar.first_day))
    if phase is Phase.ENDED:
        return ended(state)
    seen = state.confirmed or calendar.first_day
    unsure = state.open and (on - seen).days > FRESH_DAYS
    if unsure and state.unheard_of:
        return unheard_of(state)
    told = say.WOULD_BE_DAY if on > state.today else say.WAS_DAY_IF_ON if unsure else say.WAS_DAY
    date = day_words(on, weekday=True)
    return _numbered(told, calendar.day_number(on), claimed, strike=name, date=date)


def _numbered(told: Sentence, day: int, claimed: int | None, **slots: str) -> str:
    wrong = claimed is not None and claimed != day
    return (say.NOT_THAT_DAY[told] if wrong else told)(day=day, claimed=claimed, **slots)


def _confirmed(state: StrikeState) -> str:
    return day_words(state.confirmed) if state.confirmed else ""
