"""What a strike says of its days, its sides and its walk-outs must agree, and be known when it was news."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.conventions import zone_named
from bot.dates.partial import PartialDate
from bot.knowledge.checks.chronology import Calendar
from bot.knowledge.model.actions import Ballot, WalkOut
from bot.knowledge.model.models import (
    CitedMilestone,
    Entry,
    Event,
    Meeting,
    Model,
    Source,
    Strike,
    StrikeEntry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from bot.knowledge.model.items import Item
    from bot.knowledge.problems import Problem
    from bot.knowledge.yaml.tree import Step

LATE = dt.timedelta(days=14)
"""News whose first source is published so much later is told only then: worth a look."""


def review_disputes(items: Sequence[Item], zone: ZoneInfo) -> Iterator[Problem]:
    """Everything about walk-outs, ballots, numbers and employers that contradicts their strike or their sources."""
    sources = {item.id: item.model for item in items if isinstance(item.model, Source)}
    strikes = {item.id: item for item in items if isinstance(item.model, Strike)}
    followed = _followed_from(items, sources, zone)
    for item in items:
        home = strikes.get(item.strike or "")
        strike = home.model if home and isinstance(home.model, Strike) else None
        if strike is None or item.entry is None:
            continue
        calendar = Calendar(item, sources, zone_named(strike.zone) if strike.zone else zone)
        for milestone, path in _milestones(item.entry):
            yield from calendar.not_before(milestone.date, (*path, "date"), milestone.citations)
        if isinstance(item.model, Strike):
            yield from _last_days(item, item.model)
            yield from _first_walkout(item, item.model, items)
        if isinstance(item.model, WalkOut):
            yield from _walkout(item, item.model, strike, calendar)
        if isinstance(item.model, WalkOut | Ballot):
            yield from _sides(item, item.model, strike)
        if isinstance(item.model, StrikeEntry) and strike.id in item.model.also_in:
            place = ("also_in", item.model.also_in.index(strike.id))
            yield item.problem(place, f"{strike.id}, where it stands already", "only other strikes")
        yield from _late(item, calendar, followed.get(strike.id))


def _milestones(
    model: Model, path: tuple[Step, ...] = ()
) -> Iterator[tuple[CitedMilestone, tuple[Step, ...]]]:
    """What is told as having happened on a day, deep inside an entry too, with the way to it. A plan is not."""
    if isinstance(model, CitedMilestone):
        yield model, path
    for key, info in type(model).model_fields.items():
        value, name = getattr(model, key), info.alias or key
        if name == "planned_end":
            continue
        if isinstance(value, Model):
            yield from _milestones(value, (*path, name))
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                if isinstance(part, Model):
                    yield from _milestones(part, (*path, name, number))


def _last_days(item: Item, strike: Strike) -> Iterator[Problem]:
    """When the strike at each employer has ended, the strike has, on the last of these days."""
    ends = {each.employer: each.last_day for each in strike.settled if each.union is None}
    if len(strike.against) < 2 or set(ends) != set(strike.against) or None in ends.values():
        return
    last = max(day for day in ends.values() if day)
    if strike.last_day is None:
        yield item.problem(
            ("settled",), f"an end at every employer, the last on {last}", f"`last_day: {last}`"
        )
    elif strike.last_day != last:
        found = f"{strike.last_day}, while the last employer was struck to {last}"
        yield item.problem(("last_day",), found, "the same day")


def _first_walkout(item: Item, strike: Strike, items: Sequence[Item]) -> Iterator[Problem]:
    """Where only walk-outs count, day 1 is the first day of the first of them."""
    if strike.strike_days == "every-day" or strike.first_day is None:
        return
    days = [
        other.model.first_day
        for other in items
        if other.strike == strike.id and isinstance(other.model, WalkOut) and _counts(other.model)
    ]
    if not days:
        found = f"{strike.first_day}, while no walk-out counts"
        yield item.problem(("first_day",), found, "a walk-out of that day in walkouts.yaml")
    elif min(days) != strike.first_day:
        found = f"{strike.first_day}, while the first walk-out began on {min(days)}"
        yield item.problem(("first_day",), found, "the same day")


def _counts(walkout: WalkOut) -> bool:
    """Whether any of its days is a strike day: it is in use, and was not called off before it began."""
    off = walkout.called_off
    return walkout.withdrawn is None and (off is None or off.last_day is not None)


def _walkout(item: Item, walkout: WalkOut, strike: Strike, calendar: Calendar) -> Iterator[Problem]:
    """It lies within the strike, and how it went is told by sources of that time."""
    cut = walkout.called_off.last_day if walkout.called_off else None
    last = cut or walkout.last_day or walkout.first_day
    before = strike.first_day is not None and walkout.first_day < strike.first_day
    after = strike.last_day is not None and last > strike.last_day
    if (before or after) and _counts(walkout):
        days = f"{strike.first_day} to {strike.last_day or 'now'}"
        path = ("first_day",) if before else ("last_day",)
        found = f"{walkout.first_day if before else last}, which is outside the strike ({days})"
        yield item.problem(path, found, "a day of the strike, or `called_off`")
    if walkout.happened:
        published = calendar.published(walkout.happened.citations or walkout.citations)
        if published and published[0][0] < walkout.first_day:
            found = f"how it went from {published[0][1]}, published before it ({published[0][0]})"
            expected = "`citations` under `happened`, of its first day or later"
            yield item.problem(("happened",), found, expected)
    for number, out in enumerate(walkout.places):
        if out.first_day and not walkout.first_day <= out.first_day <= (walkout.last_day or out.first_day):
            found = f"{out.first_day}, which is not a day of the walk-out"
            yield item.problem(("places", number, "first_day"), found, "one of its days")


def _sides(item: Item, entry: WalkOut | Ballot, strike: Strike) -> Iterator[Problem]:
    """The unions and employers of a part of a strike are those of the strike."""
    for field, named, all_of_them in (
        ("union", entry.unions, strike.unions),
        ("employer", entry.employers, strike.against),
    ):
        for number, side in enumerate(named):
            if side not in all_of_them:
                expected = " or ".join(all_of_them) or f"an {field} that strike.yaml names"
                yield item.problem((field, number), f"{side}, which has no part in {strike.id}", expected)


def _followed_from(items: Sequence[Item], sources: dict[str, Source], zone: ZoneInfo) -> dict[str, dt.date]:
    """The day of the first source about each strike: from then on, the base could tell news of it as they came."""
    found: dict[str, dt.date] = {}
    for item in items:
        if item.strike and item.entry and item.entry.withdrawn is None:
            for citation in item.entry.citations:
                if source := sources.get(citation.source):
                    day = source.known_from(zone).date()
                    found[item.strike] = min(day, found.get(item.strike, day))
    return found


def _late(item: Item, calendar: Calendar, followed: dt.date | None) -> Iterator[Problem]:
    """What happened while the strike was followed, but is known only from a source of much later.

    A position or a quotation may well be reported long after; a meeting or a vote would have been news.
    """
    entry, happened = item.entry, _day(item.entry)
    if entry is None or entry.withdrawn or happened is None or followed is None:
        return
    when, path = happened
    published = calendar.published(entry.citations)
    if not when.exact or not published or not followed <= when.first() < published[0][0] - LATE:
        return
    day, source = published[0]
    found = f"{when}, known only from {source}, published on {day}"
    yield item.problem(path, found, "a source of those days, where there is one", level="notice")


def _day(entry: Entry | None) -> tuple[PartialDate, tuple[Step, ...]] | None:
    """The day of which an entry is news."""
    match entry:
        case Event():
            return entry.date, ("date",)
        case Meeting():
            last = entry.last_date or entry.date
            return PartialDate(last.year, last.month, last.day), ("date",)
        case WalkOut():
            first = entry.first_day
            return PartialDate(first.year, first.month, first.day), ("first_day",)
    return None
