"""Strike days, as properties: any zone, any date, before, during, suspended (counted or not) and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.strike_day import Pause, Phase, StrikeCalendar
from tests.dates.zones import PACIFIC

WGA = StrikeCalendar(PACIFIC, date(2023, 5, 2), date(2023, 9, 26))
SAG = StrikeCalendar(PACIFIC, date(2023, 7, 14), date(2023, 11, 8))
ZONES = (
    "America/Los_Angeles",
    "America/St_Johns",
    "UTC",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)
DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), tzinfo=st.just(UTC))


@st.composite
def calendars(draw: st.DrawFn, *, open_ended: bool | None = None, paused: bool = True) -> StrikeCalendar:
    """A strike of up to 400 days with up to three pauses that do not overlap."""
    first = draw(DAYS)
    length = draw(st.integers(1, 400))
    cuts = sorted(draw(st.sets(st.integers(1, 400), max_size=6))) if paused else []
    pauses = tuple(
        Pause(first + timedelta(one), first + timedelta(two - 1), draw(st.booleans()))
        for one, two in zip(cuts[::2], cuts[1::2], strict=False)
        if two <= length
    )
    ends = draw(st.booleans()) if open_ended is None else not open_ended
    last = first + timedelta(length - 1) if ends else None
    return StrikeCalendar(ZoneInfo(draw(st.sampled_from(ZONES))), first, last, pauses)


def counted_by_hand(calendar: StrikeCalendar, day: date) -> int:
    """The slow, obvious count: walk the days one by one."""
    end = min(day, calendar.last_day) if calendar.last_day else day
    total, current = 0, calendar.first_day
    while current <= end:
        skipped = any(
            p.first_day <= current <= (p.last_day or current) and not p.counted for p in calendar.pauses
        )
        total += not skipped
        current += timedelta(1)
    return total


@given(calendars())
def test_the_first_day_is_day_1(calendar: StrikeCalendar) -> None:
    assert calendar.day_number(calendar.first_day) == 1
    assert calendar.date_of(1) == calendar.first_day
    assert calendar.days_until(calendar.first_day) == 0


@given(calendars(), st.integers(-30, 500))
def test_the_count_is_that_of_walking_the_days(calendar: StrikeCalendar, offset: int) -> None:
    day = calendar.first_day + timedelta(offset)
    assert calendar.day_number(day) == counted_by_hand(calendar, day)


@given(calendars(paused=False), st.integers(0, 500))
def test_without_pauses_the_count_grows_by_one_a_day_and_stops_with_the_strike(
    calendar: StrikeCalendar, offset: int
) -> None:
    day = calendar.first_day + timedelta(offset)
    before, after = calendar.day_number(day), calendar.day_number(day + timedelta(1))
    over = calendar.last_day is not None and day >= calendar.last_day
    assert after - before == (0 if over else 1)


@given(calendars(), st.integers(0, 500))
def test_the_count_stands_still_on_days_that_do_not_count_and_grows_by_one_on_all_others(
    calendar: StrikeCalendar, offset: int
) -> None:
    day = calendar.first_day + timedelta(offset + 1)
    before, now = calendar.day_number(day - timedelta(1)), calendar.day_number(day)
    skipped = any(p.first_day <= day <= (p.last_day or day) and not p.counted for p in calendar.pauses)
    stands = skipped or calendar.phase(day) is Phase.ENDED
    assert now - before == (0 if stands else 1)


@given(calendars(open_ended=False), st.integers(1, 20000))
def test_after_the_last_day_the_count_never_grows(calendar: StrikeCalendar, later: int) -> None:
    assert calendar.last_day is not None
    day = calendar.last_day + timedelta(later)
    assert calendar.phase(day) is Phase.ENDED
    assert calendar.day_number(day) == calendar.day_number(calendar.last_day) == calendar.total


@given(calendars(), st.integers(1, 20000))
def test_before_the_first_day_there_is_a_countdown_and_no_count(
    calendar: StrikeCalendar, earlier: int
) -> None:
    day = calendar.first_day - timedelta(earlier)
    assert calendar.phase(day) is Phase.BEFORE
    assert calendar.day_number(day) == 0
    assert calendar.days_until(day) == earlier


@given(calendars(open_ended=True))
def test_a_strike_without_a_last_day_has_no_length(calendar: StrikeCalendar) -> None:
    assert calendar.total is None


@given(calendars(), st.integers(1, 450))
def test_the_date_of_a_strike_day_has_that_number_and_is_the_first_that_has(
    calendar: StrikeCalendar, number: int
) -> None:
    day = calendar.date_of(number)
    if day is None:
        assert calendar.total is not None
        assert calendar.total < number
    else:
        assert calendar.day_number(day) == number
        assert calendar.day_number(day - timedelta(1)) == number - 1


@given(calendars(), st.integers(0, 450))
def test_every_strike_day_is_found_again_by_its_number(calendar: StrikeCalendar, offset: int) -> None:
    day = calendar.first_day + timedelta(offset)
    skipped = any(p.first_day <= day <= (p.last_day or day) and not p.counted for p in calendar.pauses)
    if calendar.phase(day) is not Phase.ENDED and not skipped:
        assert calendar.date_of(calendar.day_number(day)) == day


@given(calendars(), st.integers(max_value=0))
def test_there_is_no_day_zero(calendar: StrikeCalendar, number: int) -> None:
    assert calendar.date_of(number) is None


@given(calendars(), st.integers(-30, 500))
def test_pauses_that_count_change_the_phase_but_not_the_number(calendar: StrikeCalendar, offset: int) -> None:
    day = calendar.first_day + timedelta(offset)
    counted = replace(calendar, pauses=tuple(replace(pause, counted=True) for pause in calendar.pauses))
    whole = replace(calendar, pauses=())
    assert counted.day_number(day) == whole.day_number(day)
    inside = any(pause.first_day <= day <= (pause.last_day or day) for pause in counted.pauses)
    assert (counted.phase(day) is Phase.SUSPENDED) == (inside and whole.phase(day) is Phase.ONGOING)


@given(calendars(), st.integers(-30, 500))
def test_the_order_of_the_pauses_changes_nothing(calendar: StrikeCalendar, offset: int) -> None:
    day = calendar.first_day + timedelta(offset)
    turned = replace(calendar, pauses=calendar.pauses[::-1])
    assert turned.day_number(day) == calendar.day_number(day)
    assert turned.phase(day) is calendar.phase(day)
    assert turned.date_of(max(1, offset)) == calendar.date_of(max(1, offset))


@given(calendars(), MOMENTS)
def test_the_day_of_a_moment_is_that_of_the_strikes_own_zone(
    calendar: StrikeCalendar, moment: datetime
) -> None:
    day = calendar.local_day(moment)
    assert day == moment.astimezone(calendar.zone).date()
    elsewhere = moment.astimezone(ZoneInfo("Asia/Tokyo"))
    assert calendar.local_day(elsewhere) == day


@given(calendars(), DAYS)
def test_a_day_of_the_zone_is_one_day_from_midnight_to_midnight(calendar: StrikeCalendar, day: date) -> None:
    noon = datetime.combine(day, time(12), tzinfo=calendar.zone)
    last = datetime.combine(day, time(23, 59, 59), tzinfo=calendar.zone)
    if noon.astimezone(UTC).astimezone(calendar.zone).date() == day:  # Apia left out a whole day in 2011
        assert calendar.local_day(noon) == calendar.local_day(last) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        WGA.local_day(datetime(2023, 8, 4))  # noqa: DTZ001  # the point of the test


@pytest.mark.parametrize(
    ("calendar", "day", "number"),
    [
        (WGA, date(2023, 5, 2), 1),
        (WGA, date(2023, 8, 4), 95),
        (WGA, date(2023, 8, 9), 100),
        (WGA, date(2023, 9, 26), 148),
        (WGA, date(2026, 11, 23), 148),
        (SAG, date(2023, 7, 14), 1),
        (SAG, date(2023, 8, 4), 22),
        (SAG, date(2023, 10, 21), 100),
        (SAG, date(2023, 11, 8), 118),
        (SAG, date(2023, 11, 9), 118),
    ],
)
def test_the_days_that_the_unions_themselves_counted(
    calendar: StrikeCalendar, day: date, number: int
) -> None:
    assert calendar.day_number(day) == number


def test_the_lengths_of_2023() -> None:
    assert WGA.total == 148
    assert SAG.total == 118
    assert WGA.date_of(148) == date(2023, 9, 26)
    assert WGA.date_of(149) is None
    assert SAG.date_of(100) == date(2023, 10, 21)


@pytest.mark.parametrize(
    ("moment", "day", "phase", "number"),
    [
        ("2023-11-09T07:30:00+00:00", date(2023, 11, 8), Phase.ONGOING, 118),
        ("2023-11-09T07:59:59+00:00", date(2023, 11, 8), Phase.ONGOING, 118),
        ("2023-11-09T08:00:00+00:00", date(2023, 11, 9), Phase.ENDED, 118),
        ("2023-07-14T06:59:59+00:00", date(2023, 7, 13), Phase.BEFORE, 0),
        ("2023-07-14T07:00:00+00:00", date(2023, 7, 14), Phase.ONGOING, 1),
        ("2023-07-14T09:00:00+02:00", date(2023, 7, 14), Phase.ONGOING, 1),
    ],
)
def test_a_day_begins_at_midnight_in_the_strikes_zone(
    moment: str, day: date, phase: Phase, number: int
) -> None:
    found = SAG.local_day(datetime.fromisoformat(moment))
    assert (found, SAG.phase(found), SAG.day_number(found)) == (day, phase, number)


@pytest.mark.parametrize(
    ("before", "after", "hours"),
    [
        ("2023-11-05T00:30:00-07:00", "2023-11-05T23:30:00-08:00", 24),
        ("2023-03-12T00:30:00-08:00", "2023-03-12T23:30:00-07:00", 22),
    ],
)
def test_days_of_23_and_25_hours_are_one_day(before: str, after: str, hours: int) -> None:
    one, two = datetime.fromisoformat(before), datetime.fromisoformat(after)
    assert two - one == timedelta(hours=hours)
    calendar = StrikeCalendar(PACIFIC, date(2023, 1, 1))
    number = calendar.day_number(calendar.local_day(one))
    assert calendar.day_number(calendar.local_day(two)) == number
    assert calendar.day_number(calendar.local_day(two + timedelta(hours=1))) == number + 1


def test_a_suspension_is_counted_or_not_as_the_strike_says() -> None:
    pause = Pause(date(2023, 6, 10), date(2023, 6, 19), counted=False)
    strike = StrikeCalendar(PACIFIC, date(2023, 6, 1), date(2023, 6, 30), (pause,))
    counted = replace(strike, pauses=(replace(pause, counted=True),))
    assert strike.phase(date(2023, 6, 12)) is Phase.SUSPENDED
    assert [strike.day_number(date(2023, 6, day)) for day in (9, 10, 19, 20)] == [9, 9, 9, 10]
    assert strike.date_of(10) == date(2023, 6, 20)
    assert (strike.total, counted.total) == (20, 30)
    assert counted.date_of(10) == date(2023, 6, 10)


def test_a_planned_strike_that_is_called_off_is_over_from_that_day_and_counts_none() -> None:
    planned = StrikeCalendar(PACIFIC, date(2031, 6, 2), over_by=date(2031, 5, 28))
    days = [
        date(2031, 5, 27),
        date(2031, 5, 28),
        date(2031, 6, 1),
        date(2031, 6, 2),
        date(2031, 7, 1),
    ]

    assert planned.never_began
    assert [planned.phase(day) for day in days] == [Phase.BEFORE, *[Phase.ENDED] * 4]
    assert [planned.day_number(day) for day in days] == [0] * 5
    assert planned.date_of(1) is None
