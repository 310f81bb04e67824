"""A follow-up said in full: with the things of the question before it in the place of what points at them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.followups.restatement import (
    asks_for_more,
    in_full,
    things,
    together,
    with_addition,
    with_the_thing,
    with_the_verb,
    without_compounds,
)

words = st.lists(st.sampled_from("when was the first walkout did they accept it of those strike pay".split()))


@pytest.mark.parametrize(
    ("question", "spoken"),
    [
        ("when was the first walkout", [("first", "walkout")]),
        ("what is strike pay", [("strike", "pay")]),
        ("can consultants strike", [("consultants",)]),
        ("which plants are on strike", [("plants",)]),
        ("did they accept the offer", [("offer",)]),
        ("when was the last", []),
    ],
)
def test_what_a_question_speaks_of_is_its_runs_of_nouns(question: str, spoken: list[tuple[str, ...]]) -> None:
    assert things(question.split()) == spoken


@pytest.mark.parametrize(
    ("message", "before", "meant"),
    [
        ("how long did it last", "when was the first walkout", "how long did the first walkout last"),
        ("and the second", "when was the first walkout", "when was the second walkout"),
        ("what about the third one", "when was the first ballot", "when was the third ballot"),
        ("when was the first one", "how many walkouts were there", "when was the first walkout"),
        ("which of those are fords", "which plants are on strike", "which plants are fords"),
        ("how many of them are open", "which hospitals were struck", "how many hospitals are open"),
        ("do they have to strike too", "can consultants strike", "do consultants have to strike too"),
    ],
)
def test_what_points_at_a_thing_without_a_name_is_said_in_full(message: str, before: str, meant: str) -> None:
    tokens, asked = message.split(), before.split()
    told = in_full(tokens, asked, things(asked), sides=True)
    assert told is not None
    assert meant in told.replace("of hospitals", "hospitals")


def test_they_are_no_thing_where_the_question_before_named_somebody() -> None:
    asked = "do the plants of ford strike".split()
    assert in_full("do they vote".split(), asked, things(asked), sides=False) is None


def test_a_message_without_a_verb_takes_that_of_the_question_before() -> None:
    before = "what did the government offer in december".split()
    assert with_the_verb(["how", "many", "jobs"], before) == (
        "how many jobs did the government offer in december"
    )
    assert with_the_verb("how many jobs did they get".split(), before) is None
    assert with_the_verb(["jobs"], before) is None


def test_it_is_the_last_thing_spoken_of() -> None:
    assert (
        with_the_thing("who pays that".split(), "how much is strike pay".split()) == "who pays the strike pay"
    )
    assert with_the_thing("who pays that".split(), "how much is it".split()) is None


def test_an_addition_stands_behind_the_question_before() -> None:
    before = "can writers get benefits".split()
    assert with_addition("in california too".split(), before) == "can writers get benefits in california"
    assert with_addition("california".split(), before) is None


def test_together_says_no_word_twice() -> None:
    assert (
        together("who walked away".split(), "when did the talks break off".split()) == "who walked away talks"
    )


def test_what_only_says_of_what_sort_a_thing_is_is_no_strike() -> None:
    assert without_compounds("what is strike pay".split()) == ("what", "is", "pay")
    assert without_compounds("when did the strike end".split()) == ("when", "did", "the", "strike", "end")


def test_more_is_asked_for_by_else_and_other() -> None:
    assert asks_for_more("what else did they get".split())
    assert not asks_for_more("what did they get".split())


@given(words, words)
def test_any_words_are_restated_or_left_alone(message: list[str], before: list[str]) -> None:
    told = in_full(message, before, things(before), sides=True)
    assert told is None or told.split()
    assert set(message) <= set(together(message, before).split()) | {""}
