"""One question against one view, and what its names resolve to: which strikes, which meeting, which side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.composition.draft import Draft
from bot.answering.known.dispute import several
from bot.answering.known.parties import ancestors
from bot.dates.strike_day import Phase
from bot.knowledge.model.models import Entry, Meeting, PartyKind, Strike
from bot.matching.polarity import asks_what_is_not
from bot.matching.question_forms import former
from bot.matching.text import stem

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.answering.reply import Context
    from bot.dates.found import DateSlot
    from bot.matching.slots import Question, Slots

TALKS = frozenset(
    {"sidebar", "bargaining", "executives", "offer", "agreement", "contact", "mediation", "arbitration"}
)
"""Kinds of meeting at which two sides met, votes left out."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood, its slots with what a follow-up inherits, and the view to answer it from."""

    question: Question
    slots: Slots
    view: View
    kind: str
    previous: Context | None = None

    @property
    def of_what_is_not(self) -> bool:
        """Whether it asks for what somebody did not do, say or offer."""
        return asks_what_is_not(self.question.tokens)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.question.tokens))

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(self.question.tokens)

    @property
    def inherited(self) -> frozenset[str]:
        """The kinds of slot that are taken over from what went before: they help, and never rule a kind of question out."""
        own, all_of_them = self.question.slots, self.slots
        if own is all_of_them:
            return frozenset()
        return frozenset(
            kind
            for kind, names in _GROUPS.items()
            if any(getattr(own, n) != getattr(all_of_them, n) for n in names)
        )

    def fitting(self, uses: frozenset[str], *, of_unions: bool = False, on_days: bool = True) -> Query:
        """Without those inherited names that a kind of question cannot take.

        `uses`: the slots that it can; `of_unions`: whether only what unions do is asked about, or what befalls employers that
        are struck singly; `on_days`: whether a day is.
        """
        slots, unfit = self.slots, self.inherited - uses
        days_only = "date" in self.inherited and not on_days
        unions_only = "party" in self.inherited and of_unions
        slots = replace(
            slots,
            parties=() if "party" in unfit else slots.parties,
            people=() if "person" in unfit else slots.people,
            issues=() if "issue" in unfit else slots.issues,
            places=() if "place" in unfit else slots.places,
            strikes=() if "strike" in unfit else slots.strikes,
            unions=() if "strike" in unfit else slots.unions,
            dates=() if "date" in unfit else tuple(d for d in slots.dates if d.year or not days_only),
        )
        if unions_only:
            struck = _struck(self.view)
            striking = (p for p in slots.parties if self.view.strikes_of(p) or p in struck)
            slots = replace(slots, parties=tuple(striking))
        return self if slots == self.slots else replace(self, slots=slots)


_GROUPS = {
    "party": ("parties",),
    "person": ("people",),
    "issue": ("issues",),
    "place": ("places",),
    "strike": ("strikes", "unions"),
    "date": ("dates",),
}
Handler = Callable[[Query], Draft | None]


def sides(ask: Query) -> tuple[str, ...]:
    """The parties named, through their people too; each as the largest party that speaks for it, in order of naming.

    A group whose members bargain for themselves stands for these.
    """
    view = ask.view
    named = [side for party in ask.slots.parties for side in view.members(party) or [view.whole(party)]]
    named += [party for person in ask.slots.people if (party := view.party_of(person))]
    named += [view.whole(union) for union in ask.slots.unions]
    return tuple(dict.fromkeys(named))


def employers_named(ask: Query) -> tuple[str, ...]:
    """The employers named that are sides of a strike against several, each for itself; a group as its members."""
    struck = _struck(ask.view)
    return tuple(party for party in sides(ask) if party in struck)


def _struck(view: View) -> set[str]:
    return {party for strike in view.strikes if several(strike) for party in strike.against}


def concerning(ask: Query) -> Callable[[Iterable[str]], bool]:
    """Whether what is about some parties is about an employer named, where several are struck; else always.

    Where only companies are named that have no part in any strike, whether it names one of them.
    """
    named = set(employers_named(ask))
    struck = _struck(ask.view) if named else set()
    others = set(ask.slots.parties) if of_outsiders(ask) else set()

    def concerns(parties: Iterable[str]) -> bool:
        if others:
            return bool(others & set(parties))
        theirs = {ask.view.whole(party) for party in parties} & struck
        return not theirs or bool(named & theirs)

    return concerns


