"""A strike is still on: a source of these days says so, and the day of the strike is told without a doubt again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.known.view import FRESH_DAYS
from bot.dates.partial import day_words
from bot.knowledge.editing import Item
from bot.knowledge.model import items
from bot.moderating.forms.engine.fields import MORE_SOURCES, SOURCE, STRIKE
from bot.moderating.forms.engine.form_types import Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Revised
from bot.moderating.forms.kinds.news import shared_fields

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading

FORM = Form(
    "still-on",
    "Still on: confirmed today",
    (Page("news", "Who says it is on", (SOURCE, MORE_SOURCES, STRIKE)),),
)


def assume(_reading: FormReading) -> dict[str, str]:
    return {}


def write(reading: FormReading) -> Revised:
    strike = shared_fields.strike_of(reading)
    if strike and strike.last_day:
        reading.report("strike", f"The {strike.short_name} is over, as far as the records here go.")
    _fresh(reading)
    return shared_fields.revised(
        reading,
        "it is still on",
        *(shared_fields.change(reading, "citations", Item.of(source=id), to=id) for id in reading.sources()),
        shared_fields.change(reading, "reviewed", to=reading.known.today.isoformat()),
    )


def _fresh(reading: FormReading) -> None:
    """A source of long ago confirms nothing of today."""
    cited = reading.cited()
    if not cited:
        return
    newest = cited[-1].day(reading.known.base.zone).first()
    if (reading.known.today - newest).days > FRESH_DAYS:
        reading.notice(
            "source",
            f"The newest source here is of {day_words(newest)}. The day of the strike is told without a doubt only"
            " with a source of the last week.",
        )


RECIPE = Recipe(FORM, items.STRIKE, assume, write)
