"""Holidays by rules: which day of a year "first monday of september" or "december 25" is."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WEEKDAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if number}
_DAY = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}})", re.ASCII)
_WEEKDAY_OF = re.compile(rf"({'|'.join(_ORDINALS)}) ({'|'.join(_WEEKDAYS)}) (?:of|in) ({'|'.join(_MONTHS)})")
_SHIFT = re.compile(r"(?:the )?day (before|after) (?:the )?(.+)")
LEAP_YEAR = 2000
EXPECTED = (
    "expected a rule such as december 25, first monday of september or day after fourth thursday of november"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A day of every year: a weekday of a month (`nth` from 1, or -1 for the last) or a day; then `shift` days."""

    month: int
    day: int | None = None
    weekday: int | None = None
    nth: int = 1
    shift: int = 0

    @classmethod
    def parse(cls, text: str) -> Rule:
        """Raises ValueError where the text is no rule."""
        words = " ".join(text.casefold().split())
        if shifted := _SHIFT.fullmatch(words):
            anchor = cls.parse(shifted[2])
            step = 1 if shifted[1] == "after" else -1
            return cls(anchor.month, anchor.day, anchor.weekday, anchor.nth, anchor.shift + step)
        if found := _DAY.fullmatch(words):
            rule = cls(_MONTHS[found[1]], day=int(found[2]))
            if rule.in_year(LEAP_YEAR):
                return rule
        if found := _WEEKDAY_OF.fullmatch(words):
            return cls(_MONTHS[found[3]], weekday=_WEEKDAYS[found[2]], nth=_ORDINALS[found[1]])
        raise ValueError(EXPECTED)

    def in_year(self, year: int) -> dt.date | None:
        """The day in a year; None where that year has none, such as February 29."""
        found = self._day(year)
        return found + dt.timedelta(days=self.shift) if found else None

    def _day(self, year: int) -> dt.date | None:
        if self.weekday is not None:
            return weekday_of_month(year, self.month, self.weekday, self.nth)
        if self.day is None or not 1 <= self.day <= calendar.monthrange(year, self.month)[1]:
            return None
        return dt.date(year, self.month, self.day)


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth (from 1; -1 is the last, -2 the one before) Monday (0) … Sunday (6) of a month; None where it has fewer."""
    length = calendar.monthrange(year, month)[1]
    if nth < 0:
        back = (dt.date(year, month, length).weekday() - weekday) % 7 - 7 * (nth + 1)
        return dt.date(year, month, length - back) if back < length else None
    day = 1 + (weekday - dt.date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    return dt.date(year, month, day) if day <= length else None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day: by a rule, or as days listed one by one where no rule tells them."""

    names: tuple[str, ...]
    rule: Rule | None = None
    days: tuple[dt.date, ...] = ()

    def in_year(self, year: int) -> dt.date | None:
        if self.rule is not None:
            return self.rule.in_year(year)
        return next((day for day in self.days if day.year == year), None)
