"""Dates in words, relative to the day of asking, and the words that only look like dates."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.when import DateSlot, find_dates, one_day

FRIDAY = date(2023, 8, 4)
TUESDAY = date(2023, 8, 22)
LATER = date(2026, 11, 23)
"""A Monday."""


def busy(month: int, day: int) -> list[int]:
    """What a base might know of: the days of 2023 that matter, and a strike of 1988."""
    known = {(5, 2): [2023], (8, 4): [2023], (9, 24): [2023], (3, 7): [1988], (2, 12): [1988, 2008]}
    return known.get((month, day), [])


def only(text: str, today: date) -> DateSlot:
    found = find_dates(text, today, busy)
    assert len(found) == 1, f"{text!r}: {[item.slot for item in found]}"
    return found[0].slot


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("what happened on august 4", FRIDAY, "2023-08-04"),
        ("what happened on aug 4", FRIDAY, "2023-08-04"),
        ("what happened on aug. 4", FRIDAY, "2023-08-04"),
        ("what happened on aug 4th", FRIDAY, "2023-08-04"),
        ("what happened on aug 4, 2023", LATER, "2023-08-04"),
        ("what happened on august 4 2023", LATER, "2023-08-04"),
        ("what happened on 4 august 2023", LATER, "2023-08-04"),
        ("what happened on the 4th of august", FRIDAY, "2023-08-04"),
        ("august the 4th", FRIDAY, "2023-08-04"),
        ("what happened on 2023-08-04", LATER, "2023-08-04"),
        ("at 2023-08-04t21:58:00-07:00", LATER, "2023-08-04"),
        ("what happened on 8/4", FRIDAY, "2023-08-04"),
        ("the 8/22 meeting", TUESDAY, "2023-08-22"),
        ("the 8/22/23 meeting", LATER, "2023-08-22"),
        ("the 8/22/2023 meeting", LATER, "2023-08-22"),
        ("june 3 meeting", FRIDAY, "2023-06-03"),
        ("june 13 meeting", FRIDAY, "2023-06-13"),
        ("sept 24", date(2023, 9, 30), "2023-09-24"),
        ("sep 24", date(2023, 9, 30), "2023-09-24"),
        ("dec 31", date(2023, 1, 15), "2022-12-31"),
        ("may 2", FRIDAY, "2023-05-02"),
        ("may 2nd", FRIDAY, "2023-05-02"),
        ("what happened today", FRIDAY, "2023-08-04"),
        ("what happened tonight", FRIDAY, "2023-08-04"),
        ("what happened this morning", FRIDAY, "2023-08-04"),
        ("what happened yesterday", FRIDAY, "2023-08-03"),
        ("what happened last night", FRIDAY, "2023-08-03"),
        ("the day before yesterday", FRIDAY, "2023-08-02"),
        ("what is tomorrow", FRIDAY, "2023-08-05"),
        ("3 days ago", FRIDAY, "2023-08-01"),
        ("three days ago", FRIDAY, "2023-08-01"),
        ("a couple of days ago", FRIDAY, "2023-08-02"),
        ("on friday", FRIDAY, "2023-08-04"),
        ("last friday", FRIDAY, "2023-07-28"),
        ("last friday", TUESDAY, "2023-08-18"),
        ("fridays meeting", TUESDAY, "2023-08-18"),
        ("the friday meeting", TUESDAY, "2023-08-18"),
        ("on tuesday", FRIDAY, "2023-08-01"),
        ("last tuesday", TUESDAY, "2023-08-15"),
        ("this thursday", FRIDAY, "2023-08-03"),
        ("next friday", FRIDAY, "2023-08-11"),
        ("next monday", FRIDAY, "2023-08-07"),
        ("last sat", FRIDAY, "2023-07-29"),
        ("on the 11th", TUESDAY, "2023-08-11"),
        ("on the 31st", TUESDAY, "2023-07-31"),
        ("since the 2nd", FRIDAY, "2023-08-02"),
        ("february 29 2024", LATER, "2024-02-29"),
    ],
)
def test_a_day_in_words(text: str, today: date, day: str) -> None:
    slot = only(text, today)
    assert slot.single
    assert slot.first.isoformat() == day


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("in august", FRIDAY, "2023-08-01", "2023-08-31"),
        ("back in may", FRIDAY, "2023-05-01", "2023-05-31"),
        ("since december", FRIDAY, "2022-12-01", "2022-12-31"),
        ("september 2023", LATER, "2023-09-01", "2023-09-30"),
        ("in february 2024", LATER, "2024-02-01", "2024-02-29"),
        ("in 2023", LATER, "2023-01-01", "2023-12-31"),
        ("the 1988 strike", FRIDAY, "1988-01-01", "1988-12-31"),
        ("this year", FRIDAY, "2023-01-01", "2023-12-31"),
        ("last year", FRIDAY, "2022-01-01", "2022-12-31"),
        ("this week", FRIDAY, "2023-07-31", "2023-08-06"),
        ("last week", FRIDAY, "2023-07-24", "2023-07-30"),
        ("last month", FRIDAY, "2023-07-01", "2023-07-31"),
        ("this month", FRIDAY, "2023-08-01", "2023-08-31"),
        ("last weekend", FRIDAY, "2023-07-29", "2023-07-30"),
        ("over the weekend", TUESDAY, "2023-08-19", "2023-08-20"),
        ("this weekend", FRIDAY, "2023-08-05", "2023-08-06"),
    ],
)
def test_a_span_in_words(text: str, today: date, first: str, last: str) -> None:
    slot = only(text, today)
    assert (slot.first.isoformat(), slot.last.isoformat()) == (first, last)
    assert not slot.single


@pytest.mark.parametrize(
    ("text", "today", "year"),
    [
        ("what happened on may 2", LATER, 2023),
        ("what happened on september 24", LATER, 2023),
        ("what happened on 3/7", LATER, 1988),
        ("what happened on feb 12", LATER, 2008),
        ("what happened on feb 12", date(2001, 1, 1), 1988),
    ],
)
def test_a_month_and_day_without_a_year_mean_the_year_in_which_something_is_known(
    text: str, today: date, year: int
) -> None:
    assert only(text, today).first.year == year


@pytest.mark.parametrize(
    "text",
    [
        "may i ask something",
        "it may be over",
        "they sat down",
        "who sat in the room",
        "the sun is out",
        "we wed yesteryear",
        "a second meeting",
        "give me a second",
        "march with us",
        "the march on the studios",
        "what day is it",
        "day 95",
        "24/7",
        "13/13",
        "february 30",
        "2023-13-45",
        "1,988 writers",
        "80 percent",
        "v1.2.2023",
        "wga-2023/meeting",
        "the 3rd proposal",
    ],
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    assert [item.slot.words for item in find_dates(text, date(2023, 8, 9), lambda _month, _day: [])] == []


def test_several_dates_are_found_in_order_with_their_words() -> None:
    found = find_dates("what changed between may 2 and august 4", FRIDAY, busy)
    assert [item.slot.first.isoformat() for item in found] == ["2023-05-02", "2023-08-04"]
    assert [item.slot.words for item in found] == ["may 2", "august 4"]


@given(st.dates(date(1950, 1, 1), date(2040, 12, 31)), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_full_date_is_read_whatever_the_form_and_the_day_of_asking(day: date, today: date) -> None:
    month = day.strftime("%B").casefold()
    for text in (
        f"on {month} {day.day}, {day.year}",
        f"on {day.day} {month} {day.year}",
        f"on {day.isoformat()}",
        f"on {day.month}/{day.day}/{day.year}",
    ):
        assert [item.slot.first for item in find_dates(text, today)] == [day]


@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    st.sampled_from(["monday", "wednesday", "friday", "sunday"]),
)
def test_last_weekday_lies_one_to_seven_days_back_and_the_bare_one_none_to_six(
    today: date, name: str
) -> None:
    last, bare, following = only(f"last {name}", today), only(name, today), only(f"next {name}", today)
    assert timedelta(1) <= today - last.first <= timedelta(7)
    assert timedelta(0) <= today - bare.first <= timedelta(6)
    assert timedelta(1) <= following.first - today <= timedelta(7)
    assert {d.first.strftime("%A").casefold() for d in (last, bare, following)} == {name}


@given(
    st.text(alphabet="abcdefmayjunelst 0123456789/-.,th", max_size=80),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
)
def test_any_text_is_read_without_failing_and_dates_never_overlap(text: str, today: date) -> None:
    found = find_dates(text, today)
    assert all(item.slot.first <= item.slot.last for item in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


def test_a_year_that_is_not_understood_is_not_passed_over() -> None:
    today = date(2025, 12, 31)
    assert one_day("december 1 2025", today) == date(2025, 12, 1)
    assert one_day("december 1 1800", today) is None
