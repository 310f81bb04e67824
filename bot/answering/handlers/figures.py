"""Answers from numbers that change: how many are out, how many it is about, what it costs; the newest known first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.action import walkouts
from bot.answering.ask import employers_named, strikes_of
from bot.answering.draft import Draft, capital, headed
from bot.answering.standing import walkout_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.ask import Ask
    from bot.knowledge.actions import Amount, Figure
    from bot.matching.when import DateSlot

EARLIER = 6
"""How many older values one reply lists."""


def strikers(ask: Ask) -> Draft | None:
    """How many people are out: the newest number known, of the employer or the place named where one is."""
    return _counted(ask, "strikers") or _called_out(ask)


def members(ask: Ask) -> Draft | None:
    """How many people the dispute is about."""
    return _counted(ask, "members")


def cost(ask: Ask) -> Draft | None:
    """What the dispute costs."""
    return _counted(ask, "cost")


def _counted(ask: Ask, counts: str) -> Draft | None:
    draft = Draft(ask.view)
    strikes = {strike.id for strike in strikes_of(ask)}
    for full_id, figure in ask.view.figures:
        if figure.counts == counts and strikes & ask.view.base.strikes_of(full_id):
            _tell(draft, full_id, figure, _fitting(ask, figure), ask.slots.dates)
    draft.support.append(
        "how many much people workers members strikers number total out striking walked cost"
    )
    return draft if draft.headline else None


def _fitting(ask: Ask, figure: Figure) -> list[Amount]:
    """The values of the employer or the place named; of all, where none is named."""
    parties, places = set(employers_named(ask)), set(ask.slots.places)
    if places:
        return [value for value in figure.values if value.place in places]
    if parties:
        return [value for value in figure.values if value.party in parties]
    return [value for value in figure.values if value.party is None and value.place is None] or list(
        figure.values
    )


def tell_whole(draft: Draft, full_id: str, figure: Figure) -> None:
    """The newest value of the whole first, then older ones; those of parts where there is none of the whole."""
    whole = [value for value in figure.values if value.party is None and value.place is None]
    _tell(draft, full_id, figure, whole or list(figure.values), ())


def _tell(
    draft: Draft, full_id: str, figure: Figure, values: Iterable[Amount], dates: tuple[DateSlot, ...]
) -> None:
    """The newest value by the day named (default: today), then the older ones, each with its day."""
    until = max((slot.last for slot in dates), default=draft.view.local_day())
    known = [value for value in values if value.date.first() <= until]
    known.sort(key=lambda value: value.date.last(), reverse=True)
    for number, value in enumerate(known[: EARLIER + 1]):
        lead = headed(capital(value.date.words()), value.value) if number else None
        draft.say(full_id, figure, value, lead=lead, first=number == 0)
    draft.support.append(f"{figure.name} {' '.join(figure.aliases)}")


def _called_out(ask: Ask) -> Draft | None:
    """Where no number is kept: how many each walk-out called out."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        for each in reversed(walkouts(ask.view, strike)):
            entry = each.entry
            if entry.headcount and each.counts and each.first_day <= ask.view.state(strike).today:
                head = headed(capital(entry.name or walkout_span(each)), entry.headcount)
                draft.tell(each.full_id, entry, entry.text, lead=head if draft.headline else None, first=True)
                if draft.headline == entry.text:
                    draft.note(head, draft.headline_cites)
    return draft if draft.headline else None
