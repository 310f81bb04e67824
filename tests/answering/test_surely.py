"""What is told as the answer, and not as the nearest: the thing asked for, all of it, and nothing that is over as to come."""

from __future__ import annotations

import pytest

from bot.answering.plain import text
from tests.answering.bases import ask


def told(question: str, as_of: str) -> str:
    return " ".join(text(ask(question, as_of)).split())


@pytest.mark.parametrize(
    "question", ["what happens next", "when do they meet next", "For the writers, what comes next?"]
)
def test_a_next_meeting_that_is_past_is_not_told_as_next(question: str) -> None:
    before, after = (told(question, f"2023-09-{day}T12:00:00-07:00") for day in (24, 25))

    assert "were to meet again on Sunday, September 24" in before
    assert "tentative agreement" in after
    assert "were to meet again on Sunday, September 24" not in after


@pytest.mark.parametrize("question", ["who is the president", "who's the chief negotiator?"])
def test_a_role_on_several_sides_is_asked_back(question: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")

    assert reply.kind == "clarify"
    assert {"WGA", "AMPTP", "SAG-AFTRA"} <= {option.label for option in reply.options}


def test_a_role_of_one_side_is_told() -> None:
    assert "Fran Drescher" in told("who is the president of SAG-AFTRA", "2023-08-04T22:00:00-07:00")


@pytest.mark.parametrize(
    "question", ["how many members does wga east have", "how many people are in the writers guild east"]
)
def test_how_many_is_not_answered_with_who_somebody_is(question: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")

    assert reply.kind != "answer" or any(letter.isdigit() for letter in reply.headline)


@pytest.mark.parametrize(
    "question",
    [
        "how long can the studios hold out",
        "My DVD collection can outlast them. Can the studios? How long could they hold out",
    ],
)
def test_what_will_be_is_not_answered_with_how_long_it_has_been(question: str) -> None:
    assert ask(question, "2023-08-04T22:00:00-07:00").kind != "answer"


def test_both_first_days_are_told_before_the_fold() -> None:
    for question in (
        "when did the wga strike start and when did the sag one",
        "when did the wga and sag strikes start",
    ):
        shown = told(question, "2023-08-04T22:00:00-07:00").split("Sources [1]")[0]
        assert "May 2, 2023" in shown
        assert "July 14, 2023" in shown


def test_questions_that_commas_part_are_answered_one_by_one() -> None:
    shown = told("who met friday, and where, what day of the strike was it", "2023-08-04T22:00:00-07:00")
    assert "day 95" in shown

    shown = told(
        "who met friday, what was decided, and what day of the strike was it", "2023-08-04T22:00:00-07:00"
    )
    assert "Lombardini" in shown
    assert "day 95" in shown


@pytest.mark.parametrize(
    "question", ["when does the meeting with the actors happen", "when will the actors meet the studios"]
)
def test_a_meeting_that_is_over_is_not_told_as_one_to_come(question: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")

    assert "June 7, 2023 to July 12" not in reply.headline
    assert reply.kind != "answer" or "no date" in reply.headline


@pytest.mark.parametrize("question", ["and you, how are you affected by this strike?", "does it affect you"])
def test_what_a_strike_does_to_somebody_is_not_what_it_does_to_the_trade(question: str) -> None:
    assert ask(question, "2023-08-04T22:00:00-07:00").kind != "answer"
