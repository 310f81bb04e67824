"""Moments for the tests of the command line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.moments import end_of_day

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def at_end_of(day: str, zone: ZoneInfo) -> dt.datetime:
    """The last moment of a day in a zone."""
    return end_of_day(dt.date.fromisoformat(day), zone)
