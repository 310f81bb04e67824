"""What the forms of a strike's news share: their fields, the strike and the employer that are meant, a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.partial import day_words
from bot.knowledge.editing import Item, ValueChange
from bot.moderating.forms.engine.fields import MORE_SOURCES, PASSAGE, REPORTED_BY, SOURCE, STRIKE, TEXT, date
from bot.moderating.forms.engine.form_types import Field, Page
from bot.moderating.forms.engine.recipe import Revised, sparse
from bot.moderating.forms.engine.sides import ALL
from bot.moderating.forms.engine.typed import listed, shown

if TYPE_CHECKING:
    import datetime as dt

    from bot.knowledge.editing import Step
    from bot.knowledge.model.models import Milestone, Settlement, Strike
    from bot.moderating.forms.engine.form_reader import FormReading

EMPLOYER = Field("employer", "Which employer", "choice", shelf="employers", menu_only=True)
UNION = Field(
    "union",
    "With which union, if only one",
    "choice",
    shelf="unions",
    menu_only=True,
)
MORE = Page("more", "Strike and sources", (STRIKE, UNION, MORE_SOURCES, PASSAGE, REPORTED_BY))


def told(hint: str) -> Field:
    """The sentence that tells it. `hint` says which one is made where none is typed."""
    return Field("text", "In a sentence", "text", limit=TEXT, hint=hint)


def first_page(name: str, title: str, *fields: Field) -> Page:
    return Page(name, title, (*fields, SOURCE))


DAY = date("date", "Day", hint="Today, if left out. mar 11, yesterday, 2024-03-11")


def strike_of(reading: FormReading) -> Strike | None:
    return reading.known.base.strikes.get(reading.strike)


def assumed_day(reading: FormReading) -> dt.date:
    """The day that was typed, else the one on which the form was begun."""
    found = reading.day("date") if reading.has("date") else None
    return found or reading.known.today


def employer_of(reading: FormReading) -> str:
    """The one employer that is meant; empty where the whole strike is. Asked for where there are several."""
    strike = strike_of(reading)
    several = strike is not None and len(strike.against) > 1
    if several and not reading.has("employer"):
        reading.report("employer", "Please choose which employer, or all of them.")
    chosen = reading.one("employer") if several and reading.has("employer") else ""
    return "" if chosen == ALL else chosen


def way_to(reading: FormReading, employer: str) -> tuple[Step, ...]:
    """To what the strike says of one employer, with one union where that was chosen."""
    union = reading.one("union") if reading.has("union") else ""
    return ("settled", Item.of(employer=employer, union=union))


def settlement(reading: FormReading, employer: str) -> Settlement | None:
    """What the strike says of an employer so far."""
    strike, union = strike_of(reading), reading.one("union") if reading.has("union") else ""
    found = (
        each
        for each in (strike.settled if strike else ())
        if (each.employer, each.union or "") == (employer, union)
    )
    return next(found, None)


def milestone(reading: FormReading, day: dt.date | None, text: str = "") -> dict[str, object]:
    """As the file has it: the day, the sentence, and the sources that say so."""
    return sparse(
        {
            "date": str(day or ""),
            "text": text or reading.text("text"),
            "citations": reading.citations(),
            "reported_by": reading.text("reported_by"),
        }
    )


def already(reading: FormReading, told: Milestone | None) -> None:
    """Say that what was told before is replaced, where it is something else."""
    if told and told.text != reading.text("text"):
        words = told.text if len(told.text) <= 120 else f"{told.text[:120]}…"
        reading.notice("text", f"This takes the place of what is told so far: {shown(words)}")


def revised(reading: FormReading, what: str, *changes: ValueChange) -> Revised:
    """The changes of the strike that is meant, under a name for people."""
    strike = strike_of(reading)
    name = capital(strike.name) if strike else "The strike"
    return Revised(reading.strike, f"{name}: {what}", changes if strike else ())


def change(reading: FormReading, *path: Step, to: object) -> ValueChange:
    return ValueChange(reading.strike, path, to)


# Words for the sentences that are made where none is typed.


def unions(reading: FormReading) -> str:
    """`the Drivers Union and Loaders`."""
    strike, view = strike_of(reading), reading.known.view
    chosen = reading.one("union") if reading.has("union") else ""
    return listed([view.the(id) for id in ([chosen] if chosen else strike.unions if strike else ())])


def employers(reading: FormReading, employer: str = "") -> str:
    strike, view = strike_of(reading), reading.known.view
    return listed([view.the(id) for id in ([employer] if employer else strike.against if strike else ())])


def chosen_employer(reading: FormReading) -> str:
    """The employer that is chosen so far, nothing asked."""
    chosen = reading.one("employer") if reading.has("employer") else ""
    return "" if chosen == ALL else chosen


def on(day: dt.date) -> str:
    return f"on {day_words(day)}"
