"""Dates as people type them into an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates import typed
from bot.dates.as_of import AsOfError, read_as_of
from bot.dates.found import DateUnreadableError
from bot.dates.reader import shown
from bot.discord_app.errors import SorryError
from bot.discord_app.text.markup import escaped

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.known.view import View
    from bot.dates.found import Direction


def parse_day(text: str, view: View, direction: Direction = "either") -> dt.date:
    """The one day that a text names; SorryError where it names none, or several, or more than a day."""
    try:
        return typed.day(text, view.asked(direction))
    except DateUnreadableError as error:
        raise _sorry(text, str(error)) from None


def parse_as_of(text: str, view: View) -> dt.datetime:
    """The moment that a text names, or the last second of its day; now where that is still to come today.

    SorryError for what is not wholly understood, and for a day to come.
    """
    try:
        moment = read_as_of(text, view.as_of, view.base.conventions, view.busy_years)
    except AsOfError as error:
        raise _sorry(text, error.why) from None
    if moment.astimezone(view.base.zone).date() > view.local_day():
        raise SorryError("error.future", text=escaped(text, 100))
    return min(moment, view.as_of).astimezone(view.base.zone)


def _sorry(text: str, why: str) -> SorryError:
    more = why.removeprefix(f"I cannot read {shown(text)} as a date. ")
    return SorryError("error.date", text=escaped(text, 100), why=escaped(more, 300))
