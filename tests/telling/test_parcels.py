"""Who is due what: of the kinds and strikes that a channel follows, since it follows, not when it is old; much in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.records.follow_rows import Follow, Parcel, Stored
from bot.telling.parcels import OLD, SINGLE, due, last_hour, outdated, shown

NOW = dt.datetime(2026, 1, 1, 18, tzinfo=dt.UTC)
SOON = dt.timedelta(minutes=1)


def stored(
    key: str = "a", *, kind: str = "deal", strikes: tuple[str, ...] = ("s",), ago: dt.timedelta = SOON
) -> Stored:
    return Stored(key, kind, strikes, "d", "{}", 1, NOW - ago, NOW - ago)


def follow(**more: object) -> Follow:
    made = Follow(
        guild=1, channel=2, kinds=("deal", "meeting"), zone="UTC", id=7, at=NOW - dt.timedelta(days=9)
    )
    return replace(made, **more)  # type: ignore[arg-type]  # as each test says


def keys(parcels: list[Parcel]) -> list[tuple[str, ...]]:
    return [one.keys for one in parcels]


def test_each_thing_is_told_in_a_message_of_its_own() -> None:
    assert keys(due(follow(), [stored("a"), stored("b")], set(), NOW)) == [("a",), ("b",)]


def test_more_than_five_at_once_are_told_in_one() -> None:
    many = [stored(f"k{number}") for number in range(SINGLE + 1)]
    assert keys(due(follow(), many, set(), NOW)) == [tuple(one.key for one in many)]
    assert len(due(follow(), many[:SINGLE], set(), NOW)) == SINGLE


def test_only_what_is_followed_is_told() -> None:
    facts = [stored("a", kind="quote"), stored("b", strikes=("other",)), stored("c", strikes=("other", "s"))]
    assert keys(due(follow(strikes=("s",)), facts, set(), NOW)) == [("c",)]


def test_all_strikes_are_also_those_to_come() -> None:
    assert keys(due(follow(), [stored(strikes=("new",))], set(), NOW)) == [("a",)]


def test_what_is_told_already_is_not_told_again() -> None:
    assert due(follow(), [stored("a")], {"a"}, NOW) == []


@pytest.mark.parametrize(("ago", "told"), [(OLD - SOON, True), (OLD + SOON, False)])
def test_what_is_old_is_not_told(ago: dt.timedelta, *, told: bool) -> None:
    assert bool(due(follow(), [stored(ago=ago)], set(), NOW)) == told


def test_what_came_before_the_channel_followed_is_not_told() -> None:
    assert due(follow(at=NOW), [stored()], set(), NOW) == []


def test_what_is_no_news_or_withdrawn_is_not_told() -> None:
    assert (
        due(follow(), [replace(stored(), since=None), replace(stored("b"), withdrawn=True)], set(), NOW) == []
    )


def test_a_correction_is_told_only_to_those_who_choose_it_and_were_told_what_it_corrects() -> None:
    correction = stored("a~2", kind="correction")
    wants = follow(kinds=("deal", "correction"))
    assert keys(due(wants, [correction], {"a"}, NOW)) == [("a~2",)]
    assert due(wants, [correction], set(), NOW) == []
    assert due(follow(), [correction], {"a"}, NOW) == []


def test_once_a_day_all_is_told_in_one_message_at_its_hour() -> None:
    facts = [stored("a", ago=dt.timedelta(hours=3)), stored("b", ago=dt.timedelta(hours=2)), stored("c")]
    assert keys(due(follow(hour=17), facts, set(), NOW)) == [("a", "b")]
    assert due(follow(hour=19), facts, {"a", "b"}, NOW) == [], "at seven it was yesterday"


@pytest.mark.parametrize(
    ("now", "hour", "zone", "expected"),
    [
        ("2026-01-01T18:00:00+00:00", 18, "UTC", "2026-01-01T18:00:00+00:00"),
        ("2026-01-01T17:59:59+00:00", 18, "UTC", "2025-12-31T18:00:00+00:00"),
        ("2026-01-01T18:00:00+00:00", 9, "America/Los_Angeles", "2026-01-01T17:00:00+00:00"),
        ("2026-03-08T18:00:00+00:00", 2, "America/Los_Angeles", "2026-03-08T10:00:00+00:00"),
        ("2026-11-01T12:00:00+00:00", 1, "America/Los_Angeles", "2026-11-01T08:00:00+00:00"),
    ],
)
def test_the_hour_is_of_the_zone(now: str, hour: int, zone: str, expected: str) -> None:
    found = last_hour(hour, zone, dt.datetime.fromisoformat(now))
    assert found == dt.datetime.fromisoformat(expected)


def test_two_processes_that_see_the_same_make_the_same_message() -> None:
    later = NOW + SOON
    one, two = due(follow(), [stored()], set(), NOW), due(follow(), [stored()], set(), later)
    assert [p.id for p in one] == [p.id for p in two]
    assert due(follow(id=8), [stored()], set(), NOW)[0].id != one[0].id


def test_a_message_is_outdated_when_one_of_its_facts_has_changed() -> None:
    (parcel,) = due(follow(), [stored()], set(), NOW)
    facts = {"a": stored()}
    sent = replace(parcel, message=5, shown=shown(parcel, facts))
    assert outdated([sent], facts) == []
    for changed in (replace(stored(), digest="e"), replace(stored(), withdrawn=True)):
        assert outdated([sent], {"a": changed}) == [sent]
    assert outdated([replace(sent, message=0)], {"a": replace(stored(), digest="e")}) == [], "it is gone"
