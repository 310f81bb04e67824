"""What a conversation is about: the names of the question before, and of the entry that its reply began with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dates.found import DateSlot
from bot.knowledge.model.actions import WalkOut
from bot.knowledge.model.models import Answer, Event, Issue, Meeting, Party, Person, Position, Quote, Strike
from bot.matching.slots import Slots

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.known.view import View
    from bot.answering.reply import Context
    from bot.knowledge.model.models import Entry

OVER_ALL = frozenset("day status start end length order overlap reasons effects wants compare".split())
"""Kinds whose replies tell of several strikes or sides at once: the first of these is not what they are about."""


_OF_ONE_OF_SEVERAL = frozenset("past_strikes longest".split())
"""Kinds whose replies begin with the one strike that was asked for, of several of the same union."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`slots` are the names that a follow-up may take over; `entry` is what the reply began with, where it began with one."""

    slots: Slots
    full_id: str | None = None
    entry: Entry | None = None

    @property
    def met(self) -> bool:
        """Whether it is a meeting, or talks that were told of as an event."""
        return isinstance(self.entry, Meeting) or (
            isinstance(self.entry, Event) and self.entry.kind == "talks"
        )


def topic_of(view: View, previous: Context) -> Topic:
    """What a reply was about: what was asked about comes first, then what was told."""
    full_id = next((i for i in previous.entries if view.knows(i)), None)
    if full_id is None:
        return Topic(previous.slots)
    if previous.kind in OVER_ALL and len(previous.entries) > 1:
        return Topic(_of_the_first(view, previous, full_id))
    entry = view.base.entry(full_id)
    told = _slots_of(view, full_id, entry)
    if isinstance(entry, Meeting) and previous.kind == "meeting_asked" and entry.asked_for_by:
        told = replace(told, people=tuple({entry.asked_for_by} & view.base.people.keys()))
    asked = previous.slots
    who = bool(asked.parties or asked.unions or asked.strikes) and previous.kind not in _OF_ONE_OF_SEVERAL
    slots = replace(
        asked,
        people=asked.people or told.people,
        issues=asked.issues or told.issues,
        parties=asked.parties if who else told.parties,
        strikes=asked.strikes if who else told.strikes,
        dates=asked.dates if any(date.single for date in asked.dates) else told.dates or asked.dates,
    )
    return Topic(slots, full_id, entry)


def _of_the_first(view: View, previous: Context, full_id: str) -> Slots:
    """The names of the question; after what one side wants also the strike of what was told first."""
    strike = view.base.strike_of(full_id)
    asked = previous.slots
    if previous.kind != "wants" or strike is None or asked.strikes or asked.unions:
        return asked
    return replace(asked, strikes=(strike,))


def _slots_of(view: View, full_id: str, entry: Entry) -> Slots:
    """The names of an entry, for who asks on."""
    strike = entry.id if isinstance(entry, Strike) else view.base.strike_of(full_id)
    strikes = (strike,) if strike else ()
    match entry:
        case Meeting():
            return Slots(
                strikes=strikes, dates=(_days("the meeting", entry.date, entry.last_date or entry.date),)
            )
        case Event():
            dates = (_days("that day", entry.date.first(), entry.date.last()),) if entry.date.exact else ()
            people = entry.people if len(entry.people) == 1 else ()
            return Slots(people=people, strikes=strikes, dates=dates)
        case Quote():
            speaker = entry.speaker or ""
            people = (speaker,) if speaker in view.base.people else ()
            parties = (speaker,) if speaker in view.base.parties else ()
            return Slots(people=people, parties=parties, issues=entry.issues[:1], strikes=strikes)
        case Position():
            people = (entry.speaker,) if entry.speaker and entry.speaker in view.base.people else ()
            return Slots(people=people, parties=entry.parties[:1], issues=(entry.issue,), strikes=strikes)
        case Person():
            return Slots(people=(entry.id,))
        case Party():
            return Slots(parties=(entry.id,))
        case Issue():
            return Slots(issues=(entry.id,))
        case Answer():
            return Slots(
                parties=entry.parties[:1], people=entry.people[:1], issues=entry.issues[:1], strikes=strikes
            )
        case WalkOut():
            return Slots(
                strikes=strikes,
                dates=(_days("that walk-out", entry.first_day, entry.last_day or entry.first_day),),
            )
    return Slots(strikes=strikes)


def _days(words: str, first: dt.date, last: dt.date) -> DateSlot:
    return DateSlot(first, last, words)


def strike_of(view: View, slots: Slots) -> Strike | None:
    """The one strike that these names are of; None where they are of none or of several."""
    if slots.strikes:
        return view.base.strikes.get(slots.strikes[0])
    unions = [*slots.unions, *(party for party in slots.parties if view.strikes_of(party))]
    found = [strike for union in unions for strike in view.strikes_of(union) if strike.kind == "strike"]
    on = (
        [strike for strike in found if view.state(strike).ongoing]
        or [s for s in found if s.main]
        or found[-1:]
    )
    return on[0] if on else None


def side_of(view: View, slots: Slots, role: str) -> str | None:
    """The party that a role stands for in the strike spoken of: the union, the employers, or `other` than the one named."""
    strike = strike_of(view, slots) or next(iter(view.main_strikes()), None)
    if strike is None:
        return None
    employers = strike.against[0] if strike.against else None
    if role == "other":
        named = {view.whole(party) for party in (*slots.parties, *slots.unions)}
        return employers if view.whole(strike.union) in named else strike.union
    return strike.union if role == "union" else employers


def others_of(view: View, slots: Slots) -> tuple[str, ...]:
    """`and the others?`: the employers beside those spoken of, else the unions of the other main strikes; none where unclear."""
    named = {view.whole(party) for party in (*slots.parties, *slots.unions)}
    named |= {strike.union for id in slots.strikes if (strike := view.base.strikes.get(id))}
    main = view.main_strikes()
    employers = list(dict.fromkeys(party for strike in main for party in strike.against))
    unions = list(dict.fromkeys(strike.union for strike in main))
    sort = next((each for each in (employers, unions) if named and named <= set(each)), [])
    return tuple(party for party in sort if party not in named)


def of_the_strike(view: View, slots: Slots) -> Slots:
    """Names for what both sides do together: the strike of the party named, and not the party."""
    unions = tuple(party for party in slots.parties if view.strikes_of(party))
    return replace(slots, parties=(), unions=slots.unions or unions)
