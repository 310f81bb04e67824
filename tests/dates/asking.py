"""From where the tests read dates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.dates.conventions import Conventions
from bot.dates.found import DateContext, nothing_known
from tests.answering.bases import shipped

if TYPE_CHECKING:
    import datetime as dt

    from bot.dates.conventions import DateOrder
    from bot.dates.found import Busy, Direction


@cache
def conventions(zone: str = "America/Los_Angeles", order: DateOrder = "month-first") -> Conventions:
    """With the holidays of the shipped base."""
    return Conventions(ZoneInfo(zone), order, shipped().conventions.holidays)


def asked(
    today: dt.date,
    direction: Direction = "either",
    busy: Busy = nothing_known,
    *,
    order: DateOrder = "month-first",
    zone: str = "America/Los_Angeles",
) -> DateContext:
    return DateContext(today, conventions(zone, order), direction, busy)
