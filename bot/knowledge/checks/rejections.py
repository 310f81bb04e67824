"""That members voted a deal down: what ballots and events tell of it, and the deals that it closes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.knowledge.model.actions import Ballot
from bot.knowledge.model.models import CitedMilestone, Deal, Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.items import Item
    from bot.knowledge.model.models import Entry, Milestone, Settlement, Strike
    from bot.knowledge.problems import Problem

DealT = TypeVar("DealT", bound=Deal)

_NO = r"(?:reject(?:ed)?|(?:voted|turned) (?:\S+ ){0,5}?down|voted against|refused|threw (?:it )?out|said no to)"
_WAS_NO = r"(?:was|were|has been|had been) (?:rejected|(?:voted|turned) down)\b"
_PACT = r"(?:deal|agreement|contract|offer|proposal|settlement|package|pact)"
_REJECTED = re.compile(rf"\b{_NO}\b", re.IGNORECASE)
_ACCEPTED = re.compile(r"\b(?:ratif\w+|accept(?:ed)?|approv\w+|backed|endorsed)\b", re.IGNORECASE)
_DOWN = rf"(?:voted|turned)(?:\s+\S+){{0,4}}?\s+{_PACT}(?:\s+\S+){{0,4}}?\s+down\b"
_VOTERS = r"(?:members|membership|workers|staff|voters|(?:a )?majority|rank and file)"
_VOTED_DOWN = re.compile(
    rf"\b{_VOTERS}\b(?:\s+\S+){{0,6}}?\s+{_DOWN}"
    rf"|\b{_VOTERS}\b(?:\s+\S+){{0,6}}?\s+{_NO}\b(?:\s+\S+){{0,6}}?\s*\b{_PACT}\b"
    rf"|\b{_PACT}\b(?:\s+\S+){{0,6}}?\s+{_WAS_NO}\s+by\s+(?:\S+\s+){{0,3}}?{_VOTERS}\b",
    re.IGNORECASE,
)
_IN_A_VOTE = re.compile(
    rf"\b{_DOWN}|\b{_NO}\b(?:\s+\S+){{0,6}}?\s*\b{_PACT}\b|\b{_PACT}\b(?:\s+\S+){{0,6}}?\s+{_WAS_NO}",
    re.IGNORECASE,
)
"""The same of an event that is a vote, whoever did it."""
_NOT_ALL = re.compile(
    r"\b(?:plants?|locals?|branch(?:es)?|chapters?|sites?|hospitals?|depots?|warehouses?|factor(?:y|ies)|shops?|some|several|many"
    r"|not|never|would|could|may|might|will|if|until|till|unless|before|whether|urged?|asked|called on)\b|n't\b",
    re.IGNORECASE,
)
"""Words beside which it is a part of the members who did, or nobody."""
_TOLD = frozenset(("vote", "deal", "talks", "statement", "milestone", "strike"))
"""The kinds of event that may tell of it."""


class Rejection(NamedTuple):
    """A vote against a deal or an offer, and the entry that tells of it. No employers, no unions: of the whole strike."""

    full_id: str
    entry: Entry
    told: CitedMilestone
    employers: frozenset[str] = frozenset()
    unions: frozenset[str] = frozenset()

    def of_whole(self, strike: Strike) -> bool:
        """Whether it was of all members, on a deal with all employers."""
        return all(not some or some >= set(every)
                   for some, every in ((self.employers, strike.against), (self.unions, strike.unions)))  # fmt: skip

    def of(self, each: Settlement, strike: Strike) -> bool:
        """Whether it was on a deal with one employer (and one union)."""
        with_it = not self.employers or each.employer in self.employers
        by_it = not self.unions or self.unions >= ({each.union} if each.union else set(strike.unions))
        return with_it and by_it


def is_lost(ballot: Ballot) -> bool:
    """Whether members voted a deal or an offer down: by the words of the result, else by the votes for it."""
    if ballot.kind != "offer" or ballot.result is None:
        return False
    text, share = ballot.result.text, ballot.result.in_favor
    rejected, accepted = bool(_REJECTED.search(text)), bool(_ACCEPTED.search(text))
    return rejected if rejected != accepted else share is not None and share < 50


def is_won(ballot: Ballot) -> bool:
    """Whether members voted for a deal or an offer: the words of the result or the votes say so."""
    if ballot.kind != "offer" or ballot.result is None or is_lost(ballot):
        return False
    share = ballot.result.in_favor
    return bool(_ACCEPTED.search(ballot.result.text)) or (share is not None and share > 50)


def rejection_of(full_id: str, entry: Entry, strike: Strike) -> Rejection | None:
    """That members voted a deal or an offer down, where a ballot or an event says so."""
    if isinstance(entry, Ballot) and entry.result and is_lost(entry):
        return Rejection(full_id, entry, entry.result, frozenset(entry.employers), frozenset(entry.unions))
    if not isinstance(entry, Event) or not _tells_it(entry, strike):
        return None
    told = CitedMilestone(
        text=entry.text, date=entry.date, citations=entry.citations, reported_by=entry.reported_by
    )
    sides = frozenset(entry.parties)
    employers, unions = sides & set(strike.against), sides & set(strike.unions)
    return Rejection(full_id, entry, told, employers, unions)


def _tells_it(event: Event, strike: Strike) -> bool:
    """Whether all members did it, and of this strike's union."""
    sides = {*strike.unions, *strike.against}
    if event.kind not in _TOLD or event.places or not set(event.parties) <= sides:
        return False
    said = _IN_A_VOTE if event.kind == "vote" else _VOTED_DOWN
    return any(not _NOT_ALL.search(event.text[: match.end()]) for match in said.finditer(event.text))


