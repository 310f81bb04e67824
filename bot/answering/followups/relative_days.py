"""Days counted from what went before: `the day before?`, `a week later`, `and then`."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.followups.dependence import RELATIVE
from bot.answering.followups.topic import strike_of
from bot.answering.handlers.ballots import day
from bot.answering.handlers.status import chosen_strikes, recent
from bot.dates.arithmetic import moved
from bot.dates.found import DateSlot
from bot.dates.numbers import amount
from bot.dates.partial import day_words
from bot.dates.words import UNITS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.answering.followups.topic import Topic
    from bot.answering.known.view import View
    from bot.answering.question.query import Query
    from bot.matching.slots import Question

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(name[:3] for name in calendar.month_name[1:])})", re.IGNORECASE)
_ONLY_A_MONTH = re.compile(
    rf"^(?:and|or|what about|how about)? ?(?:the )?({'|'.join(calendar.month_name[1:])})(?: one| vote| ballot)?\W*$",
    re.IGNORECASE,
)
_ONLY_A_DAY = re.compile(
    r"^(?:and|or|what about|how about)? ?(?:on )?the (\d{1,2})(?:st|nd|rd|th)\W*$", re.IGNORECASE
)
_BACK = frozenset("before earlier prior beforehand previous preceding".split())


def anchored(read: Question, topic: Topic, reader: Callable[[str], Question]) -> Question:
    """A question with a date counted from the day spoken of written out; as it is where there is none to count."""
    match = RELATIVE.search(read.text)
    days = [named for date in topic.slots.dates if (named := date.named)]
    if match is None or not days:
        return read
    counted = _counted(match, days[0])
    if counted is None:
        return read
    return reader(f"{read.text[: match.start()]} {day_words(counted)} {read.text[match.end() :]}")


def in_the_year(read: Question, before: Question, reader: Callable[[str], Question]) -> Question:
    """`and august?` in the year that the question before named with its day or month; as it is where it names its own."""
    years = [year[0] for date in before.slots.dates if (year := _YEAR.search(date.words))]
    own = [date.words for date in read.slots.dates]
    if len(years) != 1 or len(own) != 1 or _YEAR.search(own[0]) or not _MONTH.search(own[0]):
        return read
    named = " ".join(word for word in own[0].split() if word.casefold() not in ("the", "one"))
    return reader(read.text.replace(own[0], f"{named} {years[0]}"))


def in_that_month(read: Question, topic: Topic, reader: Callable[[str], Question]) -> Question:
    """`and august?` read as a month, `and the 26th?` as a day of the month spoken of; as it is where it is anything else."""
    days = [named for date in topic.slots.dates if (named := date.named)]
    if days and not read.slots.dates and (day := _ONLY_A_DAY.match(read.text)):
        return reader(f"and on {calendar.month_name[days[0].month]} {day[1]}, {days[0].year}")
    match = _ONLY_A_MONTH.match(read.text)
    return reader(f"and in {match[1]}") if match and not read.slots.dates else read


def _counted(match: re.Match[str], start: dt.date) -> dt.date | None:
    """The day that a relative date means; None past the end of the calendar."""
    unit = (match["unit"] or match["span"]).casefold()
    way = (match["way"] or match["near"]).casefold()
    count = amount(match[0].casefold().split())
    return moved(start, -count if way in _BACK else count, UNITS.get(unit, "day"))


def happened_next(ask: Query, kind: str, *, later: bool) -> tuple[DateSlot, ...] | None:
    """The next day (or the one before) on which something is known of the strike spoken of; empty where nothing is.

    None where no day was spoken of. `kind` is that of the reply before: after when a strike began, its first day is meant.
    """
    start = _spoken_of(ask, kind, later=later)
    if start is None:
        return None
    undated = replace(ask, slots=replace(ask.slots, dates=()))
    told = recent(undated, chosen_strikes(undated))
    if "one" in ask.tokens:  # the meeting before that meeting
        told = [item for item in told if item[1] in ask.view.base.meetings]
    days = [found for found, _, _ in told if (found > start if later else found < start)]
    if not days:
        return ()
    nearest = min(days) if later else max(days)
    return (DateSlot(nearest, nearest, day_words(nearest)),)


def _spoken_of(ask: Query, kind: str, *, later: bool) -> dt.date | None:
    days = [date for date in ask.slots.dates if not date.year]
    if days:
        return days[-1].last if later else days[0].first
    strike = strike_of(ask.view, ask.slots)
    if strike is None:
        return None
    calendar = ask.view.calendar(strike)
    if calendar is None:
        return None
    return calendar.last_day if kind in ("end", "length") else calendar.first_day


def day_beside(view: View, full_id: str, *, later: bool) -> dt.date | None:
    """The day of the ballot or walk-out next to the one told of, of the same strike; None where there is none."""
    known: list[tuple[str, dt.date]] = [(i, day(ballot)) for i, ballot in view.ballots]
    if full_id not in dict(known):
        known = [(i, walkout.first_day) for i, walkout in view.walkouts]
    days = dict(known)
    if full_id not in days:
        return None
    strikes, here = view.base.strikes_of(full_id), days[full_id]
    those = [found for i, found in known if strikes & view.base.strikes_of(i)]
    after, before = [found for found in those if found > here], [found for found in those if found < here]
    return (min(after, default=None)) if later else max(before, default=None)
