"""Where a strike stands is told once in a reply: not again below what says it already, in the same words or its own."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.reply import StrikeLine
from bot.knowledge.loader import assemble
from tests.answering.test_rejected_deals import OWN, PARTIES, RATIFIED, SOURCES, STRIKE

OVER = """\
- id: over
  question: When is the bread back?
  answer: The strike ended on July 10 and the ovens were lit on July 12.
  asked: [when is the bread back, when do the ovens start]
  strike: bakers-2031
  citations: [bell-07-20]
  reviewed: 2031-08-01
"""


@pytest.fixture(scope="module")
def bot() -> Engine:
    files = {
        "sources.yaml": SOURCES, "parties.yaml": PARTIES, "answers.yaml": OVER,
        "strikes/bakers-2031/strike.yaml": STRIKE + OWN + RATIFIED,
    }  # fmt: skip
    base, problems = assemble({name: data.encode() for name, data in files.items()})
    assert base is not None, problems
    return Engine(base)


@pytest.mark.parametrize(
    "question", ["is it over", "is there a deal", "did they vote it down", "how long did it last"]
)
@pytest.mark.parametrize("day", ["06-05", "06-15", "07-05", "07-20"])
def test_the_standing_is_told_once(bot: Engine, question: str, day: str) -> None:
    said = text(bot.ask(question, dt.datetime.fromisoformat(f"2031-{day}T23:00Z")))
    assert said.count("now on day") + said.count("The bakers' strike ended on") <= 1, said


def test_an_answer_in_its_own_words_tells_the_end_too(bot: Engine) -> None:
    reply = bot.ask("when is the bread back", dt.datetime.fromisoformat("2031-07-21T12:00Z"))
    assert reply.strikes[0].status == "ended"
    assert reply.untold == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The strike ended on July 10, when members ratified it.", True),
        ("The walkout was called off on July 10, 2031.", True),
        ("Members ratified the deal on July 10.", False),
        ("The strike ended on July 11.", False),
        ("The EWU strike ended on July 10, 2031, after 71 days, the Bell said.", True),
    ],
)
def test_only_the_same_end_on_the_same_day_is_told_already(said: str, told: bool) -> None:
    line = StrikeLine(
        "ewu", "EWU strike", "ended", None, "The EWU strike ended on July 10, 2031, after 71 days."
    )
    assert line.is_told(said) is told


def test_where_a_strike_that_is_on_stands_is_told_by_its_day_alone() -> None:
    line = StrikeLine("ewu", "EWU strike", "ongoing", 46, "The EWU strike is ongoing, now on day 46.")
    assert line.is_told("The EWU strike is ongoing, now on day 46, and no new deal has been reported.")
    assert not line.is_told("The EWU strike began on May 1.")
