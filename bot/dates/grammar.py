"""The grammar of dates: expressions are read from a place in a text, each as far as it goes.

A rule takes the grammar and the number of a token, and gives what begins there: a `Match`, a `Refusal` where it is
clear that a day is spoken of and there is none such, or nothing. Of several the longest counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.dates.arithmetic import month_length
from bot.dates.numbers import ORDINAL_ENDS, cardinal, ordinal
from bot.dates.partial import FIRST_YEAR, LAST_YEAR, day_words
from bot.dates.words import WEEKDAYS, Token, no_such_day, normal, tokens_of

if TYPE_CHECKING:
    from bot.dates.found import DateContext
    from bot.dates.holidays import Holiday

NEAR_YEARS = 2
"""A bare `23` behind a month and a day is a year only this close to the year of asking: `aug 11 12` may be two days."""
AHEAD = dt.timedelta(days=183)
"""A day without a year lies at most so far ahead; else it was last year's."""
KNOWN_AHEAD = dt.timedelta(days=60)
"""Of years in which the base knows of a day, one counts that has it at most so far ahead."""


@dataclass(frozen=True, slots=True)
class Match:
    """Days that were read; `end` is the number of the token behind them. `unit` is what they are one of: day, month …"""

    first: dt.date
    last: dt.date
    end: int
    unit: str = "day"
    fuzzy: bool = False
    spread: int = 0
    yearless: bool = False
    swappable: bool = False

    @property
    def day(self) -> dt.date | None:
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with an expression, in a sentence; without one it was only not understood."""

    end: int
    why: str = ""


InYear = Callable[[int], dt.date | None]
"""The day of a year that something is, such as Labor Day; None where that year has none."""
HOLIDAY = "the name of a holiday"
"""Stands for the first word of any, where rules are asked for."""
Outcome = Match | Refusal | None
Rule = Callable[["Grammar", int], Outcome]
RulesFor = Callable[[str], tuple[Rule, ...]]
"""The rules that can begin with a token."""


class Grammar:
    """One text, read from one day of asking. `typed`: all of the text should be a date, so words need less around them."""

    def __init__(self, text: str, asked: DateContext, rules: RulesFor, *, typed: bool) -> None:
        self.text = text
        self.asked = asked
        self.typed = typed
        self.tokens = tokens_of(text)
        self.words = [token.text for token in self.tokens]
        self._rules = rules
        self._points: dict[int, Outcome] = {}

    def point(self, at: int) -> Outcome:
        """The longest day or time that begins at a token, `the` before it or not; no range."""
        if at not in self._points:
            self._points[at] = None  # what begins here is not part of itself
            self._points[at] = self._point(at)
        return self._points[at]

    def _point(self, at: int) -> Outcome:
        word = self.word(at)
        outcomes = [rule(self, at) for rule in self._rules(word)]
        if word in self.holidays:
            outcomes += [rule(self, at) for rule in self._rules(HOLIDAY)]
        if word == "the":
            outcomes.append(self.point(at + 1))
        return longest(outcomes)

    @property
    def today(self) -> dt.date:
        return self.asked.today

    # Tokens.

    def word(self, at: int) -> str:
        """The token, or an empty text behind the last one."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def number(self, at: int) -> int | None:
        return self.tokens[at].number if 0 <= at < len(self.tokens) else None

    def glued(self, at: int) -> bool:
        """Whether the token stands right behind the one before it."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def skip(self, at: int, *words: str) -> int:
        """Behind these words, as many of them as stand here."""
        while self.word(at) in words:
            at += 1
        return at

    def nth(self, at: int) -> tuple[int, int] | None:
        """The value of `4th` or `fourth`, and where it ends."""
        value = self.number(at)
        if value is not None:
            return (value, at + 2) if self.word(at + 1) in ORDINAL_ENDS and self.glued(at + 1) else None
        return ordinal(self.words, at) if at < len(self.words) else None

    def count(self, at: int) -> tuple[int, int] | None:
        """The value of `3`, `three`, `a`, `a couple of`, and where it ends."""
        value = self.number(at)
        if value is not None:
            whole = self.word(at + 1) not in (".", ",") or not self.glued(at + 2)
            return (value, at + 1) if whole and self.word(at + 1) not in ORDINAL_ENDS else None
        if at >= len(self.words):
            return None
        if spoken := cardinal(self.words, at):
            return spoken
        behind = at + (self.word(at) in ("a", "an"))
        if self.word(behind) == "couple":
            return 2, self.skip(behind + 1, "of")
        return (1, behind) if behind > at else None

    def weekday(self, at: int) -> int | None:
        return WEEKDAYS.get(self.word(at))

    # Years, months and days.

    def year(self, at: int, *, near: bool = False) -> tuple[int, int] | None:
        """A year behind a month or a day: `2023`, `, 2023`, `of 2023`, `'23`; with `near` also a bare `23`."""
        start = self.skip(at, ",", "of", "in") if self.word(at) in (",", "of", "in") else at
        if self.word(start) == "'" and self.glued(start + 1) and self._two_digits(start + 1):
            return self.full_year(self.number(start + 1) or 0), start + 2
        value = self.number(start)
        if value is None or (self.word(start + 1) in ORDINAL_ENDS and self.glued(start + 1)):
            return None
        if len(self.word(start)) == 4 and FIRST_YEAR <= value <= LAST_YEAR and not self._goes_on(start):
            return value, start + 1
        if start == at and near and self._two_digits(start):
            return self.full_year(value), start + 1
        return None

    def _two_digits(self, at: int) -> bool:
        return len(self.word(at)) == 2 and self.number(at) is not None and not self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """Whether figures run on behind a number: `2023:`, `23/1`, `23.5`."""
        mark = self.word(at + 1) in ("/", ":", ".", ",", "-") and self.glued(at + 1)
        return mark and self.glued(at + 2) and self.number(at + 2) is not None

    def full_year(self, two: int) -> int:
        """`23` as a year: of the hundred that end twenty years ahead."""
        end = self.today.year + 20
        return end - (end - two) % 100

    def is_near(self, two: int) -> bool:
        return abs(self.full_year(two) - self.today.year) <= NEAR_YEARS

    def safe(self, year: int, month: int, day: int) -> dt.date | None:
        """The day, where the calendar has it."""
        return dt.date(year, month, day) if 1 <= day <= month_length(year, month) else None

    def day_of(self, month: int, day: int, year: int | None, end: int, *, swappable: bool = False) -> Outcome:
        """A day of a month, its year where none is given the one that is meant; a Refusal where the month has none."""
        if not 1 <= day <= (month_length(year, month) if year else month_length(2024, month)):
            return Refusal(end, no_such_day(month, day, year))
        found = dt.date(year, month, day) if year else self.nearest(month, day)
        if found is None:
            return Refusal(end)
        return Match(found, found, end, yearless=year is None, swappable=swappable)

    def nearest(self, month: int, day: int) -> dt.date | None:
        """The day of the year that a month and a day alone mean: the latest one not long ahead of which the base knows,
        else the one on the side where it should lie."""
        horizon = self.today + KNOWN_AHEAD
        known = [found for year in self.asked.busy(month, day) if (found := self.safe(year, month, day))]
        if before := [found for found in known if found <= horizon]:
            return before[-1]
        return self.year_around(lambda year: self.safe(year, month, day))

    def known_month(self, month: int) -> int | None:
        """The latest year, not long ahead, in which the base knows of a day of this month."""
        return max(self._known_years(month), default=None)

    def _known_years(self, month: int) -> set[int]:
        horizon = self.today + KNOWN_AHEAD
        years = {year for day in range(1, 32) for year in self.asked.busy(month, day)}
        return {year for year in years if dt.date(year, month, 1) <= horizon}

    def year_around(self, in_year: InYear) -> dt.date | None:
        """A day of this year, of which only month and day were said: last year's where that is long ahead. Where only the
        past is meant, the latest that is past."""
        days = self._around(in_year)
        past = [day for day in days if day <= self.today]
        likely = [day for day in days if day.year == self.today.year and day - self.today <= AHEAD]
        if self.typed and self.asked.direction == "past":
            likely = []
        chosen = likely or past
        return chosen[-1] if chosen else None

    def on_its_side(self, in_year: InYear) -> dt.date | None:
        """A day that comes every year: the next one, the latest of which the base knows, or the one meant most likely."""
        days = self._around(in_year)
        if self.asked.direction == "future":
            return next((day for day in days if day >= self.today), None)
        known = [day for day in days if day.year in self.asked.busy(day.month, day.day)]
        if before := [day for day in known if day <= self.today + KNOWN_AHEAD]:
            return before[-1]
        return self.year_around(in_year)

    def _around(self, in_year: InYear) -> list[dt.date]:
        years = range(self.today.year - 9, self.today.year + 10)
        return [day for year in years if (day := in_year(year))]

    def checked(self, match: Outcome, weekday: int) -> Outcome:
        """The match, if it is of that weekday. Long ago the weekday tells the year, where the base knows of such a month."""
        if not isinstance(match, Match) or match.day is None or match.first.weekday() == weekday:
            return match
        if match.yearless and abs(match.first - self.today) > KNOWN_AHEAD:
            years = sorted(self._known_years(match.first.month))
            days = [self.safe(year, match.first.month, match.first.day) for year in years]
            if fitting := [day for day in days if day and day.weekday() == weekday]:
                return replace(match, first=fitting[-1], last=fitting[-1])
        verb = "was" if match.first < self.today else "is" if match.first == self.today else "will be"
        right, wrong = f"{match.first:%A}", f"{dt.date(2024, 1, 1 + weekday):%A}"
        return Refusal(match.end, f"{day_words(match.first)}, {verb} a {right}, not a {wrong}.")

    # Holidays.

    @cached_property
    def holidays(self) -> dict[str, list[tuple[tuple[str, ...], Holiday]]]:
        return _by_first_word(self.asked.conventions.holidays)

    def named_holiday(self, at: int) -> tuple[Holiday, int] | None:
        """The holiday whose name stands here, the longest where several do."""
        for name, found in self.holidays.get(self.word(at), ()):
            if tuple(self.words[at : at + len(name)]) == name:
                return found, at + len(name)
        return None


@lru_cache(maxsize=64)
def _by_first_word(holidays: tuple[Holiday, ...]) -> dict[str, list[tuple[tuple[str, ...], Holiday]]]:
    found: dict[str, list[tuple[tuple[str, ...], Holiday]]] = {}
    for holiday in holidays:
        bare = (re.sub("['’]", "", name) for name in holiday.names)
        for form in {*holiday.names, *bare}:
            words = tuple(token.text for token in tokens_of(normal(form)))
            found.setdefault(words[0], []).append((words, holiday))
    for names in found.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return found


def longest(outcomes: list[Outcome]) -> Outcome:
    """The one that goes furthest; of two as long, the one that was read."""
    found = [outcome for outcome in outcomes if outcome is not None]
    return max(found, key=lambda one: (one.end, isinstance(one, Match)), default=None)


def tokens_text(grammar: Grammar, start: int, end: int) -> str:
    """The text of tokens, as it was written."""
    tokens: list[Token] = grammar.tokens[start:end]
    return grammar.text[tokens[0].start : tokens[-1].end] if tokens else ""
