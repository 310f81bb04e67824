"""What a reply offers to ask next is answered: a base is never said to hold what it lacks."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.engine import Engine
from bot.answering.suggestions.examples import OPENERS
from bot.knowledge.loader import assemble
from tests.answering.bases import TINY_DAY, at, tiny_engine
from tests.answering.test_rejected_deals import OWN, PARTIES, SOURCES, STRIKE

BARE = {"sources.yaml": SOURCES, "parties.yaml": PARTIES, "strikes/bakers-2031/strike.yaml": STRIKE + OWN}
JUNE = dt.datetime.fromisoformat("2031-06-15T23:00Z")
ASKED = (
    "is the strike over", "what day is it", "when did it start", "who sells the best bread", "what did the mayor say",
    "hello", "help", "will they win",
)  # fmt: skip


@pytest.fixture(scope="module")
def bare() -> Engine:
    """A strike without meetings, quotes or reasons."""
    base, problems = assemble({name: text.encode() for name, text in BARE.items()})
    assert base is not None, problems
    return Engine(base)


@pytest.mark.parametrize("question", ASKED)
def test_every_question_offered_is_answered(bare: Engine, question: str) -> None:
    reply = bare.ask(question, JUNE)
    offered = [*reply.related, *(option.question for option in reply.options if option.question in OPENERS)]
    assert "What happened at the latest meeting?" not in offered
    assert [bare.ask(each, JUNE).kind for each in offered] == ["answer"] * len(offered)


def test_what_is_offered_while_typing_is_answered(bare: Engine) -> None:
    offered = [each for each in bare.suggest("wh", JUNE) if each in OPENERS]
    assert "What day of the strike is it?" in offered
    assert "What happened at the latest meeting?" not in offered
    assert "Why are they on strike?" not in offered


def test_what_the_base_holds_goes_on_to_be_offered() -> None:
    assert (
        "What happened at the latest meeting?"
        in tiny_engine().ask("is the strike over", at(TINY_DAY)).related
    )


def test_what_is_not_known_yet_is_not_offered_yet() -> None:
    early = tiny_engine().ask("is the strike over", at("2024-03-02T12:00:00+01:00"))
    assert "What happened at the latest meeting?" not in early.related
