"""The kinds of question about walk-outs, employers, places, numbers, ballots and other action, and what a base holds for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.handlers import (
    ballots,
    deals,
    employers,
    figures,
    history,
    other_action,
    places,
    settlements,
    walkout_days,
    walkouts,
)
from bot.answering.known.dispute import several
from bot.knowledge.checks.rejections import rejections
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from bot.answering.composition.draft import Draft
    from bot.answering.question.query import Handler, Query
    from bot.knowledge.model.base import KnowledgeBase

IsHeld = Callable[["KnowledgeBase"], bool]
"""Whether a base holds anything that a kind of question could be answered with."""


class ActionKind(NamedTuple):
    """A kind of question that is asked only of a base that holds what answers it."""

    name: str
    asks: str
    answer: Handler
    uses: str
    held: IsHeld
    needs: str = ""


def first_of(*handlers: Handler) -> Handler:
    """The answer of the first handler that has one."""

    def answer(ask: Query) -> Draft | None:
        for handler in handlers:
            draft = handler(ask)
            if draft is not None and draft.headline:
                return draft
        return None

    return answer


def _has_walkouts(base: KnowledgeBase) -> bool:
    return bool(base.walkouts) or _of_walkouts(base)


def _of_walkouts(base: KnowledgeBase) -> bool:
    return any(strike.strike_days == "walkouts" for strike in base.strikes.values())


def _has_planned_ends(base: KnowledgeBase) -> bool:
    return _of_walkouts(base) or any(strike.planned_end for strike in base.strikes.values())


def _has_places(base: KnowledgeBase) -> bool:
    return bool(base.places)


def _of_several(base: KnowledgeBase) -> bool:
    return any(several(strike) for strike in base.strikes.values())


def _has_sides(base: KnowledgeBase) -> bool:
    return any(strike.against and strike.kind == "strike" for strike in base.strikes.values())


def _has_ballots(base: KnowledgeBase) -> bool:
    return bool(base.ballots)


def _has_rejections(base: KnowledgeBase) -> bool:
    return any(rejections(base, strike) for strike in base.strikes.values())


def _has_votes(base: KnowledgeBase) -> bool:
    return _has_ballots(base) or _has_rejections(base)


def _counting(counts: str) -> IsHeld:
    return lambda base: any(figure.counts == counts for figure in base.figures.values())


def _counts_people_out(base: KnowledgeBase) -> bool:
    return _counting("strikers")(base) or any(walkout.headcount for walkout in base.walkouts.values())


def _has_events(*kinds: str) -> IsHeld:
    return lambda base: any(event.kind in kinds for event in base.events.values())


def _has_mediators(base: KnowledgeBase) -> bool:
    return _has_events("mediation", "arbitration")(base) or any(
        other_action.HELPERS & stems_of(role.title)
        for person in base.people.values()
        for role in person.roles
    )


_how_voted = first_of(deals.newest, ballots.result, history.ratification)
_DATED = "party strike date"
_OTHER_ACTION = (
    ("lockout", "lockouts"),
    ("overtime-ban", "overtime bans"),
    ("work-to-rule", "working to rule"),
    ("cooling-off", "a cooling-off period"),
    ("injunction", "what courts ordered"),
    ("back-to-work-order", "orders to go back to work"),
    ("mediation", "mediation"),
    ("arbitration", "arbitration"),
    ("charge", "charges before a labor board"),
    ("exemption", "who is exempt"),
    ("layoffs", "layoffs"),
    ("deadline", "deadlines"),
)
ACTION_KINDS = (
    ActionKind("walkout_next", "when the next walk-out is", walkouts.upcoming, _DATED, _has_walkouts),
    ActionKind("walkout_last", "when the latest walk-out was", walkouts.latest, _DATED, _has_walkouts),
    ActionKind("walkout_count", "how many walk-outs there were", walkouts.count, _DATED, _has_walkouts),
    ActionKind("walkout_days", "how many days people were out", walkout_days.length, _DATED, _of_walkouts),
    ActionKind("walkout_on", "whether people are out on a day", walkout_days.on_days, _DATED, _of_walkouts),
    ActionKind(
        "walkout_end", "when a walk-out is planned to end", walkout_days.end, _DATED, _has_planned_ends
    ),
    ActionKind("walkout_hours", "the hours of a walk-out", walkout_days.hours, _DATED, _has_walkouts),
    ActionKind(
        "walkout_off", "whether a walk-out was called off", walkouts.called_off, _DATED, _has_walkouts
    ),
    ActionKind("walkout_longest", "the longest walk-out", walkout_days.longest, _DATED, _of_walkouts),
    ActionKind("places_out", "which places are out", places.out, _DATED, _has_places),
    ActionKind(
        "place", "when a place walked out", places.place, "party strike date place", _has_places, "place"
    ),
    ActionKind("settled", "which employers have settled", settlements.settled, _DATED, _of_several),
    ActionKind(
        "settled_first", "which employer settled first", settlements.first_settled, _DATED, _of_several
    ),
    ActionKind(
        "deal", "whether there is a deal with an employer", employers.deal, _DATED, _of_several, "party"
    ),
    ActionKind("against", "whom the strike is against", settlements.against, _DATED, _has_sides),
    ActionKind("struck", "at which employers the strike is on", settlements.struck, _DATED, _of_several),
    ActionKind(
        "strikers",
        "how many people are out",
        first_of(figures.strikers, places.place),
        "party strike date place",
        _counts_people_out,
    ),
    ActionKind("members", "how many people it is about", figures.members, _DATED, _counting("members")),
    ActionKind("cost", "what the strike costs", figures.cost, _DATED, _counting("cost")),
    ActionKind("rejected", "whether members voted a deal down", deals.rejected, _DATED, _has_rejections),
    ActionKind("ballot", "how a ballot went", _how_voted, _DATED, _has_votes),
    ActionKind("ballot_when", "when members vote", ballots.when, _DATED, _has_ballots),
    ActionKind("mandate", "how long the mandate runs", ballots.mandate, _DATED, _has_ballots),
    ActionKind("mediator", "who mediates", other_action.mediator, _DATED, _has_mediators),
    *(
        ActionKind(kind.replace("-", "_"), asks, other_action.of_kind(kind), _DATED, _has_events(kind))
        for kind, asks in _OTHER_ACTION
    ),
)
