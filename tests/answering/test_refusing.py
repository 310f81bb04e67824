"""A refusal is about what it refuses: no private life without a person, no legal advice about joining or pay."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from bot.answering.composition import sentences as say
from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.kinds.registry import phrasings
from bot.answering.question.off_limits import refuses
from tests.answering import ferries
from tests.answering.bases import ask


@cache
def engine() -> Engine:
    return Engine(ferries.make())


def headline(question: str) -> str:
    return engine().ask(question, dt.datetime.fromisoformat("2031-05-10T13:00-04:00"), live=False).headline


@pytest.mark.parametrize(
    "question",
    [
        "how do i join the deckhands", "how do i become a member", "how can i join the union", "how much do deckhands earn",
        "how much does a deckhand make", "how much do captains earn a year", "what do ferry workers earn", "do i get strike pay",
        "how do i get strike pay", "what does a trainee make", "how do i sign up as a member",
    ],
)  # fmt: skip
def test_what_is_neither_private_nor_law_is_not_refused_as_such(question: str) -> None:
    assert headline(question) not in (say.NO_LEGAL(), say.NO_PERSONAL())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much does bill harbor earn", say.NO_PERSONAL()),
        ("where does mara quay live", say.NO_PERSONAL()),
        ("can i sue harbor", say.NO_LEGAL()),
        ("can i be fired for striking", say.NO_LEGAL()),
        ("is it legal to strike", say.NO_LEGAL()),
    ],
)
def test_what_is_refused_still_is(question: str, said: str) -> None:
    assert headline(question) == said


@pytest.mark.parametrize("kind", ["no_personal", "no_legal", "no_private_life_effects"])
def test_nearly_every_phrasing_of_a_refusal_is_about_what_it_refuses(kind: str) -> None:
    texts = phrasings()[kind]
    assert sum(refuses(kind, text) for text in texts) > 0.9 * len(texts)


SHIPPED = "2023-07-20T20:00:00-07:00"


@pytest.mark.parametrize("company", ["netflix", "disney"])
def test_what_viewers_may_do_is_told_where_the_base_holds_it(company: str) -> None:
    reply = ask(f"can i watch {company} during the strike", SHIPPED)
    assert reply.kind == "answer"
    assert "Neither union has asked viewers to stop" in text(reply)


def test_what_only_a_lawyer_can_say_is_not_told() -> None:
    assert ask("can i sue my union", SHIPPED).kind != "answer"
