"""Small talk around a question is no part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.clauses import clauses, is_small_talk, without_small_talk


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("great news! is the writers strike over", "is the writers strike over"),
        ("great news when did it end", "when did it end"),
        ("thanks! and the actors?", "and the actors?"),
        ("thank you so much. who leads the union", "who leads the union"),
        ("wow. that's wild. how long did it last? thanks so much!", "how long did it last?"),
        ("ok cool, what did she say", "what did she say"),
        ("good to know. and when did they agree", "and when did they agree"),
        ("lol ok so when does it end", "when does it end"),
        ("no, the writers", "the writers"),
        ("damn ok. and sag", "and sag"),
        ("what a relief. when do they go back", "when do they go back"),
        ("i meant is the strike over", "is the strike over"),
        ("when was that? ty!", "when was that?"),
    ],
)
def test_thanks_and_wonder_are_taken_off_a_question(message: str, asked: str) -> None:
    assert without_small_talk(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "thanks",
        "great news!",
        "nice try",
        "good news for writers?",
        "is there good news",
        "what happened on Aug. 4, 2023?",
        "how good is the deal",
        "“No, no,” who said that",
        "no deal yet",
        "i meant the actors",
        "",
    ],
)
def test_what_is_asked_or_is_nothing_else_stays_whole(message: str) -> None:
    assert without_small_talk(message) == message


@pytest.mark.parametrize(
    ("clause", "small"),
    [
        ("thanks a lot", True),
        ("great news", True),
        ("really?", False),
        ("that is all", False),
        ("is it over", False),
    ],
)
def test_small_talk_thanks_greets_or_marvels(clause: str, small: bool) -> None:
    assert is_small_talk(clause) == small


def test_numbers_and_times_are_not_cut() -> None:
    assert clauses("it rose 3.5 percent, at 12:30. so") == ["it rose 3.5 percent,", "at 12:30.", "so"]


@given(st.text(max_size=200))
def test_nothing_is_added_and_something_is_left(message: str) -> None:
    left = without_small_talk(message)
    assert set(left) <= {*message, " "}
    assert left.strip() or not message.strip()
