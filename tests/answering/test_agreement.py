"""A party's name is asked about as its number wants it, and headings are English."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.composition.agreement import agreeing, is_plural
from bot.answering.engine import Engine
from bot.answering.handlers import single_entry
from bot.knowledge.loader import assemble
from bot.knowledge.model.models import PartyKind
from tests.answering.test_rejected_deals import OWN, PARTIES, SOURCES, STRIKE

JULY = dt.datetime.fromisoformat("2031-07-20T23:00Z")
MANY = PARTIES.replace("short_name: Bakers Union", "short_name: Bakers")
COST = """\
- id: cost
  name: dollars the strike cost
  counts: cost
  values: [{value: 9 million, date: 2031-06-01, text: The strike had cost 9 million dollars by June., citations: [bell-06-01]}]
  citations: [bell-06-01]
  reviewed: 2031-08-01
"""
HELP = """\
- id: fund
  question: Is there a strike fund?
  topic: pay
  answer: The union pays 100 dollars a week from its strike fund.
  asked: [is there a strike fund, hardship fund for strikers]
  citations: [bell-06-01]
  reviewed: 2031-08-01
- id: pantry
  question: Is there a food pantry?
  topic: support
  answer: A food pantry for strikers is open on Mondays.
  asked: [is there a food pantry, where do strikers get food]
  citations: [bell-06-01]
  reviewed: 2031-08-01
"""


def engine(parties: str = MANY, figures: str = "[]", answers: str = "[]") -> Engine:
    files = {
        "sources.yaml": SOURCES, "parties.yaml": parties, "strikes/bakers-2031/strike.yaml": STRIKE + OWN,
        "strikes/bakers-2031/figures.yaml": figures, "answers.yaml": answers,
    }  # fmt: skip
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    assert base is not None, problems
    return Engine(base)


@pytest.mark.parametrize(
    ("name", "kind", "many"),
    [
        ("Porters", PartyKind.UNION, True),
        ("the Teamsters", PartyKind.UNION, True),
        ("mill owners", PartyKind.EMPLOYERS, True),
        ("United Auto Workers", PartyKind.UNION, True),
        ("EWU", PartyKind.UNION, False),
        ("Bakers Guild", PartyKind.UNION, False),
        ("NHS", PartyKind.EMPLOYERS, False),
        ("Congress", PartyKind.EMPLOYERS, False),
        ("Islander Lines", PartyKind.COMPANY, False),
    ],
)
def test_a_name_of_many_is_told_from_one_of_a_body(name: str, kind: PartyKind, many: bool) -> None:
    assert is_plural(name, kind) is many


def test_many_are_asked_about_as_many() -> None:
    view = engine().view(JULY)
    assert single_entry.question_for(view, "party/bakers") == "Who are the Bakers?"
    assert agreeing(view, "bakers", "What does the Bakers want?") == "What do the Bakers want?"
    assert agreeing(view, "bakers", "The Bakers is not on strike.") == "The Bakers are not on strike."
    assert agreeing(view, "crumb", "What does Crumb want?") == "What does Crumb want?"
    assert (
        single_entry.question_for(engine(PARTIES).view(JULY), "party/bakers") == "What is the Bakers Union?"
    )


def test_a_cost_is_headed_plainly_and_found_by_that() -> None:
    bot = engine(figures=COST)
    heading = single_entry.question_for(bot.view(JULY), "bakers-2031/figure/cost")
    assert heading == "Dollars the strike cost"
    assert "9 million" in bot.ask(heading, JULY).headline


def test_help_begins_with_the_help() -> None:
    reply = engine(answers=HELP).ask("i cant pay for food because of the strike", JULY)
    assert reply.kind == "answer"
    assert reply.headline == "A food pantry for strikers is open on Mondays."
