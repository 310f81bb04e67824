"""Who holds a role: in whatever union, company or government; with no party named, of the sides; never for ever."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from tests.answering import ferries, pottery

PEOPLE = """\
- {id: ida-marsh, name: Ida Marsh, aliases: [the president], roles: [{title: president of the island republic}],
   citations: [tide-04-20], reviewed: 2031-07-01}
- {id: olga-reed, name: Olga Reed, roles: [{title: transport secretary}], citations: [tide-04-20], reviewed: 2031-07-01}
- {id: pat-moor, name: Pat Moor, roles: [{title: permanent secretary for transport}],
   citations: [tide-04-20], reviewed: 2031-07-01}
- {id: cy-lock, name: Cy Lock, roles: [{title: chief executive, party: northline}], citations: [tide-04-20], reviewed: 2031-07-01}
"""


@cache
def engine() -> Engine:
    return Engine(pottery.make({**ferries.FILES, "people.yaml": ferries.PEOPLE + PEOPLE}))


def told(question: str, moment: str = "2031-05-10T13:00-04:00") -> str:
    reply = engine().ask(question, dt.datetime.fromisoformat(moment), live=False)
    return " ".join(text(reply).split())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who is the president", "Mara Quay is president of the UFD."),
        ("who is the president of the deckhands", "Mara Quay is president of the UFD."),
        ("who is the transport secretary", "Olga Reed is transport secretary."),
        ("who's the transport secretary now", "Olga Reed is transport secretary."),
        ("who is the ceo of northline", "Cy Lock is chief executive of North Line."),
        ("who is the CEO", "Cy Lock is chief executive of North Line."),
        ("who is the chief executive of north line", "Cy Lock is chief executive of North Line."),
        ("who runs northline", "Cy Lock is chief executive of North Line."),
    ],
)
def test_role_is_told_with_whose_it_is(question: str, answer: str) -> None:
    assert told(question).startswith(answer)


@pytest.mark.parametrize(
    "question",
    [
        "who is the health secretary", "who is the education secretary", "who is the president of france",
        "who is the ceo of harbor", "who is the ceo of verizon", "who is the prime minister",
    ],
)  # fmt: skip
def test_role_that_nobody_known_holds_is_nobodys(question: str) -> None:
    for name in ("Quay", "Marsh", "Reed", "Moor", "Lock"):
        assert name not in told(question).split("The nearest")[0]


def test_role_is_told_in_the_present_only_while_the_sources_are_not_long_past() -> None:
    assert told("who is cy lock").startswith("Cy Lock is chief executive of North Line.")
    assert told("who is cy lock", "2033-05-10T13:00-04:00").startswith(
        "Cy Lock was chief executive of North Line as of April 2031"
    )
