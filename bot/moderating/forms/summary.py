"""What has been typed into a form so far, as it is understood: names in full, dates in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates.conventions import zone_words
from bot.dates.partial import PartialDate, day_words
from bot.matching.text import visible
from bot.moderating.forms.build import flat, with_beside
from bot.moderating.forms.catalogue import RECIPES
from bot.moderating.forms.engine.page_values import from_page
from bot.moderating.forms.engine.typed import one_line, unquoted
from bot.moderating.forms.kinds.meeting import phase
from bot.moderating.forms.prefill import opened, today

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.answering.engine import Engine
    from bot.moderating.forms.engine.form_reader import FormReading
    from bot.moderating.forms.engine.form_types import Field, Filled
    from bot.moderating.forms.engine.typed_names import KnownNames

ASSUMED = " (assumed)"
FROM_PAGE = " (from the page)"
_DAYS = frozenset({"date", "last_date", "first_day", "last_day", "since", "until", "said"})


def summary(filled: Filled, engine: Engine, now: dt.datetime) -> list[tuple[str, str]]:
    """Label and value of every field that says something, in the order of the pages; then what goes along."""
    if filled.kind not in RECIPES:
        return []
    known, lent = with_beside(filled, engine, today(filled, engine, now))
    reading = opened(filled, known, new_sources=tuple(known.sources))
    rows = []
    for name, field in reading.form.fields.items():
        if reading.has(name):
            rows.append((field.label, _value(reading, field) + _origin(reading, name)))
    if filled.kind == "meeting":
        rows += _phase(reading)
    for one in flat(filled):
        if one.kind in RECIPES:
            rows.append((RECIPES[one.kind].form.title, _beside(one, known, lent)))
    return rows


def _origin(reading: FormReading, name: str) -> str:
    """Where a value comes from that nobody typed."""
    if name in reading.assumed:
        return ASSUMED
    return FROM_PAGE if name in from_page(reading.values) else ""


def _value(reading: FormReading, field: Field) -> str:
    """How a field is understood; as it was typed where it is not."""
    typed = one_line(visible(reading.values[field.name]))
    if field.name == "passage" or (reading.form.kind, field.name) == ("quote", "text"):
        return unquoted(typed)
    if field.options:
        return dict(field.options).get(reading.fixed(field.name), typed)
    if field.shelf:
        ids = reading.names(field.name) if field.style in ("text", "choices") else [reading.one(field.name)]
        titles = [reading.known.title(id, field.shelf, reading.strike) for id in ids if id]
        return "; ".join(titles) or typed
    if field.name in _DAYS or field.name == "published":
        found = reading.moment(field.name) if field.name == "published" else reading.partial(field.name)
        return when(found, reading.known.base.zone) if found else typed
    if field.style == "text" and field.is_list:
        return "\n".join(reading.lines(field.name)) or typed
    return typed


def when(date: PartialDate | dt.datetime, home: ZoneInfo) -> str:
    """`Monday, March 11, 2024, 9:30 p.m. Pacific time`, `… UTC-04:00` where it is not the time of the base."""
    if isinstance(date, PartialDate):
        return date.words(weekday=True)
    hour = f"{date.hour % 12 or 12}:{date:%M} {'a.m.' if date.hour < 12 else 'p.m.'}"
    at_home = date.utcoffset() == date.astimezone(home).utcoffset()
    zone = zone_words(home) if at_home else f"UTC{date.isoformat()[19:]}"
    return f"{day_words(date.date(), weekday=True)}, {hour} {zone}"


def _phase(reading: FormReading) -> list[tuple[str, str]]:
    """A meeting outside the strike's own days says so by itself."""
    strike = reading.known.base.strikes.get(reading.strike)
    found = phase(reading.day("date"), reading.day("last_date"), strike)
    if not found or strike is None or strike.first_day is None:
        return []
    edge = f"began on {day_words(strike.first_day)}"
    if found == "after" and strike.last_day:
        edge = f"ended on {day_words(strike.last_day)}"
    return [("Before or after the strike", f"{found} the {strike.short_name}, which {edge}{ASSUMED}")]


def _beside(one: Filled, known: KnownNames, lent: tuple[str, ...]) -> str:
    reading = opened(one, known, lent=lent)
    words = [_value(reading, field) for name, field in reading.form.fields.items() if reading.has(name)]
    return ", ".join(words[:4])
