"""Answers about the days and hours of walk-outs: who is out today, the hours, the longest, how long, until when."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, listing
from bot.answering.composition.strike_status import called, days_text, standing
from bot.answering.handlers.walkout_facts import (
    Of,
    cites,
    is_in,
    over_all,
    picked,
    so_far,
    standing_cites,
    strike_cites,
    tell,
    tell_hours,
)
from bot.answering.question.query import strikes_of
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from bot.answering.known.dispute import KnownWalkOut
    from bot.answering.question.query import Query


_IN_ALL = frozenset("all total altogether overall far been have has".split())
_ENDING = frozenset("end ends ended ending finish finishes stop stops back over until return".split())
_HOURS = frozenset("time hour hours clock".split())


def on_days(ask: Query) -> Draft | None:
    """Whether people are out today, or on the days named: by the walk-outs held, or planned."""
    return over_all(ask, _on_days)


def _on_days(ask: Query, draft: Draft, of: Of) -> None:
    if of.state.strike.strike_days != "walkouts":
        return
    state = of.state
    if not ask.slots.dates:
        here = of.on(state.today)
        draft.lead(standing(state), cites(draft, here[0]) if here else standing_cites(draft, of))
    for slot in ask.slots.dates:
        if slot.single:
            here = of.on(slot.first)
            draft.lead(
                standing(state, slot.first), cites(draft, here[0]) if here else strike_cites(draft, of)
            )
            continue
        within = [each for each in of.counting if is_in(each, slot)]
        if not within and slot.bound == "on":
            days = {"first": day_words(slot.first), "last": day_words(slot.last)}
            draft.lead(say.NONE_PLANNED_IN(strike=state.strike.short_name, **days), strike_cites(draft, of))
        for each in within:
            tell(draft, each, first=True)
    for out in of.on(state.today)[:1] if not ask.slots.dates else ():
        tell_hours(draft, out)


def hours(ask: Query) -> Draft | None:
    """At what time a walk-out begins and ends: the one on the days named, else the one that is on, the next, the last."""
    return over_all(ask, _of_hours)


def _of_hours(ask: Query, draft: Draft, of: Of) -> None:
    dated = [each for slot in ask.slots.dates for each in of.counting if each.covers(slot.first)]
    if not dated and any(slot.single for slot in ask.question.slots.dates):
        return
    for each in (dated or of.on(of.state.today) or of.coming[:1] or of.begun[-1:])[:1]:
        tell_hours(draft, each, ending=bool(ask.tokens & _ENDING))


def longest(ask: Query) -> Draft | None:
    """The longest walk-out of those that were held or are planned."""
    return over_all(ask, _longest)


def _longest(ask: Query, draft: Draft, of: Of) -> None:
    known = [(days, each) for each in of.begun if (days := _days(each))]
    if not known:
        return
    most = max(days for days, _ in known)
    those = [each for days, each in known if days == most]
    names = listing([called(each) for each in those])
    told = say.LONGEST_WALKOUT(strike=of.state.strike.short_name, days=days_text(most), walkouts=names)
    draft.lead(told, tuple(number for each in those for number in cites(draft, each)))


def _days(walkout: KnownWalkOut) -> int:
    """How many days a walk-out has; 0 where no end is known."""
    return (walkout.last_day - walkout.first_day).days + 1 if walkout.last_day else 0


def end(ask: Query) -> Draft | None:
    """When a walk-out that is on, or a strike called for a fixed time, is planned to end; None for any that is over."""
    return over_all(ask, _end) or _planned(ask)


def _planned(ask: Query) -> Draft | None:
    """The end of a strike called for a fixed time, as planned."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        state = ask.view.state(strike)
        if strike.planned_end and state.phase is not Phase.ENDED:
            draft.say(strike.id, strike, strike.planned_end, first=True)
            draft.lead(standing(state), draft.cite(strike.citations))
    return draft if draft.headline else None


def opening(ask: Query) -> Draft | None:
    """The hours of a walk-out, where a question about its beginning is about the time."""
    return hours(ask) if ask.tokens & _HOURS else None


def _end(ask: Query, draft: Draft, of: Of) -> None:
    state = of.state
    if state.strike.strike_days != "walkouts" or state.phase is Phase.ENDED or ask.slots.dates:
        return
    here = of.on(state.today)
    draft.lead(standing(state), cites(draft, here[0]) if here else standing_cites(draft, of))
    for each in here[:1]:
        tell_hours(draft, each, ending=True)


def length(ask: Query) -> Draft | None:
    """How long the walk-out is that is picked out, is on or comes next; and how many days of strike there were in all."""
    return over_all(ask, _length)


def how_many(ask: Query) -> Draft | None:
    """On how many days people were out, of those who walk out again and again; None for any other question."""
    return length(ask) if ("many", "days") in pairwise(ask.question.tokens) else None


def _length(ask: Query, draft: Draft, of: Of) -> None:
    state = of.state
    if not state.walkouts:
        return
    of_years = any(slot.year for slot in ask.slots.dates)
    one = () if of_years else picked(ask, of) or ()
    for each in one:
        tell(draft, each, first=True)
    if of_years and of.begun and len(picked(ask, of) or ()) == len(of.begun):
        draft.lead(so_far(of), strike_cites(draft, of))
    if one or ask.slots.dates:
        return
    in_all = bool(ask.tokens & _IN_ALL)
    if of.begun and in_all:
        draft.lead(so_far(of), strike_cites(draft, of))
    for each in (of.on(state.today) or of.coming)[:1]:
        name, days = called(each), _days(each)
        told = (
            say.ITS_LENGTH(walkout=capital(name), days=days_text(days))
            if days
            else say.ITS_LENGTH_OPEN(walkout=name)
        )
        draft.lead(told, cites(draft, each))
    if of.begun and not in_all:
        draft.lead(so_far(of), strike_cites(draft, of))
