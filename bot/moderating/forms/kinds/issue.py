"""An issue: what is bargained over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.editing import Item, ValueChange
from bot.knowledge.model import items
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import ASKED, MORE_SOURCES, PASSAGE, REPORTED_BY, SHORT, SOURCE, TEXT
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, described

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading

FORM = Form(
    "issue",
    "New issue",
    (
        Page(
            "issue",
            "The issue",
            (
                Field("name", "Name", "line", True, limit=SHORT, hint="As in “what is being said on …”."),
                Field("aliases", "Other words for it, one a line", "text", limit=SHORT),
                Field("about", "What it is, one sentence a line", "text", True, limit=TEXT),
                Field("strikes", "In which strikes", "choices", shelf="strikes"),
                SOURCE,
            ),
        ),
        Page("sources", "Sources", (MORE_SOURCES, PASSAGE, REPORTED_BY, ASKED)),
    ),
)


def assume(_reading: FormReading) -> dict[str, str]:
    return {}


def write(reading: FormReading) -> Written:
    name, aliases = reading.text("name"), reading.lines("aliases")
    reading.own_names(name=[name], aliases=aliases)
    data = {
        "name": name,
        "aliases": reading.other_names(name),
        **described(reading),
    }
    id = reading.free(ids.slug(name), items.ISSUES)
    listed = (ValueChange(strike, ("issues", Item.of(id=id)), id) for strike in reading.names("strikes"))
    return Written(id, name, data, tuple(listed))


RECIPE = Recipe(FORM, items.ISSUES, assume, write)
