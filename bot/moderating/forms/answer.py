"""An answer to a question that no other entry answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge import items
from bot.moderating.forms import ids
from bot.moderating.forms.fields import (
    ASKED,
    MORE_SOURCES,
    NAMES_HINT,
    PASSAGE,
    REPORTED_BY,
    SHORT,
    SOURCE,
    TEXT,
)
from bot.moderating.forms.recipe import Recipe, Written, statement
from bot.moderating.forms.shapes import Field, Form, Page

if TYPE_CHECKING:
    from bot.moderating.forms.reading import Reading


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
    ),
)


def assume(_reading: Reading) -> dict[str, str]:
    return {}


def write(reading: Reading) -> Written:
    question = reading.text("question")
    data = {
        "question": question,
        "answer": reading.text("answer"),
        "more": [statement(line) for line in reading.lines("more")],
        "strike": reading.strike,
        "parties": reading.names("parties", "more_parties"),
        "people": reading.names("people", "more_people"),
        "issues": reading.names("issues", "more_issues"),
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
    }
    return Written(ids.gist(question, 5), question, data)


RECIPE = Recipe(FORM, items.ANSWERS, assume, write)
