"""Answers about walk-outs and waves: the next, the latest, how many, how long, the hours, whether one was called off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, headed
from bot.answering.composition.strike_status import called, days_text, standing, walkout_span, walkouts_text
from bot.answering.handlers.walkout_days import on_days
from bot.answering.handlers.walkout_facts import (
    Of,
    before,
    cites,
    is_in,
    meant,
    over_all,
    picked,
    so_far,
    strike_cites,
    tell,
    tell_hours,
)
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.known.dispute import KnownWalkOut
    from bot.answering.question.query import Query

LISTED = 16
"""How many walk-outs one reply lists."""


def upcoming(ask: Query) -> Draft | None:
    """When the next walk-out is, or that none is known; with a walk-out that is on before it.

    Where a month or other days are named, the walk-outs in these.
    """
    if any(not slot.single for slot in ask.slots.dates) and any(
        is_in(each, slot) for of in meant(ask) for each in of.counting for slot in ask.slots.dates
    ):
        return on_days(ask)
    return over_all(ask, _upcoming)


_PAST = frozenset(
    "did was were began begun started first original originally since ago ever last had been".split()
)
"""Words of a question about when it all began, not about when it is."""


def when(ask: Query) -> Draft | None:
    """When a strike of walk-outs that is not over is: the one that is on and the next; None where its beginning is meant."""
    if ask.slots.dates or _PAST & ask.tokens:
        return None
    going = [of for of in meant(ask) if of.state.walkouts and of.state.phase is not Phase.ENDED and of.all]
    return over_all(ask, _upcoming, going) if going else None


def _upcoming(ask: Query, draft: Draft, of: Of) -> None:
    state = of.state
    if state.phase is Phase.ENDED and not of.coming:
        ended = state.strike.ended
        draft.lead(standing(state), draft.cite(ended.citations if ended else state.strike.citations))
        return
    for here in of.on(state.today)[:1] if state.walkouts else ():
        draft.lead(standing(state), cites(draft, here))
    name = state.strike.short_name
    if not of.all:
        draft.lead(say.UNCALLED(strike=name), draft.cite(state.strike.citations))
        return
    if not of.coming:
        draft.lead(say.NONE_TO_COME(strike=name), strike_cites(draft, of))
        _latest_off(draft, of)
        _last(draft, of)
        return
    first = of.coming[0]
    days = days_text((first.first_day - state.today).days)
    draft.lead(say.NEXT_WALKOUT(strike=name, span=walkout_span(first), days=days), cites(draft, first))
    draft.tell(first.full_id, first.entry, first.entry.text)
    tell_hours(draft, first)
    for later in of.coming[1:LISTED]:
        draft.tell(later.full_id, later.entry, later.entry.text, lead=capital(walkout_span(later)))


def _latest_off(draft: Draft, of: Of) -> None:
    """That a walk-out which was to come was called off."""
    for each in of.all:
        if each.off and not each.counts and each.first_day > of.state.today:
            draft.say(each.full_id, each.entry, each.off)


def _last(draft: Draft, of: Of) -> None:
    if of.begun:
        last = of.begun[-1]
        told = say.LAST_WALKOUT if last.confirmed else say.LAST_PLANNED
        draft.lead(told(strike=of.state.strike.short_name, walkout=called(last)), cites(draft, last))


def dated(ask: Query) -> Draft | None:
    """What became of the walk-outs on the days named, of a strike that is one of walk-outs; None without days."""
    return over_all(ask, _dated) if ask.slots.dates else None


def _dated(ask: Query, draft: Draft, of: Of) -> None:
    if of.state.strike.strike_days == "walkouts" and not all(slot.year for slot in ask.slots.dates):
        for each in within(ask, of.all):
            tell(draft, each, first=True)


def within(ask: Query, found: Sequence[KnownWalkOut]) -> list[KnownWalkOut]:
    """Those with a day within the dates named."""
    return [
        each
        for each in found
        if any(s.first <= (each.last_day or s.last) and each.first_day <= s.last for s in ask.slots.dates)
    ]


def past(ask: Query) -> Draft | None:
    """The walk-outs of a strike that is one of walk-outs; None for any other."""
    return over_all(ask, lambda asked, draft, of: _count(asked, draft, of) if of.state.walkouts else None)


def latest(ask: Query) -> Draft | None:
    """The walk-out that began last."""
    return over_all(ask, _latest)


def _latest(ask: Query, draft: Draft, of: Of) -> None:
    if not of.begun:
        draft.lead(standing(of.state), strike_cites(draft, of))
        return
    _last(draft, of)
    tell(draft, of.begun[-1])


_EVER = frozenset("all total altogether overall ever both together".split())
"""Words with which every walk-out is asked for, those of earlier disputes too."""


def count(ask: Query) -> Draft | None:
    """How many walk-outs there were, and on how many days; each with its days. With an ordinal, that one alone.

    Earlier strikes of the same unions are told after it; asked for all of them, or since then, first the sum of them.
    """
    those = meant(ask)
    chosen = bool(ask.slots.strikes or ask.slots.unions)
    earlier = [of for of in before(ask, those) if of.begun] if not chosen else []
    if _since_before(ask, those):
        ask = replace(ask, slots=replace(ask.slots, dates=()))
    elif ask.slots.dates:
        return over_all(ask, _count)
    strikes = [of for of in (*those, *earlier) if of.state.walkouts and of.begun]
    if len(strikes) < 2 or picked(ask, those[0]) is not None:
        return over_all(ask, _count)
    ever = bool(_EVER & ask.tokens or len(those) > 1 or "since" in ask.tokens)
    draft = over_all(ask, _count, [of for of in those if of.begun] or None)
    whole = Draft(ask.view)
    begun = walkouts_text(sum(len(of.begun) for of in strikes))
    told = say.ALL_TOGETHER(count=begun, days=days_text(sum(of.state.day for of in strikes)))
    whole.lead(told, tuple(number for of in strikes for number in strike_cites(whole, of)))
    for of in earlier:
        whole.use(of.state.strike.id, of.state.strike)
        whole.lead(so_far(of), strike_cites(whole, of))
    if draft is None or ever:
        whole.absorb(draft or Draft(ask.view))
        return whole
    draft.absorb(whole)
    return draft


def _since_before(ask: Query, those: Sequence[Of]) -> bool:
    """Whether all that is named of time is a day since when, and the walk-outs meant came later."""
    days = [of.state.strike.first_day for of in those if of.state.strike.first_day]
    return bool(ask.slots.dates and days) and all(
        slot.bound == "since" and slot.first < min(days) for slot in ask.slots.dates
    )


def _count(ask: Query, draft: Draft, of: Of) -> None:
    chosen = picked(ask, of)
    if chosen is not None:
        for each in chosen:
            tell(draft, each, first=True)
            tell_hours(draft, each)
        return
    if not of.begun:
        draft.lead(standing(of.state), strike_cites(draft, of))
        return
    draft.lead(so_far(of), strike_cites(draft, of))
    for each in of.begun[:LISTED]:
        tell(draft, each, lead=_name(each))
        if not each.confirmed:
            draft.note(say.UNCONFIRMED(), cites(draft, each))


def _name(walkout: KnownWalkOut) -> str:
    """How a list names a walk-out: by its name, where it has one, and its days."""
    span = walkout_span(walkout) if walkout.last_day else f"from {day_words(walkout.first_day)}"
    return headed(capital(walkout.entry.name), span) if walkout.entry.name else capital(span)


def called_off(ask: Query) -> Draft | None:
    """Whether a walk-out was called off: of those on the days named, else the next one and those called off."""
    return over_all(ask, _called_off)


def _called_off(ask: Query, draft: Draft, of: Of) -> None:
    those = of.all
    if ask.slots.dates:
        those = within(ask, of.all)
    if not those:
        return
    off = [each for each in those if each.off]
    for each in reversed(off):
        if each.off:
            draft.say(each.full_id, each.entry, each.off, first=True)
    if not off:
        draft.lead(say.NONE_CALLED_OFF(strike=of.state.strike.short_name), strike_cites(draft, of))
    planned = [
        each
        for each in (those if of.state.walkouts else of.coming)
        if each.counts and not each.over(of.state.today)
    ]
    for each in planned[:1]:
        draft.tell(each.full_id, each.entry, each.entry.text)
