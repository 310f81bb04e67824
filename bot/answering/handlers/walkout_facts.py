"""The walk-outs of the strikes that a question means, and what is said of one of them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital
from bot.answering.composition.strike_status import called, days_text, walkouts_text
from bot.answering.known.dispute import walkouts
from bot.answering.question.query import employers_named, strikes_of
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.answering.known.dispute import KnownWalkOut
    from bot.answering.known.view import StrikeState
    from bot.answering.question.query import Query
    from bot.dates.found import DateSlot

_ORDINALS = {
    word: number
    for number, words in enumerate(
        "first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|ninth 9th|tenth 10th"
        "|eleventh 11th|twelfth 12th".split("|"), 1
    )
    for word in words.split()
}  # fmt: skip
_LATEST = frozenset("last latest".split())
_OUTS = frozenset("walkout walk strike stoppage one round".split())


class Of(NamedTuple):
    """A strike that is meant, and its walk-outs: those that count, and all."""

    state: StrikeState
    counting: list[KnownWalkOut]
    all: list[KnownWalkOut]

    @property
    def begun(self) -> list[KnownWalkOut]:
        return [each for each in self.counting if each.first_day <= self.state.today]

    @property
    def coming(self) -> list[KnownWalkOut]:
        return [each for each in self.counting if each.first_day > self.state.today]

    def on(self, day: dt.date) -> list[KnownWalkOut]:
        return [each for each in self.counting if each.covers(day)]


def meant(ask: Query) -> list[Of]:
    """The strikes meant that have walk-outs; with employers named, only the walk-outs that are theirs."""
    named = set(employers_named(ask))
    found = []
    for strike in strikes_of(ask):
        known = walkouts(ask.view, strike)
        if named & set(strike.against):
            known = [each for each in known if not each.entry.employers or named & set(each.entry.employers)]
        if known or strike.strike_days == "walkouts":
            state = ask.view.state(strike)
            found.append(Of(state, [each for each in known if each.counts], known))
    return _in_days_named(ask, found)


def _in_days_named(ask: Query, found: list[Of]) -> list[Of]:
    """Where days are named: the strikes with a walk-out in them, and all where none has one."""
    slots = ask.slots.dates
    held = [of for of in found if any(is_in(each, slot) for each in of.all for slot in slots)]
    return held or found


def is_in(walkout: KnownWalkOut, slot: DateSlot) -> bool:
    """Whether a walk-out has a day among those named; one whose end is not known goes on."""
    return walkout.first_day <= slot.last and slot.first <= (walkout.last_day or slot.last)


def before(ask: Query, those: Iterable[Of]) -> list[Of]:
    """The strikes of walk-outs that the same unions had before those, the latest first."""
    view, later = ask.view, [of.state.strike for of in those]
    unions = {union for strike in later for union in view.unions_of(strike)}
    first = min((strike.first_day or dt.date.max for strike in later), default=dt.date.min)
    earlier = [
        strike
        for strike in view.strikes
        if strike.strike_days == "walkouts"
        and strike not in later
        and unions & view.unions_of(strike)
        and (strike.first_day or dt.date.max) < first
    ]
    earlier.sort(key=lambda strike: strike.first_day or dt.date.min, reverse=True)
    found = ((view.state(strike), walkouts(view, strike)) for strike in earlier)
    return [Of(state, [each for each in known if each.counts], known) for state, known in found]


def over_all(
    ask: Query, told: Callable[[Query, Draft, Of], None], those: Iterable[Of] | None = None
) -> Draft | None:
    """One draft over all strikes that are meant, or over those given; None where nothing is told."""
    draft = Draft(ask.view)
    for of in meant(ask) if those is None else those:
        draft.use(of.state.strike.id, of.state.strike)
        told(ask, draft, of)
    draft.support.append(
        "strike strikes walkout walkouts stoppage action industrial dates wave waves out walked"
    )
    return draft if draft.headline else None


def picked(ask: Query, of: Of) -> Sequence[KnownWalkOut] | None:
    """The walk-outs that a question picks out by their place in the order or by dates; None where it picks none."""
    if ask.slots.dates:
        return [
            each
            for each in of.begun
            if any(slot.first <= each.first_day <= slot.last for slot in ask.slots.dates)
        ]
    asked = [token for token in ask.question.tokens if token not in ask.question.named]
    if any(one in _LATEST and two in _OUTS for one, two in pairwise(asked)):
        return of.begun[-1:]
    numbers = [_ORDINALS[token] for token in asked if token in _ORDINALS]
    return [of.counting[number - 1] for number in numbers if number <= len(of.counting)] if numbers else None


def cites(draft: Draft, walkout: KnownWalkOut) -> tuple[int, ...]:
    draft.use(walkout.full_id, walkout.entry)
    happened = walkout.entry.happened
    return draft.cite([*(happened.citations if happened else ()), *walkout.entry.citations])


def strike_cites(draft: Draft, of: Of) -> tuple[int, ...]:
    """What a sentence about all walk-outs rests on: the newest of them, else the strike's own sources."""
    return cites(draft, of.all[-1]) if of.all else draft.cite(of.state.strike.citations)


