"""What a follow-up asks of what was told: the others, the values before, reasons, tenures, places; and what it never tells."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import own_words
from tests.answering.bases import example_engine, talk

UAW, BMA = "uaw-2023", "bma-resident-doctors"
AUTUMN, RATIFIED, DEALT = (
    "2023-10-16T20:00:00-04:00",
    "2023-11-25T20:00:00-05:00",
    "2023-10-26T20:00:00-04:00",
)
ACCEPTED = "2024-10-01T20:00:00+01:00"


def last(base: str, as_of: str, *turns: str) -> tuple[str, str]:
    """The kind of the last reply, and what it tells."""
    reply = talk(*turns, as_of=as_of, asked=example_engine(base) if base else None)[-1]
    return reply.kind, own_words(reply)


NIGHT = "2023-08-05T20:00:00-07:00"


@pytest.mark.parametrize(
    ("base", "as_of", "turns", "told"),
    [
        (UAW, DEALT, ("is there a deal with ford", "and the others?"), ("GM", "Stellantis")),
        (UAW, RATIFIED, ("how did the ford vote go", "and at the other companies"), ("54.74%", "70.0%")),
        (UAW, AUTUMN, ("what does ford offer on pay", "what do the others offer"), ("GM", "Stellantis")),
        ("", NIGHT, ("when did the writers strike start", "and the other union?"), ("July 14, 2023",)),
    ],
)
def test_the_others_are_those_beside_the_one_spoken_of(
    base: str, as_of: str, turns: tuple[str, ...], told: tuple[str, ...]
) -> None:
    kind, words = last(base, as_of, *turns)
    assert kind == "answer"
    assert all(part in words for part in told)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("how many workers are out", "and before that?"), "About 25,000"),
        (("how many workers are out", "how many were there in the first week"), "About 12,700"),
        (("how much is strike pay", "what was it before"), "from $400 to $500"),
    ],
)
def test_a_number_is_told_as_it_was_before(turns: tuple[str, ...], told: str) -> None:
    kind, words = last(UAW, AUTUMN, *turns)
    assert kind == "answer"
    assert told in words


def test_nothing_is_made_up_before_the_first_value() -> None:
    kind, words = last(UAW, "2023-09-16T20:00:00-04:00", "how many workers are out", "and before that?")
    assert kind == "decline"
    assert "before that" in words


@pytest.mark.parametrize("asked", ["how big is it", "how much is that"])
def test_the_size_of_a_thing_is_what_was_told_of_it(asked: str) -> None:
    kind, words = last("", NIGHT, "is there a strike fund for writers", asked)
    assert kind == "answer"
    assert "$20 million" in words


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("and the second", "98.4%"),
        ("and the third?", "98% for more strikes (33,869"),
        ("and the last one", "65.97%"),
    ],
)
def test_a_ballot_is_found_by_its_place_in_the_order(second: str, told: str) -> None:
    kind, words = last(BMA, ACCEPTED, "how did the first ballot go", second)
    assert kind == "answer"
    assert told in words


@pytest.mark.parametrize(
    ("base", "as_of", "turns", "told"),
    [
        (UAW, AUTUMN, ("who is shawn fain", "since when"), "since March 26, 2023"),
        (UAW, AUTUMN, ("who is shawn fain", "when did he take over"), "since March 26, 2023"),
        (
            BMA,
            ACCEPTED,
            ("who is victoria atkins", "how long did she hold that post"),
            "from November 13, 2023",
        ),
        ("", NIGHT, ("who is ellen stutzman", "how long has she been doing that"), "since February 28, 2023"),
    ],
)
def test_since_when_is_asked_of_a_role(base: str, as_of: str, turns: tuple[str, ...], told: str) -> None:
    kind, words = last(base, as_of, *turns)
    assert kind == "answer"
    assert told in words


def test_a_role_without_a_known_beginning_has_none() -> None:
    assert last(UAW, AUTUMN, "who is mary barra", "since when")[0] == "decline"


@pytest.mark.parametrize("before", ["when was kentucky truck called out", "is kentucky truck on strike"])
def test_why_is_asked_of_a_place_in_other_words(before: str) -> None:
    kind, words = last(UAW, AUTUMN, before, "why")
    assert kind == "answer"
    assert "expected a better offer" in words


@pytest.mark.parametrize("asked", ["what does it build", "whose plant is that"])
def test_of_a_place_spoken_of_its_own_is_told(asked: str) -> None:
    kind, words = last(UAW, AUTUMN, "is kentucky truck on strike", asked)
    assert kind == "answer"
    assert "Super Duty" in words


@pytest.mark.parametrize(
    "story", ["my cousin is a grip does she get paid", "a friend of mine is an actor, can he go to comic con"]
)
def test_a_story_says_itself_whom_it_is_about(story: str) -> None:
    alone = talk(story, as_of=NIGHT)[-1]
    after = talk("who is fran drescher", story, as_of=NIGHT)[-1]
    assert alone.kind != "clarify"
    assert (after.kind, after.headline) == (alone.kind, alone.headline)


def test_without_a_date_for_further_talks_none_is_told() -> None:
    kind, words = last("", NIGHT, "who runs sag", "when do they talk next")
    assert kind == "answer"
    assert words.startswith("The sources so far name no date for further talks.")
    assert "July 12, 2023" in words


def test_somebody_spoken_of_was_at_the_talks_of_their_own_side() -> None:
    _, words = last("", NIGHT, "how tall is drescher", "when did she last talk to the studios")
    assert "August 4" not in words


@pytest.mark.parametrize(
    "turns",
    [
        ("is there a strike fund", "where"),
        ("what did fran drescher say on july 13", "where"),
    ],
)
def test_where_is_not_answered_with_what_names_no_place(turns: tuple[str, ...]) -> None:
    kind, words = last("", NIGHT, *turns)
    assert kind == "decline"
    assert words == "My sources do not say where."


def test_of_several_of_one_role_it_is_asked_who_is_meant() -> None:
    kind, words = last(
        BMA, ACCEPTED, "who was health secretary when it ended", "what did he say about the deal"
    )
    assert kind == "clarify"
    assert words == "Which of these do you mean?"


@pytest.mark.parametrize(
    ("base", "as_of", "turns", "never"),
    [
        (UAW, RATIFIED, ("what is cola", "did they get it back"), "pensions do not come back"),
        (UAW, DEALT, ("what's in the ford deal", "when's the vote"), "authorized a strike"),
        (
            UAW,
            "2023-10-12T20:00:00-04:00",
            ("what did ford say about the kentucky walkout", "and the union"),
            "grossly",
        ),
        (BMA, "2023-07-14T20:00:00+01:00", ("what did sunak offer", "did the bma accept"), "refused 5%"),
        (BMA, "2026-07-15T20:00:00+01:00", ("is it over", "since when"), "March 13, 2023"),
        (UAW, "2023-09-25T20:00:00-04:00", ("why was ford spared", "what about stellantis"), "large raises"),
    ],
)
def test_nothing_of_another_is_told_for_what_was_asked(
    base: str, as_of: str, turns: tuple[str, ...], never: str
) -> None:
    kind, words = last(base, as_of, *turns)
    assert kind != "answer" or never not in words


@pytest.mark.parametrize("second", ["and the last one", "and the one before"])
def test_before_this_walk_out_came_the_one_before(second: str) -> None:
    kind, words = last(BMA, "2023-04-13T20:00:00+01:00", "how long is this walkout", second)
    assert kind == "answer"
    assert "72 hours" in words


@pytest.mark.parametrize("asked", ["and august?", "and the august one?", "what about in august"])
def test_a_month_alone_is_of_the_year_spoken_of(asked: str) -> None:
    kind, words = last(BMA, ACCEPTED, "how did the february 2023 ballot go", asked)
    assert kind == "answer"
    assert "August 31, 2023" in words


def test_a_day_of_the_month_alone_is_of_the_month_spoken_of() -> None:
    _, words = last("", "2023-09-28T20:00:00-07:00", "what happened on september 24", "what about the 26th")
    assert "September 26, 2023" in words


def test_how_many_of_a_thing_is_counted_for_the_walk_out_told_of() -> None:
    kind, words = last(BMA, ACCEPTED, "when was the second walkout", "how many appointments did it cost")
    assert kind == "answer"
    assert "195,000" in words
