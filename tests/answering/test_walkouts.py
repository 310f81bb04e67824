"""When a strike of walk-outs is, and how many there were: the coming one first, the earlier disputes counted too."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from tests.answering import porters, pottery

OLDER = """\
id: porters-2029
kind: strike
main: true
name: porters' strikes of 2029
short_name: porters' strike of 2029
union: porters
against: [ministry]
zone: Europe/London
first_day: 2029-02-01
last_day: 2029-02-02
strike_days: walkouts
ended: {date: 2029-02-10, text: The dispute of 2029 ended on 10 February., citations: [lamp-01-10]}
citations: [lamp-01-10]
reviewed: 2032-01-01
"""
OLDER_WALKOUTS = """\
- id: february
  text: The NUP called a two-day walk-out for 1 and 2 February 2029.
  first_day: 2029-02-01
  last_day: 2029-02-02
  happened: {text: Porters walked out on 1 February 2029., citations: [lamp-01-10]}
  more: [{text: Few hotels stayed open., citations: [lamp-01-10]}]
  citations: [lamp-01-10]
  reviewed: 2032-01-01
"""


@cache
def engine(*, older: bool) -> Engine:
    files = {
        "strikes/porters-2029/strike.yaml": OLDER,
        "strikes/porters-2029/walkouts.yaml": OLDER_WALKOUTS,
    }
    return Engine(pottery.make(porters.FILES | files if older else porters.FILES))


def told(question: str, day: str, *, older: bool = False) -> str:
    reply = engine(older=older).ask(
        question, dt.datetime.fromisoformat(f"2031-{day}T12:00+01:00"), live=False
    )
    return " ".join(text(reply).split())


@pytest.mark.parametrize(
    "question", ["when is the strike", "when are the porters on strike", "when does the strike start"]
)
def test_coming_walkout_is_told_first_while_there_is_one(question: str) -> None:
    assert told(question, "03-21").startswith(
        "The next walk-out of the porters' strike is planned for April 7 to April 11"
    )
    assert told(question, "03-04").startswith("A walk-out of the porters' strike is on today, strike day 2")


@pytest.mark.parametrize("question", ["when did the strike begin", "when did the porters strike start"])
def test_beginning_of_a_strike_is_told_where_it_is_meant(question: str) -> None:
    assert "began on Monday, March 3, 2031" in told(question, "03-21")


def test_walkouts_of_an_earlier_dispute_are_told_after_those_of_this_one() -> None:
    shown = told("how many walkouts have there been", "06-20", older=True)
    assert shown.startswith("The sources so far report 3 walk-outs of the porters' strike, 9 days in all.")
    assert "1 walk-out of the porters' strike of 2029, 2 days in all." in shown


@pytest.mark.parametrize(
    "question", ["how many walkouts have there been in all", "how many walkouts have there been since 2029"]
)
def test_all_walkouts_ever_are_summed(question: str) -> None:
    shown = told(question, "06-20", older=True)
    assert shown.startswith("Altogether: 4 walk-outs, 11 days.")
    assert "3 walk-outs of the porters' strike, 9 days" in shown


def test_walkout_tells_what_more_is_known_of_it() -> None:
    moment = dt.datetime(2031, 6, 20, 12, tzinfo=dt.UTC)
    shown = text(engine(older=True).show("porters-2029/walkout/february", moment))
    assert "Porters walked out on 1 February 2029." in shown
    assert "Few hotels stayed open." in shown


@pytest.mark.parametrize(
    "question",
    [
        "which days in april are the porters out",
        "when are the porters on strike in april",
        "porters striking again. 5 days in april? which?",
        "what dates in april are the porters on strike",
    ],
)
def test_a_month_is_answered_with_its_walkouts(question: str) -> None:
    shown = told(question, "03-21", older=True)
    assert "7 to 11 April" in shown
    assert "is on day" not in shown


def test_in_a_month_without_a_walkout_none_of_it_is_told() -> None:
    assert "no walk-out" in told("are the porters out in august", "06-20")


def test_days_of_a_month_are_no_day_of_the_strike() -> None:
    assert "Day 5" not in told("is it 5 days in april", "03-21")
    assert "day 2" in told("is it day 2 today", "03-04")
