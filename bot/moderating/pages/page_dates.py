"""The dates that pages give: a moment where they name a time and its zone, else the day, the month or the year alone."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from bot.dates.partial import FIRST_YEAR, LAST_YEAR, PartialDate

Published: TypeAlias = PartialDate | dt.datetime
_NUMBERS = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?", re.ASCII)
_SPACED = re.compile(r"(?<=\d)\s+(?=[+-]\d|Z$)")
_WORDS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
_FARTHEST = dt.timedelta(hours=14)
_QUARTER = dt.timedelta(minutes=15)
_NEVER_SET = dt.date(1970, 1, 1)
"""What programs write that know no date."""
_SLACK = dt.timedelta(minutes=10)
"""So far the clocks of others may be ahead."""


def published(text: str) -> Published | None:
    """The date in a text; None where there is none, or where it may be read in two ways."""
    if numbers := _NUMBERS.fullmatch(text):
        return _partial(*(int(part) if part else None for part in numbers.groups()))
    moment = _moment(text)
    if moment is None:
        return None
    if moment.date() == _NEVER_SET:
        return None
    if _is_told(moment):
        return moment.replace(second=0, microsecond=0)
    return _partial(moment.year, moment.month, moment.day)


def _moment(text: str) -> dt.datetime | None:
    with suppress(ValueError):
        return dt.datetime.fromisoformat(_SPACED.sub("", text))
    with suppress(ValueError, TypeError, IndexError):
        return parsedate_to_datetime(text)
    for words in _WORDS:
        with suppress(ValueError):
            return dt.datetime.strptime(text, words)  # noqa: DTZ007  (a day, without a time)
    return None


def _is_told(moment: dt.datetime) -> bool:
    """Whether the time is one: midnight to the second is what programs write that know the day alone."""
    offset = moment.utcoffset()
    return (
        offset is not None
        and abs(offset) <= _FARTHEST
        and not offset % _QUARTER
        and moment.time() != dt.time()
        and FIRST_YEAR < moment.year < LAST_YEAR
    )


def _partial(*parts: int | None) -> PartialDate | None:
    try:
        found = PartialDate.parse("-".join(f"{part:02}" for part in parts if part is not None))
    except ValueError:
        return None
    return None if found.first() == _NEVER_SET else found


def lies_ahead(found: Published, now: dt.datetime) -> bool:
    """Whether it is later than now, wherever its page is."""
    if isinstance(found, dt.datetime):
        return found > now + _SLACK
    return found.first() > (now + _FARTHEST).date()


def typed(found: Published) -> str:
    """As a moderator types it: `2024-03-11 21:30 UTC-04:00`, `2024-03-11`."""
    if isinstance(found, dt.datetime):
        return f"{found:%Y-%m-%d %H:%M} UTC{found.isoformat(timespec='minutes')[16:]}"
    return str(found)
