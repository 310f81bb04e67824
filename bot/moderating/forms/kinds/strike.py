"""A strike, or a contract that is settled without one: who, against whom, over what, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.conventions import zone_named
from bot.dates.partial import day_words
from bot.knowledge.model import items
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import (
    ASKED,
    MORE_SOURCES,
    NAMES_HINT,
    PASSAGE,
    SHORT,
    SOURCE,
    TEXT,
    date,
)
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, sparse, statement
from bot.moderating.forms.engine.typed import listed, shown

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading

KINDS = (("strike", "A strike"), ("contract", "A contract, settled without a strike"))
DAYS = (("every-day", "Every day from the first to the last"), ("walkouts", "Only the days of walk-outs"))

FORM = Form(
    "strike",
    "New strike",
    (
        Page(
            "strike",
            "The strike",
            (
                Field("unions", "Who strikes", "choices", True, shelf="parties"),
                Field("against", "Against whom", "choices", shelf="parties"),
                date("first_day", "First day, also one to come", hint="Leave it out if no day is set."),
                Field(
                    "reasons", "Why they strike, one a line", "text", limit=TEXT, hint="A full sentence each."
                ),
                SOURCE,
            ),
        ),
        Page(
            "names",
            "Names and kind",
            (
                Field(
                    "name",
                    "Name, without “the”",
                    limit=SHORT,
                    hint="If you leave it out: the year, the union, “strike”.",
                ),
                Field("short_name", "Short name", limit=SHORT, hint="As in “Day 95 of the …”."),
                Field("aliases", "Other names, one a line", "text", limit=SHORT),
                Field("kind", "What kind", "choice", options=KINDS),
                Field(
                    "main", "Meant when no strike is named?", "choice", options=(("true", "Yes"), ("", "No"))
                ),
            ),
        ),
        Page(
            "days",
            "Days and issues",
            (
                Field("strike_days", "Which days count", "choice", options=DAYS),
                Field("started", "How it began", "text", limit=TEXT, hint="Only once it has begun."),
                date("called", "Day it was called, if it is still to come"),
                Field(
                    "zone", "Time zone, if not the base's", limit=60, hint="America/Chicago, Europe/London"
                ),
                Field("issues", "Issues", "choices", shelf="issues"),
            ),
        ),
        Page("sources", "Sources", (MORE_SOURCES, PASSAGE, ASKED)),
        Page(
            "others",
            "Parties not in the menus",
            (
                Field("more_unions", "Who strikes", "text", shelf="parties", hint=NAMES_HINT),
                Field("more_against", "Against whom", "text", shelf="parties", hint=NAMES_HINT),
            ),
        ),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    first = reading.day("first_day") if reading.has("first_day") else None
    view, unions = reading.known.view, reading.names("unions", "more_unions")
    names = listed([view.name_of(union) for union in unions])
    year = (first or reading.known.today).year
    kind = reading.fixed("kind") if reading.has("kind") else "strike"
    others = [one for one in reading.known.base.strikes.values() if one.main and not one.withdrawn]
    return {
        "kind": "strike",
        "name": f"{year} {names} {kind}" if names else "",
        "short_name": f"{names} {kind}" if names else "",
        "main": "" if others and all(one.last_day is None for one in others) else "true",
        "strike_days": "every-day",
    }


def write(reading: FormReading) -> Written:
    first, unions = reading.day("first_day"), reading.names("unions", "more_unions")
    name, short, aliases = reading.text("name"), reading.text("short_name"), reading.lines("aliases")
    reading.own_names(name=[name], aliases=aliases)
    sources = reading.sources()
    zone = reading.text("zone")
    try:
        zone_named(zone or "UTC")
    except ValueError:
        reading.report("zone", f"I know no time zone called {shown(zone)}. Write it like America/Chicago.")
    kind, days = reading.fixed("kind"), reading.fixed("strike_days")
    year = (first or reading.known.today).year
    if days == "walkouts" and first:
        reading.notice(
            "first_day", "Its days are those of its walk-outs: add the first one with `/kb strike` next."
        )
        first = None
    data = {
        "kind": kind,
        "name": name,
        "short_name": short,
        "union": unions if len(unions) > 1 else "".join(unions),
        "against": reading.names("against", "more_against"),
        "zone": zone,
        "aliases": aliases,
        "main": reading.fixed("main") if kind == "strike" else "",
        "year": "" if first else str(year),
        "first_day": str(first or ""),
        "strike_days": "" if days == "every-day" else days,
        "called": _called(reading),
        "started": statement(reading.text("started"), sources if reading.text("started") else []),
        "reasons": [statement(line, sources) for line in reading.lines("reasons")],
        "issues": reading.names("issues"),
        "citations": reading.citations(),
        "asked": reading.lines("asked"),
    }
    if first and first > reading.known.today and not reading.has("called"):
        reading.notice(
            "called",
            "It is still to come. Say on the page “Days and issues” when it was called, if you know.",
        )
    return Written(f"{ids.slug('-'.join(unions)) or 'strike'}-{year}", capital(name), data)


def _called(reading: FormReading) -> dict[str, object]:
    """When it was called; the day alone makes the sentence."""
    day, first = reading.day("called"), reading.day("first_day")
    if day is None:
        return {}
    view = reading.known.view
    who = capital(listed([view.the(union) for union in reading.names("unions", "more_unions")]))
    for_day = f" for {day_words(first)}" if first else ""
    text = f"{who} called the strike{for_day} on {day_words(day)}."
    return sparse({"date": str(day), "text": text, "citations": reading.citations()})


RECIPE = Recipe(FORM, items.STRIKE, assume, write)
