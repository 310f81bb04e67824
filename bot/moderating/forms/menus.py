"""The menus of a form: at most 25 choices, the likeliest first, what is chosen always among them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.dates.partial import day_words
from bot.moderating.forms.build import with_beside
from bot.moderating.forms.catalogue import RECIPES
from bot.moderating.forms.engine.form_reader import span
from bot.moderating.forms.engine.form_types import CHOICES, Choice
from bot.moderating.forms.engine.recipe import day_of
from bot.moderating.forms.engine.typed_names import source_title
from bot.moderating.forms.prefill import opened, today

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from bot.answering.engine import Engine
    from bot.moderating.forms.engine.form_reader import FormReading
    from bot.moderating.forms.engine.form_types import Field, Filled, MenuSource

LONGEST = 100
"""Characters of an option's label, value and description (components/reference#string-select)."""
_FORTNIGHT = 14


def choices(field: Field, filled: Filled, engine: Engine, now: dt.datetime) -> list[Choice]:
    """What the menu of a field offers. A field without a menu offers what its names may be all the same."""
    if filled.kind not in RECIPES:
        return []
    known, _ = with_beside(filled, engine, today(filled, engine, now))
    reading = opened(filled, known, new_sources=tuple(known.sources))
    if field.options:
        chosen = reading.fixed(field.name) if field.name in reading.form.fields else ""
        return [Choice(value, label, chosen=value == chosen) for value, label in field.options]
    picked = _picked(field, reading)
    offered = list(dict.fromkeys([*_LIKELY[field.shelf](reading), *picked])) if field.shelf else []
    rest = [id for id in offered if id not in picked][: CHOICES - len(picked)]
    kept = [id for id in offered if id in picked or id in rest]
    return [_choice(id, field, reading, chosen=id in picked) for id in kept if len(id) <= LONGEST]


def _picked(field: Field, reading: FormReading) -> list[str]:
    """What the field names now; the sources also those that go along."""
    if field.name not in reading.form.fields or not field.shelf:
        return []
    ids = reading.names(field.name) if reading.has(field.name) else []
    new = reading.new_sources if field.name == "source" else ()
    found = list(dict.fromkeys([*ids, *new]))[:CHOICES]
    return found[:1] if field.style in ("line", "choice") else found


def _choice(id: str, field: Field, reading: FormReading, *, chosen: bool) -> Choice:
    label, description = _said(id, field, reading)
    return Choice(id, _clipped(label), _clipped(description), chosen)


def _said(id: str, field: Field, reading: FormReading) -> tuple[str, str]:
    base, known = reading.known.base, reading.known
    if field.shelf == "sources":
        source = known.all_sources[id]
        told = source.title or source_title(source, base.zone)
        return (
            f"{source.publisher}, {base.published(source).words()}",
            told if id not in known.sources else f"New: {told}",
        )
    if id in known.people:
        return known.people[id].name, "New"
    if id in base.people:
        return base.people[id].name, base.people[id].roles[0].title
    if id in base.parties:
        return base.parties[id].name, base.parties[id].short_name
    if id in base.strikes:
        strike = base.strikes[id]
        days = f"{day_words(strike.first_day)} on" if strike.first_day else ""
        if strike.first_day and strike.last_day:
            days = f"{day_words(strike.first_day)} to {day_words(strike.last_day)}"
        return strike.name, days
    return known.title(id, field.shelf, reading.strike), ""


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


# What each shelf offers, the likeliest first.


def _strikes(reading: FormReading) -> list[str]:
    """The one that is meant, those that were on at the day of the entry, the main ones before others; the latest."""
    day = day_of(reading) or reading.known.today
    view = reading.known.view

    def order(id: str) -> tuple[bool, bool, bool, bool, int]:
        strike = view.base.strikes[id]
        first, last = span(strike, max(day, reading.known.today))
        over = strike.ended is not None and strike.last_day is None
        return (
            id != reading.strike,
            strike.kind != "strike" or over or not first <= day <= last,
            not strike.main,
            strike.first_day is None,
            -first.toordinal(),
        )

    return sorted((strike.id for strike in view.strikes), key=order)