def rejections(base: KnowledgeBase, strike: Strike) -> list[Rejection]:
    """Every vote against a deal or an offer that the entries of a strike tell, and it itself; the latest last."""
    found = [
        rejection
        for shelf in (base.ballots, base.events)
        for full_id, entry in shelf.items()
        if strike.id in base.strikes_of(full_id) and entry.withdrawn is None
        if (rejection := rejection_of(full_id, entry, strike))
    ]
    return sorted([*found, *_own(strike)], key=lambda each: each.told.date.last())


def _own(strike: Strike) -> Iterator[Rejection]:
    """What the strike itself tells."""
    for deal in strike.tentative_agreements:
        if deal.rejected:
            yield Rejection(strike.id, strike, deal.rejected)
    for each in strike.settled:
        for deal in each.deals:
            if deal.rejected:
                unions = frozenset([each.union] if each.union else ())
                yield Rejection(strike.id, strike, deal.rejected, frozenset([each.employer]), unions)


def closed(strike: Strike, told: Sequence[Rejection]) -> Strike:
    """The strike with each deal rejected that a vote told elsewhere closed."""
    own = _closed(strike.tentative_agreements, [r for r in told if r.of_whole(strike)], strike.ratification)
    settled = tuple(
        each.model_copy(update={"deals": _closed(each.deals, [r for r in told if r.of(each, strike)], each.ratification)})
        for each in strike.settled
    )  # fmt: skip
    return strike.model_copy(update={"tentative_agreements": own, "settled": settled})


def _closed(
    deals: tuple[DealT, ...], told: Sequence[Rejection], ratified: Milestone | None
) -> tuple[DealT, ...]:
    """Of each deal the first vote against it before the next one came; of a deal that was ratified after it, none."""
    made = []
    starts = sorted(deal.date.first() for deal in deals)
    for deal in deals:
        following = next((day for day in starts if day > deal.date.first()), None)
        kept = ratified is not None and following is None
        votes = [
            one.told for one in told
            if not kept and deal.date.first() <= one.told.date.last()
            and (following is None or one.told.date.last() <= following)
        ]  # fmt: skip
        rejected = deal.rejected or (votes[0] if votes else None)
        made.append(deal if rejected is deal.rejected else deal.model_copy(update={"rejected": rejected}))
    return tuple(made)


def review_votes(item: Item, strike: Strike, place: str) -> Iterator[Problem]:
    """A vote that the strike itself has otherwise: a deal that stands there and was voted down, or the other way round."""
    if item.entry is None:
        return
    path = ("result",) if isinstance(item.entry, Ballot) else ("text",)
    vote = rejection_of(item.full, item.entry, strike)
    if vote:
        after = closed(strike, [vote])
        stands = [one for one, two in zip(strike.all_deals, after.all_deals, strict=True) if one is not two]
        for deal in stands:
            found = f"that members voted a deal down, and the strike itself ({place}) holds the one of {deal.date}"
            yield item.problem(
                path, found, "`rejected` under that deal, with the day and a source", level="notice"
            )
    if isinstance(item.entry, Ballot) and item.entry.result and is_won(item.entry):
        won = Rejection(
            item.full,
            item.entry,
            item.entry.result,
            frozenset(item.entry.employers),
            frozenset(item.entry.unions),
        )
        theirs = strike.tentative_agreements if won.of_whole(strike) else ()
        theirs += tuple(deal for each in strike.settled if won.of(each, strike) for deal in each.deals)
        for deal in theirs:
            if deal.rejected and deal.rejected.date == won.told.date:
                found = f"a vote for a deal, and the strike itself ({place}) has it rejected on {deal.rejected.date}"
                yield item.problem(path, found, "the same in both places", level="notice")
