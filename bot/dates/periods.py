"""Rules for longer times: July 2023, last week, mid-July, Q3, summer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.arithmetic import Span, month_length, month_span, moved, period_of, third, year_span
from bot.dates.days import DAY, month_at
from bot.dates.grammar import Match, Outcome, Refusal, longest
from bot.dates.numbers import ORDINAL_ENDS
from bot.dates.words import LAST, MONTHS, NEXT, ONLY_WITH_MORE, PARTS, SEASONS, THIS, THROUGH, UNITS, WHICH

if TYPE_CHECKING:
    from bot.dates.grammar import Grammar

OPENING = frozenset(
    "in of during since early mid late last this next back until till by before after from between".split()
)
"""Words before the name of a month that make it one, whatever else it means."""
AROUND = frozenset(
    "the for what happened happen happening happens news events meet met meeting talks session on all every our their a".split()
)
BEHIND = frozenset(
    "meeting meetings talks session sessions vote offer proposal letter memo deal strike statement".split()
)
_STEP = {LAST: -1, THIS: 0, NEXT: 1}
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


def spanned(span: Span, end: int, unit: str, *, yearless: bool = False, fuzzy: bool = True) -> Match:
    """More than one day."""
    return Match(span[0], span[1], end, unit, fuzzy=fuzzy, yearless=yearless)


# Months and years.


def month(g: Grammar, at: int) -> Outcome:
    """`august 2023`, `aug '22`, `in august`, `last july`; `2024 aug`."""
    which = WHICH.get(g.word(at))
    named = month_at(g, at + 1 if which else at)
    if named is None:
        return _year_month(g, at)
    number, end = named
    if which:
        return spanned(_which_month(g, number, which), end, "month", yearless=True)
    year = g.year(end)
    if year:
        return spanned(month_span(year[0], number), year[1], "month")
    if not _is_month(g, at, end):
        return None
    return spanned(_which_month(g, number, ""), end, "month", yearless=True)


def _is_month(g: Grammar, at: int, end: int) -> bool:
    """Whether a bare name is a month here: `june` may be a person, `may` a verb, `march` a walk."""
    before, after = g.word(at - 1), g.word(end)
    if ((after in THROUGH or after == "-") and month_at(g, end + 1)) or (
        g.word(at - 2) in MONTHS and before in (*THROUGH, "-")
    ):
        return True
    if before in OPENING or (before == "-" and g.word(at - 2) in PARTS):
        return True
    if g.typed or g.word(at) in ONLY_WITH_MORE:
        return False
    return before in AROUND or (after in BEHIND and not before)


def _which_month(g: Grammar, number: int, which: str) -> Span:
    """The month of this year, or of the one before or after it; a bare one, of the latest year of which the base knows."""
    this, year = g.today.month, g.today.year
    if which == "" and g.asked.direction != "future" and (known := g.known_month(number)):
        year = known
    elif which == LAST:
        year -= number >= this
    elif which == NEXT:
        year += number <= this
    elif which == "" and g.asked.direction == "future":
        year += number < this
    elif which == "":
        year -= number > this
    return month_span(year, number)


def _year_month(g: Grammar, at: int) -> Outcome:
    """`2024 aug`, `2024-03`, `2023/08`, `8/2023`, `03-2024`, `2023-24 strike`."""
    year = g.year(at)
    if year and year[1] == at + 1:
        named = month_at(g, at + 1)
        return spanned(month_span(year[0], named[0]), named[1], "month") if named else None
    first, mark, second = g.number(at), g.word(at + 1), g.number(at + 2)
    if (
        first is None
        or second is None
        or mark not in ("-", "/", "–")
        or not (g.glued(at + 1) and g.glued(at + 2))
    ):
        return None
    if g.word(at + 3) in ("-", "/") and g.glued(at + 3):
        return None
    sizes = len(g.word(at)), len(g.word(at + 2))
    if sizes == (4, 4) and first < second and _can_be(first) and _can_be(second):
        return spanned(year_span(first, second), at + 3, "year")
    next_year = (first + 1) % (100 if sizes[1] == 2 else 10)
    if sizes in ((4, 2), (4, 1)) and _can_be(first) and second == next_year and not g.typed:
        return spanned(year_span(first, first + 1), at + 3, "year")
    if sizes in ((4, 2), (4, 1)) and _can_be(first):
        return _numbered(first, second, at + 3)
    if sizes in ((2, 4), (1, 4)) and _can_be(second) and (mark == "/" or 1 <= first <= 12):
        return _numbered(second, first, at + 3)
    return None


def _can_be(year: int) -> bool:
    return 1800 <= year <= 2200


def _numbered(year: int, month: int, end: int) -> Outcome:
    if not 1 <= month <= 12:
        return Refusal(end, f"There is no month {month}.")
    return spanned(month_span(year, month), end, "month")


def year(g: Grammar, at: int) -> Outcome:
    """`2023`; `the 1980s`. In a sentence only years that a strike of today can be about are years."""
    at += g.word(at) == "year"
    value = g.number(at)
    if value is None or len(g.word(at)) != 4:
        return None
    if g.word(at + 1) == "s" and g.glued(at + 1) and value % 10 == 0 and 1800 <= value <= 2100:
        return spanned(year_span(value, value + 9), at + 2, "decade")
    if g.word(at + 1) in ORDINAL_ENDS and g.glued(at + 1):
        return None
    known = 1800 <= value <= 2200 if g.typed else 1900 <= value <= 2099
    return spanned(year_span(value), at + 1, "year") if known else None


# This week, last month, the year before last.


def which_period(g: Grammar, at: int) -> Outcome:
    """`this week`, `last month`, `next year`, `the weekend`, `the last three days`."""
    which = WHICH.get(g.word(at)) or ("the" if g.word(at) == "the" else None)
    if which is None:
        return None
    start = at + 1 + (g.word(at) == "this" and g.word(at + 1) in WHICH)
    unit = UNITS.get(g.word(start))
    if unit and not g.word(start).endswith("s"):
        if unit in ("day", "fortnight", "decade"):
            return (
                _rolling(g, 14 if unit == "fortnight" else 0, which, start + 1)
                if unit == "fortnight"
                else None
            )
        if start > at + 1:
            which = WHICH[g.word(start - 1)]
        if g.word(start - 1) == "past" and unit != "weekend":
            return _rolled(g, 1, unit, LAST, start + 1)
        return _period(g, which, unit, start + 1)
    return _several(g, which, start)


def _period(g: Grammar, which: str, unit: str, end: int) -> Outcome:
    if which == "the":
        if unit == "year" or (unit != "weekend" and g.word(end) in ("of", "before", "after", "in")):
            return None
        if unit == "weekend":
            step = (
                0
                if (g.today.weekday() >= 4) != (g.asked.direction == "past" and g.today.weekday() == 4)
                else -1
            )
            step = 0 if g.asked.direction == "future" else step
            return spanned(period_of(g.today + 7 * step * DAY, unit), end, unit)
        which = THIS
    if unit == "weekend" and which == THIS and g.asked.direction == "past" and g.today.weekday() < 5:
        which = LAST
    day = moved(g.today, _STEP[which], "week" if unit == "weekend" else unit)
    return spanned(period_of(day, unit), end, unit) if day else None


def before_last(g: Grammar, at: int) -> Outcome:
    """`the week before last`, `the year after next`."""
    unit = UNITS.get(g.word(at))
    twice = {("before", "last"): -2, ("after", "next"): 2}.get((g.word(at + 1), g.word(at + 2)))
    if unit not in ("week", "weekend", "month", "year") or twice is None:
        return None
    day = moved(g.today, twice, "week" if unit == "weekend" else unit)
    return spanned(period_of(day, unit), at + 3, unit) if day else None


def _several(g: Grammar, which: str, at: int) -> Outcome:
    """`the last three weeks`, `next 10 days`, `the past few days`."""
    if which not in (LAST, NEXT):
        return None
    few = g.word(at) == "few"
    counted = (3, at + 1) if few else g.count(at)
    unit = UNITS.get(g.word(counted[1])) if counted else None
    if counted is None or unit is None or unit == "weekend":
        return None
    return _rolled(g, counted[0], unit, which, counted[1] + 1)


def _rolled(g: Grammar, count: int, unit: str, which: str, end: int) -> Outcome:
    """So many units up to today, today included; or from tomorrow on."""
    edge = moved(g.today, count if which == NEXT else -count, unit)
    if edge is None:
        return Refusal(end)
    if which == NEXT:
        return spanned((g.today + DAY, edge), end, "days")
    return spanned((edge + DAY, g.today), end, "days")


def _rolling(g: Grammar, days: int, which: str, end: int) -> Outcome:
    return _rolled(g, days, "day", which, end) if which in (LAST, NEXT) else None


# Parts: early, mid, late, the first half, a quarter, a season.


def part(g: Grammar, at: int) -> Outcome:
    """`mid-july`, `the end of last month`, `early 2023`, `in the middle of july`."""
    which = PARTS.get(g.word(at))
    if which is None:
        return None
    start = g.skip(at + 1, "-", "in", "of", "the")
    if g.word(at) in ("beginning", "start", "end", "middle") and g.word(at + 1) not in ("of", "in"):
        return None
    whole = longest([month(g, start), year_in(g, start), _whole_period(g, start), this_period(g, start)])
    if not isinstance(whole, Match):
        return whole
    if whole.unit not in ("month", "year", "week"):
        return None
    return spanned(third((whole.first, whole.last), which), whole.end, "part", yearless=whole.yearless)


def year_in(g: Grammar, at: int) -> Outcome:
    """A year, and no decade."""
    found = year(g, at)
    return found if isinstance(found, Match) and found.unit == "year" else None


def _whole_period(g: Grammar, at: int) -> Outcome:
    """A bare month or year behind a word that says that it is one."""
    named = month_at(g, at)
    return spanned(_which_month(g, named[0], ""), named[1], "month", yearless=True) if named else None


def likely_month(g: Grammar, at: int) -> Outcome:
    """A bare month of which a day or a week is told: this year's, where it is not far ahead."""
    named = month_at(g, at)
    first = g.year_around(lambda year: dt.date(year, named[0], 1)) if named else None
    if named is None or first is None:
        return None
    return spanned(month_span(first.year, first.month), named[1], "month", yearless=True)