def _sides(reading: FormReading) -> list[str]:
    strike = reading.known.base.strikes.get(reading.strike)
    return [*strike.unions, *strike.against] if strike else []


def _parties(reading: FormReading) -> list[str]:
    """The two sides, who belongs to them, who is named most in that strike, the others."""
    view, sides = reading.known.view, _sides(reading)
    wholes = {view.whole(side) for side in sides}
    named = _named(reading)
    all = [id for id in reading.known.base.parties if view.party(id)]
    rest = sorted(all, key=lambda id: (view.whole(id) not in wholes, -named[id]))
    return list(dict.fromkeys([*sides, *rest]))


def _people(reading: FormReading) -> list[str]:
    """Those that go along, those of the strike's parties, who is named most in that strike, the others."""
    view, named = reading.known.view, _named(reading)
    wholes = {view.whole(side) for side in _sides(reading)}
    all = [id for id in reading.known.base.people if view.person(id)]
    return [
        *reading.known.people,
        *sorted(all, key=lambda id: (view.party_of(id) not in wholes, -named[id])),
    ]


def _anyone(reading: FormReading) -> list[str]:
    """People, with the two sides and their committees after the first few."""
    people, parties = _people(reading), _parties(reading)
    view, sides = reading.known.view, _sides(reading)
    wholes = {view.whole(side) for side in sides}
    near = [id for id in parties if view.whole(id) in wholes][:6]
    return list(dict.fromkeys([*people[: CHOICES - len(near)], *near, *people, *parties]))


def _issues(reading: FormReading) -> list[str]:
    """The issues of the strike, those most spoken of first."""
    strike = reading.known.base.strikes.get(reading.strike)
    own = set(strike.issues) if strike else set()
    named = _named(reading)
    all = [id for id in reading.known.base.issues if reading.known.view.issue(id)]
    return sorted(all, key=lambda id: (id not in own, -named[id]))


def _sources(reading: FormReading) -> list[str]:
    """New ones; those of the fortnight after the day of the entry, where it is known; then the newest.

    One of which only the month or year is known counts from its beginning: it is rarely the news of the day.
    """
    day, today, base = day_of(reading), reading.known.today, reading.known.base
    days = {id: base.published(source) for id, source in base.sources.items()}
    known = [id for id in base.sources if days[id].first() <= today]
    newest = sorted(known, key=lambda id: (days[id].first(), base.moments[id], id), reverse=True)
    close = [id for id in newest if day and 0 <= (days[id].last() - day).days <= _FORTNIGHT]
    close.reverse()
    return list(dict.fromkeys([*reading.known.sources, *close, *newest]))


def _places(reading: FormReading) -> list[str]:
    return [named.id for named in reading.known.shelf("places")]


def _of_strike(shelf: MenuSource) -> Callable[[FormReading], list[str]]:
    return lambda reading: [named.id for named in reading.known.shelf(shelf, reading.strike)]


def _named(reading: FormReading) -> Counter[str]:
    """How often each person, party and issue is named in the entries of the strike."""
    base = reading.known.base
    counted: Counter[str] = Counter()
    for full_id, strike, entry in base.entries():
        if strike == reading.strike and full_id != strike:
            counted.update(_ids(entry))
    return counted


def _ids(entry: object) -> Iterable[str]:
    for name in ("parties", "people", "attendees", "issues"):
        yield from getattr(entry, name, ())
    for name in ("speaker", "describes", "asked_for_by", "issue"):
        if found := getattr(entry, name, None):
            yield found


_LIKELY = {
    "strikes": _strikes,
    "parties": _parties,
    "people": _people,
    "anyone": _anyone,
    "issues": _issues,
    "sources": _sources,
    "places": _places,
    "employers": _of_strike("employers"),
    "unions": _of_strike("unions"),
    "walkouts": _of_strike("walkouts"),
    "meetings": _of_strike("meetings"),
}
