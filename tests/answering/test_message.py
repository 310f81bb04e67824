"""What of a message asks, and what is only said around it."""

from __future__ import annotations

import pytest

from bot.answering.question.message import MOST_PARTS, parts_of


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("is the strike over", ["is the strike over"]),
        ("Thanks a lot! When did it start?", ["When did it start?"]),
        ("My cousin is an extra. Can she work on a commercial?", ["Can she work on a commercial?"]),
        ("who is on strike and when did it start", ["who is on strike", "when did it start"]),
        (
            "What do they want? And what are they offered?",
            ["What do they want?", "And what are they offered?"],
        ),
        ("she's wrong, right?", ["she's wrong, right?"]),
        ("just wondering how the vote went", ["just wondering how the vote went"]),
        ("so explain residuals to me", ["so explain residuals to me"]),
    ],
)
def test_the_questions_of_a_message_are_told_from_what_stands_around_them(
    message: str, asked: list[str]
) -> None:
    assert [part.text for part in parts_of(message) if part.asks] == asked


@pytest.mark.parametrize("message", ["", "thanks so much!!", "ok great", "???", "🎬"])
def test_small_talk_and_marks_alone_have_no_part(message: str) -> None:
    assert parts_of(message) == ()


def test_a_piece_without_a_word_of_its_own_goes_with_the_one_before() -> None:
    (part,) = parts_of("They are still out. Right?")
    assert part.text == "They are still out. Right?"
    assert part.asks


def test_of_a_long_message_the_first_parts_are_read() -> None:
    assert len(parts_of("Who struck first? " * 40)) == MOST_PARTS