def in_years(strike: Strike, dates: tuple[DateSlot, ...]) -> bool:
    """Whether a strike took place (or a contract was settled) in the days named."""
    dealt = strike.ratification or strike.tentative_agreement
    year = strike.year or (dealt.date.year if dealt and strike.kind == "contract" else None)
    first = strike.first_day or (dt.date(year, 1, 1) if year else None)
    if first is None:
        return False
    last = strike.last_day or (dt.date(year, 12, 31) if year else first)
    return any(first <= slot.last and slot.first <= last for slot in dates)


def named_strikes(ask: Query) -> list[Strike]:
    """The strikes a question names: by id, by union, by year, by an employer; empty when it names none."""
    view, slots = ask.view, ask.slots
    years = tuple(slot for slot in slots.dates if slot.year)
    found = [strike for strike in view.strikes if strike.id in slots.strikes]
    unions = [party for party in sides(ask) if any(party in view.unions_of(s) for s in view.strikes)]
    if years:
        pool = [s for s in view.strikes if in_years(s, years)]
        if sides(ask) and unions:
            pool = [s for s in pool if view.unions_of(s) & set(unions)]
        struck = [s for s in pool if s.kind == "strike"]
        main = [s for s in struck if s.main]
        return (struck if unions else main or struck) or pool
    if found:
        return found
    if former(ask.question.frame) and not _in_walkouts(view, unions) and (before := _before(view, unions)):
        return before
    if unions:
        return [s for union in unions for s in current_of(view, against_named(ask, view.strikes_of(union)))]
    return _struck_elsewhere(ask)


def against_named(ask: Query, strikes: Iterable[Strike]) -> list[Strike]:
    """Those of a union's strikes and contracts that are against an employer named, or a branch of it; all where none is."""
    strikes, named = list(strikes), set(ask.slots.parties)
    theirs = [
        strike
        for strike in strikes
        if any(named & {side, *ancestors(ask.view.base, side)} for side in strike.against)
    ]
    return theirs or strikes


def _struck_elsewhere(ask: Query) -> list[Strike]:
    """The strikes against the employers named, where no main strike is against any of these."""
    named = set(sides(ask))
    against = [strike for strike in ask.view.strikes if named & set(strike.against)]
    return [] if any(strike.main for strike in against) else current_of(ask.view, against)


def of_outsiders(ask: Query) -> bool:
    """Whether a question names companies, and only such as no strike is about: what is true of a strike is not of them."""
    view, parties = ask.view, ask.slots.parties
    return bool(parties) and all(
        view.base.parties[party].kind is PartyKind.COMPANY and not view.is_side(party) for party in parties
    )


def _in_walkouts(view: View, unions: Sequence[str]) -> bool:
    """Whether the main strikes (of these unions) go walk-out by walk-out, so that `the last strike` is the latest of these."""
    meant = [s for s in view.main_strikes() if not unions or view.unions_of(s) & set(unions)]
    return any(strike.strike_days == "walkouts" for strike in meant)


def _before(view: View, unions: Sequence[str]) -> list[Strike]:
    """The latest strike that is over, of these unions or else of those of the main strikes; none where none is known."""
    meant = set(unions) or {
        union for strike in view.strikes if strike.main for union in view.unions_of(strike)
    }
    over = [
        strike
        for strike in view.strikes
        if strike.kind == "strike" and view.unions_of(strike) & meant and _is_over(view, strike)
    ]
    return sorted(over, key=began)[-1:]


def began(strike: Strike) -> dt.date:
    """The first day of a strike; of its year, where only that was reported."""
    return strike.first_day or dt.date(strike.year or 1, 1, 1)


def _is_over(view: View, strike: Strike) -> bool:
    state = view.state(strike)
    return state.phase is Phase.ENDED or state.unheard_of


def current_of(view: View, strikes: Iterable[Strike]) -> list[Strike]:
    """Those of a side's strikes that are meant when no year is named: the one on, else the main one. Long past ones are not."""
    strikes = [strike for strike in strikes if strike.kind == "strike"]
    on = [strike for strike in strikes if view.state(strike).ongoing]
    main = [strike for strike in strikes if strike.main]
    recent = [s for s in strikes if (last := _last_day(s)) and (view.local_day() - last).days < 400]
    return on or main or recent[-1:]


