"""A walk-out is called off, or a strike before it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates.partial import day_words
from bot.knowledge.editing import ValueChange
from bot.knowledge.model import items
from bot.moderating.forms.engine.fields import date
from bot.moderating.forms.engine.form_types import Field, Form
from bot.moderating.forms.engine.recipe import Recipe, Revised
from bot.moderating.forms.kinds.news import shared_fields

if TYPE_CHECKING:
    from bot.knowledge.model.actions import WalkOut
    from bot.moderating.forms.engine.form_reader import FormReading

FORM = Form(
    "called-off",
    "It was called off",
    (
        shared_fields.first_page(
            "news",
            "What was called off",
            Field("walkout", "Which walk-out", "choice", shelf="walkouts", menu_only=True),
            date("date", "Day it was called off", hint="Today, if left out."),
            date("last_day", "Last day still struck, if it had begun"),
            shared_fields.told("Left out: The walk-out of … was called off on (that day)."),
        ),
        shared_fields.MORE,
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    day, strike = shared_fields.assumed_day(reading), shared_fields.strike_of(reading)
    text = (
        f"The {strike.short_name} was called off {shared_fields.on(day)}, before it began." if strike else ""
    )
    if found := _walkout(reading):
        text = f"The walk-out of {day_words(found[1].first_day)} was called off {shared_fields.on(day)}."
    return {"date": day.isoformat(), "text": text}


def _walkout(reading: FormReading) -> tuple[str, WalkOut] | None:
    """Full id and entry of the walk-out that was chosen."""
    chosen = reading.one("walkout") if reading.has("walkout") else ""
    full_id = items.WALKOUTS.full_id(chosen, reading.strike)
    found = reading.known.base.walkouts.get(full_id)
    return (full_id, found) if found else None


def write(reading: FormReading) -> Revised:
    found = _walkout(reading)
    if found is None:
        return _whole(reading)
    full_id, walkout = found
    day, last = reading.day("date"), reading.day("last_day")
    told = shared_fields.milestone(reading, day)
    if last:
        told = {"last_day": str(last), **told}
    what = f"the walk-out of {day_words(walkout.first_day)} was called off"
    return shared_fields.revised(reading, what, ValueChange(full_id, ("called_off",), told))


def _whole(reading: FormReading) -> Revised:
    """A strike that will not be has no first day, and says how it came to nothing."""
    strike, day = shared_fields.strike_of(reading), reading.day("date")
    what = "it was called off"
    if strike is None or day is None:
        return shared_fields.revised(reading, what)
    if reading.known.shelf("walkouts", strike.id) and not reading.has("walkout"):
        reading.report("walkout", "Please choose which walk-out, or the whole strike.")
    if strike.first_day is None or strike.first_day <= day:
        reading.report(
            "date", "The strike had begun by then: choose “It ended”, or the walk-out that was called off."
        )
        return shared_fields.revised(reading, what)
    return shared_fields.revised(
        reading,
        what,
        shared_fields.change(reading, "year", to=str(strike.first_day.year)),
        shared_fields.change(reading, "first_day", to=None),
        shared_fields.change(reading, "ended", to=shared_fields.milestone(reading, day)),
    )


RECIPE = Recipe(FORM, items.STRIKE, assume, write)