def tell(draft: Draft, walkout: KnownWalkOut, *, lead: str | None = None, first: bool = False) -> None:
    """A walk-out in its own words: how it went, else what was called; and that it was called off.

    In a list, where it has a `lead`, what more is told of it is left out.
    """
    entry = walkout.entry
    if entry.happened:
        draft.say(walkout.full_id, entry, entry.happened, lead=lead, first=first)
    else:
        draft.tell(walkout.full_id, entry, entry.text, lead=lead, first=first)
    if lead is None:
        draft.say_all(walkout.full_id, entry, entry.more)
    if walkout.off:
        draft.say(walkout.full_id, entry, walkout.off)


def tell_hours(draft: Draft, walkout: KnownWalkOut, *, ending: bool = False) -> None:
    """The hours of a walk-out, as far as they are known; when it ends before when it begins, if that is asked."""
    entry, name = walkout.entry, capital(called(walkout))
    sources = cites(draft, walkout)
    told = []
    if entry.starts_at:
        told.append(say.STARTS_AT(walkout=name, time=clock(entry.starts_at), date=day_words(entry.first_day)))
    if entry.back_at and not (walkout.off and walkout.counts):
        back = entry.back_at
        told.append(say.BACK_AT(walkout=name, time=clock(back.time()), date=day_words(back.date())))
    for sentence in reversed(told) if ending else told:
        draft.lead(sentence, sources)
    draft.say_all(walkout.full_id, entry, [entry.hours])


def clock(time: dt.time) -> str:
    """`7 a.m.`, `12:30 p.m.`, `noon`, `midnight`."""
    if time == dt.time(12):
        return "noon"
    if time == dt.time(0):
        return "midnight"
    minutes = f":{time.minute:02d}" if time.minute else ""
    return f"{(time.hour - 1) % 12 + 1}{minutes} {'a.m.' if time.hour < 12 else 'p.m.'}"


def so_far(of: Of) -> str:
    name, number = of.state.strike.short_name, walkouts_text(len(of.begun))
    if not of.state.walkouts:
        return say.WAVES_SO_FAR(strike=name, count=number)
    return say.WALKOUTS_SO_FAR(strike=name, count=number, days=days_text(of.state.day))


def standing_cites(draft: Draft, of: Of) -> tuple[int, ...]:
    """What the standing of a strike rests on when no walk-out is on: the next one, the last one, or the end."""
    ended = of.state.strike.ended
    if of.state.phase is Phase.ENDED and ended:
        return draft.cite(ended.citations)
    return cites(draft, of.coming[0]) if of.coming else strike_cites(draft, of)
