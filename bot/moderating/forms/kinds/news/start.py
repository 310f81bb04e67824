"""A strike began, or reached one more employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.knowledge.model import items
from bot.moderating.forms.engine.form_types import Form
from bot.moderating.forms.engine.recipe import Recipe, Revised, statement
from bot.moderating.forms.kinds.news import shared_fields
from bot.moderating.forms.kinds.news.effects import of_first_day

if TYPE_CHECKING:
    import datetime as dt

    from bot.moderating.forms.engine.form_reader import FormReading

FORM = Form(
    "began",
    "It began",
    (
        shared_fields.first_page(
            "news",
            "How it began",
            shared_fields.EMPLOYER,
            shared_fields.DAY,
            shared_fields.told("Left out: The … began on (that day)."),
        ),
        shared_fields.MORE,
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    day, strike = shared_fields.assumed_day(reading), shared_fields.strike_of(reading)
    employer = shared_fields.chosen_employer(reading)
    text = f"The {strike.short_name} began {shared_fields.on(day)}." if strike else ""
    if employer:
        text = f"{capital(shared_fields.employers(reading, employer))} was struck from {shared_fields.on(day)[3:]}."
    return {"date": day.isoformat(), "text": text}


def write(reading: FormReading) -> Revised:
    day, strike, employer = (
        reading.day("date"),
        shared_fields.strike_of(reading),
        shared_fields.employer_of(reading),
    )
    if employer and strike and strike.first_day:
        return _reached(reading, employer, strike.first_day)
    told = statement(reading.text("text"), reading.citations(), reading.text("reported_by"))
    _already(reading, day)
    return shared_fields.revised(
        reading,
        "it began",
        shared_fields.change(reading, "first_day", to=str(day or "")),
        shared_fields.change(reading, "started", to=told),
        *(of_first_day(reading, strike, day) if strike and day else ()),
    )


def _already(reading: FormReading, day: dt.date | None) -> None:
    strike = shared_fields.strike_of(reading)
    if strike is None or day is None:
        return
    if strike.last_day:
        reading.report("date", "This strike is over. A new one is added with `/kb add strike`.")
    elif strike.first_day and strike.first_day != day:
        reading.notice("date", f"Its first day was {shared_fields.on(strike.first_day)[3:]} so far.")


def _reached(reading: FormReading, employer: str, first: dt.date) -> Revised:
    """An employer that is struck from a later day on than the others."""
    day, way = reading.day("date"), shared_fields.way_to(reading, employer)
    if day and day <= first:
        reading.report("date", f"That is not after the strike itself began, {shared_fields.on(first)}.")
    return shared_fields.revised(
        reading,
        f"it reached {reading.known.view.the(employer)}",
        shared_fields.change(reading, *way, "out_from", to=str(day or "")),
        shared_fields.change(reading, *way, "called_out", to=shared_fields.milestone(reading, day)),
    )


BEGAN = Recipe(FORM, items.STRIKE, assume, write)
