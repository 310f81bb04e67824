"""What became of an offer that a reply told of: `did they accept`, `did the union take it`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.handlers.ballots import day as day_of
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.model.models import Position, Stance
from bot.matching.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.known.view import View

_ACCEPTED = frozenset(
    "accept accepted accepting agree agreed take took taken refuse refused reject rejected decline declined".split()
)
_AROUND = frozenset(
    """
    did do does have has had will would they he she it that this them the and so but union side other members offer
    deal proposal to or not then actually partyslot personslot yes no was is really ever ultimately eventually finally
    """.split()
)
_OF_OFFERS = frozenset(("offer", "indicative"))
SOON = dt.timedelta(days=90)
"""How long after an offer a vote, or a word on the issue, is still about that offer."""


def asks_whether_accepted(frame: Sequence[str]) -> bool:
    """`did they accept`, `was it rejected`: nothing but that of an offer spoken of."""
    return not _ACCEPTED.isdisjoint(frame) and all(token in _ACCEPTED | _AROUND for token in frame)


def what_became(view: View, told: Sequence[str], *, of_issue: bool) -> list[tuple[str, Slots]]:
    """The kinds of question, each with its names, that tell what became of the offer told of, the likeliest first.

    `of_issue`: whether one issue was asked about, and not the offer as a whole.
    """
    full_id = next((i for i in told if view.knows(i)), "")
    offer = view.base.entry(full_id) if full_id else None
    if not isinstance(offer, Position):
        return []
    day, strikes = offer.since.first(), view.base.strikes_of(full_id)
    of_it = Slots(strikes=tuple(sorted(strikes)))
    found = [("ballot", replace(of_it, dates=(_on(voted),))) for voted in _voted(view, offer, day, strikes)]
    met = [
        meeting for i, meeting in view.meetings if meeting.date == day and strikes & view.base.strikes_of(i)
    ]
    found += [("meeting_outcome", replace(of_it, dates=(_on(day),)))] if met else []
    answered = _answered(view, offer, day, strikes)
    since = (DateSlot(day, day + SOON, day_words(day)),) if offer.stance is Stance.OFFERS else ()
    said = [
        ("position", replace(of_it, parties=(party,), issues=(offer.issue,), dates=since))
        for party in answered
    ]
    return said + found if of_issue else found + said


def _voted(view: View, offer: Position, day: dt.date, strikes: frozenset[str]) -> list[dt.date]:
    """The day of the first vote on an offer or a deal that came soon after; of these employers, where votes are theirs."""
    days = [
        day_of(ballot) for i, ballot in view.ballots
        if ballot.kind in _OF_OFFERS and ballot.result and strikes & view.base.strikes_of(i)
        and (not ballot.employers or set(offer.parties) & set(ballot.employers))
    ]  # fmt: skip
    return sorted(voted for voted in days if day <= voted <= day + SOON)[:1]


def _answered(view: View, offer: Position, day: dt.date, strikes: frozenset[str]) -> list[str]:
    """The other side, where it said something on the issue since."""
    ours = {view.whole(party) for party in offer.parties}
    those = [view.base.strikes[strike] for strike in strikes if strike in view.base.strikes]
    employers = {view.whole(party) for strike in those for party in strike.against}
    ours |= employers if ours & employers else set()
    return sorted({
        view.whole(party) for i, position in view.positions for party in position.parties
        if position.issue == offer.issue and position.since.first() >= day and strikes & view.base.strikes_of(i)
        and view.whole(party) not in ours
    })[:1]  # fmt: skip


def _on(day: dt.date) -> DateSlot:
    return DateSlot(day, day, day_words(day))
