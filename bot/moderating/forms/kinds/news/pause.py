"""A strike is paused, and goes on again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.partial import day_words
from bot.knowledge.editing import Item
from bot.knowledge.model import items
from bot.moderating.forms.engine.fields import date
from bot.moderating.forms.engine.form_types import Field, Form
from bot.moderating.forms.engine.recipe import Recipe, Revised, sparse
from bot.moderating.forms.kinds.news import shared_fields

if TYPE_CHECKING:
    from bot.knowledge.model.models import Suspension
    from bot.moderating.forms.engine.form_reader import FormReading

COUNTED = (("true", "Yes, they count"), ("false", "No, they do not"))
PAUSE = Form(
    "paused",
    "It is paused",
    (
        shared_fields.first_page(
            "news",
            "The pause",
            date("date", "First day of the pause", hint="Today, if left out."),
            date("until", "Last day, if it is known"),
            Field("counted", "Do these days count as strike days?", "choice", True, options=COUNTED),
        ),
        shared_fields.MORE,
    ),
)
GOING_ON = Form(
    "resumed",
    "It goes on again",
    (
        shared_fields.first_page(
            "news",
            "How it goes on",
            date("date", "First day back on strike", hint="Today, if left out."),
            shared_fields.told("Left out: The … resumed on (that day)."),
        ),
        shared_fields.MORE,
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    return {"date": shared_fields.assumed_day(reading).isoformat()}


def pause(reading: FormReading) -> Revised:
    day, until = reading.day("date"), reading.day("until")
    if day and until and until < day:
        reading.report("until", f"{day_words(until)} is before the first day, {day_words(day)}.")
    if _open(reading):
        reading.report("date", "It is paused already: first enter that it goes on again.")
    made = sparse(
        {
            "first_day": str(day or ""),
            "last_day": str(until or ""),
            "counted": reading.fixed("counted"),
            "citations": reading.citations(),
        }
    )
    way = ("suspensions", Item.of(first_day=str(day or "")))
    return shared_fields.revised(reading, "it is paused", shared_fields.change(reading, *way, to=made))


def _open(reading: FormReading) -> Suspension | None:
    """The pause that has no end yet."""
    strike = shared_fields.strike_of(reading)
    return next((one for one in (strike.suspensions if strike else ()) if one.last_day is None), None)


def assume_going_on(reading: FormReading) -> dict[str, str]:
    day, strike = shared_fields.assumed_day(reading), shared_fields.strike_of(reading)
    text = f"The {strike.short_name} resumed {shared_fields.on(day)}." if strike else ""
    return {"date": day.isoformat(), "text": text}


def go_on(reading: FormReading) -> Revised:
    day, paused = reading.day("date"), _open(reading)
    if paused is None:
        reading.report("", "The strike is not paused, as far as the records here go.")
        return shared_fields.revised(reading, "it goes on again")
    if day and day <= paused.first_day:
        reading.report(
            "date",
            f"The pause began {shared_fields.on(paused.first_day)}: it can go on again only after that.",
        )
    last = day - dt.timedelta(days=1) if day else None
    way = ("suspensions", Item.of(first_day=paused.first_day.isoformat()))
    return shared_fields.revised(
        reading,
        "it goes on again",
        shared_fields.change(reading, *way, "last_day", to=str(last or "")),
        shared_fields.change(reading, *way, "resumed", to=shared_fields.milestone(reading, day)),
    )


PAUSED = Recipe(PAUSE, items.STRIKE, assume, pause)
RESUMED = Recipe(GOING_ON, items.STRIKE, assume_going_on, go_on)
