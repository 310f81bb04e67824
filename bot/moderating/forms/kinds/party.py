"""A party: a union, an association of employers, a company, a public body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model import items
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import ASKED, MORE_SOURCES, PASSAGE, REPORTED_BY, SHORT, SOURCE, TEXT
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, described

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading

KINDS = (
    ("union", "A union"),
    ("company", "An employer"),
    ("employers", "An association of employers"),
    ("committee", "A committee, a branch, a local"),
    ("public", "A public body, a court, a mediator"),
    ("press", "A paper, a station"),
)

FORM = Form(
    "party",
    "New party",
    (
        Page(
            "party",
            "The party",
            (
                Field("name", "Name in full", "line", True, limit=SHORT),
                Field(
                    "short_name",
                    "As people call it in a sentence",
                    limit=SHORT,
                    hint="If you leave it out: its name.",
                ),
                Field("kind", "What kind", "choice", True, options=KINDS),
                Field("about", "What it is, one sentence a line", "text", True, limit=TEXT),
                SOURCE,
            ),
        ),
        Page(
            "names",
            "Other names",
            (
                Field("aliases", "Other names, one a line", "text", limit=SHORT, hint="As people type them."),
                Field("part_of", "Part of", "choice", shelf="parties", hint="Who speaks for it."),
                Field(
                    "article",
                    "“the” before its short name",
                    "choice",
                    options=(("the", "Yes: the …"), ("none", "No")),
                    hint="Only where a card has it wrong.",
                ),
            ),
        ),
        Page("sources", "Sources", (MORE_SOURCES, PASSAGE, REPORTED_BY, ASKED)),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    return {"short_name": reading.text("name")}


def write(reading: FormReading) -> Written:
    name, short, aliases = reading.text("name"), reading.text("short_name"), reading.lines("aliases")
    reading.own_names(name=[name], short_name=[short], aliases=aliases)
    data = {
        "name": name,
        "short_name": short,
        "kind": reading.fixed("kind"),
        "article": reading.fixed("article"),
        "part_of": reading.one("part_of"),
        "aliases": reading.other_names(name, short),
        **described(reading),
    }
    return Written(ids.slug(short or name), name, data)


RECIPE = Recipe(FORM, items.PARTIES, assume, write)
