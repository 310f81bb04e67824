"""Follow-ups that name another thing, somebody before or after, a day, or the answer of the other side."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.followups.replacement import with_another
from bot.matching.bare_names import another
from tests.answering.bases import example_engine, talk

NIGHT = "2023-08-05T20:00:00-07:00"


@pytest.mark.parametrize(
    ("message", "thing"),
    [
        ("and tesla", "tesla"),
        ("what about the cinemas then", "cinemas"),
        ("ok thanks and dentists too", "dentists"),
        ("same for the crews", "crews"),
        ("n wales", "wales"),
    ],
)
def test_another_thing_is_what_stands_behind_the_link(message: str, thing: str) -> None:
    assert another(message.split()) == tuple(thing.split())


@pytest.mark.parametrize("message", ["tesla", "and why not", "and did they agree", "and what now", "so no"])
def test_a_message_that_says_more_names_no_other_thing(message: str) -> None:
    assert another(message.split()) is None


def test_another_thing_takes_the_place_of_each_thing() -> None:
    assert with_another(["wales"], "was there a strike in scotland".split()) == [
        "was there a strike in wales"
    ]


def test_another_name_takes_the_place_of_no_thing_without_a_name() -> None:
    before = "who is the union negotiator".split()
    assert with_another(["studios"], before, names=frozenset({"bakers"})) == []


@pytest.mark.parametrize(
    ("turns", "as_of", "holds"),
    [
        (("is there a strike in scotland", "and wales?"), "2024-10-01T12:00:00+01:00", "Wales"),
        (("who is the health secretary", "and before him"), "2026-07-15T12:00:00+01:00", "Wes Streeting was"),
        (("who is victoria atkins", "who replaced her"), "2024-07-15T12:00:00+01:00", "Wes Streeting is"),
    ],
)
def test_of_another_is_told_what_was_asked(turns: tuple[str, ...], as_of: str, holds: str) -> None:
    last = talk(*turns, as_of=as_of, asked=example_engine("bma-resident-doctors"))[-1]
    assert last.kind == "answer"
    assert holds in text(last)


def test_nobody_is_named_who_did_not_come_before() -> None:
    last = talk(
        "who is steve barclay", "and before him",
        as_of="2023-07-15T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )[-1]  # fmt: skip
    assert last.kind != "answer"


def test_a_reaction_is_never_older_than_what_it_answers() -> None:
    last = talk(
        "what did sunak announce", "and the bma's reaction",
        as_of="2023-07-14T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )[-1]  # fmt: skip
    assert "July 13, 2023" in text(last)


def test_since_when_a_side_holds_something_is_a_day() -> None:
    last = talk("what does the wga want on staffing", "since when", as_of=NIGHT)[-1]
    assert last.headline == "The sources date that to May 1, 2023."
    assert last.references


def test_the_same_ballot_is_no_second_one() -> None:
    first, last = talk(
        "how did the first ballot go", "and the second",
        as_of="2024-10-01T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )  # fmt: skip
    assert last.headline != first.headline


def test_how_many_of_it_is_not_answered_with_another_number() -> None:
    last = talk(
        "how many appointments were cancelled in march", "how many this time",
        as_of="2023-04-13T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )[-1]  # fmt: skip
    assert last.kind != "answer"


def test_what_did_not_happen_is_not_told_as_if_it_had() -> None:
    last = talk(
        "how did the vote on the deal go", "what if it had failed",
        as_of="2026-07-15T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )[-1]  # fmt: skip
    assert last.kind != "answer"


def test_for_how_many_days_is_not_answered_with_what_it_cost() -> None:
    last = talk(
        "how much did it cost the nhs", "over how many days",
        as_of="2024-10-01T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )[-1]  # fmt: skip
    assert "44 days" in last.headline


def test_a_number_of_days_of_which_none_is_known_is_not_answered_with_its_name() -> None:
    last = talk(
        "how many appointments were cancelled", "in the first one",
        as_of="2024-10-01T12:00:00+01:00", asked=example_engine("bma-resident-doctors"),
    )[-1]  # fmt: skip
    assert "175,000" in last.headline
