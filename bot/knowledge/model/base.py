"""The knowledge base: every entry by its id, frozen, swapped whole. It knows no clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.dates.conventions import zone_named
from bot.knowledge.model.models import Event, Position, Quote, Statement, StrikeEntry
from bot.knowledge.model.tenses import told_as_past

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zoneinfo import ZoneInfo

    from bot.dates.conventions import Conventions
    from bot.dates.partial import PartialDate
    from bot.knowledge.model.actions import Ballot, Figure, Place, WalkOut
    from bot.knowledge.model.models import (
        Answer,
        Check,
        Citation,
        Entry,
        Issue,
        Meeting,
        Party,
        Person,
        Source,
        Strike,
        Vocabulary,
    )
    from bot.knowledge.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeBase:
    """All that the files say. Mappings are read-only and in the order of the files.

    Sources, parties, people, issues, places and strikes are keyed by their bare id; meetings, positions, quotes,
    events, walk-outs, ballots and figures by the full id (`bakers-2024/meeting/2024-03-04`), answers by `answer/<id>`.
    """

    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    people: Mapping[str, Person]
    issues: Mapping[str, Issue]
    places: Mapping[str, Place]
    strikes: Mapping[str, Strike]
    meetings: Mapping[str, Meeting]
    positions: Mapping[str, Position]
    quotes: Mapping[str, Quote]
    events: Mapping[str, Event]
    walkouts: Mapping[str, WalkOut]
    ballots: Mapping[str, Ballot]
    figures: Mapping[str, Figure]
    answers: Mapping[str, Answer]
    vocabulary: Vocabulary
    checks: tuple[Check, ...]
    profile: Profile
    """What holds for the whole base, as base.yaml says it."""
    conventions: Conventions
    """The same for dates, with what it leaves out filled in."""
    moments: Mapping[str, dt.datetime]
    """The moment from which each source counts as published, by its id."""
    revision: str
    """Twelve hex digits that change with any byte of any file."""
    where: Mapping[str, tuple[str, int]]
    """The file (relative to the folder) and line of each full id; a source is `source/<id>`."""

    _told_in: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def entry(self, full_id: str) -> Entry:
        """The entry of a full id (of a person: `person/<id>`); KeyError where there is none."""
        prefix, _, bare = full_id.partition("/")
        shelves = self._bare()
        if bare and prefix in shelves:
            return shelves[prefix][bare]
        for shelf in self._full():
            if full_id in shelf:
                return shelf[full_id]
        raise KeyError(full_id)

    def entries(self) -> Iterator[tuple[str, str | None, Entry]]:
        """Full id, strike id or None, and entry, for all of them, also those that are withdrawn."""
        for prefix, shelf in self._bare().items():
            for key, entry in shelf.items():
                yield f"{prefix}/{key}", None, entry
        for shelf in self._full():
            for full_id, entry in shelf.items():
                yield full_id, self.strike_of(full_id), entry

    def strike_of(self, full_id: str) -> str | None:
        """The strike an entry belongs to: by its id, or for an answer as it says itself."""
        prefix = full_id.partition("/")[0]
        if prefix in self.strikes or full_id.count("/") == 2:
            return prefix
        answer = self.answers.get(full_id)
        return answer.strike if answer else None

    def strikes_of(self, full_id: str) -> frozenset[str]:
        """Every strike in which an entry is told: its own, and those that it names under `also_in`."""
        found = self._told_in.get(full_id)
        if found is None:
            own = self.strike_of(full_id)
            entry = (
                next((shelf[full_id] for shelf in self._full() if full_id in shelf), None) if own else None
            )
            also = entry.also_in if isinstance(entry, StrikeEntry) else ()
            found = self._told_in[full_id] = frozenset((own, *also)) if own else frozenset()
        return found

    @property
    def zone(self) -> ZoneInfo:
        """Where the base is at home."""
        return self.conventions.zone

    def zone_of_strike(self, strike: Strike | None) -> ZoneInfo:
        """Where the days of a strike are counted; without one, where the base is at home."""
        return zone_named(strike.zone) if strike and strike.zone else self.zone

    def zone_of(self, full_id: str) -> ZoneInfo:
        """The zone of the strike that an entry belongs to."""
        return self.zone_of_strike(self.strikes.get(self.strike_of(full_id) or ""))

    def published(self, source: Source) -> PartialDate:
        """The day (or month) of publication where the base is at home."""
        return source.day(self.zone)

    def known_from(self, entry: Entry, zone: ZoneInfo | None = None) -> dt.datetime:
        """The moment of its first publication: before it, the entry must not be used; days are those of `zone`.

        What an entry cannot be without, such as the answer to a question, may be carried by later sources of its own; and
        what is told as having happened is not told on the day before, when it was only announced.
        """
        needed = [self._first(entry.citations)]
        needed += [dt.datetime.combine(day, dt.time(), zone or self.zone) for day in _happened(entry)]
        for part in _needed(entry):
            needed.append(min(self.statement_known_from(statement, entry, zone) for statement in part))
        return max(needed)

    def statement_known_from(
        self, statement: Statement, entry: Entry, zone: ZoneInfo | None = None
    ) -> dt.datetime:
        """The same for a statement, which rests on its own citations, else on those of its entry."""
        first, day = self._first(statement.citations or entry.citations), told_as_past(statement.text)
        return max(first, dt.datetime.combine(day, dt.time(), zone or self.zone)) if day else first

    def _bare(self) -> dict[str, Mapping[str, Entry]]:
        return {"party": self.parties, "person": self.people, "issue": self.issues, "place": self.places}

    def _full(self) -> tuple[Mapping[str, Entry], ...]:
        return (
            self.strikes, self.meetings, self.positions, self.quotes, self.events, self.walkouts, self.ballots,
            self.figures, self.answers,
        )  # fmt: skip

    def _first(self, citations: tuple[Citation, ...]) -> dt.datetime:
        return min(self.moments[citation.source] for citation in citations)


def _happened(entry: Entry) -> list[dt.date]:
    """The days that an entry itself tells of as past; what it may tell ahead of its day has none."""
    match entry:
        case Event():
            days = [entry.date.first(), told_as_past(entry.text)]
        case Position():
            days = [entry.since.first(), told_as_past(entry.text)]
        case Quote():
            days = [entry.said.first()]
        case _:
            days = []
    return [day for day in days if day is not None]


def _needed(entry: Entry) -> Iterator[tuple[Statement, ...]]:
    """What the model of an entry requires it to tell: of each list, one of its statements."""
    for name, info in type(entry).model_fields.items():
        value = getattr(entry, name) if info.is_required() else None
        if isinstance(value, Statement):
            yield (value,)
        elif isinstance(value, tuple) and isinstance(value[0], Statement):
            yield value
