"""A new walk-out, or a wave of a strike that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.partial import day_words
from bot.knowledge.editing import ValueChange
from bot.knowledge.model import items
from bot.moderating.forms.engine.fields import (
    ASKED,
    MORE_SOURCES,
    NAMES_HINT,
    PASSAGE,
    REPORTED_BY,
    SHORT,
    SOURCE,
    STRIKE,
    TEXT,
    date,
)
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, statement
from bot.moderating.forms.engine.sides import ALL
from bot.moderating.forms.engine.typed import listed
from bot.moderating.forms.kinds.news import shared_fields
from bot.moderating.forms.kinds.news.effects import of_first_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.moderating.forms.engine.form_reader import FormReading

FORM = Form(
    "walkout",
    "A new walk-out or wave",
    (
        Page(
            "news",
            "The walk-out",
            (
                date("first_day", "First day", required=True),
                date("last_day", "Last day, as planned", hint="Leave it out if no end is set."),
                Field("employers", "Employers, if not all", "choices", shelf="employers", menu_only=True),
                shared_fields.told("Left out: (The union) called its members out from (these days)."),
                SOURCE,
            ),
        ),
        Page(
            "details",
            "Hours, places, numbers",
            (
                Field("name", "What to call it", limit=SHORT, hint="As in “the …”: second wave."),
                Field("starts_at", "Time on the first day", limit=20, hint="7am, 18:30"),
                Field("hours", "Hours of each day", limit=TEXT, hint="A full sentence; not for whole days."),
                Field("headcount", "How many people", limit=60, hint="As the source gives it: about 5,600."),
                Field("places", "Places that go out, one a line", "text", shelf="places", hint=NAMES_HINT),
            ),
        ),
        Page(
            "more",
            "Strike and sources",
            (
                STRIKE,
                Field("unions", "Unions, if not all", "choices", shelf="unions", menu_only=True),
                MORE_SOURCES,
                PASSAGE,
                REPORTED_BY,
            ),
        ),
        Page(
            "went",
            "How it went",
            (
                Field("happened", "How it went", "text", limit=TEXT, hint="Only once it has begun."),
                Field(
                    "happened_source",
                    "Sources of that, if others, one a line",
                    "text",
                    shelf="sources",
                    hint="Of its first day or later.",
                ),
                ASKED,
            ),
        ),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    first = reading.day("first_day") if reading.has("first_day") else None
    last = reading.day("last_day") if reading.has("last_day") else None
    if first is None:
        return {}
    span = f"from {day_words(first)} to {day_words(last)}" if last else f"from {day_words(first)} on"
    span = f"on {day_words(first)}" if first == last else span
    chosen = [id for id in _employers(reading) if id != ALL]
    at = f" at {_named(reading, chosen)}" if chosen else ""
    who = _named(reading, _unions(reading)) or shared_fields.unions(reading)
    return {"text": f"{capital(who)} called members{at} out {span}."}


def _named(reading: FormReading, ids: list[str]) -> str:
    return listed([reading.known.view.the(id) for id in ids])


def _employers(reading: FormReading) -> list[str]:
    return reading.names("employers") if reading.has("employers") else []


def _unions(reading: FormReading) -> list[str]:
    return reading.names("unions") if reading.has("unions") else []


def write(reading: FormReading) -> Written:
    first, last = reading.day("first_day"), reading.day("last_day")
    if first and last and last < first:
        reading.report("last_day", f"{day_words(last)} is before the first day, {day_words(first)}.")
    happened = reading.names("happened_source") or reading.sources()
    data = {
        "name": reading.text("name"),
        "text": reading.text("text"),
        "union": _unions(reading),
        "employer": [id for id in _employers(reading) if id != ALL],
        "first_day": str(first or ""),
        "last_day": str(last or ""),
        "starts_at": reading.clock("starts_at"),
        "hours": statement(reading.text("hours")),
        "places": reading.names("places"),
        "headcount": reading.text("headcount"),
        "happened": statement(reading.text("happened"), happened),
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
    }
    title = f"walk-out of {day_words(first)}" if first else "walk-out"
    return Written(str(first or "walkout"), title, data, tuple(_first(reading, first)))


def _first(reading: FormReading, day: dt.date | None) -> Iterator[ValueChange]:
    """Day 1 of a strike of walk-outs is the first day of the first of them."""
    strike = shared_fields.strike_of(reading)
    if strike is None or day is None or strike.strike_days == "every-day":
        return
    if strike.first_day is None or day < strike.first_day:
        yield ValueChange(strike.id, ("first_day",), day.isoformat())
        yield from of_first_day(reading, strike, day)


RECIPE = Recipe(FORM, items.WALKOUTS, assume, write)
