"""What somebody says of a strike, as texts, read into a plan; each part by itself, so that one can be asked for again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.dates import typed
from bot.dates.as_of import read_as_of
from bot.dates.conventions import Conventions, usual_order, zone_named, zone_words
from bot.dates.found import DateContext
from bot.dates.partial import PartialDate, day_words
from bot.dates.zones import read_zone
from bot.knowledge.checks.names import same
from bot.knowledge.model.models import Source, SourceKind
from bot.knowledge.model.profile import FALLBACK
from bot.moderating.beginning.plan import Announcement, Plan
from bot.moderating.beginning.side_names import Names, UnusableError, plain

if TYPE_CHECKING:
    import datetime as dt

    from bot.moderating.beginning.plan import Matter, Side

MOST = 40
"""Unions, employers or issues of one base at its beginning."""


@dataclass
class Saying:
    """What was said so far. Every reader raises a StrikebotError with a sentence for what it cannot use."""

    now: dt.datetime
    names: Names = field(default_factory=Names)
    unions: list[Side] = field(default_factory=list)
    employers: list[Side] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    called_workers: list[str] = field(default_factory=list)
    called_strike: list[str] = field(default_factory=list)
    zone: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    paused_from: dt.date | None = None
    still_on: bool = False
    page: Announcement | None = None
    name: str | None = None

    def union(self, text: str) -> None:
        self._room(len(self.unions))
        self.unions.append(self.names.union(text))

    def employer(self, text: str) -> None:
        self._room(len(self.employers))
        self.employers.append(self.names.employer(text))

    def issue(self, text: str) -> None:
        self._room(len(self.matters))
        self.matters.append(self.names.matter(text))

    def workers(self, text: str) -> None:
        """What people call those on strike; several with commas between them."""
        for part in filter(str.strip, text.split(",")):
            self._room(len(self.called_workers))
            self.called_workers.append(self.names.other(part, "those on strike"))

    def also_called(self, text: str) -> None:
        """What people call the strike; several with commas between them."""
        for part in filter(str.strip, text.split(",")):
            self._room(len(self.called_strike))
            self.called_strike.append(self.names.other(part, "the strike"))

    def _room(self, count: int) -> None:
        if count >= MOST:
            raise UnusableError(f"{MOST} are enough to begin with: write the others into the files later.")

    def in_zone(self, text: str) -> None:
        self.zone = read_zone(text)

    @property
    def zone_words(self) -> str:
        """`Pacific time (America/Los_Angeles)`."""
        zone = self.conventions.zone
        return f"{zone_words(zone)} ({zone.key})"

    @property
    def conventions(self) -> Conventions:
        return Conventions(zone_named(self.zone or FALLBACK), usual_order(self.zone or FALLBACK))

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(self.conventions.zone).date()

    def as_if(self, text: str) -> None:
        """Take another day, or moment, for now."""
        self.now = read_as_of(text, self.now, self.conventions)

    def first(self, text: str) -> None:
        self.first_day = self._day(text)

    def last(self, text: str) -> None:
        day, first = self._day(text), self.first_day
        if first and day < first:
            raise UnusableError(
                f"{day_words(day)} is before the first day ({day_words(first)}): name that day or a later one."
            )
        if day > self.today:
            raise UnusableError(f"{day_words(day)} is still to come: a strike that is over has a last day.")
        self.last_day = day

    def pause(self, text: str) -> None:
        """Take the first day of a pause that goes on."""
        day, first = self._day(text), self.first_day
        if (first and day < first) or day > self.today:
            raise UnusableError(
                f"{day_words(day)} is no day of the strike: name one from its first day to today."
            )
        self.paused_from = day

    def _day(self, text: str) -> dt.date:
        asked = DateContext(
            self.today, self.conventions, "either", typed.near(self.today, self.first_day or self.today)
        )
        return typed.day(text, asked)

    def announced(
        self, *, url: str = "", title: str = "", publisher: str = "", published: str, archived: str = ""
    ) -> None:
        """The page that announces the strike; by the first union where no publisher is said."""
        house = plain(publisher) if publisher.strip() else self.unions[0].name
        sides = {same(name) for side in (*self.unions, *self.employers) for name in (side.name, side.short)}
        page = Announcement(
            publisher=house,
            published=self.published(published),
            kind=SourceKind.PRIMARY if same(house) in sides else SourceKind.PRESS,
            title=" ".join(title.split()) or None,
            url=address(url) if url.strip() else None,
            archived=address(archived) if archived.strip() else None,
        )
        self.page = page

    def published(self, text: str) -> PartialDate | dt.datetime:
        """A day, a month, or a moment, that has come."""
        asked = DateContext(self.today, self.conventions, "past", typed.near(self.today))
        found = typed.moment(text, asked)
        first = (
            found.first()
            if isinstance(found, PartialDate)
            else found.astimezone(self.conventions.zone).date()
        )
        if first > self.today:
            raise UnusableError(
                f"{day_words(first)} is still to come: name the day on which the page came out."
            )
        return found

    def called(self, text: str) -> None:
        self.name = plain(text)

    def plan(self) -> Plan:
        """Of all that was said; the unions, employers, issues and the first day are there."""
        if self.first_day is None:
            raise UnusableError("The first day is missing.")
        return Plan(
            tuple(self.unions),
            tuple(self.employers),
            tuple(self.matters),
            self.zone,
            self.first_day,
            self.now,
            self.page,
            self.last_day,
            self.paused_from,
            self.still_on,
            self.name,
            tuple(self.called_workers),
            tuple(self.called_strike),
        )


def address(text: str) -> str:
    """An address that a source may have. UnusableError."""
    url = text.strip()
    try:
        Source.model_validate(
            {
                "id": "page",
                "publisher": "-",
                "published": "2000",
                "kind": "press",
                "reviewed": "2000-01-01",
                "url": url,
            }
        )
    except ValidationError as error:
        why = (
            str(error.errors()[0].get("ctx", {}).get("error", ""))
            or "expected an address that begins with https://"
        )
        said = why.rpartition("expected ")[2]
        raise UnusableError(f"That cannot be used as an address: expected {said}.") from None
    return url
