"""Which earlier value of a number a message asks for, by its words."""

from __future__ import annotations

import pytest

from bot.matching.earlier_values import Earlier, earlier


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("and before that", Earlier.BEFORE),
        ("what was it before", Earlier.BEFORE),
        ("and last time", Earlier.BEFORE),
        ("how many were there in the first week", Earlier.FIRST),
        ("and at the start", Earlier.FIRST),
        ("how much was it originally", Earlier.FIRST),
        ("when did the strike start", None),
        ("who spoke before the vote", None),
        ("and then", None),
        ("one time", None),
    ],
)
def test_an_earlier_value_is_asked_for_by_nothing_but_that(text: str, which: Earlier | None) -> None:
    assert earlier(text.split()) is which
