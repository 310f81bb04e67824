"""What the forms of a strike's news share: their fields, the strike and the employer that are meant, a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.draft import capital
from bot.dates.partial import day_words
from bot.knowledge.editing import Change, Item
from bot.moderating.forms.fields import MORE_SOURCES, PASSAGE, REPORTED_BY, SOURCE, STRIKE, TEXT, date
from bot.moderating.forms.recipe import Revised, sparse
from bot.moderating.forms.shapes import Field, Page
from bot.moderating.forms.sides import ALL
from bot.moderating.forms.typed import listed, shown

if TYPE_CHECKING:
    import datetime as dt

    from bot.knowledge.editing import Step
    from bot.knowledge.models import Milestone, Settlement, Strike
    from bot.moderating.forms.reading import Reading

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


def strike_of(reading: Reading) -> Strike | None:
    return reading.known.base.strikes.get(reading.strike)


def assumed_day(reading: Reading) -> dt.date:
    """The day that was typed, else the one on which the form was begun."""
    found = reading.day("date") if reading.has("date") else None
    return found or reading.known.today


def employer_of(reading: Reading) -> str:
    """The one employer that is meant; empty where the whole strike is. Asked for where there are several."""
    strike = strike_of(reading)
    several = strike is not None and len(strike.against) > 1
    if several and not reading.has("employer"):
        reading.report("employer", "Please choose which employer, or all of them.")
    chosen = reading.one("employer") if several and reading.has("employer") else ""
    return "" if chosen == ALL else chosen


def way_to(reading: Reading, employer: str) -> tuple[Step, ...]:
    """To what the strike says of one employer, with one union where that was chosen."""
    union = reading.one("union") if reading.has("union") else ""
    return ("settled", Item.of(employer=employer, union=union))


def settlement(reading: Reading, employer: str) -> Settlement | None:
    """What the strike says of an employer so far."""
    strike, union = strike_of(reading), reading.one("union") if reading.has("union") else ""
    found = (
        each
        for each in (strike.settled if strike else ())
        if (each.employer, each.union or "") == (employer, union)
    )
    return next(found, None)


def milestone(reading: Reading, day: dt.date | None, text: str = "") -> dict[str, object]:
    """As the file has it: the day, the sentence, and the sources that say so."""
    return sparse(
        {
            "date": str(day or ""),
            "text": text or reading.text("text"),
            "citations": reading.citations(),
            "reported_by": reading.text("reported_by"),
        }
    )


def already(reading: Reading, told: Milestone | None) -> None:
    """Say that what was told before is replaced, where it is something else."""
    if told and told.text != reading.text("text"):
        words = told.text if len(told.text) <= 120 else f"{told.text[:120]}…"
        reading.notice("text", f"This takes the place of what is told so far: {shown(words)}")


def revised(reading: Reading, what: str, *changes: Change) -> Revised:
    """The changes of the strike that is meant, under a name for people."""
    strike = strike_of(reading)
    name = capital(strike.name) if strike else "The strike"
    return Revised(reading.strike, f"{name}: {what}", changes if strike else ())


def change(reading: Reading, *path: Step, to: object) -> Change:
    return Change(reading.strike, path, to)


# Words for the sentences that are made where none is typed.


def unions(reading: Reading) -> str:
    """`the Drivers Union and Loaders`."""
    strike, view = strike_of(reading), reading.known.view
    chosen = reading.one("union") if reading.has("union") else ""
    return listed([view.the(id) for id in ([chosen] if chosen else strike.unions if strike else ())])


def employers(reading: Reading, employer: str = "") -> str:
    strike, view = strike_of(reading), reading.known.view
    return listed([view.the(id) for id in ([employer] if employer else strike.against if strike else ())])


def chosen_employer(reading: Reading) -> str:
    """The employer that is chosen so far, nothing asked."""
    chosen = reading.one("employer") if reading.has("employer") else ""
    return "" if chosen == ALL else chosen


def on(day: dt.date) -> str:
    return f"on {day_words(day)}"
