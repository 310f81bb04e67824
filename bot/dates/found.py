"""What a text says of days: the dates that were read in it, and what was not understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from bot.dates.partial import FIRST_YEAR, LAST_YEAR, day_words
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from bot.dates.conventions import Conventions

Busy = Callable[[int, int], list[int]]
"""For a month and a day: the years in which the base knows something of that day, oldest first."""
Direction = Literal["past", "either", "future"]
"""Which way a day without a year, or a weekday, lies from the day of asking."""
Bound = Literal["on", "since", "after", "until", "before"]

FIRST_DAY, LAST_DAY = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)
"""No day before or after these is meant; they are the far ends of `before may 2` and `after may 2`."""


Events = Callable[[str], dt.date | None]
"""The day of what a word such as `meeting` means in a base, where that is one day."""


def nothing_known(_month: int, _day: int) -> list[int]:
    """For a reader that need not know what a base holds."""
    return []


def no_event(_word: str) -> dt.date | None:
    """For a reader that need not know what happened."""
    return None


@dataclass(frozen=True, slots=True)
class DateContext:
    """From where dates are read: the day of asking, what the base agrees on, and which way they lie."""

    today: dt.date
    conventions: Conventions
    direction: Direction = "either"
    busy: Busy = nothing_known
    events: Events = no_event


@dataclass(frozen=True, slots=True)
class DateSlot:
    """The days that a text names, both included, and the words that named them.

    `since may 2` is May 2 to the day of asking, `before may 2` all days to May 1: `edge` is the one day that such an
    open range is told by. `fuzzy`: people say it of days near these, too.
    """

    first: dt.date
    last: dt.date
    words: str
    fuzzy: bool = False
    bound: Bound = "on"
    edge: dt.date | None = None
    spread: int = 0
    """Days to either side of which `two weeks ago` may be told as well."""
    swappable: bool = False
    """Whether day and month could be read the other way round: `4/5`."""

    @property
    def year(self) -> bool:
        """Whether it is a whole year, or several."""
        return (
            self.bound == "on"
            and self.first == self.first.replace(month=1, day=1)
            and (self.last == self.last.replace(month=12, day=31))
        )

    @property
    def single(self) -> bool:
        return self.first == self.last and self.bound == "on"

    @property
    def around(self) -> DateSlot:
        """With the days near it of which people say the same; the day itself stays the one that is named."""
        if not self.spread:
            return self
        near = dt.timedelta(days=self.spread)
        return replace(self, first=self.first - near, last=self.last + near, edge=self.first, spread=0)

    @property
    def named(self) -> dt.date | None:
        """The one day that is named, also where it is the edge of an open range."""
        return self.first if self.single else self.edge

    @property
    def read_as(self) -> str | None:
        """Where day and month could be read the other way round, how they were: `April 5`; with the year where it was said."""
        return _told(self.named or self.first, self.words) if self.swappable else None


def _told(day: dt.date, words: str) -> str:
    """With the year where one was typed."""
    text = day_words(day)
    parts = [part for part in words.replace(".", "/").replace("-", "/").split("/") if part.isdigit()]
    return text if len(parts) > 2 else text.partition(",")[0]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where in the text it stands. The words that open a range (`since`, `before`) are not part of it."""

    slot: DateSlot
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that speak of a day and were not understood, or name none that exists; `why` is a sentence."""

    words: str
    why: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The dates of a text in their order, and what was left unread."""

    found: tuple[FoundDate, ...] = ()
    unread: tuple[Unread, ...] = field(default=())


class DateUnreadableError(StrikebotError):
    """A text that should be a date and is none, or not only one; the message is a sentence that says what is wrong."""
