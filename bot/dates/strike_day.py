"""The calendar arithmetic of strike days: pure functions of a strike's dates, zone and a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo


OPEN_ENDED = timedelta(days=3660)
"""How far ahead the days of a walk-out without an end are counted."""


class Phase(StrEnum):
    BEFORE = "before"
    ONGOING = "ongoing"
    SUSPENDED = "suspended"
    BETWEEN = "between"
    """No walk-out is on, in a strike of walk-outs that is not over."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Pause:
    """Suspended days, first and last included; `counted` when they count as strike days. Open without a last day."""

    first_day: date
    last_day: date | None
    counted: bool

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a walk-out, first and last included; without a last day it goes on."""

    first_day: date
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class StrikeCalendar:
    """Day 1 is `first_day`; `last_day`, where known, is the last day counted; `over_by` a day by which it was over.

    With `walkouts`, only their days are strike days, each once, however many walk-outs fall on it.
    """

    zone: ZoneInfo
    first_day: date
    last_day: date | None = None
    pauses: tuple[Pause, ...] = ()
    over_by: date | None = None
    walkouts: tuple[Stretch, ...] | None = None

    def local_day(self, moment: datetime) -> date:
        """The calendar day in the strike's own zone; `moment` must be aware."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return moment.astimezone(self.zone).date()

    @property
    def never_began(self) -> bool:
        """Whether it was over before its first day: planned, and called off."""
        return self.last_day is None and self.over_by is not None and self.over_by < self.first_day

    def phase(self, day: date) -> Phase:
        if self.never_began and self.over_by is not None and day >= self.over_by:
            return Phase.ENDED
        if day < self.first_day:
            return Phase.BEFORE
        if self.last_day is not None and day > self.last_day:
            return Phase.ENDED
        if self.last_day is None and self.over_by is not None and day >= max(self.over_by, self.first_day):
            return Phase.ENDED
        if any(pause.covers(day) for pause in self.pauses):
            return Phase.SUSPENDED
        if self.walkouts is not None and not self._is_out(day):
            return Phase.BETWEEN
        return Phase.ONGOING

    def _is_out(self, day: date) -> bool:
        return any(stretch.covers(day) for stretch in self.walkouts or ())

    def day_number(self, day: date) -> int:
        """How many strike days have been counted up to and including `day`; never past the last day, 0 before the first."""
        end = min(day, self.last_day) if self.last_day else day
        if end < self.first_day or self.never_began:
            return 0
        if self.walkouts is not None:
            return sum(1 for _ in self._days_out(end))
        total = (end - self.first_day).days + 1
        return total - sum(self._uncounted(pause, end) for pause in self.pauses)

    def _days_out(self, end: date) -> Iterator[date]:
        """Each day up to `end` on which a walk-out was on and counted, in order."""
        day = self.first_day
        if all(stretch.last_day for stretch in self.walkouts or ()):
            end = min(end, self._last_known())
        while day <= end:
            if self._is_out(day) and not any(
                pause.covers(day) and not pause.counted for pause in self.pauses
            ):
                yield day
            day += timedelta(days=1)

    def _uncounted(self, pause: Pause, end: date) -> int:
        if pause.counted:
            return 0
        first, last = max(pause.first_day, self.first_day), min(pause.last_day or end, end)
        return max(0, (last - first).days + 1)

    def days_until(self, day: date) -> int:
        """Days from `day` to the first day of the strike (0 on it or after)."""
        return max(0, (self.first_day - day).days)

    def date_of(self, number: int) -> date | None:
        """The calendar day that is strike day `number`; None where there is none, or none planned."""
        if number < 1 or self.never_began:
            return None
        if self.walkouts is not None:
            return next(islice(self._days_out(self._last_known()), number - 1, None), None)
        day = self.first_day + timedelta(days=number - 1)
        for pause in sorted(self.pauses, key=lambda pause: pause.first_day):
            if not pause.counted and pause.first_day <= day:
                if pause.last_day is None:
                    return None
                day += timedelta(days=(pause.last_day - pause.first_day).days + 1)
        return day if self.last_day is None or day <= self.last_day else None

    def _last_known(self) -> date:
        """The last day that can be a strike day, as far as is known; of a walk-out without an end, some years on."""
        if self.last_day:
            return self.last_day
        return max(
            (each.last_day or each.first_day + OPEN_ENDED for each in self.walkouts or ()),
            default=self.first_day,
        )

    @property
    def total(self) -> int | None:
        """The length in days, once over."""
        return self.day_number(self.last_day) if self.last_day else None
