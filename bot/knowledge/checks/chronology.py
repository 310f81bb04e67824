"""Dates that must agree: with the strike's own days, and with the day on which a source could know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dates.conventions import zone_named, zone_words
from bot.dates.partial import PartialDate
from bot.knowledge.model.models import Entry, Event, Meeting, Milestone, Position, Quote, Source, Strike
from bot.knowledge.problems import Problem, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from bot.knowledge.model.items import Item
    from bot.knowledge.model.models import Citation
    from bot.knowledge.yaml.tree import Step

ANNOUNCED_AHEAD = dt.timedelta(days=1)
"""A strike's start and end are announced the evening before; days also turn at other times in other zones."""

MILESTONES = ("authorization", "ended", "ratification")


def review_dates(items: Sequence[Item], zone: ZoneInfo, today: dt.date | None) -> Iterator[Problem]:
    """Dates out of order. What `today` brings (a source not usable yet) is told only where it is given."""
    sources = {item.id: item.model for item in items if isinstance(item.model, Source)}
    strikes = {item.id: item.model for item in items if isinstance(item.model, Strike)}
    for item in items:
        strike = strikes.get(item.strike) if item.strike else None
        calendar = Calendar(item, sources, zone_named(strike.zone) if strike and strike.zone else zone)
        if isinstance(item.model, Entry):
            yield from _review(item, item.model, today)
        if isinstance(item.model, Source) and today:
            yield from _not_yet(item, item.model, zone, today)
        elif isinstance(item.model, Strike):
            yield from calendar.strike(item.model)
        elif isinstance(item.model, Meeting):
            yield from calendar.meeting(item.model)
            if strike:
                yield from _phase(item, item.model, strike)
        elif isinstance(item.model, Position):
            yield from calendar.not_before(item.model.since, ("since",), item.model.citations)
        elif isinstance(item.model, Event):
            yield from calendar.not_before(item.model.date, ("date",), item.model.citations)
        elif isinstance(item.model, Quote):
            yield from calendar.quote(item.model)


@dataclass(frozen=True, slots=True)
class Calendar:
    item: Item
    sources: dict[str, Source]
    zone: ZoneInfo

    def published(self, citations: Iterable[Citation]) -> list[tuple[dt.date, str]]:
        """The day of publication and the id of each source that is known, first ones first."""
        known = [
            (self._day(self.sources[one.source]), one.source)
            for one in citations
            if one.source in self.sources
        ]
        return sorted(known)

    def _day(self, source: Source) -> dt.date:
        if isinstance(source.published, dt.datetime):
            return source.published.astimezone(self.zone).date()
        return source.published.last()

    def not_before(
        self, when: PartialDate, path: tuple[Step, ...], citations: Iterable[Citation]
    ) -> Iterator[Problem]:
        """What is told as having happened cannot rest on a source from before it did."""
        published = self.published(citations)
        if not published or when.about or when.first() <= published[0][0] + ANNOUNCED_AHEAD:
            return
        day, source = published[0]
        found = f"{when}, which is after {show(source)} was published ({day})"
        yield self.item.problem(path, found, "only sources of that day or later")

    def strike(self, strike: Strike) -> Iterator[Problem]:
        for name in MILESTONES:
            milestone = getattr(strike, name)
            if isinstance(milestone, Milestone):
                citations = milestone.citations or strike.citations
                yield from self.not_before(milestone.date, (name, "date"), citations)
        for place, deal in enumerate(strike.tentative_agreements):
            way = ("tentative_agreement", place, "date")
            yield from self.not_before(deal.date, way, deal.citations or strike.citations)
        if strike.ended and strike.last_day and strike.ended.date.last() < strike.last_day:
            found = f"{strike.ended.date}, which is before the last_day ({strike.last_day})"
            yield self.item.problem(("ended", "date"), found, "the last_day or a later day")

    def meeting(self, meeting: Meeting) -> Iterator[Problem]:
        """A meeting may be announced; its outcome cannot."""
        if meeting.outcome:
            when = PartialDate(meeting.date.year, meeting.date.month, meeting.date.day)
            published = self.published(meeting.outcome.citations or meeting.citations)
            if published and when.first() > published[0][0]:
                day, source = published[0]
                found = f"an outcome of {when} from {show(source)}, published before it ({day})"
                expected = "`citations` under the outcome, of that day or later"
                yield self.item.problem(("outcome",), found, expected)

    def quote(self, quote: Quote) -> Iterator[Problem]:
        published = self.published(quote.citations)
        complete = len(published) == len(quote.citations)
        if published and complete and quote.said.first() > published[-1][0]:
            day, source = published[-1]
            found = f"{quote.said}, which is after its last source, {show(source)}, was published ({day})"
            yield self.item.problem(("said",), found, "that day or an earlier one")


def _phase(item: Item, meeting: Meeting, strike: Strike) -> Iterator[Problem]:
    """A meeting outside the strike's own days must say so, and one within must not."""
    if strike.first_day is None:
        return
    last = meeting.last_date or meeting.date
    possible = {
        "before": meeting.date < strike.first_day,
        "during": strike.first_day <= last and (strike.last_day is None or meeting.date <= strike.last_day),
        "after": strike.last_day is not None and last > strike.last_day,
    }
    if possible[meeting.phase]:
        return
    right = next(phase for phase, fits in possible.items() if fits)
    days = f"{strike.first_day} to {strike.last_day or 'now'}"
    path = ("phase",) if "phase" in meeting.model_fields_set else ("date",)
    yield item.problem(path, f"{meeting.date}, which is {right} the strike ({days})", f"`phase: {right}`")


def _review(item: Item, entry: Entry, today: dt.date | None) -> Iterator[Problem]:
    """What is to be looked at again cannot be due before it was last looked at; what is due by its interval is told."""
    if entry.review_by and entry.review_by < entry.reviewed:
        found = f"{entry.review_by}, which is before it was last `reviewed` ({entry.reviewed})"
        yield item.problem(("review_by",), found, "that day or a later one, or no `review_by`")
    elif today and entry.review_every and entry.look_by and entry.look_by < today and not entry.withdrawn:
        found = f"{entry.reviewed}, with a look due every {entry.review_every}"
        yield item.problem(
            ("reviewed",), found, "a look whether it is still true, then today", level="notice"
        )


def _not_yet(item: Item, source: Source, zone: ZoneInfo, today: dt.date) -> Iterator[Problem]:
    if isinstance(source.published, PartialDate) and source.published.last() >= today:
        found = (
            f"{source.published}, so what it carries is used only from the end of {source.published.last()},"
            f" {zone_words(zone)}"
        )
        expected = "the time too (2024-03-04T21:58-07:00), to be used at once"
        yield item.problem(("published",), found, expected, level="notice")
    elif isinstance(source.published, dt.datetime) and source.published.astimezone(zone).date() > today:
        found = f"{source.published.isoformat()}, which is still to come"
        yield item.problem(("published",), found, "a time that has passed", level="notice")
