"""The moment for which replies must hold, as people write it: on the command line, in Discord, in a batch."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates import typed
from bot.dates.found import DateContext, DateUnreadableError, nothing_known
from bot.dates.moments import end_of_day
from bot.dates.partial import FIRST_YEAR, LAST_YEAR, PartialDate
from bot.dates.reader import shown

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.dates.conventions import Conventions
    from bot.dates.found import Busy

EXPECTED = (
    "expected a day such as 2024-03-04, which means its end, or a moment such as 2024-03-04T22:00:00-07:00"
)


class AsOfError(DateUnreadableError):
    """A text that is no moment; `why` is what is wrong with it, in a sentence."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"found {shown(text)}, {EXPECTED}. {why}".rstrip("."))
        self.why = why


def read_as_of(
    text: str, now: dt.datetime, conventions: Conventions, busy: Busy = nothing_known
) -> dt.datetime:
    """The moment for which replies must hold: as typed, or the end of the one day typed. Raises AsOfError.

    Days without a year and words such as `friday` are of the past, from `now` where the base is at home.
    """
    asked = DateContext(now.astimezone(conventions.zone).date(), conventions, "past", busy)
    try:
        found = typed.moment(text, asked)
        if isinstance(found, PartialDate) and not found.exact:
            raise DateUnreadableError(f"{shown(text)} is {found.words()}; it takes one day.")
    except DateUnreadableError as error:
        raise AsOfError(text, str(error)) from None
    made = found if isinstance(found, dt.datetime) else end_of_day(found.first(), conventions.zone)
    if not FIRST_YEAR <= made.year <= LAST_YEAR:
        raise AsOfError(text, f"It has to be of a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return made


def as_kept(moment: dt.datetime, zone: ZoneInfo) -> str:
    """As a file keeps it: a day's end in `zone` by its day, any other moment with its offset."""
    local = moment.astimezone(zone).replace(microsecond=0)
    return local.date().isoformat() if local == end_of_day(local.date(), zone) else local.isoformat()


def kept(text: str, zone: ZoneInfo) -> dt.datetime:
    """The moment that `as_kept` wrote down."""
    return dt.datetime.fromisoformat(text) if "T" in text else end_of_day(dt.date.fromisoformat(text), zone)
