"""A company that no strike is against, and one that only another strike is against, are not told of by the main strike."""

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
- {id: harbor-north, name: Harbor Lines North, short_name: Harbor North, kind: company, part_of: harbor, article: none,
   about: [Harbor North sails in the north.], citations: [tide-04-20], reviewed: 2031-07-01}
- {id: southline, name: South Line, short_name: South Line, kind: company, article: none, about: [South Line sails in the south.],
   citations: [tide-04-20], reviewed: 2031-07-01}
- {id: mariners, name: Mariners, short_name: Mariners, kind: union, article: none, about: [Mariners is a union in the north.],
   citations: [tide-04-20], reviewed: 2031-07-01}
"""
NORTH = """\
id: north-2031
kind: strike
name: 2031 strike at Harbor North
short_name: strike at Harbor North
union: mariners
against: [harbor-north]
zone: America/New_York
first_day: 2031-05-02
last_day: 2031-05-08
started: {text: Mariners struck Harbor North on May 2., citations: [tide-05-02]}
ended: {date: 2031-05-08, text: The strike at Harbor North ended on May 8., citations: [tide-05-08]}
citations: [tide-05-02]
reviewed: 2031-07-01
"""
CONTRACT = """\
id: mariners-2030
kind: contract
name: 2030 contract of Mariners
short_name: contract of Mariners
union: mariners
against: [islander]
year: 2030
tentative_agreement: {date: 2030-05-01, text: Mariners and Islander settled in 2030., citations: [tide-04-20]}
citations: [tide-04-20]
reviewed: 2031-07-01
"""


SOUTH = (
    NORTH.replace("north-2031", "south-2031")
    .replace("Harbor North", "South Line")
    .replace("harbor-north", "southline")
)
"""A later strike of the same union at another line."""
SOUTH = (
    SOUTH.replace("2031-05-02\n", "2031-05-09\n")
    .replace("2031-05-08\n", "2031-05-09\n")
    .replace("May 8", "May 9")
)
SOUTH = SOUTH.replace("date: 2031-05-08", "date: 2031-05-09").replace("on May 2., citations: [tide-05-02]",
                      "on May 9., citations: [tide-05-09]").replace("[tide-05-08]", "[tide-05-09]")  # fmt: skip


@cache
def engine() -> Engine:
    files = {
        **ferries.FILES,
        "parties.yaml": ferries.PARTIES + PARTIES,
        "strikes/north-2031/strike.yaml": NORTH,
        "strikes/south-2031/strike.yaml": SOUTH,
        "strikes/mariners-2030/strike.yaml": CONTRACT,
    }
    return Engine(pottery.make(files))


def told(question: str, day: str = "05-10") -> str:
    moment = dt.datetime.fromisoformat(f"2031-{day}T13:00-04:00")
    return " ".join(
        text(engine().ask(question, moment, live=False)).split("The ferry strike is ongoing")[0].split()
    )


@pytest.mark.parametrize(
    "question",
    [
        "is skyhop on strike", "is skyhop still on strike", "how long has skyhop been on strike", "when did skyhop go on strike",
        "how many people are out at skyhop", "what day of the skyhop strike is it", "how did skyhop members vote",
        "what does the strike cost skyhop", "did skyhop reach a deal", "which skyhop places are out",
        "how many strikers are at skyhop",
    ],
)  # fmt: skip
def test_company_without_a_strike_is_not_told_of_by_that_of_others(question: str) -> None:
    moment = dt.datetime.fromisoformat("2031-05-10T13:00-04:00")
    reply = engine().ask(question, moment, live=False)
    assert reply.kind != "answer" or set(reply.entries) == {"party/skyhop"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("is harbor north on strike", "No. The strike at Harbor North ended on May 8, 2031, after 7 days."),
        (
            "when did the strike at harbor north start",
            "The strike at Harbor North began on Friday, May 2, 2031.",
        ),
        ("how long did the strike at harbor north last", "The strike at Harbor North lasted 7 days"),
        ("is harbor still on strike", "The strike at Harbor is on, at day 10."),
    ],
)
def test_company_struck_elsewhere_is_told_of_by_its_own_strike(question: str, answer: str) -> None:
    assert told(question).startswith(answer)


def test_union_that_has_struck_is_not_said_never_to_have() -> None:
    for question in ("is mariners on strike", "did mariners strike harbor", "how long did mariners strike"):
        shown = told(question, "05-20")
        assert "No strike by Mariners is known" not in shown
        assert "strike at " in shown or "Mariners struck " in shown


def test_union_whose_strike_is_years_past_is_told_by_it_and_its_contract() -> None:
    moment = dt.datetime(2034, 5, 1, 12, tzinfo=dt.UTC)
    shown = " ".join(text(engine().ask("is mariners on strike", moment, live=False)).split())
    assert "No strike by Mariners is known" not in shown
    assert "The strike at South Line ended on May 9, 2031, after 1 day." in shown


@pytest.mark.parametrize("when", ["2031-06-01T12:00-04:00", "2034-06-01T12:00-04:00"])
@pytest.mark.parametrize(
    ("question", "answer", "never"),
    [
        ("how long did mariners strike harbor north", "Harbor North", "South Line"),
        ("did mariners strike harbor", "Harbor North", "South Line"),
        ("how long did mariners strike south line", "South Line", "Harbor North"),
        ("did mariners strike islander", "Mariners and Islander settled in 2030.", "Harbor North"),
    ],
)
def test_union_is_told_of_by_its_strike_at_the_employer_named(
    when: str, question: str, answer: str, never: str
) -> None:
    reply = engine().ask(question, dt.datetime.fromisoformat(when), live=False)
    assert answer in text(reply)
    assert reply.kind != "answer" or never not in reply.headline
