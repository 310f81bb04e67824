"""The moment for which replies must hold, as people write it."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.as_of import EXPECTED, AsOfError, read_as_of
from bot.dates.conventions import Conventions
from tests.dates.asking import conventions
from tests.dates.zones import AUCKLAND, LONDON, PACIFIC

NOW = dt.datetime(2023, 8, 9, 12, tzinfo=PACIFIC)


def moment(text: str, now: dt.datetime = NOW, at: Conventions | None = None) -> str:
    return read_as_of(text, now, at or conventions()).isoformat()


def test_a_day_is_its_last_second_where_the_base_is_at_home() -> None:
    assert moment("2023-08-04") == "2023-08-04T23:59:59-07:00"
    assert moment(" 2023-12-04 ") == "2023-12-04T23:59:59-08:00"
    assert moment("2023-08-04", at=Conventions(LONDON, "day-first")) == "2023-08-04T23:59:59+01:00"
    assert moment("2023-08-04", at=Conventions(AUCKLAND, "day-first")) == "2023-08-04T23:59:59+12:00"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2023-08-04T22:00:00-07:00", "2023-08-04T22:00:00-07:00"),
        ("2023-08-04T22:00-0700", "2023-08-04T22:00:00-07:00"),
        ("2023-08-04 22:00:00", "2023-08-04T22:00:00-07:00"),
        ("2023-08-04t22:00z", "2023-08-04T22:00:00+00:00"),
        ("2023-08-04T22:00:00,5+02:00", "2023-08-04T22:00:00.500000+02:00"),
        ("aug 4 2023, 9:58pm", "2023-08-04T21:58:00-07:00"),
        ("yesterday 9pm et", "2023-08-08T21:00:00-04:00"),
        ("noon on friday", "2023-08-04T12:00:00-07:00"),
    ],
)
def test_a_moment_keeps_its_offset_or_is_where_the_base_is_at_home(text: str, read: str) -> None:
    assert moment(text) == read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("two fridays ago", "2023-07-28"),
        ("twenty two days ago", "2023-07-18"),
        ("a week before dec 20", "2022-12-13"),
        ("friday", "2023-08-04"),
        ("dec 20", "2022-12-20"),
        ("labor day", "2022-09-05"),
        ("20230804", "2023-08-04"),
        ("2023-8-4", "2023-08-04"),
        ("２０２３-08-04", "2023-08-04"),
        ("on aug. 4th", "2023-08-04"),
    ],
)
def test_a_day_in_words_is_the_one_that_is_past(text: str, day: str) -> None:
    assert moment(text).startswith(day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "I cannot read “” as a date. Write it like mar 11, 11 March 2024, yesterday or 2024-03-11"),
        ("soon", "I cannot read “soon” as a date. Write it like mar 11, 11 March 2024, yesterday or 2024-03-11"),
        ("not dec 20", "I can read “dec 20”, but not “not”"),
        ("aug 4/5", "“aug 4/5” may be any of several days. It is August 4, 2023 to August 5, 2023"),
        ("2023", "“2023” is 2023; it takes one day"),
        ("2023-08", "“2023-08” is August 2023; it takes one day"),
        ("about aug 4", "“about aug 4” is about August 4, 2023; it takes one day"),
        ("31 june 2023", "There is no June 31, 2023: June has 30 days"),
        ("2023-08-32", "There is no August 32, 2023: August has 31 days"),
        ("2023-13-01", "There is no month 13"),
        ("friday aug 5 2023", "August 5, 2023, was a Saturday, not a Friday"),
        ("since aug 4", "“since aug 4” may be any of several days. Name one day"),
        ("1799-12-31", "The year 1799 cannot be meant: it has to be one from 1800 to 2200"),
        ("2023-08-04T25:00", "“2023-08-04 25:00” has no such time of day. Write it like 9:30pm or 21:30"),
        ("2023-08-04T22:00:00+99:99", "No place is +99:99 from UTC. Write the zone like et, utc or -07:00"),
        ("2023-03-12 2:30am", "There was no 02:30 on March 12, 2023: the clocks went forward then. Look the time up again"),
    ],
)  # fmt: skip
def test_anything_else_is_a_sentence_that_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(AsOfError) as caught:
        moment(text)
    assert str(caught.value) == f"found “{text}”, {EXPECTED}. {why}"
    assert caught.value.why.rstrip(".") == why


def test_what_was_found_is_clipped_and_harmless() -> None:
    with pytest.raises(AsOfError) as caught:
        moment("\x1b[2J" + "x" * 100)
    assert str(caught.value).isprintable()
    assert "x" * 61 not in str(caught.value)


FIRST, LAST = dt.datetime(1801, 1, 2), dt.datetime(2199, 12, 30)  # noqa: DTZ001 - Hypothesis adds the zone


@given(st.datetimes(FIRST, LAST, timezones=st.timezones()))
def test_every_moment_is_read_as_written(when: dt.datetime) -> None:
    written = when.replace(microsecond=0).isoformat()
    if len(written) == len("2023-08-04T22:00:00-07:00"):  # old zones have offsets with seconds
        assert moment(written) == written


@given(st.text(max_size=40))
def test_no_text_is_a_traceback(text: str) -> None:
    with contextlib.suppress(AsOfError):
        assert read_as_of(text, NOW, conventions()).tzinfo is not None
