"""What is asked of a vote, a deal or a strike that was told of: answered of that one, and of no other."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from tests.answering.bases import engine, example_engine, talk
from tests.answering.test_context import ZONES


def last(base: str, day: str, *turns: str) -> tuple[str, str]:
    """The kind of the last reply, and all that it tells."""
    asked = engine() if base == "hollywood" else example_engine(base)
    reply = talk(*turns, as_of=f"{day}T20:00:00{ZONES[base]}", asked=asked)[-1]
    return reply.kind, text(reply)


@pytest.mark.parametrize(
    ("base", "day", "before", "asked", "holds"),
    [
        ("bma-resident-doctors", "2025-12-20", "how did the december poll go", "how many took part", "29,215"),
        ("bma-resident-doctors", "2025-12-16", "how many voted against the offer", "and for", "5,892"),
        ("uaw-2023", "2023-11-25", "how did the gm vote go", "was the october deal rejected", "54.74%"),
        ("uaw-2023", "2023-11-25", "when did ford settle", "was it rejected", "69.3%"),
        ("uaw-2023", "2023-11-25", "how did the gm vote go", "did the members like it", "54.74%"),
        ("uaw-2023", "2023-11-25", "whats in the ford deal", "how long is it for", "2028"),
        ("hollywood", "2023-10-20", "what did the writers get on residuals", "how long does it last", "May 1, 2026"),
        ("hollywood", "2025-08-01", "when did the video game strike end", "when was the deal reached", "June 9, 2025"),
        ("hollywood", "2023-08-05", "did the wga and amptp meet on friday", "what came out of it", "no agreement"),
        ("bma-resident-doctors", "2025-07-15", "when does the strike start", "and end", "July 29"),
        ("bma-resident-doctors", "2023-05-25", "what did the government offer in may", "why not accept", "inflation"),
        ("uaw-2023", "2023-10-16", "how much is strike pay", "so is it over", "strike"),
        ("bma-resident-doctors", "2023-07-14", "how long is this walkout", "is that the longest", "longest"),
        ("uaw-2023", "2023-10-16", "who runs gm", "how much does she make", "29 million"),
    ],
)  # fmt: skip
def test_what_is_asked_of_what_was_told_is_answered_of_it(
    base: str, day: str, before: str, asked: str, holds: str
) -> None:
    kind, told = last(base, day, before, asked)
    assert kind == "answer"
    assert holds in told


@pytest.mark.parametrize(
    ("base", "day", "before", "asked", "never"),
    [
        ("hollywood", "2023-08-05", "when did the actors and writers last strike together", "who was leading them",
         "Drescher"),
        ("hollywood", "2023-08-05", "how long was the 1960 strike", "who was leading them", "43 days"),
        ("uaw-2023", "2023-10-16", "how long was the 2019 strike", "who led it", "Fain"),
        ("uaw-2023", "2023-11-25", "how did the gm vote go", "was the july deal rejected", "54.74%"),
        ("uaw-2023", "2023-11-25", "how long was stellantis on strike", "is that a lot", "Chrysler"),
        ("uaw-2023", "2023-11-25", "is arlington on strike", "how many voted", "Arlington"),
        ("hollywood", "2023-10-20", "what did the writers get on residuals", "who negotiated it", "October 11"),
        ("bma-resident-doctors", "2023-07-14", "what did sunak announce", "did the bma take it", "8.8%"),
    ],
)  # fmt: skip
def test_nothing_of_another_time_or_thing_is_told_for_it(
    base: str, day: str, before: str, asked: str, never: str
) -> None:
    kind, told = last(base, day, before, asked)
    assert kind != "answer" or never not in told


def test_whose_words_a_position_is_are_named() -> None:
    _, told = last(
        "bma-resident-doctors",
        "2025-12-20",
        "did the bma call it existing jobs under a new name",
        "who said that",
    )
    assert "Jack Fletcher" in told
