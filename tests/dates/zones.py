"""The zones that tests use."""

from __future__ import annotations

from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
LONDON = ZoneInfo("Europe/London")
AUCKLAND = ZoneInfo("Pacific/Auckland")
