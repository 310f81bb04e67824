"""What a new base is made of: who strikes against whom, over what, where and since when, and who says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.known.parties import usually_takes_the
from bot.answering.known.view import FRESH_DAYS
from bot.dates.conventions import zone_named
from bot.moderating.forms.engine.ids import slug
from bot.moderating.forms.engine.typed import listed

if TYPE_CHECKING:
    from bot.dates.partial import PartialDate
    from bot.knowledge.model.models import PartyKind, SourceKind

ANNOUNCED_AHEAD = dt.timedelta(days=1)
"""A page of the evening before may already tell that a strike begins."""


@dataclass(frozen=True, slots=True)
class Side:
    """A union or an employer: its name, and what people call it."""

    id: str
    name: str
    short: str
    kind: PartyKind

    @property
    def told(self) -> str:
        """As a sentence names it: `the EWU`, `Acme`."""
        return f"the {self.short}" if usually_takes_the(self.short, self.kind) else self.short


@dataclass(frozen=True, slots=True)
class Matter:
    """What they fight over, and what is meant by it where somebody said so."""

    id: str
    name: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """The page that announces the strike."""

    publisher: str
    published: PartialDate | dt.datetime
    kind: SourceKind
    title: str | None = None
    url: str | None = None
    archived: str | None = None
    """The address of a copy at a public archive."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`now` is aware. Without a `page` everything rests on the statement of the moderators who begin the base."""

    unions: tuple[Side, ...]
    employers: tuple[Side, ...]
    matters: tuple[Matter, ...]
    zone: str
    first_day: dt.date
    now: dt.datetime
    page: Announcement | None = None
    last_day: dt.date | None = None
    paused_from: dt.date | None = None
    """The first day of a pause that goes on."""
    still_on: bool = False
    """Whether the moderators say that it goes on today."""
    given_name: str | None = None
    workers: tuple[str, ...] = ()
    """What people call those on strike: bus drivers."""
    called: tuple[str, ...] = ()
    """What people call the strike: bus strike."""

    @property
    def today(self) -> dt.date:
        """The day in the zone of the strike."""
        return self.now.astimezone(zone_named(self.zone)).date()

    @property
    def strike(self) -> str:
        """The id of the strike, which its folder bears too."""
        return f"{slug(' '.join(side.short for side in self.unions))[:60].strip('-') or 'strike'}-{self.first_day.year}"

    @property
    def name(self) -> str:
        return (
            self.given_name or f"{self.first_day.year} {listed([side.name for side in self.unions])} strike"
        )

    @property
    def short_name(self) -> str:
        return f"{listed([side.short for side in self.unions])} strike"

    @property
    def begun(self) -> bool:
        return self.first_day <= self.today

    @property
    def told_as_begun(self) -> bool:
        """Whether there is a source that can know that it began."""
        if not self.begun or self.page is None:
            return self.begun
        return day_of(self.page, self.zone) + ANNOUNCED_AHEAD >= self.first_day

    @property
    def stated(self) -> bool:
        """Whether something rests on the moderators' own statement."""
        if self.page is None or self.last_day or self.paused_from:
            return True
        return self.still_on and stale(self)


def stale(plan: Plan) -> bool:
    """Whether the page is too old to say that a strike that has begun still goes on."""
    if plan.page is None or not plan.begun:
        return False
    return (plan.today - day_of(plan.page, plan.zone)).days > FRESH_DAYS


def day_of(page: Announcement, zone: str) -> dt.date:
    """The day on which a page came out; of a month its last one, from which the page is used."""
    if isinstance(page.published, dt.datetime):
        return page.published.astimezone(zone_named(zone)).date()
    return page.published.last()
