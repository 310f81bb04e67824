"""The recipes for news: each is applied to a base as `init` makes it, and then answers what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.dates.conventions import zone_named
from bot.knowledge.loader import assemble
from bot.moderating.beginning.new_files import files
from bot.moderating.beginning.statements import Saying
from tests.cli.clock import at_end_of
from tests.moderating.beginning.made import NOW

PAGE = (Path(__file__).resolve().parents[3] / "docs/recipes.md").read_text("utf-8")
FIRST_DAY = "2031-05-02"


class Recipe(NamedTuple):
    title: str
    first_day: str
    """Of the base that it begins with."""
    changes: tuple[tuple[str, str], ...]
    """A file, and what is written into it."""
    asked: tuple[tuple[str, str, str], ...]
    """A day, a question, and what the bot says."""


def recipes() -> list[Recipe]:
    found = []
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        first = re.search(r"`--first-day (\S+)`", part)
        tables = re.split(r"^\| Asked on (\S+) \| The bot says \|$", part, flags=re.MULTILINE)[1:]
        changes = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
        asked = tuple(
            (day, question, said)
            for day, table in zip(tables[::2], tables[1::2], strict=True)
            for question, said in re.findall(r"^\| (?!-)(.+?) \| (.+?) \|$", table, re.MULTILINE)
        )
        found.append(Recipe(part.split("\n")[0], first[1] if first else FIRST_DAY, tuple(changes), asked))
    return found


RECIPES = recipes()


def begun(first_day: str) -> dict[str, bytes]:
    """What the command at the top of the page makes."""
    saying = Saying(NOW)
    saying.union("Example Workers' Union (EWU)")
    saying.employer("Acme")
    saying.employer("Globex")
    saying.issue("pay: wages that keep up with prices")
    saying.in_zone("Detroit")
    saying.as_if("2031-05-20")
    saying.first(first_day)
    made = files(saying.plan(), saying.names.free)
    return {name: data for name, data in made.items() if name.endswith(".yaml")}


def applied(before: str, written: str, *, is_list: bool) -> str:
    """The file with each entry, or each field, in the place of the one that bears its name, or at the end."""
    start = r"- id: .+" if is_list else r"[a-z_]+:"
    for part in re.split(rf"(?=^{start})", written, flags=re.MULTILINE)[1:]:
        name = re.match(start, part)
        assert name
        match = re.search(rf"^{re.escape(name[0])}.*\n(?:[ ]+.*\n)*", before, re.MULTILINE)
        begin, end = match.span() if match else (len(before), len(before))
        gap = "" if match else "\n"
        before = f"{before[:begin]}{gap}{part.rstrip()}\n{before[end:]}"
    return before


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_recipe_makes_the_bot_say_what_it_says(recipe: Recipe) -> None:
    made = begun(recipe.first_day)
    for name, written in recipe.changes:
        made[name] = applied(made[name].decode(), written, is_list=not name.endswith("strike.yaml")).encode()
    day = recipe.asked[-1][0]
    base, problems = assemble(made, now=at_end_of(day, zone_named("America/Detroit")))
    assert base is not None, problems
    engine = Engine(base)
    assert [str(problem) for problem in problems if "nothing cites" not in problem.found] == []
    for day, question, said in recipe.asked:
        reply = engine.ask(question, at_end_of(day, base.zone), live=True)
        assert reply.kind == "answer", (question, text(reply))
        assert said in text(reply), question


def test_there_is_a_recipe_for_what_happens_in_every_strike() -> None:
    titles = "\n".join(recipe.title for recipe in RECIPES).casefold()
    for news in (
        "deal",
        "reject",
        "paused",
        "over",
        "called off",
        "settles",
        "wave",
        "next walk-out",
        "correction",
    ):
        assert news in titles


def test_every_recipe_begins_with_its_source() -> None:
    assert all(recipe.changes[0][0] == "sources.yaml" for recipe in RECIPES)
    assert all(recipe.asked for recipe in RECIPES)
