"""Questions offered while someone types: the best first, never one that is not known yet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.suggestions import typeahead
from bot.answering.suggestions.typeahead import Typeahead
from bot.matching.text import tokens_of

QUESTIONS = [
    "What day of the strike is it?",
    "Is the strike over?",
    "What happened at the meeting on August 4, 2023?",
    "What happened at the meeting on September 20, 2023?",
    "Who is Ellen Stutzman?",
    "What did the AMPTP say about artificial intelligence?",
    "What did the WGA say about residuals?",
    "Where can I read the picket rules?",
]
WORDS = st.lists(st.sampled_from("what did the wga say about ai pay day strike over".split()), max_size=6)


def offered(typed: str, *, known: int = 0, limit: int = 25) -> list[str]:
    return Typeahead((question, 0) for question in QUESTIONS).suggest(typed, known, limit)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("w", "Who is Ellen Stutzman?"),
        ("What d", "What day of the strike is it?"),
        ("what did the w", "What did the WGA say about residuals?"),
        ("WHAT  happened, at the meeting on s", "What happened at the meeting on September 20, 2023?"),
        ("stutz", "Who is Ellen Stutzman?"),
        ("ellen stutzman who", "Who is Ellen Stutzman?"),
        ("residual", "What did the WGA say about residuals?"),
        ("intelligence art", "What did the AMPTP say about artificial intelligence?"),
        ("picket r", "Where can I read the picket rules?"),
        ("pickets", "Where can I read the picket rules?"),
        ("stutzmann", "Who is Ellen Stutzman?"),
        ("Who is Elen Stu", "Who is Ellen Stutzman?"),
        ("what did teh wga say", "What did the WGA say about residuals?"),
        ("what did the ampttp sa", "What did the AMPTP say about artificial intelligence?"),
    ],
)
def test_the_question_that_is_meant_comes_first(typed: str, first: str) -> None:
    assert offered(typed)[0] == first


def test_with_nothing_typed_the_first_questions_are_offered() -> None:
    assert offered("", limit=3) == offered(" ?!", limit=3) == QUESTIONS[:3]


@pytest.mark.parametrize("typed", ["zzzz qqqq", "🎬🎬", "x" * 5000, "what " * 2000])
def test_whatever_is_typed_it_is_little_and_no_error(typed: str) -> None:
    assert len(offered(typed, limit=5)) <= 5


def test_nothing_is_offered_from_nothing() -> None:
    assert Typeahead([]).suggest("what", 0, 25) == []
    assert Typeahead([]).suggest("", 0, 25) == []


def test_of_a_word_that_is_in_no_question_nothing_is_offered() -> None:
    assert offered("zzzz qqqq xxxx") == []


def test_a_misspelt_word_is_read_as_the_one_that_is_meant() -> None:
    known = Typeahead([("Is there a strike fund?", 0)], {"stryke": "strike"}.get)  # type: ignore[arg-type]  # one word will do

    assert known.suggest("stryke", 0, 5) == ["Is there a strike fund?"]


def test_a_question_that_comes_twice_may_be_offered_as_soon_as_one_of_them() -> None:
    twice = Typeahead([("Is it over?", 7), ("Is it over?", 2)])

    assert [twice.suggest("is it", known, 5) for known in (1, 2)] == [[], ["Is it over?"]]


def slow(pool: list[tuple[str, int]], typed: str, size: int) -> list[str]:
    """Those that begin so, the shortest first, by looking at each."""
    text = " ".join(tokens_of(typed))
    offered_now = {question for question, since in pool if since <= size}
    known = [
        question for question in dict.fromkeys(question for question, _ in pool) if question in offered_now
    ]
    begin = [question for question in known if " ".join(tokens_of(question)).startswith(text)]
    return sorted(begin, key=lambda question: len(" ".join(tokens_of(question)))) if text else known


@pytest.mark.parametrize("handful", [0, typeahead.HANDFUL])
@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(WORDS.map(" ".join), st.integers(0, 9)), max_size=40),
    WORDS.map(" ".join),
    st.integers(0, 9),
    st.integers(1, 12),
    st.integers(0, 12),
)
def test_questions_that_go_on_so_come_first_and_none_before_it_is_known(
    handful: int, pool: list[tuple[str, int]], asked: str, size: int, limit: int, cut: int
) -> None:
    typed = asked[: len(asked) - cut]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typeahead, "HANDFUL", max(handful, 1))
        found = Typeahead(pool).suggest(typed, size, limit)

    first = slow(pool, typed, size)[:limit]
    assert found[: len(first)] == first
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert set(found) <= {question for question, since in pool if since <= size}
