"""A reply about others than those whom a question names is never given."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from tests.answering import ferries, pottery

PARTIES = """\
- {id: skyhop, name: Skyhop Air Taxis, short_name: Skyhop, kind: company, about: [Skyhop flies to the islands without a union.],
   citations: [tide-04-20], reviewed: 2031-07-01}
- {id: harbour-board, name: Harbour Board, short_name: Harbour Board, kind: public, about: [The Harbour Board owns the piers.],
   citations: [tide-04-20], reviewed: 2031-07-01}
"""
ANSWERS = """\
- id: skyhop-too
  question: Are the air taxis in the union?
  asked: [are skyhop pilots union members, is there a union at skyhop]
  answer: No. Their pilots have no union.
  parties: [skyhop]
  citations: [tide-04-20]
  reviewed: 2031-07-01
"""


@cache
def engine(*, answers: bool = False) -> Engine:
    files = {**ferries.FILES, "parties.yaml": ferries.PARTIES + PARTIES}
    return Engine(pottery.make({**files, "answers.yaml": ANSWERS} if answers else files))


def ask(question: str, *, answers: bool = False) -> tuple[str, str, tuple[str, ...]]:
    moment = dt.datetime.fromisoformat("2031-05-10T13:00-04:00")
    reply = engine(answers=answers).ask(question, moment, live=False)
    return reply.kind, text(reply), tuple(reply.entries)


@pytest.mark.parametrize(
    "question",
    [
        "who spoke for northline", "who spoke for islander", "who speaks for skyhop", "are skyhop employees in the union",
        "how many skyhop workers are out", "how many people does the harbour board have out", "is skyhop out",
        "who is the chairman of northline", "who is the chairman of skyhop", "is boeing on strike",
        "how many are out at boeing", "what day of the walmart strike is it", "when did the teachers go on strike",
        "why is boeing on strike",
        "are teachers out today", "are nurses in the deckhands union", "are pilots on strike",
         "who is the president of verizon", "has boeing settled", "did larry lateman call the strike",
    ],
)  # fmt: skip
def test_nothing_is_told_of_others_than_those_named(question: str) -> None:
    kind, shown, entries = ask(question)
    assert kind != "answer" or set(entries) <= {"party/skyhop", "party/harbour-board"}, shown


def test_answer_that_is_asked_about_a_name_may_tell_of_it_without_the_name() -> None:
    assert ask("are skyhop pilots in the union", answers=True)[1].startswith(
        "No. Their pilots have no union."
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who is the chairman of harbor", "Bill Harbor"),
        ("is harbor on strike", "The strike at Harbor is on"),
        ("is the ferry strike still on", "is ongoing"),
        ("why are the deckhands on strike at harbor", ""),
        ("when did the deckhands walk out", "May 1"),
    ],
)
def test_who_is_named_is_told_of(question: str, told: str) -> None:
    kind, shown, _ = ask(question)
    assert kind == "answer", shown
    assert told in shown


def test_trade_of_the_union_is_never_outside() -> None:
    for question in ("are deckhands on strike", "are the deckhands still on strike"):
        assert ask(question)[0] == "answer"
    assert ask("are nurses on strike")[0] == "decline"
