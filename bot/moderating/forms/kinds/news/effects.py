"""What the first or the last day of a strike brings with it: meetings outside of it, walk-outs that will not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates.partial import day_words
from bot.knowledge.editing import Item, ValueChange
from bot.moderating.forms.engine.recipe import sparse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.knowledge.model.actions import WalkOut
    from bot.knowledge.model.models import Strike
    from bot.moderating.forms.engine.form_reader import FormReading


def of_last_day(reading: FormReading, last: dt.date, told: dt.date) -> Iterator[ValueChange]:
    """Later walk-outs are called off on the day that it was told, later meetings come after the strike, and a pause that
    is open is over."""
    base, strike = reading.known.base, reading.strike
    for pause in base.strikes[strike].suspensions:
        if pause.last_day is None and pause.first_day <= last:
            way = ("suspensions", Item.of(first_day=pause.first_day.isoformat()), "last_day")
            yield ValueChange(strike, way, str(last))
    for full_id, walkout in base.walkouts.items():
        if full_id.startswith(f"{strike}/") and _outlasts(walkout, last):
            begun = walkout.first_day <= last
            off = {
                "last_day": str(last) if begun else "",
                "date": str(told),
                "text": _with_the_end(walkout, last),
                "citations": reading.citations(),
            }
            yield ValueChange(full_id, ("called_off",), sparse(off))
    for full_id, meeting in base.meetings.items():
        if full_id.startswith(f"{strike}/") and meeting.date > last and meeting.phase != "after":
            yield ValueChange(full_id, ("phase",), "after")


def _outlasts(walkout: WalkOut, last: dt.date) -> bool:
    if walkout.withdrawn or walkout.called_off:
        return False
    return (walkout.last_day or walkout.first_day) > last


def _with_the_end(walkout: WalkOut, last: dt.date) -> str:
    first = day_words(walkout.first_day)
    if walkout.first_day <= last:
        return f"The walk-out that began on {first} ended with the strike on {day_words(last)}."
    return f"The walk-out of {first} was called off with the end of the strike."


def of_first_day(reading: FormReading, strike: Strike, first: dt.date) -> Iterator[ValueChange]:
    """Meetings before it come before the strike, and others do not."""
    for full_id, meeting in reading.known.base.meetings.items():
        if not full_id.startswith(f"{strike.id}/"):
            continue
        if (meeting.last_date or meeting.date) < first and meeting.phase != "before":
            yield ValueChange(full_id, ("phase",), "before")
        elif meeting.phase == "before" and meeting.date >= first:
            yield ValueChange(full_id, ("phase",), None)
