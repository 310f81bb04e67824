"""Which of the messages that reply to a card ask anything, and which only remark on it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.conversation.questions import asks_something
from tests.answering.bases import at, engine

REPLIES = Path(__file__).with_name("replies.tsv")
AS_OF = at("2023-10-20T12:00:00-07:00")


def replies(asking: str) -> list[str]:
    with REPLIES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["message"] for row in rows if row["asks"] == asking]


def asks(text: str) -> bool:
    view = engine().view(AS_OF)
    return asks_something(text, lambda clause: engine().read(view, clause).frame)


def test_there_are_enough_of_both() -> None:
    assert min(len(replies("yes")), len(replies("no"))) >= 40


@pytest.mark.parametrize("message", replies("yes"))
def test_a_question_or_a_follow_up_of_a_word_or_two_asks(message: str) -> None:
    assert asks(message)


@pytest.mark.parametrize("message", replies("no"))
def test_a_remark_asks_nothing(message: str) -> None:
    assert not asks(message)


@pytest.mark.parametrize(
    "message", ["", " ", "?", "???", "…", "😂😂", "<:lamp:123456789012345678>", "\n\n", "." * 5000]
)
def test_what_has_no_words_asks_nothing(message: str) -> None:
    assert not asks(message)


@pytest.mark.parametrize(
    ("message", "asking"),
    [
        ("lol. when did that start?", True),
        ("thanks! and the actors", True),
        ("they caved. called it", False),
        ("source: my uncle works at netflix", False),
        ("not buying it. source", True),
        ("greedy, right?", False),
    ],
)
def test_each_clause_is_heard(message: str, asking: bool) -> None:
    assert asks(message) == asking


@pytest.mark.parametrize("message", ["<@42> when did it end?", "hey @bob when did it end", "see <@!42>"])
def test_what_is_said_to_someone_else_is_not_asked_of_the_bot(message: str) -> None:
    assert not asks(message)


def test_an_address_for_mail_is_no_mention() -> None:
    assert asks("is picket@wga.example.org the address?")
