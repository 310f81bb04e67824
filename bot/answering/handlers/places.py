"""Answers about places: which are out, since when, how many people, when each went back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import plural
from bot.answering.composition.draft import Draft, listing
from bot.answering.handlers.walkout_facts import cites
from bot.answering.known.dispute import places
from bot.answering.question.query import employers_named, strikes_of
from bot.dates.partial import day_words
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.answering.known.dispute import PlaceState
    from bot.answering.known.view import StrikeState
    from bot.answering.question.query import Query
    from bot.knowledge.model.actions import Place

_SAYING = frozenset("say said says saying think thinks quote quotes statement".split())
"""Words of a question about what somebody said, not about the place."""
LISTED = 20
MANY = 8
"""From more places of one sort than this, a sentence counts them instead of naming each."""
"""How many places one reply lists."""


def out(ask: Query) -> Draft | None:
    """Which places are out today, or were on a day named; of the employers named, where some are."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        struck = [each for each in places(ask.view, strike) if each.walkout.counts]
        found = _called_so(ask, _of_employers(ask, struck))
        if found:
            draft.use(strike.id, strike)
            _out(ask, draft, ask.view.state(strike), found)
            draft.support += [each.place.kind for each in found]
    draft.support.append(
        "plants sites places locations hospitals depots striking out where walked picket lines"
    )
    return draft if draft.headline else None


def _of_employers(ask: Query, found: list[PlaceState]) -> list[PlaceState]:
    named = set(employers_named(ask))
    return [each for each in found if each.place.party in named] if named else found


def _called_so(ask: Query, found: list[PlaceState]) -> list[PlaceState]:
    """Those of the sort that the question names (plants, parts centers); all, where it names none that there is."""
    asked = {stem(token) for token in ask.question.tokens}
    sort = [each for each in found if stems_of(each.place.kind) <= asked]
    return sort or found


def _named(found: list[PlaceState]) -> list[str]:
    """The names of places; of a sort of which there are many, how many they are."""
    by_sort: dict[str, list[str]] = {}
    for each in found:
        by_sort.setdefault(each.place.kind, []).append(each.place.name)
    told: list[str] = []
    for sort, names in by_sort.items():
        each_once = list(dict.fromkeys(names))
        told += each_once if len(each_once) <= MANY else [f"{len(each_once)} {plural(sort)}"]
    return told


def _out(ask: Query, draft: Draft, state: StrikeState, found: list[PlaceState]) -> None:
    days = [slot.first for slot in ask.slots.dates if slot.single] or [state.today]
    for day in days[:1]:
        out = [each for each in found if each.out(day)]
        there = [each for each in out if not each.dealt]
        sources = tuple(number for each in there or found[-1:] for number in cites(draft, each.walkout))
        name, date = state.strike.short_name, day_words(day)
        if there:
            names = listing(_named(there))
            told = say.PLACES_OUT if day <= state.today else say.PLACES_PLANNED
            draft.lead(told(strike=name, date=date, names=names), sources)
        else:
            draft.lead(say.NO_PLACE_OUT(strike=name, date=date), sources)
        _dealt(draft, out)
        if len({each.walkout.full_id for each in there}) == 1:
            draft.tell(there[0].walkout.full_id, there[0].walkout.entry, there[0].walkout.entry.text)
        for each in there[:LISTED]:
            _line(draft, each, state.today)
        for each in [each for each in found if each not in out and each.first_day <= day][:LISTED]:
            _line(draft, each, state.today)


def _dealt(draft: Draft, found: Sequence[PlaceState]) -> None:
    """That there is a deal with the employers of places, of whose return nothing is told yet."""
    deals = {each.place.party: each.dealt for each in found if each.dealt}
    for party, deal in deals.items():
        if party:
            draft.lead(say.STRUCK_BUT_DEAL(party=draft.view.the(party)), draft.cite(deal.citations))


def _line(draft: Draft, each: PlaceState, today: dt.date) -> None:
    """A place in a list: whose it is and where, since when it is out and to when, how many people."""
    told = when(each, today)
    if each.part.headcount:
        told += f" {say.PEOPLE_OUT(count=each.part.headcount)}"
    draft.tell(each.walkout.full_id, each.walkout.entry, told, lead=_head(draft, each.place))


def _head(draft: Draft, place: Place) -> str:
    """A place's name with whose it is, its local and where it is: `Pier Nine (Harbor, Southport, Maine)`."""
    whose = [draft.view.name_of(place.party)] if place.party else []
    about = ", ".join([*whose, *filter(None, (place.local, place.where))])
    return f"{place.name} ({about})" if about else place.name


def when(each: PlaceState, today: dt.date) -> str:
    """Since when a place is out, or from when to when it was."""
    name, first = each.place.name, day_words(each.first_day)
    if each.first_day > today:
        return say.PLACE_TO_WALK_OUT(place=name, date=first)
    if each.last_day is not None and each.last_day < today:
        return say.PLACE_WAS_OUT(place=name, first=first, last=day_words(each.last_day))
    return say.PLACE_OUT_SINCE(place=name, date=first)


def place(ask: Query) -> Draft | None:
    """When the places named walked out and went back, and how many people; that they were spared, and what they are."""
    if ask.tokens & _SAYING:
        return None
    draft = Draft(ask.view)
    for id in ask.slots.places:
        known = ask.view.place(id)
        if known is None:
            continue
        found = [
            (ask.view.state(strike), each)
            for strike in ask.view.strikes
            for each in places(ask.view, strike)
            if each.place.id == id
        ]
        for state, each in found:
            if each.walkout.counts:
                _told(draft, state, each)
        for state, each in found:
            _spared(draft, state, each)
        if ask.view.knows(f"place/{id}"):
            if not found and not known.about:
                draft.tell(f"place/{id}", known, say.PLACE_NOT_OUT(place=known.name), first=True)
            for statement in ask.view.said(known, *known.about):
                draft.say(f"place/{id}", known, statement, first=True)
        draft.support.append(
            f"{known.name} {' '.join(known.aliases)} {known.kind} {known.local} {known.where}"
        )
    draft.support.append("walk walked walkout out strike back people workers when where join joined")
    return draft if draft.headline else None


def _spared(draft: Draft, state: StrikeState, each: PlaceState) -> None:
    """That a walk-out at a place was called off before it began."""
    if each.walkout.off and not each.walkout.counts:
        draft.use(state.strike.id, state.strike)
        draft.say(each.walkout.full_id, each.walkout.entry, each.walkout.off, first=not draft.headline)


def _told(draft: Draft, state: StrikeState, each: PlaceState) -> None:
    walkout, part = each.walkout, each.part
    draft.use(state.strike.id, state.strike)
    draft.lead(when(each, state.today), cites(draft, walkout))
    if each.out(state.today):
        _dealt(draft, [each])
    if part.headcount:
        told = say.PEOPLE_OUT(count=part.headcount)
        draft.tell(walkout.full_id, walkout.entry, told, lead=each.place.name)
    if part.back:
        draft.say(walkout.full_id, walkout.entry, part.back)
    draft.tell(walkout.full_id, walkout.entry, walkout.entry.text, lead=_head(draft, each.place))
