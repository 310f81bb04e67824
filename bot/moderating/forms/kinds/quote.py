"""A quote: somebody's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model import items
from bot.knowledge.model.models import QUOTE_LIMIT, SourceKind
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import (
    ASKED,
    DATE_HINT,
    MORE_SOURCES,
    PASSAGE,
    REPORTED_BY,
    SHORT,
    SOURCE,
    STRIKE,
    date,
)
from bot.moderating.forms.engine.filing import likely_strike, parties_of
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, likely_day
from bot.moderating.forms.kinds import disputed

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading


FORM = Form(
    "quote",
    "Add a quote",
    (
        Page(
            "quote",
            "The quote",
            (
                Field(
                    "text",
                    "The words, exactly",
                    "text",
                    True,
                    limit=QUOTE_LIMIT,
                    hint="At most 500 characters; what is left out is marked with ….",
                ),
                Field("speaker", "Who said it", "choice", shelf="anyone"),
                date("said", "When", hint=f"{DATE_HINT}. Else the day of its source."),
                Field(
                    "setting",
                    "Where, or in what",
                    limit=SHORT,
                    hint="Such as: message to members after the meeting.",
                ),
                SOURCE,
            ),
        ),
        Page(
            "who",
            "Who said it",
            (
                Field("more_speaker", "Speaker not in the menu", shelf="anyone"),
                Field(
                    "speaker_name",
                    "Speaker without a name",
                    limit=SHORT,
                    hint="Such as: an unnamed source among the mill owners.",
                ),
                Field("speaker_role", "Role at the time, if different", limit=SHORT),
                Field("describes", "Whose words or acts it reports", "choice", shelf="anyone"),
                REPORTED_BY,
            ),
        ),
        Page(
            "about",
            "What it is about",
            (
                Field("issues", "Issues", "choices", shelf="issues"),
                Field("topics", "Other words for it, one a line", "text", limit=SHORT),
                Field("meeting", "At which meeting", "choice", shelf="meetings"),
                STRIKE,
                ASKED,
            ),
        ),
        Page(
            "sources",
            "Sources",
            (
                MORE_SOURCES,
                PASSAGE,
                Field("more_issues", "Issues not in the menu", "text", shelf="issues", hint="One a line."),
                Field("more_meeting", "Meeting not in the menu", shelf="meetings", hint="Its day is enough."),
                Field("more_describes", "Whose words, if not in the menu", shelf="anyone"),
            ),
        ),
        disputed.PAGE,
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    said = reading.partial("said") if reading.has("said") else None
    day = said or likely_day(reading)
    on = day.first() if day else None
    named = [reading.either("more_speaker", "speaker"), reading.either("more_describes", "describes")]
    parties = parties_of(reading, filter(None, named), on)
    cited = reading.cited()
    first = cited[0] if cited else None
    words = "in a statement of" if first and first.kind is SourceKind.PRIMARY else "as quoted by"
    return {
        "strike": reading.strike or likely_strike(reading, on, parties),
        "said": str(day or ""),
        "setting": f"{words} {first.publisher}"[:SHORT] if first else "",
    }


def write(reading: FormReading) -> Written:
    speaker, name = reading.either("more_speaker", "speaker"), reading.text("speaker_name")
    _speaker(reading, speaker, name)
    said, text = reading.partial("said"), reading.words("text")
    data = {
        "text": text,
        "speaker": speaker,
        "speaker_name": name,
        "speaker_role": reading.text("speaker_role"),
        "said": str(said or ""),
        "setting": reading.text("setting"),
        "describes": reading.either("more_describes", "describes"),
        "issues": reading.names("issues", "more_issues"),
        "topics": reading.lines("topics"),
        "meeting": reading.either("more_meeting", "meeting"),
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
        "disputed": disputed.claims(reading),
    }
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    called = reading.known.title(speaker, "anyone") if speaker else name
    return Written(
        f"{_stem(reading, speaker, name)}-{str(said or '').strip('~')}", f"{called}: “{shown}”", data
    )


def _speaker(reading: FormReading, speaker: str, name: str) -> None:
    chosen = reading.has("more_speaker") or reading.has("speaker")
    if speaker and name:
        reading.report(
            "speaker_name",
            "There are two speakers, one chosen and this one. Empty this field, or choose nobody.",
        )
    elif not chosen and not reading.has("speaker_name"):
        reading.report("speaker", "Please choose who said it, or write who on the page “Who said it”.")


def _stem(reading: FormReading, speaker: str, name: str) -> str:
    """The last name of a person, the id of a party."""
    people = {named.id: named.name for named in reading.known.shelf("people")}
    return ids.last_name(people.get(speaker, "")) or speaker or ids.gist(name, 2) or "quote"


RECIPE = Recipe(FORM, items.QUOTES, assume, write)
