"""Days, weeks, months and years added to a day."""

from __future__ import annotations

import calendar
import datetime as dt

from bot.dates.found import FIRST_DAY, LAST_DAY

Span = tuple[dt.date, dt.date]
"""The first and the last day, both included."""

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120}


def moved(day: dt.date, count: int, unit: str) -> dt.date | None:
    """`count` units later, or earlier where it is negative; None beyond all days that can be meant.

    A month from January 31 is the last day of February: there is no 31st.
    """
    if unit in _DAYS:
        at = day.toordinal() + count * _DAYS[unit]
        return dt.date.fromordinal(at) if FIRST_DAY.toordinal() <= at <= LAST_DAY.toordinal() else None
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        return None
    return dt.date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def month_span(year: int, month: int) -> Span:
    return dt.date(year, month, 1), dt.date(year, month, month_length(year, month))


def year_span(year: int, last: int | None = None) -> Span:
    return dt.date(year, 1, 1), dt.date(last or year, 12, 31)


def week_of(day: dt.date) -> Span:
    """Monday to Sunday."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def period_of(day: dt.date, unit: str) -> Span:
    """The week, the weekend of that week, the month or the year that holds a day."""
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        return week_of(day)[0] + dt.timedelta(days=5), week_of(day)[1]
    return month_span(day.year, day.month) if unit == "month" else year_span(day.year)


def third(span: Span, part: int) -> Span:
    """The early (0), middle (1) or late (2) third: of a month the 1st to 10th, 10th to 20th, 20th to its end."""
    first, last = span
    days = (last - first).days + 1
    if 28 <= days <= 31 and first.day == 1:
        cuts = ((1, 10), (10, 20), (20, days))[part]
        return first.replace(day=cuts[0]), first.replace(day=cuts[1])
    if days > 300:
        months = ((1, 4), (5, 8), (9, 12))[part]
        return first.replace(month=months[0]), month_span(last.year, months[1])[1]
    size = -(-days // 3)
    start = first + dt.timedelta(days=(0, (days - size) // 2, days - size)[part])
    return start, start + dt.timedelta(days=size - 1)
