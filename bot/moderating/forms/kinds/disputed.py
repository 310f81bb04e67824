"""Where sources differ: a page with two claims, each with its own sources. More of them are added with `/kb edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.moderating.forms.engine.fields import TEXT
from bot.moderating.forms.engine.form_types import Field, Page
from bot.moderating.forms.engine.recipe import statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.moderating.forms.engine.form_reader import FormReading

CLAIMS = ("claim_1", "claim_2")


def _fields() -> Iterator[Field]:
    for number, name in enumerate(CLAIMS, start=1):
        which = ("first", "second")[number - 1]
        yield Field(name, f"What the {which} says", "text", limit=TEXT, hint="A full sentence that names it.")
        yield Field(
            f"{name}_source",
            f"Sources of the {which}, one a line",
            "text",
            shelf="sources",
            hint="Publisher and day, the headline, or the address.",
        )


PAGE = Page("disputed", "Where sources differ", tuple(_fields()))


def claims(reading: FormReading) -> list[object]:
    """As the file has them. A claim needs a source of its own, since that is what differs."""
    found = []
    for name in CLAIMS:
        text, sources = reading.text(name), reading.names(f"{name}_source")
        if text and not reading.has(f"{name}_source"):
            reading.report(f"{name}_source", "Please say which source claims this.")
        if sources and not reading.has(name):
            reading.report(name, "Please say what this source claims.")
        if text:
            found.append(statement(text, sources))
    return found
