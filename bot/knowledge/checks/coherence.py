"""One fact, one home: what events, meetings and positions tell of a deal or of a strike's end, beside the strike itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.dates.partial import PartialDate
from bot.knowledge.checks.rejections import review_votes
from bot.knowledge.model.models import Event, Meeting, Position, Stance, Strike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.checks.rejections import Rejection
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.items import Item
    from bot.knowledge.model.models import Entry
    from bot.knowledge.problems import Problem

_STRIKE = r"(?:strike|walk-?out|stoppage|lock-?out)"
_ENDED = re.compile(
    rf"\b{_STRIKE}\b\S*\s+(?:\S+\s+){{0,4}}?(?:ended|is over|was over|(?:was|is|were) (?:called off|lifted|ended))\b"
    rf"|\b(?:ended|called off|lifted)\S*\s+(?:\S+\s+){{0,4}}?{_STRIKE}\b"
    r"|\b(?:returned|went|were|are) back (?:to|at) work\b|\breturned to work\b",
    re.IGNORECASE,
)
_CONTRACT = (
    r"(?:deal|agreement|contract|settlement|accord)\b"
    r"(?!\s+(?:extension|talks|offer|proposal|negotiation|demand|expir|language|term|campaign|committee|vote))"
)
_MADE = r"(?:reached|made|struck|signed|sealed|ratified|approved)"
_AGREED = re.compile(
    rf"\b(?:{_MADE}|closed|announced|agreed (?:to|on)|came to|settled on)\S*\s+(?:\S+\s+){{0,4}}?{_CONTRACT}"
    rf"|\b{_CONTRACT}\S*\s+(?:\S+\s+){{0,9}}?(?:was|were|has been|had been) (?:\S+ )?{_MADE}\b"
    rf"|\bsettled(?:\s+(?:the|its|their|this)\s+(?:\S+\s+)?(?:{_STRIKE}|dispute|{_CONTRACT})|\W*$)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:near|close|without|interim|extension|hop(?:e|es|ed|ing)|expect(?:s|ed)?|propos(?:e|es|ed)|offer(?:s|ed)?|want(?:s|ed)?"
    r"|urge[sd]?|ask(?:s|ed)?|demand(?:s|ed)?|plan(?:s|ned)?|call(?:s|ed)? (?:on|for)|reject(?:s|ed)?|against|authori[sz]\w+"
    r"|talks|ahead|towards?|earlier|previous|old|last|own|others?|another|separate|on which|confidentiality|secrecy)\b",
    re.IGNORECASE,
)
"""Words in front of or among those of an agreement that make it none of this strike's."""
_TOLD = frozenset(("strike", "talks", "vote", "statement", "milestone", "mediation", "arbitration"))
"""The kinds of event that may tell of a deal or of an end in their words."""
_UNREAL = re.compile(
    r"\b(?:not|never|no|nearly|almost|would|could|may|might|will|if|until|till|before|after|once|when|whether|unless)\b|n't\b",
    re.IGNORECASE,
)
"""Words beside which an end is none."""
_PATHS = {"event": ("kind",), "meeting": ("kind",), "position": ("stance",)}
"""The field by which an entry says it."""


def tells_deal(entry: Entry, strike: Strike) -> bool:
    """Whether an entry says that the sides have agreed: on a contract, or on something that is bargained over."""
    match entry:
        case Event():
            return entry.kind == "deal" or (_is_told_of(entry, strike) and _says_agreed(entry.text))
        case Meeting():
            told = (entry.summary.text, entry.outcome.text if entry.outcome else "")
            return entry.kind == "agreement" or (
                _within(entry.parties, strike) and any(map(_says_agreed, told))
            )
        case Position():
            return entry.stance is Stance.AGREED and (not strike.issues or entry.issue in strike.issues)
    return False


def _is_told_of(event: Event, strike: Strike) -> bool:
    """Whether the words of an event can be about the deal or the end of a strike: its own sides are in it, and nobody else."""
    return event.kind in _TOLD and _within(event.parties, strike)


def _within(parties: Sequence[str], strike: Strike) -> bool:
    sides = {*strike.unions, *strike.against}
    return bool(set(parties) & set(strike.unions)) and set(parties) <= sides


