"""Answers from numbers that change: how many are out, how many it is about, what it costs; the newest known first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, headed
from bot.answering.composition.strike_status import called
from bot.answering.known.dispute import walkouts
from bot.answering.question.query import employers_named, strikes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.known.dispute import KnownWalkOut
    from bot.answering.question.query import Query
    from bot.dates.found import DateSlot
    from bot.knowledge.model.actions import Amount, Figure

EARLIER = 6
"""How many older values one reply lists."""


def strikers(ask: Query) -> Draft | None:
    """How many people are out: the newest number known, of the employer or the place named where one is."""
    return _counted(ask, "strikers") or _called_out(ask)


def members(ask: Query) -> Draft | None:
    """How many people the dispute is about."""
    return _counted(ask, "members")


def cost(ask: Query) -> Draft | None:
    """What the dispute costs."""
    return _counted(ask, "cost")


def _counted(ask: Query, counts: str) -> Draft | None:
    draft = Draft(ask.view)
    strikes = {strike.id for strike in strikes_of(ask)}
    for full_id, figure in ask.view.figures:
        if figure.counts == counts and strikes & ask.view.base.strikes_of(full_id):
            _tell(draft, full_id, figure, _fitting(ask, figure), ask.slots.dates)
    draft.support.append(
        "how many much people workers members strikers number total out striking walked cost"
    )
    return draft if draft.headline else None


def _fitting(ask: Query, figure: Figure) -> list[Amount]:
    """The values of the employer or the place named; of all, where none is named."""
    parties, places = set(employers_named(ask)), set(ask.slots.places)
    if places:
        return [value for value in figure.values if value.place in places]
    if parties:
        return [value for value in figure.values if value.party in parties]
    return [value for value in figure.values if value.party is None and value.place is None] or list(
        figure.values
    )


def tell_whole(draft: Draft, full_id: str, figure: Figure, dates: tuple[DateSlot, ...] = ()) -> None:
    """The newest value of the whole first (of the days named), then older ones; of parts where the whole has none."""
    whole = [value for value in figure.values if value.party is None and value.place is None]
    _tell(draft, full_id, figure, whole or list(figure.values), dates)


def _tell(
    draft: Draft, full_id: str, figure: Figure, values: Iterable[Amount], dates: tuple[DateSlot, ...]
) -> None:
    """Those of the days named first, then the newest by then (default: today) and older ones, each with its day."""
    until = max((slot.last for slot in dates), default=draft.view.local_day())
    known = [value for value in values if value.date.first() <= until]
    known.sort(key=lambda value: value.date.last(), reverse=True)
    known.sort(key=lambda value: not any(value.date.covers(slot.first, slot.last) for slot in dates))
    for number, value in enumerate(known[: EARLIER + 1]):
        lead = headed(capital(value.date.words()), value.value) if number else None
        draft.say(full_id, figure, value, lead=lead, first=number == 0)
    draft.support.append(f"{figure.name} {' '.join(figure.aliases)}")


def _called_out(ask: Query) -> Draft | None:
    """Where no number is kept: how many each walk-out called out; of employers named, how many at their places.

    Of a place that is named, its own answer tells.
    """
    if ask.slots.places:
        return None
    draft = Draft(ask.view)
    named = set(employers_named(ask))
    for strike in strikes_of(ask):
        today = ask.view.state(strike).today
        begun = [each for each in walkouts(ask.view, strike) if each.counts and each.first_day <= today]
        for each in reversed(begun):
            entry = each.entry
            if entry.headcount and (not named or set(entry.employers) == named):
                _lead(draft, each, called(each), entry.headcount)
                continue
            for part in entry.places:
                place = ask.view.base.places[part.place]
                if part.headcount and place.party in named:
                    _lead(draft, each, place.name, part.headcount)
    return draft if draft.headline else None


def _lead(draft: Draft, walkout: KnownWalkOut, what: str, headcount: str) -> None:
    """A number under what it is of; the first one as the answer."""
    draft.tell(
        walkout.full_id, walkout.entry, say.CALLED_OUT(names=capital(what), count=headcount), first=True
    )
