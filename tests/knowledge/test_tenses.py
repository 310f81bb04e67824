"""A text that tells of a day as past was not written before that day."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.model.tenses import told_as_past


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Both films opened on July 21, 2023; the strikes stop filming.", dt.date(2023, 7, 21)),
        ("The members ratified it on December 5, 2023.", dt.date(2023, 12, 5)),
        ("The strike began on May 2, 2023 and ended on September 27, 2023.", dt.date(2023, 9, 27)),
        ("It was over in May 2026, after 82 days.", dt.date(2026, 5, 1)),
        ("It ended at 12:01 a.m. Pacific time on September 27, 2023.", dt.date(2023, 9, 27)),
        ("They met on June 7, 2023. The vote is to close on June 9, 2023.", dt.date(2023, 6, 7)),
    ],
)
def test_the_latest_day_that_is_told_as_past(text: str, day: dt.date) -> None:
    assert told_as_past(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "The contract runs to May 1, 2026.",
        "The vote was set for October 2, 2023.",
        "The strike was to end at 12:01 a.m. Pacific time on September 27, 2023.",
        "The ballot will open on June 1, 2024.",
        "The contract expires on June 30, 2026.",
        "A strike is long.",
        "February 31, 2023 is no day.",
    ],
)
def test_what_is_still_to_come_is_not_told_as_past(text: str) -> None:
    assert told_as_past(text) is None
