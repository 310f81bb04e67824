"""The clocks: both give aware moments; a fixed one stands still."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, FixedClock, SystemClock


def test_the_system_clock_gives_aware_moments_that_do_not_run_backwards() -> None:
    clock: Clock = SystemClock()
    one, two = clock.now(), clock.now()
    assert one.utcoffset() == timedelta(0)
    assert one <= two


def test_a_fixed_clock_stands_still() -> None:
    moment = datetime(2023, 8, 4, 22, tzinfo=UTC)
    clock: Clock = FixedClock(moment)
    assert clock.now() == clock.now() == moment


def test_a_fixed_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2023, 8, 4))  # noqa: DTZ001  # the point of the test
