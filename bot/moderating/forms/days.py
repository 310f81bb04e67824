"""Dates and times as people write them in a form; what is no date is refused in a sentence."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from zoneinfo import ZoneInfo

from bot.dates.partial import FIRST_YEAR, LAST_YEAR, PartialDate, day_words
from bot.matching.text import fold, visible
from bot.matching.when import Busy, find_dates
from bot.moderating.forms.typed import UnreadableError, shown

_HOW = "Write it like aug 11, 11 August 2023, yesterday or 2023-08-11."
_ISO = re.compile(r"\d{4}(?:-\d{1,2}){0,2}", re.ASCII)
_ABOUT = re.compile(r"^(?:~|(?:about|around|circa|ca\.|c\.)\s)\s*")
_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\.?"
_BEFORE = re.compile(rf"^(?:on\s+)?{_WEEKDAY}(?:\s*,\s*|\s+)(?=.*\d)")
_AFTER = re.compile(rf"(?<=\d)(?:st|nd|rd|th)?[\s,(]+{_WEEKDAY}\)?$")
_SHORT_DAYS = {"sat": "saturday", "sun": "sunday", "mon": "monday", "wed": "wednesday"}
_IMPOSSIBLE = re.compile(r"\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})\b|\b(\d{1,2})\s+([a-z]{3})[a-z]*")
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if number}

_TIME = re.compile(
    r"(?<![\w:.-])(?:at\s+)?(?:(?P<half>\d{1,2})(?:[:.](?P<past>\d{2}))?\s*(?P<noon>[ap])\.?\s?m\b\.?"
    r"|(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?|(?P<word>noon|midnight)\b)"
    r"\s*(?P<zone>(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?(?![\w:-])|\(?[a-z]{1,8}(?:\s+(?:standard\s+|daylight\s+)?time)?\)?(?![\w:]))?",
    re.ASCII,
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?", re.ASCII)
_ZONES = {
    name: ZoneInfo(zone)
    for names, zone in (
        ("pt pst pdt pacific", "America/Los_Angeles"),
        ("mt mst mdt mountain", "America/Denver"),
        ("ct cst cdt central", "America/Chicago"),
        ("et est edt eastern", "America/New_York"),
        ("utc gmt z zulu", "UTC"),
        ("uk bst london", "Europe/London"),
    )
    for name in names.split()
}


def near(today: dt.date, first: dt.date | None = None, last: dt.date | None = None) -> Busy:
    """The year of a day without one: nearest to a span of days, else the latest not far ahead of today."""

    def years(month: int, day: int) -> list[int]:
        start, end = first or today, last or max(first or today, today)
        known = [
            found
            for year in range(start.year - 1, min(end.year, start.year + 30) + 2)
            if (found := _safe(year, month, day))
        ]
        if first is None:
            return [found.year for found in known]
        return [
            found.year
            for found in sorted(known, key=lambda one: max((start - one).days, (one - end).days, 0))[:1]
        ]

    return years


def partial(text: str, today: dt.date, years: Busy) -> PartialDate:
    """A day, a month, a year, or about a day. UnreadableError."""
    folded = re.sub(r"\b(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?\b", _dashed, fold(visible(text[:100])).strip())
    plain = _ABOUT.sub("", folded)
    about = plain != folded
    if _ISO.fullmatch(plain):
        return _iso(plain, about)
    weekday = None
    for pattern in (_BEFORE, _AFTER):
        match = pattern.search(plain)
        if match:
            weekday, plain = match["weekday"], pattern.sub("", plain)
    found = find_dates(_SHORT_DAYS.get(plain, plain), today, years)
    if len(found) != 1 or _rest(_SHORT_DAYS.get(plain, plain), found[0].start, found[0].end):
        raise _unread(text, plain)
    made = _made(found[0].slot.first, found[0].slot.last, about, text)
    if weekday and made.day and made.first().weekday() != _weekday(weekday):
        raise UnreadableError(
            f"{day_words(made.first())} is a {calendar.day_name[made.first().weekday()]},"
            f" not a {calendar.day_name[_weekday(weekday)]}. Look the date up again."
        )
    return made


def day(text: str, today: dt.date, years: Busy) -> dt.date:
    """One day of the calendar. UnreadableError."""
    made = partial(text, today, years)
    if not made.exact:
        raise UnreadableError(f"{shown(text)} is {made.words()}; the day itself has to be known here.")
    return made.first()


def moment(text: str, today: dt.date, home: ZoneInfo) -> PartialDate | dt.datetime:
    """When something was published: a moment where a time is given, in `home` unless it says otherwise."""
    lowered = re.sub(r"(?<=\d)t(?=\d)", " ", " ".join(visible(text[:100]).casefold().split()))
    match = _TIME.search(lowered)
    if match is None:
        return partial(text, today, near(today))
    zone, after = _zone(match["zone"] or "", lowered[match.end() :], home)
    rest = re.sub(r"\bat\b|,", " ", f"{lowered[: match.start()]} {after}").strip()
    on = day(rest, today, near(today)) if rest else today
    return _aware(on, _time(match, text), zone)


def _dashed(match: re.Match[str]) -> str:
    return "-".join(part for part in match.groups() if part)


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _iso(text: str, about: bool) -> PartialDate:
    year, *others = text.split("-")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise UnreadableError(
            f"The year {year} cannot be meant: it has to be one from {FIRST_YEAR} to {LAST_YEAR}."
        )
    padded = "-".join([year, *(part.zfill(2) for part in others)])
    try:
        if any(int(part) == 0 for part in others):
            raise ValueError(padded)
        return PartialDate.parse(("~" if about else "") + padded)
    except ValueError:
        raise UnreadableError(f"{padded} is not a day of the calendar. Look the date up again.") from None


def _rest(text: str, start: int, end: int) -> str:
    """What a date left unread, apart from words that say nothing."""
    around = f"{text[:start]} {text[end:]}"
    return re.sub(r"\b(?:on|in|the|of|at)\b|[\s,.;()]", "", around)


def _made(first: dt.date, last: dt.date, about: bool, text: str) -> PartialDate:
    if first == last:
        return PartialDate(first.year, first.month, first.day, about)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return PartialDate(first.year, about=about)
    if first.day == 1 and last == last.replace(day=calendar.monthrange(first.year, first.month)[1]):
        return PartialDate(first.year, first.month, about=about)
    raise UnreadableError(f"{shown(text)} may be any of several days. {_HOW}")


def _unread(text: str, folded: str) -> UnreadableError:
    for match in _IMPOSSIBLE.finditer(folded):
        month, number = _MONTHS.get(match[1] or match[4]), int(match[2] or match[3])
        if month and not 1 <= number <= calendar.monthrange(2024, month)[1]:
            return UnreadableError(f"{calendar.month_name[month]} {number} is not a day of the calendar.")
    return UnreadableError(f"I cannot read {shown(text)} as a date. {_HOW}")


def _weekday(name: str) -> int:
    return next(n for n, full in enumerate(calendar.day_name) if full.casefold().startswith(name))


def _time(match: re.Match[str], text: str) -> dt.time:
    if match["word"]:
        return dt.time(12 if match["word"] == "noon" else 0)
    if match["half"]:
        hour, minute = int(match["half"]), int(match["past"] or 0)
        fits = 1 <= hour <= 12
        hour = hour % 12 + (12 if match["noon"] == "p" else 0)
    else:
        hour, minute = int(match["hour"]), int(match["minute"])
        fits = hour <= 23
    if not fits or minute > 59:
        raise UnreadableError(f"{shown(text)} has no such time of day. Write it like 9:30pm or 21:30.")
    return dt.time(hour, minute)


def _zone(words: str, after: str, home: ZoneInfo) -> tuple[dt.tzinfo, str]:
    """The zone that stands behind a time, and what else stands there."""
    plain = words.strip("() ")
    offset = _OFFSET.fullmatch(plain)
    if offset:
        shift = dt.timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        if shift > dt.timedelta(hours=14):
            raise UnreadableError(f"No place is {plain} from UTC. Write the zone like et, utc or -07:00.")
        return dt.timezone(-shift if offset["sign"] == "-" else shift), after
    name = plain.split(" ")[0]
    if name in _ZONES:
        return _ZONES[name], after
    return home, f"{words} {after}"


def _aware(on: dt.date, at: dt.time, zone: dt.tzinfo) -> dt.datetime:
    made = dt.datetime.combine(on, at, zone)
    there = made.astimezone(dt.UTC).astimezone(zone)
    if there.replace(tzinfo=None) != made.replace(tzinfo=None):
        raise UnreadableError(
            f"There was no {at:%H:%M} on {day_words(on)}: the clocks went forward then. Look the time up again."
        )
    return made
