"""Dates as people know them: a day, a month, a year, or about a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"(?P<about>~)?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1800, 2200
MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year; `about` when only near it (written `~2024-03-04`)."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2024-03-04`, `2024-03`, `2023` or the same with a leading `~`; ValueError for anything else."""
        match = _PARTIAL.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                "expected a date such as 2024-03-04, a month such as 2024-03, or ~2024-03-04 for about that day"
            )
        month, day = match["month"], match["day"]
        made = cls(
            int(match["year"]), int(month) if month else None, int(day) if day else None, bool(match["about"])
        )
        try:
            made.first()
        except ValueError:
            raise ValueError(
                f"found {text.strip()}, which is not a day of the calendar, expected one that is"
            ) from None
        if not FIRST_YEAR <= made.year <= LAST_YEAR:
            raise ValueError(f"found the year {made.year}, expected one from {FIRST_YEAR} to {LAST_YEAR}")
        return made

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A day of the calendar, exactly."""
        return cls(day.year, day.month, day.day)

    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        if self.day:
            return self.first()
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def covers(self, first: date, last: date) -> bool:
        """Whether any day of this date lies between `first` and `last`, both included."""
        return self.first() <= last and first <= self.last()

    @property
    def exact(self) -> bool:
        return self.day is not None and not self.about

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        for part in (self.month, self.day):
            text += f"-{part:02d}" if part else ""
        return ("~" if self.about else "") + text

    def when(self) -> str:
        """For a sentence: `on March 4, 2024`, `in March 2024`, `about March 4, 2024`."""
        return self.words() if self.about else f"{'on' if self.day else 'in'} {self.words()}"

    def words(self, *, weekday: bool = False) -> str:
        """For a reader: `Monday, March 4, 2024`, `March 2024`, `about March 4, 2024`."""
        if self.day and self.month:
            text = day_words(self.first(), weekday=weekday)
        elif self.month:
            text = f"{MONTHS[self.month]} {self.year}"
        else:
            text = str(self.year)
        return f"about {text}" if self.about else text


def day_words(day: date, *, weekday: bool = False) -> str:
    """`March 4, 2024`, with `Friday, ` before it when asked."""
    text = f"{MONTHS[day.month]} {day.day}, {day.year}"
    return f"{calendar.day_name[day.weekday()]}, {text}" if weekday else text