def _says_agreed(text: str) -> bool:
    return any(
        not _OTHERWISE.search(before) and not _UNREAL.search(before)
        for sentence in re.split(r"(?<=[.;!?])\s+", text)
        for match in _AGREED.finditer(sentence)
        if (before := sentence[: match.end()])
    )


def in_parts(strike: Strike) -> bool:
    """Whether a strike is of walk-outs, or of several employers: that one of these is over does not end it."""
    return strike.strike_days == "walkouts" or len(strike.against) > 1 or bool(strike.settled)


def tells_end(entry: Entry, strike: Strike) -> bool:
    """Whether an entry says that a strike is over."""
    if not isinstance(entry, Event) or (entry.kind != "strike" and not _is_told_of(entry, strike)):
        return False
    return any(
        not _UNREAL.search(f"{' '.join(entry.text[: match.start()].split()[-3:])} {match[0]}")
        for match in _ENDED.finditer(entry.text)
    )


def date_of(entry: Entry) -> PartialDate | None:
    """The day (month, year) that an entry is of."""
    match entry:
        case Event():
            return entry.date
        case Meeting():
            day = entry.last_date or entry.date
            return PartialDate(day.year, day.month, day.day)
        case Position():
            return entry.since
    return None


def told_deals(
    base: KnowledgeBase, strike: Strike, votes: Sequence[Rejection] = ()
) -> list[tuple[str, Entry]]:
    """The entries that tell of a deal in a strike, or on a contract, that came after these votes against one; the newest
    first."""
    lost = max((vote.told.date.last() for vote in votes if vote.of_whole(strike)), default=dt.date.min)
    found = [(full_id, entry) for full_id, entry in _of(base, strike) if tells_deal(entry, strike)]
    return sorted(
        ((i, e) for i, e in found if (date := date_of(e)) and date.last() > lost), key=_newest_first
    )


def told_ends(base: KnowledgeBase, strike: Strike) -> list[tuple[str, Entry]]:
    """The entries that tell of a strike's end; the newest first. Where parts of it end one by one, none does."""
    if in_parts(strike):
        return []
    found = ((full_id, entry) for full_id, entry in _of(base, strike) if tells_end(entry, strike))
    return sorted(found, key=_newest_first)


def _of(base: KnowledgeBase, strike: Strike) -> Iterator[tuple[str, Entry]]:
    """The dated entries of a strike since it began."""
    for shelf in (base.events, base.meetings, base.positions):
        for full_id, entry in shelf.items():
            if strike.id in base.strikes_of(full_id) and entry.withdrawn is None and _since(strike, entry):
                yield full_id, entry


def _since(strike: Strike, entry: Entry) -> bool:
    date = date_of(entry)
    return date is not None and (strike.first_day is None or date.last() >= strike.first_day)


def _newest_first(pair: tuple[str, Entry]) -> int:
    date = date_of(pair[1])
    return -date.last().toordinal() if date else 0


def review_coherence(items: Sequence[Item]) -> Iterator[Problem]:
    """Deals and ends that some entry tells and the strike itself does not know: its state is to change with them."""
    strikes = {item.id: item for item in items if isinstance(item.model, Strike)}
    for item in items:
        home = strikes.get(item.strike or "")
        if home is None or not isinstance(home.model, Strike) or item.entry is None or item.entry.withdrawn:
            continue
        strike, date = home.model, date_of(item.entry)
        yield from review_votes(item, strike, f"{home.file}:{home.line}")
        if date is None or not _since(strike, item.entry):
            continue
        place = f"({home.file}:{home.line})"
        if tells_end(item.entry, strike) and strike.ended is None and not in_parts(strike):
            found = f"an end of {date}, of which the strike itself {place} knows nothing"
            yield item.problem(
                _PATHS[item.kind.noun], found, "`last_day` and `ended` there too", level="notice"
            )
        elif tells_deal(item.entry, strike) and not _settled(strike):
            found = f"a deal of {date}, of which the strike itself {place} knows nothing"
            yield item.problem(
                _PATHS[item.kind.noun], found, "`tentative_agreement` there too", level="notice"
            )


def _settled(strike: Strike) -> bool:
    dealt = any(each.deal or each.ended for each in strike.settled)
    return dealt or any((strike.tentative_agreement, strike.ratification, strike.ended))
