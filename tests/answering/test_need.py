"""Someone in need is told of the help that the base knows, and never that nothing can be said for one person."""

from __future__ import annotations

import pytest

from tests.answering.bases import LATER, TINY_DAY, at, engine, tiny_engine

NOW = at(LATER)


@pytest.mark.parametrize(
    "question",
    [
        "where can i get money help, i cant pay rent",
        "i can't pay my rent",
        "my rent is due friday and i havent worked since may",
        "im broke because of the strike",
        "is there a hardship fund",
        "where can i get a loan",
        "my landlord is going to evict me",
        "who can help me with my bills",
        "i need financial help",
        "my savings are gone",
        "how do strikers survive without a paycheck",
    ],
)
def test_the_strike_fund_comes_first(question: str) -> None:
    reply = engine().ask(question, NOW)
    assert reply.kind == "answer"
    assert reply.entries[0] == "answer/strike-fund"
    assert reply.references


@pytest.mark.parametrize(
    "question", ["how am i supposed to feed my kids", "cant afford groceries", "is there a food bank"]
)
def test_who_has_nothing_to_eat_is_told_of_money_too(question: str) -> None:
    assert "answer/strike-fund" in engine().ask(question, NOW).entries


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("i'm an actor and i can't pay my rent", "answer/help-for-actors"),
        ("financial assistance for actors", "answer/actors-aid-how"),
        ("any help for crew members who lost work", "answer/help-for-crew"),
        ("i lost my health insurance because of the strike", "answer/health-coverage"),
        ("how do i pay for my medicine", "answer/health-coverage"),
    ],
)
def test_what_helps_with_the_need_itself_and_whom_it_is_for_comes_first(question: str, entry: str) -> None:
    assert engine().ask(question, NOW).entries[0] == entry


@pytest.mark.parametrize(
    "question",
    [
        "will i lose my job",
        "should i quit writing",
        "is anyone hiring",
        "when can i go back to work",
        "is my show dead",
        "can netflix afford to pay the writers",
        "are the studios broke",
    ],
)
def test_what_the_sources_cannot_say_of_one_person_is_still_not_said(question: str) -> None:
    assert engine().ask(question, NOW).kind != "answer"


def test_an_exact_question_of_an_entry_wins() -> None:
    reply = engine().ask("do striking writers get unemployment", NOW)
    assert reply.entries[0] == "answer/unemployment-benefits"


def test_a_base_that_knows_no_help_says_so() -> None:
    reply = tiny_engine().ask("i cant pay my rent", at(TINY_DAY))
    assert reply.kind == "decline"
    assert "for you personally" in reply.headline
