"""The moment that a day as a whole stands for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def end_of_day(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The last second of `day` in `zone`: what a day as a whole stands for."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=zone)


def is_end_of_day(moment: dt.datetime) -> bool:
    """Whether a moment is of the last minute of its day, and so is told as the day."""
    return moment.time() >= dt.time(23, 59)
