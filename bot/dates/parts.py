"""Rules for days and times that are counted within a longer one: the first Monday of September, the last two weeks of July."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.arithmetic import moved
from bot.dates.days import DAY
from bot.dates.grammar import Match, Outcome, Refusal, longest
from bot.dates.holidays import weekday_of_month
from bot.dates.partial import MONTHS as MONTH_NAMES
from bot.dates.periods import likely_month, month, quarter_span, spanned, this_period, year_in
from bot.dates.words import UNITS

if TYPE_CHECKING:
    from bot.dates.grammar import Grammar

_HOW_MANY = ("no", "one", "two", "three", "four", "five")
_ENDMOST = frozenset("last final".split())


def _whole(g: Grammar, at: int) -> Match | None:
    """The month or year that a part or a day is of: `of july 2023`, `in 2022`, `of last month`."""
    start = g.skip(at, "of", "in", "the")
    if start == at:
        return None
    found = longest([likely_month(g, start), month(g, start), year_in(g, start), this_period(g, start)])
    return found if isinstance(found, Match) else None


def ordinal_part(g: Grammar, at: int) -> Outcome:
    """`the first week of august`, `the second half of july`, `the last day of the month`, `first monday of september`,
    `the 2nd of this month`, `the second to last friday of june`."""
    start = at + (g.word(at) == "the")
    if several := _several_of(g, start):
        return several
    counted = _from_end(g, start) or g.nth(start)
    if counted is None:
        return None
    nth, behind = counted
    if nth >= 0 and (whole := _whole(g, behind)) and whole.unit == "month" and g.word(behind) == "of":
        return g.day_of(whole.first.month, nth, whole.first.year, whole.end)
    if (day := g.weekday(behind)) is not None and (whole := _whole(g, behind + 1)) and whole.unit == "month":
        return _weekday_of(g, nth, day, whole)
    unit = g.word(behind)
    whole = _whole(g, behind + 1) if unit in ("day", "week", "half", "quarter", "weekend") else None
    if whole is None:
        return Refusal(_to_noun(g, behind + 1)) if _of_unknown(g, behind) else None
    return _piece(g, nth, unit, whole)


def _from_end(g: Grammar, at: int) -> tuple[int, int] | None:
    """`last`, `third last`, `2nd-to-last`, `next to last`, `penultimate`, `last but one`: -1 for the last, and where it ends."""
    if g.word(at) == "penultimate":
        return -2, at + 1
    if g.word(at) in _ENDMOST:
        more = g.count(at + 2) if g.word(at + 1) == "but" else None
        return (-1 - more[0], more[1]) if more else (-1, at + 1)
    nth = (2, at + 1) if g.word(at) == "next" else g.nth(at)
    end = g.skip(nth[1], "-", "to") if nth else at
    if nth is None or nth[0] < 2 or g.word(end) != "last" or (g.word(at) == "next" and end == nth[1]):
        return None
    return -nth[0], end + 1


def _several_of(g: Grammar, at: int) -> Outcome:
    """`the last two weeks of july`, `first 10 days of august`, `the last few days of the month`."""
    last = g.word(at) in _ENDMOST
    if not last and g.word(at) != "first":
        return None
    counted = (3, at + 2) if g.word(at + 1) == "few" else g.count(at + 1)
    unit = UNITS.get(g.word(counted[1])) if counted else None
    whole = _whole(g, counted[1] + 1) if counted and unit in ("day", "week", "fortnight", "month") else None
    if counted is None or unit is None or whole is None:
        return None
    edge = moved(whole.last + DAY, -counted[0], unit) if last else moved(whole.first, counted[0], unit)
    if edge is None or counted[0] < 1 or not whole.first <= edge <= whole.last + DAY:
        return Refusal(whole.end)
    span = (edge, whole.last) if last else (whole.first, edge - DAY)
    return spanned(span, whole.end, "days", yearless=whole.yearless)


def numbered_week(g: Grammar, at: int) -> Outcome:
    """`week 3 of july`."""
    counted = g.count(at + 1) if g.word(at) == "week" else None
    whole = _whole(g, counted[1]) if counted else None
    return _piece(g, counted[0], "week", whole) if counted and whole else None


def _weekday_of(g: Grammar, nth: int, day: int, whole: Match) -> Outcome:
    found = weekday_of_month(whole.first.year, whole.first.month, day, nth) if nth else None
    if found:
        return Match(found, found, whole.end, yearless=whole.yearless)
    have = sum(weekday_of_month(whole.first.year, whole.first.month, day, n) is not None for n in range(1, 6))
    named = f"{MONTH_NAMES[whole.first.month]} {whole.first.year}"
    return Refusal(whole.end, f"{named} has {_HOW_MANY[have]} {dt.date(2024, 1, 1 + day):%A}s.")


def _piece(g: Grammar, nth: int, unit: str, whole: Match) -> Outcome:
    first, last = whole.first, whole.last
    days = (last - first).days + 1
    if unit == "day":
        number = nth if nth >= 0 else days + 1 + nth
        if not 1 <= number <= days:
            return Refusal(whole.end)
        day = first + (number - 1) * DAY
        return Match(day, day, whole.end, yearless=whole.yearless)
    if unit == "week" and whole.unit in ("month", "year"):
        start = last + (7 * nth + 1) * DAY if nth < 0 else first + 7 * (nth - 1) * DAY
        fits = first <= start <= last and nth != 0
        return spanned((start, min(start + 6 * DAY, last)), whole.end, "week") if fits else Refusal(whole.end)
    if unit == "half" and nth in (1, 2, -1) and whole.unit in ("month", "year"):
        middle = first.replace(day=15) if whole.unit == "month" else first.replace(month=6, day=30)
        return spanned((first, middle) if nth == 1 else (middle + DAY, last), whole.end, "half")
    if unit == "quarter" and whole.unit == "year" and (1 <= nth <= 4 or nth == -1):
        return spanned(quarter_span(first.year, 4 if nth == -1 else nth), whole.end, "quarter")
    if unit == "weekend" and whole.unit == "month":
        return _weekend_of(g, nth, whole)
    return Refusal(whole.end)


def _weekend_of(g: Grammar, nth: int, whole: Match) -> Outcome:
    saturday = weekday_of_month(whole.first.year, whole.first.month, 5, nth)
    return spanned((saturday, saturday + DAY), whole.end, "weekend") if saturday else Refusal(whole.end)


def _of_unknown(g: Grammar, at: int) -> bool:
    """Whether a weekday, a week or a month is counted of something that is no time of the calendar: of the strike."""
    counted = g.weekday(at) is not None or g.word(at) in ("week", "month", "weekend")
    return counted and g.word(at + 1) in ("of", "in", "into")


def _to_noun(g: Grammar, at: int) -> int:
    """Behind `of the strike`."""
    return min(g.skip(at + 1, "the", "a", "this", "that", "our", "their") + 1, len(g.tokens))
