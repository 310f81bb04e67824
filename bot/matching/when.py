"""Dates in words, relative to the day of asking. Written here, not taken from a library: general date parsers
read "may", "sat" and "second" as dates, take milliseconds, and do not say which words they read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.matching.text import fold, visible

Busy = Callable[[int, int], list[int]]
"""For a month and a day: the years in which the base knows something of that day, oldest first."""


@dataclass(frozen=True, slots=True)
class DateSlot:
    """The days a question names, both included, and the words that named them."""

    first: date
    last: date
    words: str
    fuzzy: bool = False

    @property
    def year(self) -> bool:
        """Whether it is a whole year."""
        return (self.last - self.first).days > 300

    @property
    def single(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class FoundDate:
    slot: DateSlot
    start: int
    end: int


_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if number}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYS = {name[:3].casefold(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?"
_NUMBERS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split())}  # fmt: skip
_NEAR = r"(?P<word>day before yesterday|yesterday|last night|today|tonight|this (?:morning|afternoon|evening)|tomorrow)"
_COUNT = rf"(?P<count>\d{{1,3}}|an?|couple|{'|'.join(_NUMBERS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


def _count(text: str) -> int:
    return int(text) if text.isdigit() else {"a": 1, "an": 1, "couple": 2}.get(text, _NUMBERS.get(text, 1))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_for(today: date, month: int, day: int, busy: Busy) -> int:
    """The year meant by a month and a day alone: the latest one not long after today in which the base knows of it."""
    horizon = today + timedelta(days=60)
    known = [year for year in busy(month, day) if (_safe(year, month, day) or today) <= horizon]
    if known:
        return known[-1]
    this = _safe(today.year, month, day)
    return today.year - 1 if this and this > today + timedelta(days=183) else today.year


def _named_day(match: re.Match[str], today: date, busy: Busy) -> DateSlot | None:
    month, day = _MONTHS[match["month"][:3]], int(match["day"])
    year = int(match["year"]) if match["year"] else _year_for(today, month, day, busy)
    found = _safe(year, month, day)
    return DateSlot(found, found, match[0]) if found else None


def _numeric(match: re.Match[str], today: date, busy: Busy) -> DateSlot | None:
    month, day, year_text = int(match["m"]), int(match["d"]), match["y"]
    if not 1 <= month <= 12:
        return None
    year = (
        int(year_text) + (2000 if len(year_text) == 2 else 0)
        if year_text
        else _year_for(today, month, day, busy)
    )
    found = _safe(year, month, day)
    return DateSlot(found, found, match[0]) if found else None


def _iso(match: re.Match[str], _today: date, _busy: Busy) -> DateSlot | None:
    found = _safe(int(match["year"]), int(match["m"]), int(match["d"]))
    return DateSlot(found, found, match[0]) if found else None


def _relative_day(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    word = match["word"]
    shift = {"yesterday": -1, "last night": -1, "day before yesterday": -2, "tomorrow": 1}.get(word, 0)
    day = today + timedelta(days=shift)
    return DateSlot(day, day, word)


def _neighbour(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    """`the day before`: before the day that the conversation is about, which the caller passes as today."""
    day = today + timedelta(days=-1 if match["word"] in ("day before", "previous day") else 1)
    return DateSlot(day, day, match[0])


def _ago(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    count, unit = _count(match["count"]), match["unit"]
    days = count * {"d": 1, "w": 7, "m": 30, "y": 365}[unit[0]]
    day = today - timedelta(days=min(days, 36500))
    spread = timedelta(days={"d": 0, "w": 1, "m": 7, "y": 45}[unit[0]])
    return DateSlot(day - spread, day + spread, match[0], fuzzy=unit[0] != "d")


def _weekday(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    back = (today.weekday() - _DAYS[match["weekday"][:3]]) % 7
    which = match["which"] or ""
    if which == "next":
        day = today + timedelta(days=(-back) % 7 or 7)
    elif which in ("last", "past", "previous"):
        day = today - timedelta(days=back or 7)
    else:
        day = today - timedelta(days=back)
    return DateSlot(day, day, match[0])


def _nth(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    day = int(match["day"])
    month = today if day <= today.day else today.replace(day=1) - timedelta(days=1)
    found = _safe(month.year, month.month, day)
    return DateSlot(found, found, match[0]) if found else None


def _span(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    which, unit = match["which"], match["unit"]
    monday = today - timedelta(days=today.weekday())
    if unit == "weekend":
        saturday = monday + timedelta(
            days=5 if which == "this" or (which == "the" and today.weekday() >= 4) else -2
        )
        return DateSlot(saturday, saturday + timedelta(days=1), match[0], fuzzy=True)
    if unit == "week":
        first = monday - timedelta(days=7 if which in ("last", "past", "previous") else 0)
        return DateSlot(first, first + timedelta(days=6), match[0], fuzzy=True)
    first = today.replace(day=1)
    if which in ("last", "past", "previous"):
        first = (first - timedelta(days=1)).replace(day=1)
    return DateSlot(first, _month_end(first), match[0], fuzzy=True)


def _month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _month(match: re.Match[str], today: date, _busy: Busy) -> DateSlot | None:
    month = _MONTHS[match["month"][:3]]
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    first = date(year, month, 1)
    return DateSlot(first, _month_end(first), match[0], fuzzy=True)


def _year(match: re.Match[str], _today: date, _busy: Busy) -> DateSlot | None:
    year = int(match["year"])
    return DateSlot(date(year, 1, 1), date(year, 12, 31), match[0], fuzzy=True)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, Busy], DateSlot | None]], ...] = tuple(
    (re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/-])"), rule)
    for pattern, rule in (
        (rf"{_YEAR}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?:t[\d:.+z-]*)?", _iso),
        (rf"{_MONTH}\s*(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?", _named_day),
        (rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", _named_day),
        (r"(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{4}|\d\d))?", _numeric),
        (rf"(?:the\s+)?{_NEAR}", _relative_day),
        (r"(?:the\s+)?(?P<word>day before|previous day|day after|next day|following day)(?!\s+yesterday)", _neighbour),
        (rf"{_COUNT}\s+(?:of\s+)?(?P<unit>days?|weeks?|months?|years?)\s+(?:ago|back|earlier)", _ago),
        (rf"(?:(?P<which>last|past|previous|this|next)\s+)?{_WEEKDAY}", _weekday),
        (r"(?P<which>last|past|previous|this|the)\s+(?P<unit>weekend|week|month)", _span),
        (rf"(?:in|of|during|since|early|mid|late|last|this|back in)\s+{_MONTH}(?:\s+{_YEAR})?", _month),
        (rf"{_YEAR}\s*[-–/]\s*\d\d", _year),
        (rf"{_MONTH}\s+{_YEAR}", _month),
        (r"(?:on|of|since)\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)", _nth),
        (_YEAR, _year),
    )
)  # fmt: skip
_AMBIGUOUS = frozenset({"sat", "sun", "mon", "wed", "mar", "may"})


def find_dates(text: str, today: date, busy: Busy = lambda _month, _day: []) -> list[FoundDate]:
    """The dates in a folded text, in order, longest reading first; overlapping readings are dropped."""
    if "year" in text:
        text = text.replace("this year", str(today.year)).replace("last year", str(today.year - 1))
    found: list[FoundDate] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if match[0] in _AMBIGUOUS or (
                match.groupdict().get("weekday") in _AMBIGUOUS and not match["which"]
            ):
                continue
            slot = rule(match, today, busy)
            if slot is not None:
                found.append(FoundDate(slot, match.start(), match.end()))
    return sorted(found, key=lambda item: item.start)


def one_day(text: str, today: date, busy: Busy = lambda _month, _day: []) -> date | None:
    """The one day that a typed text names; None where it names none, or several, or a number besides, such as a year
    that no strike was in."""
    typed = fold(visible(text[:100]))
    found = find_dates(typed, today, busy)
    if len(found) != 1 or not found[0].slot.single:
        return None
    besides = typed[: found[0].start] + typed[found[0].end :]
    return None if any(char.isdigit() for char in besides) else found[0].slot.first