def _last_day(strike: Strike) -> dt.date | None:
    """When a strike ended at the latest, where only its month was reported too."""
    return strike.last_day or (strike.ended.date.last() if strike.ended else None)


def strikes_of(ask: Query) -> list[Strike]:
    """The strikes a question is about: those it names, else the main ones that are on, else all main ones."""
    found = named_strikes(ask)
    if found or unions_named(ask) or ask.slots.strikes or of_outsiders(ask):
        return found
    return ask.view.main_strikes()


def all_main(ask: Query) -> list[Strike]:
    """Every main strike, those that are on first, those that a later one of their union followed last.

    None where companies outside of all strikes are named.
    """
    view = ask.view
    if of_outsiders(ask):
        return []
    main = [strike for strike in view.strikes if strike.main and strike.kind == "strike"]
    main.sort(key=lambda strike: strike.first_day or dt.date.min)
    return sorted(view.newest_first(main), key=lambda strike: not view.state(strike).ongoing)


def unions_named(ask: Query) -> list[str]:
    """The unions among the parties named."""
    return [
        party
        for party in sides(ask)
        if (found := ask.view.base.parties.get(party)) and found.kind == PartyKind.UNION
    ]


def meetings_of(ask: Query, *, kinds: frozenset[str] = TALKS) -> list[tuple[str, Meeting]]:
    """The meetings a question may mean, latest first. Dates and parties that contradict it are out."""
    view = ask.view
    parties = [view.whole(party) for party in (*ask.slots.parties, *ask.slots.unions)]
    named = replace(ask, slots=replace(ask.slots, people=()))
    strikes = [strike.id for strike in (named_strikes(named) or view.main_strikes())]
    found = [(i, m) for i, m in view.meetings if m.kind in kinds and m.date <= view.local_day()]
    if ask.slots.dates:
        touched = [pair for pair in found if any(_touches(pair[1], slot) for slot in ask.slots.dates)]
        found = touched or _long_talks(ask, found)
    narrowed = [(i, m) for i, m in found if view.base.strikes_of(i) & set(strikes)]
    unions = {union for s in view.strikes for union in view.unions_of(s)}
    unions |= set(employers_named(ask))
    required = [party for party in parties if party in unions]
    found = narrowed or found
    found = [(i, m) for i, m in found if all(any(view.whole(p) == r for p in m.parties) for r in required)]
    with_them = [(i, m) for i, m in found if set(ask.slots.people) & set(m.attendees)]
    theirs = {side for who in ask.slots.people if (side := view.side_of(who)) in unions}
    if ask.kind != "attendees":
        found = with_them or [(i, m) for i, m in found if theirs <= {view.whole(p) for p in m.parties}]
    return sorted(found, key=lambda pair: (pair[1].date, pair[1].last_date or pair[1].date), reverse=True)


def _long_talks(ask: Query, found: list[tuple[str, Meeting]]) -> list[tuple[str, Meeting]]:
    """Talks under way on the days named, when it is meetings that are asked about."""
    if not ask.tokens & MEETING_WORDS:
        return []
    return [
        (i, m)
        for i, m in found
        if m.last_date and any(m.date <= s.last and s.first <= m.last_date for s in ask.slots.dates)
    ]


MEETING_WORDS = frozenset(
    "meeting meetings meet met talks session sessions bargaining negotiation negotiations sitdown".split()
)
LONG_TALKS = dt.timedelta(days=5)
"""Talks that ran longer are not what happened on one of their days."""


def _touches(meeting: Meeting, slot: DateSlot) -> bool:
    if slot.single and meeting.last_date and meeting.last_date - meeting.date > LONG_TALKS:
        return slot.first in (meeting.date, meeting.last_date)
    return meeting.date <= slot.last and slot.first <= (meeting.last_date or meeting.date)


def on_day(slots: Slots, day: dt.date, last: dt.date | None = None) -> bool:
    """Whether a day (or span) lies within the dates a question names; true when it names none."""
    return not slots.dates or any(slot.first <= (last or day) and day <= slot.last for slot in slots.dates)


def speaks_for(view: View, speaker: str, side: str) -> bool:
    """Whether a person or party speaks for a side."""
    if speaker in view.base.people:
        return view.party_of(speaker) == side
    return view.whole(speaker) == side


def full_id(kind: str, entry: Entry) -> str:
    return f"{kind}/{entry.id}"
