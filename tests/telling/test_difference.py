"""What a change makes news: something new and recent, once; a correction of what was told; a withdrawal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.telling.difference import HISTORY, changes, corrected
from bot.telling.facts import Fact, Told

if TYPE_CHECKING:
    from bot.records.follow_rows import Stored

NOW = dt.datetime(2026, 1, 1, 18, tzinfo=dt.UTC)
TODAY = NOW.date()


def fact(
    key: str = "s/event/a",
    text: str = "The sides met.",
    *,
    day: dt.date = TODAY,
    kind: str = "meeting",
    **more: object,
) -> Fact:
    told = Told(kind, "The talks", "January 1, 2026", text)  # type: ignore[arg-type]  # one of them
    return Fact(key, ("s",), day, told, **more)  # type: ignore[arg-type]  # as each test says


def after(facts: list[Fact], before: list[Stored] | None = None, now: dt.datetime = NOW) -> dict[str, Stored]:
    known = {row.key: row for row in before or []}
    made = changes(known, facts, TODAY, now, lambda _: now)
    return known | {row.key: row for row in made}


def test_a_fact_that_was_not_there_is_news() -> None:
    assert after([fact()])["s/event/a"].since == NOW


def test_what_happened_long_ago_is_no_news_when_it_is_added() -> None:
    old = TODAY - HISTORY - dt.timedelta(days=1)
    assert after([fact(day=old)])["s/event/a"].since is None
    assert after([fact(day=TODAY - HISTORY)])["s/event/a"].since == NOW


def test_nothing_changes_where_nothing_has_changed() -> None:
    before = list(after([fact()]).values())
    assert changes({row.key: row for row in before}, [fact()], TODAY, NOW, lambda _: NOW) == []


def test_the_same_change_is_the_same_rows_whoever_looks() -> None:
    before = list(after([fact("s/event/a"), fact("s/event/b")]).values())
    now = [fact("s/event/a", "They never met."), fact("s/event/c")]
    known = {row.key: row for row in before}
    assert changes(known, now, TODAY, NOW, lambda _: NOW) == changes(known, now, TODAY, NOW, lambda _: NOW)


def test_a_part_is_news_only_to_those_who_knew_the_whole() -> None:
    whole, part = fact(), fact("s/event/a#outcome", "No deal.", part_of="s/event/a")
    assert after([whole, part])["s/event/a#outcome"].since is None
    assert after([whole, part], list(after([whole]).values()))["s/event/a#outcome"].since == NOW


def test_more_of_the_same_is_no_correction_and_other_words_are_one() -> None:
    before = list(after([fact()]).values())
    longer = after([fact(text="The sides met. There was no deal.")], before)
    assert set(longer) == {"s/event/a"}
    assert longer["s/event/a"].version == 2
    other = after([fact(text="The sides did not meet.")], before)
    (made,) = (row for row in other.values() if row.kind == "correction")
    assert corrected(made.key) == "s/event/a"
    assert Told.from_json(made.told).was == "The sides met."
    assert made.since == NOW


@pytest.mark.parametrize("text", ["the sides met", "The  sides met!", "The sides — met."])
def test_how_it_is_written_is_no_correction(text: str) -> None:
    found = after([fact(text=text)], list(after([fact()]).values()))
    assert set(found) == {"s/event/a"}
    assert found["s/event/a"].version == 1
    assert found["s/event/a"].digest == fact(text=text).told.digest, "but what was told shows it"


def test_a_fact_that_is_gone_is_withdrawn_and_comes_back() -> None:
    gone = after([], list(after([fact()]).values()))
    assert gone["s/event/a"].withdrawn
    assert [row.kind for row in gone.values() if row.kind == "correction"] == ["correction"]
    back = after([fact()], list(gone.values()))
    assert not back["s/event/a"].withdrawn
    assert back["s/event/a"].since == NOW, "told once, not anew"


def test_what_was_never_told_is_corrected_and_withdrawn_in_silence() -> None:
    old = fact(day=TODAY - HISTORY * 2)
    before = list(after([old]).values())
    changed = replace(old, told=replace(old.told, text="Something else."))
    assert {row.kind for row in after([changed], before).values()} == {"meeting"}
    assert {row.kind for row in after([], before).values()} == {"meeting"}


def test_a_day_that_was_told_is_not_withdrawn_when_it_is_over() -> None:
    before = list(after([fact("s#day/100", kind="day")]).values())
    assert not after([], before)["s#day/100"].withdrawn


def test_a_day_is_told_once_though_the_next_day_tells_of_it_as_yesterday() -> None:
    before = list(after([fact("s#day/100", "It is day 100.", kind="day")]).values())
    assert (
        changes(
            {row.key: row for row in before},
            [fact("s#day/100", "Yesterday.", kind="day")],
            TODAY,
            NOW,
            lambda _: NOW,
        )
        == []
    )


def test_one_thing_in_several_places_is_told_once() -> None:
    milestone = fact("s#deal", kind="deal", family="milestone", echo="s|deal|2026-01-01")
    event = fact("s/event/deal", kind="deal", family="event", echo="s|deal|2026-01-01")
    both = after([milestone, event])
    assert both["s#deal"].since == NOW
    assert both["s/event/deal"].since is None
    later = after([milestone, event], list(after([event]).values()))
    assert later["s#deal"].since is None


def test_two_events_of_one_day_are_two() -> None:
    one = fact("s/event/a", kind="vote", family="event", echo="s|vote|2026-01-01")
    two = fact("s/event/b", kind="vote", family="event", echo="s|vote|2026-01-01")
    assert all(row.since == NOW for row in after([one, two]).values())


def test_what_was_overtaken_when_it_came_is_no_news() -> None:
    assert after([fact(overtaken=True)])["s/event/a"].since is None
