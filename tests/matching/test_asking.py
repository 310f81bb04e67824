"""What form a question has: whether it wants a word defined, and which."""

from __future__ import annotations

import pytest

from bot.matching.question_forms import defined, definition


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("what is the strike pay", "strike pay"),
        ("so what is a scab", "scab"),
        ("strike pay what is it", "strike pay"),
        ("the stand up strike what is that exactly", "stand up strike"),
        ("residuals what are those", "residuals"),
        ("what is it", ""),
        ("when does it end", ""),
    ],
)
def test_what_is_to_be_defined(asked: str, subject: str) -> None:
    assert " ".join(defined(tuple(asked.split()))) == subject


def test_only_a_word_with_an_article_or_asked_for_its_meaning_is_a_definition() -> None:
    assert definition("what does scab mean".split()) == ("scab",)
    assert definition("what is the strike pay".split()) == ()
