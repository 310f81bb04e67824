"""An event: anything else with a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model import items
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import (
    ASKED,
    MORE_SOURCES,
    NAMES_HINT,
    PASSAGE,
    REPORTED_BY,
    SOURCE,
    STRIKE,
    TEXT,
    date,
)
from bot.moderating.forms.engine.filing import likely_strike, parties_of, told_of
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, statement
from bot.moderating.forms.kinds import disputed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.moderating.forms.engine.form_reader import FormReading

_MONTHS = "january february march april may june july august september october november december".split()

KINDS = (
    ("talks", "Talks"),
    ("statement", "A statement, a letter, a memo"),
    ("vote", "A vote"),
    ("deal", "A deal"),
    ("strike", "The strike itself: a start, a march, an end"),
    ("people", "People who come or go"),
    ("milestone", "A milestone, such as day 100"),
    ("lockout", "A lockout"),
    ("overtime-ban", "A ban on overtime"),
    ("work-to-rule", "Working to rule"),
    ("cooling-off", "A cooling-off period"),
    ("injunction", "An injunction, or a court that refuses one"),
    ("back-to-work-order", "An order to go back to work"),
    ("mediation", "Mediation"),
    ("arbitration", "Arbitration"),
    ("charge", "A charge before a labor board"),
    ("exemption", "An exemption from the strike"),
    ("layoffs", "Layoffs"),
    ("deadline", "A deadline that is set"),
)


FORM = Form(
    "event",
    "Add an event",
    (
        Page(
            "event",
            "The event",
            (
                date("date", "Day", required=True, hint="mar 11, yesterday, 2024-03-11, march 2024"),
                Field("kind", "What kind", "choice", True, options=KINDS),
                Field(
                    "text",
                    "What happened",
                    "text",
                    True,
                    limit=TEXT,
                    hint="A full sentence that names the day.",
                ),
                Field("parties", "Parties", "choices", shelf="parties"),
                SOURCE,
            ),
        ),
        Page(
            "about",
            "Strike, people, issues",
            (
                STRIKE,
                Field("people", "People", "choices", shelf="people"),
                Field("issues", "Issues", "choices", shelf="issues"),
                Field("more", "More to say, one a line", "text", limit=TEXT, hint="A full sentence each."),
                REPORTED_BY,
            ),
        ),
        Page("sources", "Sources", (MORE_SOURCES, PASSAGE, ASKED)),
        disputed.PAGE,
        Page(
            "names",
            "Places, names not in the menus",
            (
                date(
                    "due",
                    "Day that it sets, if any",
                    hint="Of a deadline, a hearing, the expiry of a contract.",
                ),
                Field("places", "Places, one a line", "text", shelf="places", hint=NAMES_HINT),
                Field("more_parties", "Parties", "text", shelf="parties", hint=NAMES_HINT),
                Field("more_people", "People", "text", shelf="people", hint=NAMES_HINT),
                Field("more_issues", "Issues", "text", shelf="issues", hint="One a line."),
            ),
        ),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    day = reading.partial("date")
    on = day.first() if day else None
    named = (*reading.names("parties", "more_parties"), *reading.names("people", "more_people"))
    parties = parties_of(reading, named, on) or told_of(reading, "text")
    return {"strike": reading.strike or likely_strike(reading, on, parties)}


def write(reading: FormReading) -> Written:
    day, text = reading.partial("date"), reading.text("text")
    data = {
        "date": str(day or ""),
        "text": text,
        "kind": reading.fixed("kind"),
        "parties": reading.names("parties", "more_parties"),
        "people": reading.names("people", "more_people"),
        "issues": reading.names("issues", "more_issues"),
        "due": str(reading.day("due") or ""),
        "places": reading.names("places"),
        "more": [statement(line) for line in reading.lines("more")],
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
        "disputed": disputed.claims(reading),
    }
    about = ids.gist(text, 3, _names(reading))
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    id = "-".join(filter(None, (str(day or "").strip("~"), about)))
    return Written(id, f"{day.words() if day else ''}: {shown}", data)


def _names(reading: FormReading) -> Iterator[str]:
    """What says little about an event: the months, and who took part."""
    yield from _MONTHS
    base = reading.known.base
    yield from (base.parties[id].short_name for id in base.parties)


RECIPE = Recipe(FORM, items.EVENTS, assume, write)
