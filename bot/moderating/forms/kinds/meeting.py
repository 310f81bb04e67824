"""A meeting: who met whom, what was said, how it ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.partial import day_words
from bot.knowledge.model import items
from bot.moderating.forms.engine.fields import (
    ASKED,
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
from bot.moderating.forms.engine.filing import likely_strike, parties_of, told_of
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, statement

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.knowledge.model.models import Source, Strike
    from bot.moderating.forms.engine.form_reader import FormReading


KINDS = (
    ("bargaining", "Bargaining session"),
    ("sidebar", "Informal meeting, not bargaining"),
    ("contact", "Contact: a call, a letter"),
    ("executives", "Meeting with company executives"),
    ("offer", "An offer handed over"),
    ("vote", "A vote"),
    ("agreement", "An agreement"),
    ("mediation", "Talks with a mediator"),
    ("arbitration", "A hearing before an arbitrator"),
)

_TITLES = {
    "bargaining": "bargaining session",
    "sidebar": "informal meeting",
    "contact": "contact between the two sides",
    "executives": "meeting with company executives",
    "offer": "handover of an offer",
    "vote": "vote",
    "agreement": "conclusion of an agreement",
    "mediation": "talks with a mediator",
    "arbitration": "hearing before an arbitrator",
}

FORM = Form(
    "meeting",
    "Add a meeting",
    (
        Page(
            "meeting",
            "The meeting",
            (
                date("date", "Day", required=True),
                Field("kind", "What kind", "choice", options=KINDS),
                Field(
                    "summary",
                    "What it was",
                    "text",
                    True,
                    limit=TEXT,
                    hint="One or two sentences: who met whom, what for.",
                ),
                Field("outcome", "How it ended", "text", limit=TEXT),
                SOURCE,
            ),
        ),
        Page(
            "who",
            "Who was there",
            (
                STRIKE,
                Field("parties", "Parties", "choices", shelf="parties"),
                Field("attendees", "Who was there", "choices", shelf="anyone"),
                Field("more_attendees", "Others who have an entry", "text", shelf="anyone", hint=NAMES_HINT),
                Field(
                    "also_present",
                    "Others without one, one a line",
                    "text",
                    limit=SHORT,
                    hint="Such as: staff of the mill owners.",
                ),
            ),
        ),
        Page(
            "said",
            "What was said",
            (
                Field(
                    "discussed",
                    "What was discussed, one a line",
                    "text",
                    limit=TEXT,
                    hint="A full sentence each.",
                ),
                Field("why", "Why it ended that way", "text", limit=TEXT),
                Field("next_step", "What comes next", "text", limit=TEXT),
                Field("asked_for_by", "Who asked for it", shelf="anyone", hint="A person or a party."),
                REPORTED_BY,
            ),
        ),
        Page(
            "sources",
            "Sources",
            (
                MORE_SOURCES,
                PASSAGE,
                Field(
                    "outcome_source",
                    "Sources of how it ended, if others",
                    "text",
                    shelf="sources",
                    hint="One a line. Needed where it became known later than the meeting itself.",
                ),
                Field("outcome_by", "Who says how it ended, if one side", limit=SHORT),
                ASKED,
            ),
        ),
        Page(
            "details",
            "Details",
            (
                Field("title", "Title", limit=SHORT, hint="As in: The … took place on August 4."),
                date("last_date", "Last day, if it ran over several"),
                Field("place", "Place", limit=TEXT, hint="A full sentence."),
                Field("time", "Time of day", limit=TEXT, hint="A full sentence."),
                Field("duration", "How long", limit=TEXT, hint="A full sentence."),
            ),
        ),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    day = reading.day("date")
    named = (*reading.names("parties"), *reading.names("attendees", "more_attendees"))
    parties = parties_of(reading, named, day) or told_of(reading, "summary", "outcome")
    strike = reading.strike or likely_strike(reading, day, parties)
    found = reading.known.base.strikes.get(strike)
    kind = (reading.fixed("kind") if reading.has("kind") else "") or "bargaining"
    sides = [*found.unions, *found.against] if found else []
    return {"strike": strike, "kind": kind, "title": _TITLES[kind], "parties": "\n".join(sides)}


def write(reading: FormReading) -> Written:
    day, last = reading.day("date"), reading.day("last_date")
    if day and last and last < day:
        reading.report("last_date", f"{day_words(last)} is before the first day, {day_words(day)}.")
    strike = reading.known.base.strikes.get(reading.strike)
    title = reading.text("title")
    data = {
        "title": title,
        "date": str(day or ""),
        "last_date": str(last or "") if last != day else "",
        "phase": phase(day, last, strike),
        "kind": reading.fixed("kind"),
        "parties": _parties(reading, strike),
        "attendees": reading.names("attendees", "more_attendees"),
        "also_present": reading.lines("also_present"),
        "asked_for_by": reading.one("asked_for_by"),
        "summary": reading.text("summary"),
        **_told(reading, day, strike),
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
    }
    if day:
        _same_day(reading, day)
    return Written(
        str(day or "meeting"), f"{capital(title)}, {day_words(day)}" if day else capital(title), data
    )


def phase(day: dt.date | None, last: dt.date | None, strike: Strike | None) -> str:
    """`before` or `after` where a meeting lies outside the strike's own days, else empty."""
    if day is None or strike is None or strike.first_day is None:
        return ""
    if (last or day) < strike.first_day:
        return "before"
    return "after" if strike.last_day and day > strike.last_day else ""


def _parties(reading: FormReading, strike: Strike | None) -> list[str]:
    """A strike changed on a page that also shows the parties leaves those of the strike before."""
    parties = reading.names("parties")
    view = reading.known.view
    if strike and parties and not view.unions_of(strike) & set(map(view.whole, parties)):
        union = view.the(strike.union)
        reading.notice(
            "parties", f"This is filed under the {strike.short_name}, but {union} is not among the parties."
        )
    return parties


def _told(reading: FormReading, day: dt.date | None, strike: Strike | None) -> dict[str, object]:
    """What was said and how it ended. An announcement cannot know it: where some sources are older than the meeting,
    these statements rest on the others."""
    base = reading.known.base
    zone = base.zone_of_strike(strike)
    cited = reading.cited()
    later = [source.id for source in cited if day and _day(source, zone) >= day]
    own = later if len(later) < len(cited) else []
    outcome = reading.names("outcome_source") or own
    by = reading.text("outcome_by")
    return {
        "discussed": [statement(line, own) for line in reading.lines("discussed")],
        "outcome": statement(reading.text("outcome"), outcome, by),
        **{name: statement(reading.text(name), own) for name in ("why", "next_step")},
        **{name: statement(reading.text(name)) for name in ("place", "time")},
        "duration": statement(reading.text("duration"), own),
    }


def _day(source: Source, zone: ZoneInfo) -> dt.date:
    if isinstance(source.published, dt.datetime):
        return source.published.astimezone(zone).date()
    return source.published.last()


def _same_day(reading: FormReading, day: dt.date) -> None:
    for full_id, meeting in reading.known.base.meetings.items():
        if full_id.startswith(f"{reading.strike}/") and meeting.date == day and not meeting.withdrawn:
            reading.notice(
                "date", f"There is already a meeting on that day: {meeting.title}. Is this a different one?"
            )


RECIPE = Recipe(FORM, items.MEETINGS, assume, write)
