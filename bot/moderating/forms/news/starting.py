"""A strike began, or reached one more employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.draft import capital
from bot.knowledge import items
from bot.moderating.forms.news import parts
from bot.moderating.forms.news.effects import of_first_day
from bot.moderating.forms.recipe import Recipe, Revised, statement
from bot.moderating.forms.shapes import Form

if TYPE_CHECKING:
    import datetime as dt

    from bot.moderating.forms.reading import Reading

FORM = Form(
    "began",
    "It began",
    (
        parts.first_page(
            "news",
            "How it began",
            parts.EMPLOYER,
            parts.DAY,
            parts.told("Left out: The … began on (that day)."),
        ),
        parts.MORE,
    ),
)


def assume(reading: Reading) -> dict[str, str]:
    day, strike = parts.assumed_day(reading), parts.strike_of(reading)
    employer = parts.chosen_employer(reading)
    text = f"The {strike.short_name} began {parts.on(day)}." if strike else ""
    if employer:
        text = f"{capital(parts.employers(reading, employer))} was struck from {parts.on(day)[3:]}."
    return {"date": day.isoformat(), "text": text}


def write(reading: Reading) -> Revised:
    day, strike, employer = reading.day("date"), parts.strike_of(reading), parts.employer_of(reading)
    if employer and strike and strike.first_day:
        return _reached(reading, employer, strike.first_day)
    told = statement(reading.text("text"), reading.citations(), reading.text("reported_by"))
    _already(reading, day)
    return parts.revised(
        reading,
        "it began",
        parts.change(reading, "first_day", to=str(day or "")),
        parts.change(reading, "started", to=told),
        *(of_first_day(reading, strike, day) if strike and day else ()),
    )


def _already(reading: Reading, day: dt.date | None) -> None:
    strike = parts.strike_of(reading)
    if strike is None or day is None:
        return
    if strike.last_day:
        reading.report("date", "This strike is over. A new one is added with `/kb add strike`.")
    elif strike.first_day and strike.first_day != day:
        reading.notice("date", f"Its first day was {parts.on(strike.first_day)[3:]} so far.")


def _reached(reading: Reading, employer: str, first: dt.date) -> Revised:
    """An employer that is struck from a later day on than the others."""
    day, way = reading.day("date"), parts.way_to(reading, employer)
    if day and day <= first:
        reading.report("date", f"That is not after the strike itself began, {parts.on(first)}.")
    return parts.revised(
        reading,
        f"it reached {reading.known.view.the(employer)}",
        parts.change(reading, *way, "out_from", to=str(day or "")),
        parts.change(reading, *way, "called_out", to=parts.milestone(reading, day)),
    )


BEGAN = Recipe(FORM, items.STRIKE, assume, write)
