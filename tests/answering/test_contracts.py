"""After a strike, a question about the deal is about the newest contract of the same sides; one about the strike is not."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from tests.answering.bases import ask

SPRING, SUMMER = "2026-05-02T12:00:00-07:00", "2026-06-20T12:00:00-07:00"


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("what is in the writers new contract", SPRING, "four-year"),
        ("what did the writers agree to", SPRING, "four-year"),
        ("what does the new writers deal say about health", SPRING, "$321 million"),
        ("is there a deal with the writers", SPRING, "April 4, 2026"),
        ("did the actors ratify", SUMMER, "91.42%"),
        ("what did sag-aftra get on ai", SUMMER, "human performances"),
    ],
)
def test_the_deal_of_today_is_the_newest(question: str, as_of: str, told: str) -> None:
    reply = ask(question, as_of)

    assert reply.kind == "answer"
    assert told in text(reply)


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("what did the writers win in the strike", SPRING, "2023"),
        ("what did members ratify in 2023", SPRING, "2023"),
        ("how did the writers strike end", SPRING, "September 27, 2023"),
        ("what is in the writers new contract", "2023-10-20T12:00:00-07:00", "2023"),
        ("did the actors ratify", "2024-03-01T12:00:00-07:00", "December 5, 2023"),
    ],
)
def test_the_deal_that_ended_a_strike_is_told_where_it_is_meant(question: str, as_of: str, told: str) -> None:
    assert told in text(ask(question, as_of)).split("Sources")[0]
