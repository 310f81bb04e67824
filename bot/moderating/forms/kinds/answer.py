"""An answer to a question that no other entry answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model import items
from bot.knowledge.model.models import Topic
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import (
    ASKED,
    MORE_SOURCES,
    NAMES_HINT,
    PASSAGE,
    REPORTED_BY,
    SHORT,
    SOURCE,
    TEXT,
    date,
)
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, statement
from bot.moderating.forms.kinds import disputed

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading


TOPICS = tuple((topic.value, f"{topic.value.capitalize()}: {topic.about}") for topic in Topic)

FORM = Form(
    "answer",
    "Write an answer",
    (
        Page(
            "answer",
            "Question and answer",
            (
                Field("question", "The question", "line", True, limit=SHORT),
                Field("answer", "The answer", "text", True, limit=TEXT, hint="One or two sentences."),
                ASKED,
                Field("strike", "Strike, if it is about one", "choice", shelf="strikes"),
                SOURCE,
            ),
        ),
        Page(
            "about",
            "What it is about",
            (
                Field("more", "More to say, one a line", "text", limit=TEXT, hint="A full sentence each."),
                Field("parties", "Parties", "choices", shelf="parties"),
                Field("people", "People", "choices", shelf="people"),
                Field("issues", "Issues", "choices", shelf="issues"),
                REPORTED_BY,
            ),
        ),
        Page(
            "sources",
            "Sources, other names",
            (
                MORE_SOURCES,
                PASSAGE,
                Field("more_parties", "Parties not in the menu", "text", shelf="parties", hint=NAMES_HINT),
                Field("more_people", "People not in the menu", "text", shelf="people", hint=NAMES_HINT),
                Field("more_issues", "Issues not in the menu", "text", shelf="issues", hint="One a line."),
            ),
        ),
        Page(
            "holds",
            "Topic, period, places",
            (
                Field("topic", "What it is about", "choice", options=TOPICS),
                date("since", "True since", hint="If it was not always true: a day, a month or a year."),
                date("until", "True until", hint="If it is no longer true: a day, a month or a year."),
                Field("places", "Places", "choices", shelf="places", menu_only=True),
                Field("more_places", "Places not in the menu", "text", shelf="places", hint=NAMES_HINT),
            ),
        ),
        disputed.PAGE,
    ),
)


def assume(_reading: FormReading) -> dict[str, str]:
    return {}


def write(reading: FormReading) -> Written:
    question = reading.text("question")
    since, until = reading.partial("since"), reading.partial("until")
    if since and until and until.last() < since.first():
        reading.report("until", f"{until.words()} is before {since.words()}.")
    data = {
        "question": question,
        "topic": reading.fixed("topic"),
        "answer": reading.text("answer"),
        "more": [statement(line) for line in reading.lines("more")],
        "since": str(since or ""),
        "until": str(until or ""),
        "strike": reading.strike,
        "parties": reading.names("parties", "more_parties"),
        "people": reading.names("people", "more_people"),
        "issues": reading.names("issues", "more_issues"),
        "places": reading.names("places", "more_places"),
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
        "disputed": disputed.claims(reading),
    }
    return Written(ids.gist(question, 5), question, data)


RECIPE = Recipe(FORM, items.ANSWERS, assume, write)
