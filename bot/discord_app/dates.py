"""Dates as people type them into an option."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.discord_app.errors import SorryError
from bot.discord_app.markup import clean, escaped
from bot.knowledge.dates import end_of_day
from bot.matching.text import fold
from bot.matching.when import find_dates

if TYPE_CHECKING:
    from bot.answering.view import View


def parse_day(text: str, view: View) -> dt.date:
    """The one day that a text names; SorryError where it names none, or several."""
    found = find_dates(fold(clean(text[:100])), view.local_day(), view.busy_years)
    if len(found) != 1 or not found[0].slot.single:
        raise SorryError("error.date", text=escaped(text, 100))
    return found[0].slot.first


def parse_as_of(text: str, view: View) -> dt.datetime:
    """The last second of the day that a text names, or now where that is today; SorryError for a day to come."""
    day = parse_day(text, view)
    if day > view.local_day():
        raise SorryError("error.future", text=escaped(text, 100))
    return min(end_of_day(day) - dt.timedelta(seconds=1), view.as_of)
