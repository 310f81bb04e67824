"""What a page shows, as plain data: texts with the numbers of their sources, and links to other pages of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.answering.reply import Reference
    from bot.dates.partial import PartialDate


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and the entry (its full id) that has a page; None where there is nothing to open."""

    text: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim. `account` says whose it is, `date` of when; `heading` parts it from the one before, such as an employer."""

    text: str
    cites: tuple[int, ...]
    account: str | None = None
    date: PartialDate | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Claims under one heading."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known at a glance: `Sides: the union, the alliance`."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an entry is out of use: since when, and why."""

    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """An entry as its page shows it."""

    full_id: str
    kind: str
    """What it is, for a reader: `Meeting`."""
    title: str
    name: str
    """What it is called in a list: of a quote, its words."""
    date: PartialDate | None
    known: dt.datetime
    """When it became known."""
    reviewed: dt.date | None
    """When it was last compared with its sources; None where nobody has yet."""
    strikes: tuple[str, ...]
    lead: Told | None
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    cited: tuple[Reference, ...] = ()
    quoted: bool = False
    """Whether the lead is somebody's own words."""
    stance: str | None = None
    """Of a position: `demands`, `offers`, `agreed` and so on."""
    topic: str | None = None
    """Of an answer: what it is about."""
    withdrawn: Withdrawal | None = None

    @property
    def path(self) -> str:
        return page_of(self.full_id)

    def claims(self) -> Iterator[Told]:
        """All that it tells, in order."""
        if self.lead:
            yield self.lead
        for section in self.sections:
            yield from section.told

    @property
    def text(self) -> str:
        """Its words as one text."""
        return " ".join(told.text for told in self.claims())


@dataclass(frozen=True, slots=True)
class Part:
    """What a correction changed in one place: the words that stood there, and those that stand now (none: taken out)."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of what stood in the base: where, since when, and why. `number` is its own for good."""

    number: str
    at: dt.datetime
    full_id: str
    reason: str
    parts: tuple[Part, ...] = field(default=())


def page_of(full_id: str) -> str:
    """The address of an entry's page within the site: it stays as long as the id does. A source has a place on one page."""
    kind, _, bare = full_id.partition("/")
    if kind == "source" and bare:
        return f"sources.html#{bare}"
    return f"entries/{full_id}.html"


def data_of(full_id: str) -> str:
    """The address of the same entry for programs."""
    return f"entries/{full_id}.json"
