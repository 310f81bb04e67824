"""The entries that are known at a moment, sorted by kind: found once, and shared by all moments that know the same."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.knowledge.base import KnowledgeBase
    from bot.knowledge.dates import PartialDate
    from bot.knowledge.models import Answer, Entry, Event, Meeting, Position, Quote, Strike

EntryT = TypeVar("EntryT", bound="Entry")


class Known:
    """What is known from one publication to the next, each kind as (full id, entry), in the order of the files."""

    def __init__(self, base: KnowledgeBase, ids: frozenset[str]) -> None:
        self.base = base
        self.ids = ids

    @cached_property
    def meetings(self) -> tuple[tuple[str, Meeting], ...]:
        return self._of(self.base.meetings)

    @cached_property
    def positions(self) -> tuple[tuple[str, Position], ...]:
        return self._of(self.base.positions)

    @cached_property
    def quotes(self) -> tuple[tuple[str, Quote], ...]:
        return self._of(self.base.quotes)

    @cached_property
    def events(self) -> tuple[tuple[str, Event], ...]:
        return self._of(self.base.events)

    @cached_property
    def answers(self) -> tuple[tuple[str, Answer], ...]:
        return self._of(self.base.answers)

    @cached_property
    def strikes(self) -> tuple[Strike, ...]:
        return tuple(strike for _, strike in self._of(self.base.strikes))

    @cached_property
    def busy(self) -> dict[tuple[int, int], set[int]]:
        """The years in which something happened on a day (month, day) of the year."""
        found: dict[tuple[int, int], set[int]] = {}
        for day in self._days():
            found.setdefault((day.month, day.day), set()).add(day.year)
        return found

    def _of(self, shelf: Mapping[str, EntryT]) -> tuple[tuple[str, EntryT], ...]:
        return tuple((full_id, entry) for full_id, entry in shelf.items() if full_id in self.ids)

    def _days(self) -> Iterable[dt.date]:
        for _, meeting in self.meetings:
            last = meeting.last_date or meeting.date
            yield from (meeting.date + dt.timedelta(days=n) for n in range((last - meeting.date).days + 1))
        dated: list[PartialDate] = [event.date for _, event in self.events] + [
            quote.said for _, quote in self.quotes
        ]
        yield from (date.first() for date in dated if date.day)
