"""A strike that was planned, and called off before it began, is told as that under every question about its days."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.engine import Engine
from bot.knowledge.loader import assemble
from tests.moderating.beginning.test_recipes import RECIPES, applied, begun


@pytest.fixture(scope="module")
def engine() -> Engine:
    recipe = next(recipe for recipe in RECIPES if "before it begins" in recipe.title)
    made = begun(recipe.first_day)
    for name, written in recipe.changes:
        is_list = not name.endswith("strike.yaml")
        made[name] = applied(made[name].decode(), written, is_list=is_list).encode()
    base, problems = assemble(made)
    assert base is not None, problems
    return Engine(base)


@pytest.mark.parametrize("day", ["2031-05-29", "2031-06-02", "2031-06-20"])
@pytest.mark.parametrize(
    "question",
    [
        "what day is it",
        "is the strike over",
        "are they on strike",
        "how long did the strike last",
        "when did the strike start",
        "when did the strike end",
        "when is day 10",
        "what day was it on june 5",
        "is there a strike on june 3",
        "was the strike called off",
    ],
)
def test_it_is_told_that_it_was_called_off(engine: Engine, day: str, question: str) -> None:
    reply = engine.ask(question, dt.datetime.fromisoformat(f"{day}T12:00:00-04:00"), live=True)

    assert "was called off on May 28, 2031, before it began" in reply.headline
    assert all(strike.day is None for strike in reply.strikes)


def test_before_that_it_is_told_as_planned(engine: Engine) -> None:
    reply = engine.ask("is the strike over", dt.datetime(2031, 5, 27, 12, tzinfo=dt.UTC), live=True)
    assert reply.headline == "The EWU strike begins in 6 days: its first day is June 2, 2031."