def this_period(g: Grammar, at: int) -> Outcome:
    """`last month`, `next week`; behind `the end of the`, also the bare word: this one."""
    which, unit = WHICH.get(g.word(at)), UNITS.get(g.word(at))
    if unit in ("week", "month", "year") and g.word(at - 1) == "the":
        return _period(g, THIS, unit, at + 1)
    unit = UNITS.get(g.word(at + 1))
    if which and unit in ("week", "month", "year"):
        return _period(g, which, unit, at + 2)
    return None


def quarter_span(year: int, number: int) -> Span:
    """The quarter of a year, from 1 to 4."""
    return dt.date(year, 3 * number - 2, 1), dt.date(year, 3 * number, month_length(year, 3 * number))


def quarter(g: Grammar, at: int) -> Outcome:
    """`q3 2023`."""
    number = g.number(at + 1) if g.word(at) == "q" and g.glued(at + 1) else None
    year = g.year(at + 2)
    return (
        spanned(quarter_span(year[0], number), year[1], "quarter")
        if number in (1, 2, 3, 4) and year
        else None
    )


def season(g: Grammar, at: int) -> Outcome:
    """`summer 2023`, `last summer`: whole months, as in the north; in the south the words mean other months."""
    which = WHICH.get(g.word(at))
    first = SEASONS.get(g.word(at + 1 if which else at))
    if first is None:
        return None
    end = at + 1 + bool(which)
    year = g.year(end)
    if year is None and which is None:
        return None
    if _is_southern(g.asked.conventions.zone.key):
        return Refusal(year[1] if year else end)
    if year:
        return spanned(_season(year[0], first), year[1], "season")
    around = [_season(g.today.year + step, first) for step in range(-2, 3)]
    chosen = {
        LAST: [span for span in around if span[1] < g.today][-1:],
        THIS: [span for span in around if span[0].year == g.today.year],
        NEXT: [span for span in around if span[0] > g.today][:1],
    }[which or THIS]
    return spanned(chosen[0], end, "season") if chosen else None


def _season(year: int, first: int) -> Span:
    if first == 12:
        return dt.date(year, 12, 1), month_span(year + 1, 2)[1]
    return dt.date(year, first, 1), month_span(year, first + 2)[1]


_SOUTH = ("Australia/", "Antarctica/", "America/Argentina/")
_SOUTHERN = frozenset(
    "Pacific/Auckland Pacific/Chatham Africa/Johannesburg America/Sao_Paulo America/Santiago America/Montevideo "
    "America/Buenos_Aires Africa/Harare Africa/Maputo Africa/Windhoek Africa/Gaborone".split()
)


def _is_southern(zone: str) -> bool:
    return zone.startswith(_SOUTH) or zone in _SOUTHERN
