"""Spelling: typos become words of the base, common English stays, and nothing depends on order."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.matching.spelling import CUTOFF, Speller, english
from tests.answering.bases import engine

WORDS = ("amptp", "lombardini", "negotiation", "residuals", "strike", "studios", "wga", "writers")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("strke", "strike"),
        ("stirke", "strike"),
        ("striike", "strike"),
        ("lombardinni", "lombardini"),
        ("lombradini", "lombardini"),
        ("negociation", "negotiation"),
        ("residuls", "residuals"),
        ("studois", "studios"),
        ("writters", "writers"),
        ("wag", "wga"),
        ("wgaa", "wga"),
        ("ampttp", "amptp"),
        ("amtpp", "amptp"),
        ("амртр", "amptp"),
        ("str1ke", "strike"),
        ("5trike", "strike"),
        ("l0mb4rd1ni", "lombardini"),
    ],
)
def test_a_typo_becomes_the_word_of_the_base(typed: str, meant: str) -> None:
    assert Speller(WORDS).correct(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "stroke",
        "writes",
        "studies",
        "house",
        "pizza",
        "the",
        "is",
        "a",
        "xx",
        "95th",
        "q1w2e3",
        "4th",
        "7days",
        "sept3",
        "covid19",
        "wga2023",
        "москва",
        "вот",
        "zzzzzzzz",
        "",
    ],
)
def test_common_words_numbers_and_strangers_are_left_alone(typed: str) -> None:
    assert Speller(WORDS).correct(typed) == typed


def test_a_very_long_word_is_not_looked_at() -> None:
    assert Speller(WORDS).correct("strike" * 20) == "strike" * 20


@pytest.mark.parametrize("word", ["strike", "strikes", "striking", "negotiations", "residual"])
def test_forms_of_known_words_are_words(word: str) -> None:
    speller = Speller(WORDS)
    assert speller.is_word(word)
    assert speller.correct(word) == word


def test_the_order_of_the_words_changes_nothing() -> None:
    typos = ["strke", "writrs", "studoi", "negotition", "residuas", "lombardni"]
    found = []
    for seed in range(5):
        words = list(WORDS)
        random.Random(seed).shuffle(words)
        found.append([Speller(words).correct(typo) for typo in typos])
    assert all(each == found[0] for each in found)


@settings(deadline=None)  # the first one waits for the base
@given(st.text(alphabet="aábcdeéfghijklmnopqrstuüvwxyzßøжλ", max_size=40))
def test_any_word_is_corrected_to_a_word_or_left_as_it_is(token: str) -> None:
    speller = engine().finder.speller
    found = speller.correct(token)
    assert found == token or speller.is_word(found)
    assert speller.correct(found) == found
    assert speller.correct(token) == found


def slowly(speller: Speller, token: str) -> str:
    """The nearest word, each of them compared."""
    every = sorted(speller.known | english())
    words = [word for word in every if len(word) >= 3 and abs(len(word) - len(token)) <= 2 and word.isalpha()]
    scores = {word: OSA.normalized_similarity(token, word, score_cutoff=CUTOFF) for word in words}
    best = max(scores.values(), default=0.0)
    tied = sorted((word for word in words if best and scores[word] > best - 0.001), key=len)
    ours = [word for word in tied if word in speller.known]
    return next(iter([word for word in ours if word[0] == token[0]] or ours or tied), token)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(english() | set(WORDS))), st.data())
def test_only_words_that_cannot_be_near_are_left_out_of_the_comparison(
    word: str, data: st.DataObject
) -> None:
    speller = Speller(WORDS)
    typed = word
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(typed)))
        put = data.draw(st.sampled_from(["", "a", "e", "z", "ж", "λ"]))
        typed = typed[:place] + put + typed[place + data.draw(st.integers(0, 1)) :]
    if 3 < len(typed) <= 30 and not speller.is_word(typed):
        assert speller.correct(typed) == slowly(speller, typed)


@given(st.sampled_from(sorted(english())))
def test_common_english_is_never_taken_for_a_misspelling(word: str) -> None:
    assert Speller(WORDS).correct(word) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did lombardinni say abuot residuels", ("about", "residuals")),
        ("negotations comittee", ("negotiations", "committee")),
        ("whos the presidnet of the amptp", ("president",)),
        ("the writters guidl", ("writers", "guild")),
    ],
)
def test_typos_in_a_question_are_corrected_and_told(typed: str, meant: tuple[str, ...]) -> None:
    read = engine().finder.read(typed, date(2023, 8, 4))
    assert set(meant) <= {two for _, two in read.corrected}
