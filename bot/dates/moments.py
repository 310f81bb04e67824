"""The moment for which replies must hold, as people write it: on the command line, in the settings, in a batch."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from bot.dates.partial import FIRST_YEAR, LAST_YEAR
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,6})?)?\s?(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)


class AsOfError(StrikebotError):
    """A text that is no moment."""

    def __init__(self, text: str) -> None:
        shown = "".join(char if char.isprintable() else "?" for char in text[:40])
        super().__init__(
            f"found “{shown}”, expected a day such as 2023-08-04, which means its end,"
            " or a moment such as 2023-08-04T22:00:00-07:00"
        )


def parse_as_of(text: str, zone: ZoneInfo) -> dt.datetime:
    """A day means its last second in `zone`; a moment without an offset is in `zone`. Raises AsOfError."""
    plain = text.strip()
    if not (_DAY.fullmatch(plain) or _MOMENT.fullmatch(plain)):
        raise AsOfError(text)
    try:
        if _DAY.fullmatch(plain):
            moment = end_of_day(dt.date.fromisoformat(plain), zone)
        else:
            moment = dt.datetime.fromisoformat(plain.upper().replace(",", "."))
    except ValueError:
        raise AsOfError(text) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise AsOfError(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def end_of_day(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The last second of `day` in `zone`: what a day as a whole stands for."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=zone)
