"""Meetings, votes and walk-outs as a calendar (RFC 5545), each in the time zone of its strike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from bot.answering.composition.draft import capital
from bot.site.entries import headline
from bot.site.model import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from bot.answering.known.view import View
    from bot.knowledge.model.actions import WalkOut
    from bot.knowledge.model.models import Strike

DayOrMoment = dt.date | dt.datetime
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entered:
    """Something in the calendar. A day has no time; `end` is the first moment (or day) after it."""

    full_id: str
    what: str
    begin: DayOrMoment
    end: DayOrMoment
    text: str
    category: str
    status: str = "CONFIRMED"
    part: str = ""
    """Tells two dates of one entry apart."""


def calendar(view: View, name: str, base_url: str) -> bytes:
    """The calendar of the base; where the site's address is known, each date has its page."""
    made = Calendar()
    made.add("prodid", "-//Strikebot//Strike calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", str(view.base.zone))
    for entered in sorted(dates(view), key=lambda one: (_day(one.begin), one.full_id, one.part)):
        made.add_component(_event(view, entered, base_url))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(view: View, entered: Entered, base_url: str) -> Event:
    event = Event()
    event.add("uid", f"{entered.full_id}{entered.part}@strikebot")
    entry = view.base.entry(entered.full_id)
    event.add("dtstamp", dt.datetime.combine(entry.reviewed, dt.time(), dt.UTC))
    event.add("dtstart", entered.begin)
    event.add("dtend", entered.end)
    event.add("summary", entered.what)
    event.add("description", entered.text)
    event.add("categories", [entered.category])
    event.add("status", entered.status)
    event.add("transp", "TRANSPARENT")
    if base_url:
        event.add("url", base_url + page_of(entered.full_id))
    return event


def dates(view: View) -> Iterator[Entered]:
    """All that a calendar can hold: what has a day of its own."""
    yield from _strikes(view)
    yield from _meetings(view)
    yield from _votes(view)
    for full_id, walkout in view.walkouts:
        yield _walkout(view, full_id, walkout)


def _strikes(view: View) -> Iterator[Entered]:
    """The first and the last day of the main strikes, where every day between them counts."""
    for strike in view.strikes:
        if strike.main and strike.kind == "strike" and strike.strike_days == "every-day":
            yield from _ends_of(view, strike)


def _ends_of(view: View, strike: Strike) -> Iterator[Entered]:
    name = capital(strike.short_name)
    if strike.first_day:
        text = strike.started.text if strike.started else f"{name}: first day"
        yield _on(strike.id, f"{name}: first day", strike.first_day, text, "Walk-out", "/first-day")
    if strike.last_day and strike.ended:
        yield _on(strike.id, f"{name}: last day", strike.last_day, strike.ended.text, "Walk-out", "/last-day")


def _meetings(view: View) -> Iterator[Entered]:
    today = view.local_day()
    for full_id, meeting in view.meetings:
        last = meeting.last_date or meeting.date
        text = " ".join(s.text for s in view.said(meeting, meeting.summary, meeting.outcome, meeting.time))
        status = "TENTATIVE" if meeting.date > today else "CONFIRMED"
        category = "Vote" if meeting.kind == "vote" else "Meeting"
        title = capital(meeting.title)
        yield Entered(full_id, title, meeting.date, last + DAY, text, category, status)


def _votes(view: View) -> Iterator[Entered]:
    today = view.local_day()
    for full_id, event in view.events:
        if event.kind == "vote" and event.date.exact:
            yield _on(full_id, headline(view, full_id), event.date.first(), event.text, "Vote")
        if event.due:
            what = f"Due: {headline(view, full_id)}"
            yield _on(full_id, what, event.due, event.text, "Deadline", "/due")
    for full_id, ballot in view.ballots:
        first, last = ballot.opens or ballot.closes, ballot.closes or ballot.opens
        if first and last:
            text = " ".join((ballot.text, *(s.text for s in view.said(ballot, ballot.result))))
            status = "TENTATIVE" if first > today else "CONFIRMED"
            yield Entered(full_id, f"Ballot on {ballot.asks}", first, last + DAY, text, "Vote", status)


def _on(full_id: str, what: str, day: dt.date, text: str, category: str, part: str = "") -> Entered:
    return Entered(full_id, what, day, day + DAY, text, category, part=part)


def _walkout(view: View, full_id: str, walkout: WalkOut) -> Entered:
    """With its hours where both are known; called off before it began it is cancelled, cut short it ends earlier."""
    off = walkout.called_off
    what = capital(walkout.name or "walk-out")
    cut = off.last_day if off else None
    begin, end = _hours(walkout, view.base.zone_of(full_id), cut)
    told = [s.text for s in view.said(walkout, walkout.happened, off)]
    if walkout.last_day is None and cut is None:
        told.append("No end was set.")
    cancelled = off is not None and cut is None
    planned = walkout.first_day > view.local_day()
    return Entered(
        full_id,
        f"Called off: {what}" if cancelled else f"{what} (cut short)" if cut else what,
        begin,
        end,
        " ".join((walkout.text, *told)),
        "Walk-out",
        "CANCELLED" if cancelled else "TENTATIVE" if planned else "CONFIRMED",
    )


def _hours(walkout: WalkOut, zone: ZoneInfo, cut: dt.date | None) -> tuple[DayOrMoment, DayOrMoment]:
    last = cut or walkout.last_day or walkout.first_day
    if walkout.starts_at is None or (walkout.back_at is None and walkout.last_day is None):
        return walkout.first_day, last + DAY
    begin = dt.datetime.combine(walkout.first_day, walkout.starts_at, zone)
    if cut or walkout.back_at is None:
        return begin, dt.datetime.combine(last + DAY, dt.time(), zone)
    return begin, walkout.back_at.replace(tzinfo=zone)


def _day(moment: DayOrMoment) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
