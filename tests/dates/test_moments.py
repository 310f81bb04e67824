"""Moments as people write them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.moments import AsOfError, parse_as_of
from tests.dates.zones import PACIFIC


def test_a_day_is_its_last_second_in_the_zone_given() -> None:
    assert parse_as_of("2023-08-04", PACIFIC).isoformat() == "2023-08-04T23:59:59-07:00"
    assert parse_as_of(" 2023-12-04 ", PACIFIC).isoformat() == "2023-12-04T23:59:59-08:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-08-04T22:00:00-07:00", "2023-08-04T22:00:00-07:00"),
        ("2023-08-04T22:00-0700", "2023-08-04T22:00:00-07:00"),
        ("2023-08-04 22:00:00", "2023-08-04T22:00:00-07:00"),
        ("2023-08-04t22:00z", "2023-08-04T22:00:00+00:00"),
        ("2023-08-04T22:00:00,5+02:00", "2023-08-04T22:00:00.500000+02:00"),
    ],
)
def test_a_moment_keeps_its_offset_or_is_in_pacific_time(text: str, moment: str) -> None:
    assert parse_as_of(text, PACIFIC).isoformat() == moment


@pytest.mark.parametrize(
    "text",
    ["", "now", "2023", "2023-08", "2023-W31-5", "20230804", "2023-08-32", "2023-08-04T24:61", "1799-12-31",
     "2201-01-01", "0001-01-01", "9999-12-31T23:59:59-23:59", "2023-08-04T22:00:00+99:99", "２０２３-08-04"],
)  # fmt: skip
def test_anything_else_is_a_sentence(text: str) -> None:
    with pytest.raises(AsOfError) as caught:
        parse_as_of(text, PACIFIC)

    assert str(caught.value) == (
        f"found “{text}”, expected a day such as 2023-08-04, which means its end,"
        " or a moment such as 2023-08-04T22:00:00-07:00"
    )


def test_what_was_found_is_clipped_and_harmless() -> None:
    assert "“?[2J" + "x" * 36 + "”" in str(AsOfError("\x1b[2J" + "x" * 100))


FIRST, LAST = dt.datetime(1800, 1, 2), dt.datetime(2200, 12, 30)  # noqa: DTZ001 - Hypothesis adds the zone


@given(st.datetimes(FIRST, LAST, timezones=st.timezones()))
def test_every_moment_is_read_as_written(moment: dt.datetime) -> None:
    written = moment.replace(microsecond=0).isoformat()
    if len(written) == len("2023-08-04T22:00:00-07:00"):  # old zones have offsets with seconds
        assert parse_as_of(written, PACIFIC).isoformat() == written


@given(st.text(max_size=40))
def test_no_text_is_a_traceback(text: str) -> None:
    with contextlib.suppress(AsOfError):
        assert parse_as_of(text, PACIFIC).tzinfo is not None
    assert str(AsOfError(text)).isprintable()
