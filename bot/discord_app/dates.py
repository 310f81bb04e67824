"""Dates as people type them into an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates.moments import end_of_day
from bot.discord_app.errors import SorryError
from bot.discord_app.markup import escaped
from bot.matching.when import one_day

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.view import View


def parse_day(text: str, view: View) -> dt.date:
    """The one day that a text names; SorryError where it names none, or several."""
    day = one_day(text, view.local_day(), view.busy_years)
    if day is None:
        raise SorryError("error.date", text=escaped(text, 100))
    return day


def parse_as_of(text: str, view: View) -> dt.datetime:
    """The last second of the day that a text names, or now where that is today; SorryError for a day to come."""
    day = parse_day(text, view)
    if day > view.local_day():
        raise SorryError("error.future", text=escaped(text, 100))
    return min(end_of_day(day, view.base.zone), view.as_of)
