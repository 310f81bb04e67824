"""A dispute at a moment: its walk-outs, its employers and its places, as far as is known by then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.dates.strike_day import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from bot.knowledge.model.actions import CalledOff, Place, PlaceOut, WalkOut
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Citation, CitedMilestone, Settlement, Source, Strike


class BaseThen(Protocol):
    """The base as then known, which a View is."""

    @property
    def base(self) -> KnowledgeBase: ...

    @property
    def walkouts(self) -> tuple[tuple[str, WalkOut], ...]: ...

    def source(self, citation: Citation) -> Source | None: ...


@dataclass(frozen=True, slots=True)
class KnownWalkOut:
    """A walk-out as then known. `last_day` is a plan until it is past; of one cut short, how far it came."""

    full_id: str
    entry: WalkOut
    last_day: dt.date | None
    off: CalledOff | None
    """That it was called off, where that is known."""
    confirmed: bool
    """Whether a source of its first day or later is known: before that, it is only planned."""

    @property
    def first_day(self) -> dt.date:
        return self.entry.first_day

    @property
    def counts(self) -> bool:
        """Whether any of its days is a strike day: it was not called off before it began."""
        return self.off is None or self.off.last_day is not None

    def covers(self, day: dt.date) -> bool:
        """Whether a day is one of its days, planned or not."""
        return self.counts and Stretch(self.first_day, self.last_day).covers(day)

    def over(self, today: dt.date) -> bool:
        return self.last_day is not None and self.last_day < today


@dataclass(frozen=True, slots=True)
class EmployerState:
    """Where an employer of a strike stands, as then known."""

    party: str
    settlement: Settlement | None
    first_day: dt.date | None
    last_day: dt.date | None
    deal: CitedMilestone | None
    ended: CitedMilestone | None
    ratification: CitedMilestone | None

    @property
    def rejected(self) -> CitedMilestone | None:
        """How members voted the latest deal down, where none stands since."""
        deals = self.settlement.deals if self.settlement and not self.deal else ()
        return max(deals, key=lambda deal: deal.date.first()).rejected if deals else None

    @property
    def settled(self) -> bool:
        """Whether there is a deal, or the strike at it is over."""
        return bool(self.deal or self.ended)

    def out(self, day: dt.date) -> bool:
        """Whether it is struck on a day, as far as the strike as a whole is on."""
        return self.first_day is not None and Stretch(self.first_day, self.last_day).covers(day)


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place in a walk-out: since when it is out, and to when."""

    place: Place
    walkout: KnownWalkOut
    part: PlaceOut
    last_day: dt.date | None
    """Its last strike day, where one is known."""
    dealt: CitedMilestone | None = None
    """The deal with its employer, where that is known and no end of the strike there is: nobody knows whether it is out."""

    @property
    def first_day(self) -> dt.date:
        return self.part.first_day or self.walkout.first_day

    def out(self, day: dt.date) -> bool:
        return self.walkout.counts and Stretch(self.first_day, self.last_day).covers(day)


def several(strike: Strike) -> bool:
    """Whether each employer of a strike is told of by itself."""
    return len(strike.against) > 1 or bool(strike.settled)


def walkouts(view: BaseThen, strike: Strike) -> list[KnownWalkOut]:
    """The walk-outs of a strike, in the order of their first days, also those called off."""
    found = [_known(view, strike, i, w) for i, w in view.walkouts if strike.id in view.base.strikes_of(i)]
    return sorted(found, key=lambda each: (each.first_day, each.full_id))


def _known(view: BaseThen, strike: Strike, full_id: str, entry: WalkOut) -> KnownWalkOut:
    off = entry.called_off
    cited: list[Citation] = [*entry.citations, *(entry.happened.citations if entry.happened else ())]
    confirmed = _told_on(view, cited, entry.first_day, view.base.zone_of_strike(strike))
    last = off.last_day if off and off.last_day else entry.last_day
    return KnownWalkOut(full_id, entry, last, off, confirmed)


def _told_on(view: BaseThen, citations: Iterable[Citation], day: dt.date, zone: ZoneInfo) -> bool:
    """Whether a known source is of that day or later."""
    for citation in citations:
        source = view.source(citation)
        if source is None:
            continue
        moment = source.published
        published = moment.astimezone(zone).date() if isinstance(moment, dt.datetime) else moment.first()
        if published >= day:
            return True
    return False


def stretches(view: BaseThen, strike: Strike) -> tuple[Stretch, ...]:
    """The days of the walk-outs that count."""
    return tuple(Stretch(each.first_day, each.last_day) for each in walkouts(view, strike) if each.counts)


def employers(strike: Strike) -> list[EmployerState]:
    """Where each employer of a strike stands, in the order of the strike's entry (as known at the moment)."""
    return [employer(strike, party) for party in strike.against]


def employer(strike: Strike, party: str) -> EmployerState:
    """Where one employer of a strike stands."""
    found = next((each for each in strike.settled if each.employer == party), None)
    if found is None:
        return EmployerState(party, None, strike.first_day, strike.last_day, None, None, None)
    first = strike.first_day if found.out_from is None else found.out_from if found.called_out else None
    last = found.last_day or strike.last_day
    return EmployerState(party, found, first, last, found.deal, found.ended, found.ratification)


def last_end(strike: Strike) -> dt.date | None:
    """The last day of a strike whose employers have all been told to be out no more; None for any other."""
    ends = [state.last_day if state.ended else None for state in employers(strike)]
    known = [day for day in ends if day]
    return max(known) if strike.settled and known and len(known) == len(ends) else None


def places(view: BaseThen, strike: Strike) -> list[PlaceState]:
    """Every place that walked out or is to, by the days on which they did; twice, where it went out twice."""
    found = []
    for walkout in walkouts(view, strike):
        for part in walkout.entry.places:
            place = view.base.places[part.place]
            owner = employer(strike, place.party) if place.party in strike.against and place.party else None
            dealt = owner.deal if owner and not owner.ended else None
            found.append(PlaceState(place, walkout, part, _last_out(strike, place, walkout, part), dealt))
    return sorted(found, key=lambda state: state.first_day)


def _last_out(strike: Strike, place: Place, walkout: KnownWalkOut, part: PlaceOut) -> dt.date | None:
    """The last day a place was out: by its own return, else its employer's, its walk-out's or its strike's end."""
    if part.back:
        return part.back.date.first() - dt.timedelta(days=1)
    mine = (
        employer(strike, place.party).last_day
        if place.party and place.party in strike.against
        else strike.last_day
    )
    ends = (walkout.last_day, mine)
    return min((day for day in ends if day), default=None)
