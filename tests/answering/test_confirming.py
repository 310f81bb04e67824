"""A strike counts as confirmed on the day of the newest source of any of its entries, and on the day that one is of."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.engine import Engine
from bot.knowledge.loader import assemble
from tests.answering.test_rejected_deals import PARTIES, SOURCES, STRIKE

MONTH = "- {id: bell-june, publisher: The Bell, published: 2031-06, kind: press, reviewed: 2031-08-01}\n"
QUIET = STRIKE.replace(
    "citations: [bell-05-01, bell-06-01, bell-06-10, bell-07-01, bell-07-10, bell-07-20]",
    "citations: [bell-05-01]",
)
FIGURE = """\
- id: out
  name: people out
  counts: strikers
  values: [{value: 900, date: 2031-06-08, text: On June 8 about 900 people were out., citations: [bell-06-10]}]
  citations: [bell-05-01]
  reviewed: 2031-08-01
"""
EVENT = """\
- {id: rally, date: 2031-06-%s, text: The bakers held a rally., kind: statement, citations: [%s], reviewed: 2031-08-01}
"""
ANSWER = """\
- {id: pay, question: Is there strike pay?, answer: Strike pay is 100 a week., strike: bakers-2031, citations: [bell-06-10],
   reviewed: 2031-08-01}
"""


def confirmed(day: str, **files: str) -> dt.date | None:
    made = {
        "sources.yaml": SOURCES + MONTH,
        "parties.yaml": PARTIES,
        "strikes/bakers-2031/strike.yaml": QUIET,
    }
    made |= {
        f"strikes/bakers-2031/{name}.yaml" if name != "answers" else "answers.yaml": text
        for name, text in files.items()
    }
    base, problems = assemble({name: text.encode() for name, text in made.items()})
    assert base is not None, problems
    view = Engine(base).view(dt.datetime.fromisoformat(f"2031-{day}T23:30Z"))
    return view.state(view.strikes[0]).confirmed


@pytest.mark.parametrize(
    ("files", "day"),
    [
        ({}, "2031-05-01"),
        ({"figures": FIGURE}, "2031-06-10"),
        ({"answers": ANSWER}, "2031-06-10"),
        ({"events": EVENT % ("09", "bell-06-10")}, "2031-06-10"),
        ({"events": EVENT % ("26", "bell-june")}, "2031-06-26"),
    ],
    ids=["the strike alone", "a number's source", "an answer", "an event's source", "an event in a month"],
)
def test_the_newest_of_a_strikes_entries_confirms_it(files: dict[str, str], day: str) -> None:
    assert confirmed("07-01", **files) == dt.date.fromisoformat(day)


def test_what_is_not_known_yet_confirms_nothing() -> None:
    assert confirmed("06-09", figures=FIGURE) == dt.date(2031, 5, 1)
    assert confirmed("06-28", events=EVENT % ("26", "bell-june")) == dt.date(2031, 5, 1)


def test_what_is_withdrawn_confirms_nothing() -> None:
    gone = FIGURE.replace("  reviewed", "  withdrawn: {on: 2031-07-01, reason: It was wrong.}\n  reviewed")
    assert confirmed("07-02", figures=gone) == dt.date(2031, 5, 1)
