"""Where the talks of a strike stand, issue by issue: what is agreed, offered, demanded and refused, each as an entry says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.answering.known.dispute import several
from bot.knowledge.model.actions import Ballot, WalkOut
from bot.knowledge.model.models import Event, Meeting, Stance
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from bot.answering.known.view import View
    from bot.dates.partial import PartialDate
    from bot.knowledge.checks.rejections import Rejection
    from bot.knowledge.model.models import Entry, Position, Strike

Standing = Literal["agreed", "voted-down", "offered", "willing", "demanded", "refused", "silent"]
_STANDINGS: dict[Stance, Standing] = {
    Stance.AGREED: "agreed",
    Stance.OFFERS: "offered",
    Stance.WILLING: "willing",
    Stance.DEMANDS: "demanded",
    Stance.REFUSES: "refused",
    Stance.SILENT: "silent",
}
_WITHOUT_OFFER = frozenset(("willing", "refused", "silent"))
"""What a side says to the other's wishes without an offer: only the latest holds, and not before the side's own offer."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side holds on an issue, or several agreed on, from a day on. `party` is whose it is; empty for what is agreed."""

    full_id: str
    entry: Position
    standing: Standing
    party: str = ""

    @property
    def since(self) -> PartialDate:
        return self.entry.since


@dataclass(frozen=True, slots=True)
class Row:
    """An issue in the talks of a strike, or with one of its employers. `cells`: the latest of each side, the newest first."""

    issue: str
    cells: tuple[Cell, ...]
    strike: str
    employer: str | None = None

    @property
    def agreed(self) -> bool:
        """Whether the sides agreed on it, and nobody is known to have moved since."""
        return all(cell.standing == "agreed" for cell in self.cells)

    @property
    def moved(self) -> Cell:
        """The latest move."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Coming:
    """What is known to come: a meeting, a vote, a walk-out, a deadline."""

    day: dt.date
    full_id: str
    entry: Entry


def table(view: View, strike: Strike, employer: str | None = None) -> tuple[Row, ...]:
    """The issues of a strike, those first on which somebody moved last; of several employers, with this one."""
    found = [
        _cell(view, strike, employer, full_id, position)
        for full_id, position in view.positions
        if strike.id in view.base.strikes_of(full_id) and position.since.first() <= view.local_day()
        if _is_of_sides(view, strike, position) and _concerns(view, strike, employer, position)
    ]
    issues = dict.fromkeys(cell.entry.issue for cell in found)
    rows = [
        Row(issue, _standing([c for c in found if c.entry.issue == issue]), strike.id, employer)
        for issue in issues
    ]
    return tuple(sorted(rows, key=lambda row: row.moved.since.last(), reverse=True))


def employers(strike: Strike) -> tuple[str, ...]:
    """The employers that bargain each for itself; none where there is one alone."""
    return strike.against if several(strike) and len(strike.against) > 1 else ()


def votes_against(view: View, strike: Strike, employer: str | None = None) -> list[Rejection]:
    """The votes of all members against a deal (with this employer), the latest last."""
    return [
        vote
        for vote in view.rejections(strike)
        if vote.of_whole(strike) or (employer is not None and employer in vote.employers)
    ]


def coming(view: View, strike: Strike, employer: str | None = None) -> list[Coming]:
    """What is known to be still to come in a strike, the next first."""
    today = view.local_day(view.base.zone_of_strike(strike))
    shelves = (view.meetings, view.ballots, view.walkouts, view.events)
    found = [
        Coming(day, full_id, entry)
        for shelf in shelves
        for full_id, entry in shelf
        if strike.id in view.base.strikes_of(full_id) and _is_with(view, employer, entry)
        for day in _days(entry)
        if day > today
    ]
    return sorted({one.full_id: one for one in sorted(found, key=_day, reverse=True)}.values(), key=_day)


def _day(one: Coming) -> tuple[dt.date, str]:
    return one.day, one.full_id


def _days(entry: Entry) -> Iterator[dt.date]:
    """The days on which something is to happen."""
    match entry:
        case Meeting():
            yield entry.date
        case Ballot() if entry.result is None:
            yield from (day for day in (entry.opens, entry.closes) if day)
        case WalkOut() if entry.called_off is None:
            yield entry.first_day
        case Event():
            yield from (day for day in (entry.due, entry.date.first() if entry.date.exact else None) if day)


def _is_with(view: View, employer: str | None, entry: Entry) -> bool:
    """Whether what is to come is with an employer, or with all."""
    parties = getattr(entry, "employers", ()) or (entry.parties if isinstance(entry, Meeting | Event) else ())
    sides = {view.whole(party) for party in parties} & _all_employers(view)
    return employer is None or not sides or employer in sides


def _all_employers(view: View) -> set[str]:
    return {side for strike in view.strikes for side in strike.against}


def _is_of_sides(view: View, strike: Strike, position: Position) -> bool:
    """Whether it is held by a side of the strike, and by nobody who only looks on."""
    sides = {view.whole(party) for party in (*strike.unions, *strike.against)}
    return any(view.whole(party) in sides for party in position.parties)


def _concerns(view: View, strike: Strike, employer: str | None, position: Position) -> bool:
    """Whether a position is one in the talks with an employer: its own, agreed with it, or the union's to all or to it."""
    if employer is None:
        return True
    struck = {view.whole(party) for party in position.parties} & set(strike.against)
    if struck:
        return employer in struck
    named = [other for other in strike.against if _names(view, other, position.text)]
    return not named or employer in named


def _names(view: View, party: str, text: str) -> bool:
    tokens, name = tokens_of(text), tokens_of(view.name_of(party))
    return any(tokens[place : place + len(name)] == name for place in range(len(tokens)))


def _cell(view: View, strike: Strike, employer: str | None, full_id: str, position: Position) -> Cell:
    """A position as it stands; what was agreed before members voted a deal down is agreed no more."""
    standing = _STANDINGS[position.stance]
    whose = tuple(dict.fromkeys(map(view.principal, position.parties)))
    votes = votes_against(view, strike, employer)
    if standing == "agreed" and any(vote.told.date.last() >= position.since.last() for vote in votes):
        standing = "voted-down"
    party = "" if standing in ("agreed", "voted-down") else whose[0]
    return Cell(full_id, position, standing, party)


def _standing(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """What holds of all that was said on an issue: what came before an agreement is settled by it."""
    agreed = [cell.since.last() for cell in cells if cell.standing in ("agreed", "voted-down")]
    settled = max(agreed, default=None)
    open_since = [
        cell for cell in cells
        if settled is None or cell.since.last() > settled
        or (cell.since.last() == settled and cell.standing in ("agreed", "voted-down"))
    ]  # fmt: skip
    latest: dict[object, PartialDate] = {}
    for cell in open_since:
        latest[_key(cell)] = max(latest.get(_key(cell), cell.since), cell.since, key=_last)
    kept = [cell for cell in open_since if cell.since == latest[_key(cell)] and not _outbid(cell, latest)]
    return tuple(sorted(kept, key=lambda cell: cell.since.last(), reverse=True))


def _last(day: PartialDate) -> dt.date:
    return day.last()


def _outbid(cell: Cell, latest: Mapping[object, PartialDate]) -> bool:
    """Whether a side has made an offer since it refused, or said nothing: an offer, once made, stands beside a refusal."""
    offer = latest.get((cell.party, "offered"))
    return cell.standing in _WITHOUT_OFFER and offer is not None and offer.last() > cell.since.last()


def _key(cell: Cell) -> object:
    """Cells of which only the latest holds."""
    return cell.party, "answer" if cell.standing in _WITHOUT_OFFER else cell.standing
