"""Days counted from what went before: `the day before?`, `a week later`, `and then`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.handlers.status import chosen_strikes, recent
from bot.answering.leaning import RELATIVE
from bot.answering.topic import strike_of
from bot.dates.partial import day_words
from bot.matching.when import DateSlot

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from bot.answering.ask import Ask
    from bot.answering.topic import Topic
    from bot.matching.slots import Question

_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "three": 3,
    "few": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
}
_DAYS = {"day": 1, "morning": 1, "night": 1, "week": 7}
_BACK = frozenset("before earlier prior beforehand previous preceding".split())


def anchored(read: Question, topic: Topic, reader: Callable[[str], Question]) -> Question:
    """A question with a date counted from the day spoken of written out; as it is where there is none to count."""
    match = RELATIVE.search(read.text)
    days = [date for date in topic.slots.dates if date.single]
    if match is None or not days:
        return read
    day = _counted(match, days[0].first)
    if day is None:
        return read
    return reader(f"{read.text[: match.start()]} {day_words(day)} {read.text[match.end() :]}")


def _counted(match: re.Match[str], start: dt.date) -> dt.date | None:
    """The day that a relative date means; None past the end of the calendar."""
    unit = (match["unit"] or match["span"]).casefold()
    way = (match["way"] or match["near"]).casefold()
    count = (
        next(
            (_COUNTS.get(word, int(word) if word.isdigit() else 0) for word in match[0].casefold().split()), 1
        )
        or 1
    )
    sign = -1 if way in _BACK else 1
    try:
        if unit in _DAYS:
            return start + dt.timedelta(days=sign * count * _DAYS[unit])
        return _months_on(start, sign * count * (12 if unit == "year" else 1))
    except (ValueError, OverflowError):
        return None


def _months_on(start: dt.date, months: int) -> dt.date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            continue
    return dt.date(year, month + 1, min(start.day, 28))


def happened_next(ask: Ask, kind: str, *, later: bool) -> tuple[DateSlot, ...] | None:
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
    days = [day for day, _, _ in told if (day > start if later else day < start)]
    if not days:
        return ()
    day = min(days) if later else max(days)
    return (DateSlot(day, day, day_words(day)),)


def _spoken_of(ask: Ask, kind: str, *, later: bool) -> dt.date | None:
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
