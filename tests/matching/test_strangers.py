"""Names that nobody knows are told by where they stand in a question."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from bot.answering.engine import Engine
from bot.matching.unknown_names import strangers
from tests.answering import ferries


@cache
def engine() -> Engine:
    return Engine(ferries.make())


def found(text: str) -> list[str]:
    read = engine().finder.read(text, dt.date(2031, 5, 10))
    return strangers(read, engine().catalogue.is_foreign)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("is boeing on strike", "boeing"),
        ("is walmart still on strike", "walmart"),
        ("are plumbers striking", "plumbers"),
        ("when did the starbucks strike begin", "starbucks"),
        ("how many are out at kaiser", "kaiser"),
        ("how many are out at boeing", "boeing"),
        ("what day of the boeing strike is it", "boeing"),
        ("how long did the railway strike last", "railway"),
        ("is the strike at tesla over", "tesla"),
        ("who is the president of verizon", "verizon"),
    ],
)
def test_word_where_a_name_stands_is_one(question: str, name: str) -> None:
    assert name in found(question)


@pytest.mark.parametrize(
    "question",
    [
        "is the strike over", "is teh strike stil on", "is the damn strike over", "is the current strike still going",
        "is harbor on strike", "is harbour still on strike", "when did the deckhands walk out", "are they out",
        "how long have these poor deckhands been out", "what time does the expanded walkout start",
        "how many days have they been out in total", "why are they on strike", "is the union still on strike",
    ],
)  # fmt: skip
def test_question_about_the_strike_itself_names_no_stranger(question: str) -> None:
    assert found(question) == []
