"""The calendar arithmetic of strike days: pure functions of a strike's dates, zone and a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Phase(StrEnum):
    BEFORE = "before"
    ONGOING = "ongoing"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Pause:
    """Suspended days, first and last included; `counted` when they count as strike days."""

    first_day: date
    last_day: date
    counted: bool


@dataclass(frozen=True, slots=True)
class StrikeCalendar:
    """Day 1 is `first_day`; `last_day`, where known, is the last day counted; `over_by` a day by which it was over."""

    zone: ZoneInfo
    first_day: date
    last_day: date | None = None
    pauses: tuple[Pause, ...] = ()
    over_by: date | None = None

    def local_day(self, moment: datetime) -> date:
        """The calendar day in the strike's own zone; `moment` must be aware."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return moment.astimezone(self.zone).date()

    def phase(self, day: date) -> Phase:
        if day < self.first_day:
            return Phase.BEFORE
        if self.last_day is not None and day > self.last_day:
            return Phase.ENDED
        if self.last_day is None and self.over_by is not None and day >= max(self.over_by, self.first_day):
            return Phase.ENDED
        if any(pause.first_day <= day <= pause.last_day for pause in self.pauses):
            return Phase.SUSPENDED
        return Phase.ONGOING

    def day_number(self, day: date) -> int:
        """How many strike days have been counted up to and including `day`; never past the last day, 0 before the first."""
        end = min(day, self.last_day) if self.last_day else day
        if end < self.first_day:
            return 0
        total = (end - self.first_day).days + 1
        return total - sum(self._uncounted(pause, end) for pause in self.pauses)

    def _uncounted(self, pause: Pause, end: date) -> int:
        if pause.counted:
            return 0
        first, last = max(pause.first_day, self.first_day), min(pause.last_day, end)
        return max(0, (last - first).days + 1)

    def days_until(self, day: date) -> int:
        """Days from `day` to the first day of the strike (0 on it or after)."""
        return max(0, (self.first_day - day).days)

    def date_of(self, number: int) -> date | None:
        """The calendar day that is strike day `number`; None when the strike ended before it, or `number` < 1."""
        if number < 1:
            return None
        day = self.first_day + timedelta(days=number - 1)
        for pause in sorted(self.pauses, key=lambda pause: pause.first_day):
            if not pause.counted and pause.first_day <= day:
                day += timedelta(days=(pause.last_day - pause.first_day).days + 1)
        return day if self.last_day is None or day <= self.last_day else None

    @property
    def total(self) -> int | None:
        """The length in days, once over."""
        return self.day_number(self.last_day) if self.last_day else None
