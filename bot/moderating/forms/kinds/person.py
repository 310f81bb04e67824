"""A person, with the roles they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.model import items
from bot.moderating.forms.engine import ids
from bot.moderating.forms.engine.fields import (
    ASKED,
    MORE_SOURCES,
    PASSAGE,
    REPORTED_BY,
    SHORT,
    SOURCE,
    TEXT,
    date,
)
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.recipe import Recipe, Written, described
from bot.moderating.forms.engine.typed import UnreadableError, shown

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading


FORM = Form(
    "person",
    "New person",
    (
        Page(
            "person",
            "The person",
            (
                Field("name", "Name", "line", True, limit=SHORT),
                Field("role", "Role", "line", True, limit=SHORT, hint="Such as: chief negotiator."),
                Field("party", "Of which party", "choice", shelf="parties"),
                Field("about", "More to say, one a line", "text", limit=TEXT, hint="A full sentence each."),
                SOURCE,
            ),
        ),
        Page(
            "roles",
            "Roles and other names",
            (
                date("since", "In that role since", hint="2024-03-04, march 2024, 2024"),
                date("until", "Until", hint="2024-03-04, march 2024, 2024"),
                Field(
                    "more_roles",
                    "Other roles, one a line",
                    "text",
                    limit=2 * SHORT,
                    hint="The role, a comma, the party: general counsel, Bakers Union",
                ),
                Field(
                    "aliases",
                    "Other spellings and nicknames, one a line",
                    "text",
                    limit=SHORT,
                    hint="The last name alone is understood anyway.",
                ),
                Field("more_party", "Party not in the menu", shelf="parties"),
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
        "roles": [_first_role(reading), *_more_roles(reading)],
        **described(reading),
    }
    return Written(ids.slug(name), name, data)


def _first_role(reading: FormReading) -> dict[str, str]:
    party = reading.either("more_party", "party")
    if not (reading.has("more_party") or reading.has("party")):
        reading.report("party", "Please choose which party that role is in.")
    since, until = reading.partial("since"), reading.partial("until")
    if since and until and until.last() < since.first():
        reading.report("until", f"{until.words()} is before {since.words()}.")
    role = {
        "title": reading.text("role"),
        "party": party,
        "since": str(since or ""),
        "until": str(until or ""),
    }
    return {name: value for name, value in role.items() if value}


def _more_roles(reading: FormReading) -> list[dict[str, str]]:
    roles = []
    for line in reading.lines("more_roles"):
        title, _, party = line.rpartition(",")
        if not title.strip():
            reading.report(
                "more_roles", f"{shown(line)} names no party. Write the role, a comma, and the party."
            )
            continue
        if len(title.strip()) > SHORT:
            reading.report("more_roles", f"{shown(title)} is longer than {SHORT} characters.")
        try:
            roles.append({"title": title.strip(), "party": reading.known.one(party.strip(), "parties")})
        except UnreadableError as error:
            reading.report("more_roles", str(error))
    return roles


RECIPE = Recipe(FORM, items.PEOPLE, assume, write)
