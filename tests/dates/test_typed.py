"""What is typed where only a date is expected: days, months, years, about a day, and moments with their time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.found import DateUnreadableError
from bot.dates.partial import PartialDate
from bot.dates.typed import day, moment, near, partial
from tests.dates.asking import asked

if TYPE_CHECKING:
    from bot.dates.found import DateContext


def at(today: dt.date) -> DateContext:
    """As a form is asked: the year of a day without one is the latest not far ahead."""
    return asked(today, busy=near(today))


TODAY = dt.date(2023, 8, 12)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("aug 11", "2023-08-11"),
        ("Aug. 11th", "2023-08-11"),
        ("11 August 2023", "2023-08-11"),
        ("the 11th of august", "2023-08-11"),
        ("yesterday", "2023-08-11"),
        ("Today", "2023-08-12"),
        ("friday", "2023-08-11"),
        ("last Friday", "2023-08-11"),
        ("sat", "2023-08-12"),
        ("3 days ago", "2023-08-09"),
        ("Friday, August 11, 2023", "2023-08-11"),
        ("on Friday, Aug 11", "2023-08-11"),
        ("aug 11 (Fri)", "2023-08-11"),
        ("8/11", "2023-08-11"),
        ("8/11/23", "2023-08-11"),
        ("2023-08-11", "2023-08-11"),
        ("2023-8-1", "2023-08-01"),
        ("2023/08/11", "2023-08-11"),
        ("aug 11 2019", "2019-08-11"),
        ("dec 1", "2022-12-01"),
        ("oct 1", "2023-10-01"),
        ("feb 29 2024", "2024-02-29"),
        ("2023-08", "2023-08"),
        ("2023/08", "2023-08"),
        ("August 2023", "2023-08"),
        ("in august", "2023-08"),
        ("2023", "2023"),
        ("in 2023", "2023"),
        ("~2023-08-04", "~2023-08-04"),
        ("about aug 4", "~2023-08-04"),
        ("around August 2023", "~2023-08"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert str(partial(typed, at(TODAY))) == read


@pytest.mark.parametrize(
    "typed", ["2023-00", "2023-08-00", "aug", "may", "13/8", "the 11th", "aug 11 12", "", "~", "now"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    with pytest.raises(DateUnreadableError):
        partial(typed, at(TODAY))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("aug 11 9:30pm", "2023-08-11T21:30-07:00"),
        ("aug 11, 9:30 p.m. PT", "2023-08-11T21:30-07:00"),
        ("Aug 11, 2023 9:58pm (PDT)", "2023-08-11T21:58-07:00"),
        ("9:58 PM PT, Aug 11, 2023", "2023-08-11T21:58-07:00"),
        ("aug 11 at 9:30 pm eastern time", "2023-08-11T21:30-04:00"),
        ("aug 11 9:30pm et", "2023-08-11T21:30-04:00"),
        ("yesterday at noon", "2023-08-11T12:00-07:00"),
        ("12am", "2023-08-12T00:00-07:00"),
        ("9.30pm", "2023-08-12T21:30-07:00"),
        ("21:30", "2023-08-12T21:30-07:00"),
        ("2023-08-11 21:30:15", "2023-08-11T21:30-07:00"),
        ("2023-08-11T21:58-07:00", "2023-08-11T21:58-07:00"),
        ("2023-08-11T21:58Z", "2023-08-11T21:58+00:00"),
        ("2023-08-11 21:30 +0200", "2023-08-11T21:30+02:00"),
        ("aug 11 9pm utc+5:30", "2023-08-11T21:00+05:30"),
        ("jan 11 2023 9pm", "2023-01-11T21:00-08:00"),
        ("nov 6 2022 1:30am", "2022-11-06T01:30-07:00"),
        ("aug 11", "2023-08-11"),
        ("2023-08", "2023-08"),
    ],
)
def test_times_are_where_the_base_is_at_home_unless_they_say_otherwise(typed: str, read: str) -> None:
    found = moment(typed, at(TODAY))
    assert (found.isoformat(timespec="minutes") if isinstance(found, dt.datetime) else str(found)) == read


@pytest.mark.parametrize(
    ("typed", "year"),
    [("aug 11", 2023), ("mar 20", 2023), ("oct 9", 2023), ("jan 5", 2024), ("feb 29", 2024)],
)
def test_a_day_without_a_year_is_near_the_strike_that_was_chosen(typed: str, year: int) -> None:
    years = near(dt.date(2026, 11, 23), dt.date(2023, 5, 2), dt.date(2023, 9, 26))
    assert partial(typed, asked(dt.date(2026, 11, 23), busy=years)).year == year


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_is_read_back_from_its_words(when: dt.date) -> None:
    made = PartialDate.of(when)
    assert partial(str(made), at(TODAY)) == made
    assert partial(made.words(weekday=True), at(TODAY)) == made


@given(st.text(max_size=60), st.dates(dt.date(1900, 1, 1), dt.date(2199, 1, 1)))
def test_a_text_is_a_date_or_is_refused(text: str, today: dt.date) -> None:
    for read in (
        lambda: partial(text, at(today)),
        lambda: day(text, at(today)),
        lambda: moment(text, at(today)),
    ):
        try:
            found = read()
        except DateUnreadableError:
            continue
        assert found is not None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("this friday", "2023-08-11"),
        ("friday", "2023-08-04"),
        ("next friday", "2023-08-11"),
        ("last friday", "2023-08-04"),
    ],
)
def test_this_friday_is_the_one_of_this_week_and_a_bare_one_the_last(typed: str, read: str) -> None:
    assert str(partial(typed, at(dt.date(2023, 8, 7)))) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 june 2023", "There is no June 31, 2023: June has 30 days."),
        ("2023-02-30", "There is no February 30, 2023: February 2023 has 28 days."),
        ("friday aug 5", "August 5, 2023, was a Saturday, not a Friday."),
        ("aug 11 or so", "I can read “aug 11”, but not “or so”."),
        ("july 10-15", "“july 10-15” may be any of several days. It is July 10, 2023 to July 15, 2023."),
        ("2023-13", "There is no month 13."),
        ("1799", "The year 1799 cannot be meant: it has to be one from 1800 to 2200."),
    ],
)
def test_what_is_wrong_with_a_date_is_said(typed: str, said: str) -> None:
    with pytest.raises(DateUnreadableError) as caught:
        partial(typed, at(TODAY))
    assert str(caught.value) == said


def test_a_day_has_to_be_known_where_one_is_needed() -> None:
    with pytest.raises(DateUnreadableError, match="August 2023; the day itself has to be known"):
        day("in august", at(TODAY))
