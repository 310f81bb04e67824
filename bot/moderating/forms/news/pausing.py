"""A strike is paused, and goes on again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.partial import day_words
from bot.knowledge import items
from bot.knowledge.editing import Item
from bot.moderating.forms.fields import date
from bot.moderating.forms.news import parts
from bot.moderating.forms.recipe import Recipe, Revised, sparse
from bot.moderating.forms.shapes import Field, Form

if TYPE_CHECKING:
    from bot.knowledge.models import Suspension
    from bot.moderating.forms.reading import Reading

COUNTED = (("true", "Yes, they count"), ("false", "No, they do not"))
PAUSE = Form(
    "paused",
    "It is paused",
    (
        parts.first_page(
            "news",
            "The pause",
            date("date", "First day of the pause", hint="Today, if left out."),
            date("until", "Last day, if it is known"),
            Field("counted", "Do these days count as strike days?", "choice", True, options=COUNTED),
        ),
        parts.MORE,
    ),
)
GOING_ON = Form(
    "resumed",
    "It goes on again",
    (
        parts.first_page(
            "news",
            "How it goes on",
            date("date", "First day back on strike", hint="Today, if left out."),
            parts.told("Left out: The … resumed on (that day)."),
        ),
        parts.MORE,
    ),
)


def assume(reading: Reading) -> dict[str, str]:
    return {"date": parts.assumed_day(reading).isoformat()}


def pause(reading: Reading) -> Revised:
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
    return parts.revised(reading, "it is paused", parts.change(reading, *way, to=made))


def _open(reading: Reading) -> Suspension | None:
    """The pause that has no end yet."""
    strike = parts.strike_of(reading)
    return next((one for one in (strike.suspensions if strike else ()) if one.last_day is None), None)


def assume_going_on(reading: Reading) -> dict[str, str]:
    day, strike = parts.assumed_day(reading), parts.strike_of(reading)
    text = f"The {strike.short_name} resumed {parts.on(day)}." if strike else ""
    return {"date": day.isoformat(), "text": text}


def go_on(reading: Reading) -> Revised:
    day, paused = reading.day("date"), _open(reading)
    if paused is None:
        reading.report("", "The strike is not paused, as far as the records here go.")
        return parts.revised(reading, "it goes on again")
    if day and day <= paused.first_day:
        reading.report(
            "date", f"The pause began {parts.on(paused.first_day)}: it can go on again only after that."
        )
    last = day - dt.timedelta(days=1) if day else None
    way = ("suspensions", Item.of(first_day=paused.first_day.isoformat()))
    return parts.revised(
        reading,
        "it goes on again",
        parts.change(reading, *way, "last_day", to=str(last or "")),
        parts.change(reading, *way, "resumed", to=parts.milestone(reading, day)),
    )


PAUSED = Recipe(PAUSE, items.STRIKE, assume, pause)
RESUMED = Recipe(GOING_ON, items.STRIKE, assume_going_on, go_on)
