"""Bases that were made before walk-outs, places, ballots and numbers had files of their own go on to load and to answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.knowledge.loader import read

OLDER = Path(__file__).resolve().parents[3] / "shared/other-bases"
CASES = [
    (
        "uaw-2023",
        "2023-10-26T12:00:00-04:00",
        "is ford still on strike",
        "October 25, 2023",
    ),
    ("doctors", "2023-03-14T12:00:00+00:00", "what day of the strike is it", "day 2"),
]


@pytest.mark.parametrize(("base", "as_of", "question", "told"), CASES)
def test_older_base_loads_and_answers(base: str, as_of: str, question: str, told: str) -> None:
    if not (OLDER / base).is_dir():
        pytest.skip("the older bases are not beside the project")
    loaded, problems = read(OLDER / base)
    assert loaded is not None, problems
    assert told in text(Engine(loaded).ask(question, dt.datetime.fromisoformat(as_of)))
