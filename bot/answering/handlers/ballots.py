"""Answers about ballots: the result, the turnout, until when members vote, how long the mandate runs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital
from bot.answering.question.query import employers_named, strikes_of
from bot.dates.partial import day_words
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.question.query import Query
    from bot.knowledge.model.actions import Ballot, BallotResult

Found = tuple[str, "Ballot"]
LISTED = 6
"""How many ballots one reply tells."""
_OF_OFFERS = stems_of(
    "offer offers deal deals agreement contract ratify ratified ratification referendum accept accepted reject"
)
_OF_STRIKES = stems_of("strike strikes action authorize authorise authorization industrial walkout mandate")
_TURNOUT = stems_of("turnout")
_ORDER = tuple("first second third fourth fifth sixth".split())
_BALLOT_WORDS = frozenset("ballot vote poll referendum".split())
_ALL = frozenset("all every each ballots votes turnouts compare".split())


def held(ask: Query) -> list[Found]:
    """The ballots of the strikes meant that fit the question, the latest first."""
    strikes = {strike.id for strike in strikes_of(ask)}
    found = [(i, b) for i, b in ask.view.ballots if strikes & ask.view.base.strikes_of(i)]
    named = set(employers_named(ask))
    if named:
        found = [(i, b) for i, b in found if not b.employers or named & set(b.employers)]
        found = [(i, b) for i, b in found if b.employers] or found
    if ask.slots.dates:
        found = [(i, b) for i, b in found if any(s.first <= day(b) <= s.last for s in ask.slots.dates)]
    return sorted(found, key=lambda pair: day(pair[1], unknown=dt.date.max), reverse=True)


def day(ballot: Ballot, unknown: dt.date = dt.date.min) -> dt.date:
    """The day of a ballot's result, else its last or first day; where none is known, it is still to come: `unknown`."""
    if ballot.result:
        return ballot.result.date.first()
    return ballot.closes or ballot.opens or unknown


def result(ask: Query) -> Draft | None:
    """How a ballot went, or that it is still open: the latest of those that fit, then earlier ones."""
    stems = stems_of(ask.question.text)
    kinds = ("offer",) if stems & _OF_OFFERS else ("strike",) if stems & _OF_STRIKES else ()
    return _told(ask, _mandates_first(_in_order(ask, _of_kind(held(ask), *kinds))))


def _mandates_first(found: list[Found]) -> list[Found]:
    """Of ballots on striking those of all members before those of some of them: they gave a mandate."""
    if any(ballot.kind != "strike" for _, ballot in found):
        return found
    return sorted(found, key=lambda pair: not (pair[1].result and pair[1].result.mandate_until))


def authorization(ask: Query) -> Draft | None:
    """The ballots on striking."""
    return _told(
        ask, _mandates_first(_in_order(ask, [pair for pair in held(ask) if pair[1].kind == "strike"]))
    )


def ratification(ask: Query) -> Draft | None:
    """The ballots on a deal or an offer."""
    return _told(ask, _in_order(ask, [pair for pair in held(ask) if pair[1].kind == "offer"]))


def _in_order(ask: Query, found: list[Found]) -> list[Found]:
    """The one that a question asks for by its place: `the first ballot`, `the second vote`; all where it says none."""
    said = [one for one, two in pairwise(ask.question.tokens) if one in _ORDER and two in _BALLOT_WORDS]
    if len(said) != 1 or _one_vote_each(found):
        return found
    at = _ORDER.index(said[0])
    return found[::-1][at : at + 1]


def _of_kind(found: list[Found], *kinds: str) -> list[Found]:
    """Those of these kinds, else all."""
    return [pair for pair in found if pair[1].kind in kinds] or found


def _told(ask: Query, found: list[Found]) -> Draft | None:
    draft = Draft(ask.view)
    several = bool(_ALL & ask.tokens) or len(employers_named(ask)) > 1 or _one_vote_each(found)
    for full_id, ballot in found[: LISTED if several else 1]:
        if _TURNOUT & stems_of(ask.question.text) and ballot.result and ballot.result.turnout is not None:
            told = say.TURNOUT(asks=ballot.asks, percent=_number(ballot.result.turnout))
            draft.use(full_id, ballot)
            draft.lead(told, draft.cite(ballot.result.citations))
        _tell(ask, draft, full_id, ballot)
    draft.support.append(
        "ballot ballots vote voted votes poll referendum members result turnout percent percentage yes"
    )
    return draft if draft.headline else None


def _one_vote_each(found: list[Found]) -> bool:
    """Whether the latest ballot is one of several on the deals of single employers."""
    return bool(found) and found[0][1].kind == "offer" and bool(found[0][1].employers)


def _tell(ask: Query, draft: Draft, full_id: str, ballot: Ballot) -> None:
    draft.use(full_id, ballot)
    if ballot.result:
        draft.say(full_id, ballot, ballot.result, first=True)
        _mandate(ask, draft, ballot.result)
        return
    draft.lead(_under_way(ask, ballot), draft.cite(ballot.citations))
    draft.tell(full_id, ballot, ballot.text)


def _under_way(ask: Query, ballot: Ballot) -> str:
    """Where a ballot without a known result stands."""
    today = ask.view.local_day()
    if ballot.opens and today < ballot.opens:
        return say.BALLOT_TO_OPEN(asks=ballot.asks, date=day_words(ballot.opens))
    if ballot.closes is None:
        return say.NO_RESULT(asks=ballot.asks)
    told = say.BALLOT_OPEN if today <= ballot.closes else say.BALLOT_CLOSED
    return told(asks=ballot.asks, date=day_words(ballot.closes))


def _number(percent: float) -> str:
    return f"{percent:g}"


def _mandate(ask: Query, draft: Draft, told: BallotResult) -> None:
    if told.mandate_until:
        over = told.mandate_until.last() < ask.view.local_day()
        until = told.mandate_until
        sentence = say.MANDATE_RAN_OUT(when=until.when()) if over else say.MANDATE_RUNS(date=until.words())
        draft.lead(sentence, draft.cite(told.citations))


def mandate(ask: Query) -> Draft | None:
    """Until when the newest mandate for action runs, and the ballot that gave it."""
    draft = Draft(ask.view)
    for full_id, ballot in held(ask):
        if ballot.result and ballot.result.mandate_until:
            draft.use(full_id, ballot)
            _mandate(ask, draft, ballot.result)
            draft.say(full_id, ballot, ballot.result)
            break
    draft.support.append(
        "mandate mandates strike action expire expires expiry run runs out legal valid end ends last"
    )
    return draft if draft.headline else None


def when(ask: Query) -> Draft | None:
    """When a ballot opens and closes."""
    return _each(ask, _when)


def _each(ask: Query, told: Callable[[Query, Draft, str, Ballot], None]) -> Draft | None:
    draft = Draft(ask.view)
    for full_id, ballot in _in_order(ask, _of_kind(held(ask)))[:1]:
        told(ask, draft, full_id, ballot)
    draft.support.append("ballot vote voting open opens close closes closing deadline members balloted")
    return draft if draft.headline else None


def _when(ask: Query, draft: Draft, full_id: str, ballot: Ballot) -> None:
    _tell(ask, draft, full_id, ballot)
    if ballot.result:
        draft.tell(full_id, ballot, ballot.text, lead=capital(ballot.asks))
