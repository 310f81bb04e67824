"""A position: what a party holds on an issue, from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates.partial import PartialDate
from bot.knowledge.model import items
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import (
    ASKED,
    DATE_HINT,
    MORE_SOURCES,
    NAMES_HINT,
    PASSAGE,
    REPORTED_BY,
    SHORT,
    SOURCE,
    STRIKE,
    TEXT,
    date,
)
from bot.moderating.forms.engine.filing import likely_strike, parties_of
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, likely_day
from bot.moderating.forms.kinds import disputed

if TYPE_CHECKING:
    from bot.knowledge.model.models import Strike
    from bot.moderating.forms.engine.form_reader import FormReading


STANCES = (
    ("demands", "Demands it"),
    ("offers", "Offers something"),
    ("willing", "Is willing to talk about it"),
    ("refuses", "Refuses it"),
    ("silent", "Says nothing on it"),
    ("agreed", "Both sides agreed"),
)

FORM = Form(
    "position",
    "Add a position",
    (
        Page(
            "position",
            "The position",
            (
                Field(
                    "party",
                    "Whose position",
                    "choices",
                    shelf="parties",
                    hint="Both sides for what they agreed.",
                ),
                Field("issue", "On what", "choice", shelf="issues"),
                Field("stance", "Stance", "choice", True, options=STANCES),
                Field(
                    "text",
                    "In a sentence",
                    "text",
                    True,
                    limit=TEXT,
                    hint="Names the party: The Mill Owners were willing to talk about pay.",
                ),
                SOURCE,
            ),
        ),
        Page(
            "when",
            "When and where",
            (
                STRIKE,
                date("since", "Since when", hint=f"{DATE_HINT}. Else the day of its source."),
                Field("meeting", "Stated at which meeting", "choice", shelf="meetings"),
                Field("stage", "Where in the talks", limit=SHORT, hint="Such as: before the strike."),
                Field("speaker", "Who stated it", "choice", shelf="anyone"),
            ),
        ),
        Page("sources", "Sources", (MORE_SOURCES, PASSAGE, REPORTED_BY, ASKED)),
        disputed.PAGE,
        Page(
            "names",
            "Names not in the menus",
            (
                Field("more_party", "Whose position", "text", shelf="parties", hint=NAMES_HINT),
                Field("more_issue", "On what", shelf="issues"),
                Field("more_speaker", "Who stated it", shelf="anyone"),
                Field("more_meeting", "Stated at which meeting", shelf="meetings", hint="Its day is enough."),
            ),
        ),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    since = reading.partial("since") if reading.has("since") else None
    day = since or likely_day(reading)
    on = day.first() if day else None
    parties = parties_of(reading, reading.names("party", "more_party"), on)
    strike = reading.strike or likely_strike(reading, on, parties)
    return {"strike": strike, "since": str(day or "")}


def write(reading: FormReading) -> Written:
    base = reading.known.base
    strike = base.strikes.get(reading.strike)
    parties, issue = reading.names("party", "more_party"), reading.either("more_issue", "issue")
    if not (reading.has("more_party") or reading.has("party")):
        reading.report("party", "Please choose whose position it is.")
    if not (reading.has("more_issue") or reading.has("issue")):
        reading.report("issue", "Please choose what it is about.")
    meeting = reading.either("more_meeting", "meeting")
    since = _since(reading, meeting)
    stance = reading.fixed("stance")
    data = {
        "party": parties if len(parties) > 1 else "".join(parties),
        "issue": issue,
        "stance": stance,
        "since": str(since or ""),
        "stage": reading.text("stage") or _stage(reading, since, meeting, strike),
        "text": reading.text("text"),
        "speaker": reading.either("more_speaker", "speaker"),
        "meeting": meeting,
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
        "disputed": disputed.claims(reading),
    }
    who = "agreed" if stance == "agreed" else "-".join(parties[:1])
    stem = ids.position_stem(issue, base) if issue else "position"
    return Written(
        f"{stem}-{who}-{str(since or '').strip('~')}", _title(reading, parties, issue, since), data
    )


def _since(reading: FormReading, meeting: str) -> PartialDate | None:
    """The day of its meeting where the field was left alone, else as the source has it."""
    held = reading.known.base.meetings.get(items.MEETINGS.full_id(meeting, reading.strike))
    if held and "since" in reading.assumed:
        return PartialDate(held.date.year, held.date.month, held.date.day)
    return reading.partial("since")


def _stage(reading: FormReading, since: PartialDate | None, meeting: str, strike: Strike | None) -> str:
    held = reading.known.base.meetings.get(items.MEETINGS.full_id(meeting, reading.strike))
    if held:
        return f"the meeting of {PartialDate(held.date.year, held.date.month, held.date.day).words()}"
    if since and strike and strike.first_day and since.last() < strike.first_day:
        return "before the strike"
    return f"as of {since.words()}" if since else ""


def _title(reading: FormReading, parties: list[str], issue: str, since: PartialDate | None) -> str:
    names = " and ".join(reading.known.view.name_of(party) for party in parties)
    found = reading.known.base.issues.get(issue)
    return f"{names} on {found.name if found else issue}, {since.words() if since else ''}"


RECIPE = Recipe(FORM, items.POSITIONS, assume, write)
