"""Holidays: which day of a year a rule is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.holidays import EXPECTED, Holiday, Rule, weekday_of_month


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("december 25", ["2022-12-25", "2023-12-25"]),
        ("First  Monday of September", ["2022-09-05", "2023-09-04"]),
        ("last monday of may", ["2022-05-30", "2023-05-29", "2024-05-27"]),
        ("fourth thursday of november", ["2022-11-24", "2023-11-23", "2029-11-22"]),
        ("day after fourth thursday of november", ["2023-11-24"]),
        ("the day before the first monday of january", ["2023-01-01", "2022-01-02"]),
        ("february 29", ["2024-02-29"]),
    ],
)
def test_a_rule_is_one_day_of_each_year(rule: str, days: list[str]) -> None:
    for day in days:
        wanted = dt.date.fromisoformat(day)
        assert Rule.parse(rule).in_year(wanted.year) == wanted


def test_a_year_without_the_day_has_none() -> None:
    assert Rule.parse("february 29").in_year(2023) is None
    assert Rule.parse("fifth monday of february").in_year(2023) is None
    easter = Holiday(("Good Friday",), days=(dt.date(2023, 4, 7), dt.date(2024, 3, 29)))
    assert easter.in_year(2024) == dt.date(2024, 3, 29)
    assert easter.in_year(2025) is None


@pytest.mark.parametrize(
    "text", ["", "monday", "sixth monday of may", "may", "1 may", "day after", "first of may"]
)
def test_what_is_no_rule_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=EXPECTED):
        Rule.parse(text)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)))
def test_a_weekday_of_a_month_is_found_by_its_number_from_the_front_and_from_the_end(day: dt.date) -> None:
    nth = (day.day - 1) // 7 + 1
    assert weekday_of_month(day.year, day.month, day.weekday(), nth) == day
    last = weekday_of_month(day.year, day.month, day.weekday(), -1)
    assert last is not None
    assert (last - day).days in range(0, 36, 7)
    assert (last + dt.timedelta(days=7)).month != day.month
