"""Times of the day in a typed text: `9:30pm et`, `21:30`, `noon`, `T21:58-07:00`; and a day and a time as a moment."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.dates.found import DateUnreadableError
from bot.dates.partial import day_words
from bot.dates.reader import shown

_TIME = re.compile(
    r"(?<![\w:.-])(?:at\s+)?(?:(?P<half>\d{1,2})(?:[:.](?P<past>\d{2}))?\s*(?P<noon>[ap])\.?\s?m\b\.?"
    r"|(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,6}))?)?|(?P<word>noon|midnight)\b)"
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


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day, its zone where one was said, and what else the text holds."""

    time: dt.time
    zone: dt.tzinfo | None
    rest: str


def find_time(lowered: str) -> Clock | None:
    """The time in a text in small letters; None where it has none. Raises DateUnreadableError for one that no clock shows."""
    match = _TIME.search(re.sub(r"(?<=\d)t(?=\d)", " ", lowered))
    if match is None:
        return None
    zone, after = _zone(match["zone"] or "", match.string[match.end() :])
    rest = re.sub(r"\bat\b|,", " ", f"{match.string[: match.start()]} {after}").strip()
    return Clock(_time(match), zone, rest)


def _time(match: re.Match[str]) -> dt.time:
    if match["word"]:
        return dt.time(12 if match["word"] == "noon" else 0)
    second = int(match["second"] or 0)
    if match["half"]:
        hour, minute = int(match["half"]), int(match["past"] or 0)
        fits = 1 <= hour <= 12
        hour = hour % 12 + (12 if match["noon"] == "p" else 0)
    else:
        hour, minute = int(match["hour"]), int(match["minute"])
        fits = hour <= 23
    if not fits or minute > 59 or second > 59:
        raise DateUnreadableError(
            f"{shown(match.string)} has no such time of day. Write it like 9:30pm or 21:30."
        )
    return dt.time(hour, minute, second, int((match["part"] or "0").ljust(6, "0")))


def _zone(words: str, after: str) -> tuple[dt.tzinfo | None, str]:
    """The zone that stands behind a time, and what else stands there."""
    plain = words.strip("() ")
    offset = _OFFSET.fullmatch(plain)
    if offset:
        shift = dt.timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        if shift > dt.timedelta(hours=14) or int(offset["minutes"] or 0) > 59:
            raise DateUnreadableError(f"No place is {plain} from UTC. Write the zone like et, utc or -07:00.")
        return dt.timezone(-shift if offset["sign"] == "-" else shift), after
    name = plain.split(" ")[0]
    if name in _ZONES:
        return _ZONES[name], after
    return None, f"{words} {after}"


def aware(on: dt.date, at: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """A day and a time in a zone. Raises DateUnreadableError for an hour that the clocks left out."""
    made = dt.datetime.combine(on, at, zone)
    there = made.astimezone(dt.UTC).astimezone(zone)
    if there.replace(tzinfo=None) != made.replace(tzinfo=None):
        raise DateUnreadableError(
            f"There was no {at:%H:%M} on {day_words(on)}: the clocks went forward then. Look the time up again."
        )
    return made
