"""What is typed where only a date is expected: a day, a month, a year, about a day; or a moment with its time."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.dates.found import DateUnreadableError
from bot.dates.partial import FIRST_YEAR, LAST_YEAR, PartialDate, day_words
from bot.dates.reader import read, shown
from bot.dates.times import aware, find_time
from bot.dates.words import no_such_day, normal

if TYPE_CHECKING:
    from bot.dates.found import Busy, DateContext, DateSlot

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
_ABOUT = re.compile(r"^(?:~|(?:about|around|circa|ca\.|c\.)\s)\s*")


def near(today: dt.date, first: dt.date | None = None, last: dt.date | None = None) -> Busy:
    """The year of a day without one: nearest to a span of days, else the latest not far ahead of today."""

    def years(month: int, day: int) -> list[int]:
        start, end = first or today, last or max(first or today, today)
        known = [
            dt.date(year, month, day)
            for year in range(start.year - 1, min(end.year, start.year + 30) + 2)
            if day <= calendar.monthrange(year, month)[1]
        ]
        if first is None:
            return [found.year for found in known]
        return [
            found.year
            for found in sorted(known, key=lambda one: max((start - one).days, (one - end).days, 0))[:1]
        ]

    return years


def clock(text: str) -> dt.time:
    """A time of day, in no zone but the one that is meant. Raises DateUnreadableError."""
    found = find_time(normal(text))
    if found is None or found.zone or found.rest:
        raise DateUnreadableError(f"{shown(text)} is no time of day. Write it like 9:30pm or 21:30.")
    return found.time


def partial(text: str, asked: DateContext) -> PartialDate:
    """A day, a month, a year, or about a day. Raises DateUnreadableError."""
    typed = normal(text)
    plain = _ABOUT.sub("", typed)
    about = plain != typed
    if iso := _ISO.fullmatch(plain):
        return _iso(iso, about)
    return _made(read(plain, asked), about, text)


def day(text: str, asked: DateContext) -> dt.date:
    """One day of the calendar. Raises DateUnreadableError."""
    made = partial(text, asked)
    if not made.exact:
        raise DateUnreadableError(f"{shown(text)} is {made.words()}; the day itself has to be known here.")
    return made.first()


def moment(text: str, asked: DateContext) -> PartialDate | dt.datetime:
    """A moment where a time is given, in the base's zone unless it says otherwise; else a day, a month, a year."""
    clock = find_time(normal(text))
    if clock is None:
        return partial(text, asked)
    on = day(clock.rest, asked) if clock.rest else asked.today
    return aware(on, clock.time, clock.zone or asked.conventions.zone)


def _iso(match: re.Match[str], about: bool) -> PartialDate:
    """As the knowledge files have it: only here the month or the day may be left out in figures."""
    year, month, number = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateUnreadableError(
            f"The year {match[1]} cannot be meant: it has to be one from {FIRST_YEAR} to {LAST_YEAR}."
        )
    if month is not None and not 1 <= month <= 12:
        raise DateUnreadableError(f"There is no month {month}.")
    if number is not None and month and not 1 <= number <= calendar.monthrange(year, month)[1]:
        raise DateUnreadableError(no_such_day(month, number, year))
    return PartialDate(year, month, number, about)


def _made(slot: DateSlot, about: bool, text: str) -> PartialDate:
    first, last = slot.first, slot.last
    if slot.single:
        return PartialDate(first.year, first.month, first.day, about)
    if slot.bound == "on" and (first.month, first.day, last.month, last.day, last.year) == (
        1,
        1,
        12,
        31,
        first.year,
    ):
        return PartialDate(first.year, about=about)
    month_end = last.day == calendar.monthrange(first.year, first.month)[1]
    if (
        slot.bound == "on"
        and first.day == 1
        and (first.year, first.month) == (last.year, last.month)
        and month_end
    ):
        return PartialDate(first.year, first.month, about=about)
    if slot.bound == "on":
        span = f"It is {day_words(first)} to {day_words(last)}."
        raise DateUnreadableError(f"{shown(text)} may be any of several days. {span}")
    raise DateUnreadableError(f"{shown(text)} may be any of several days. Name one day.")
