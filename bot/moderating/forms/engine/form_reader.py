"""One form being read: what its fields say, and everything that is wrong with them at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bot.dates import typed as dates
from bot.dates.found import DateUnreadableError
from bot.knowledge.checks.names import same
from bot.moderating.forms.engine.form_types import OF_STRIKE, FieldProblem
from bot.moderating.forms.engine.ids import Taken
from bot.moderating.forms.engine.typed import UnreadableError, length, lines, one_line, shown, tidy, unquoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.dates.found import Busy
    from bot.dates.partial import PartialDate
    from bot.knowledge.model.items import FileKind
    from bot.knowledge.model.models import Source, Strike
    from bot.moderating.forms.engine.form_types import Field, Form, MenuSource
    from bot.moderating.forms.engine.typed_names import KnownNames

ReadT = TypeVar("ReadT")


@dataclass
class FormReading:
    """The values of a form. Every field that cannot be read is reported once, and read as empty."""

    form: Form
    values: Mapping[str, str]
    known: KnownNames
    chosen_strike: str = ""
    """The strike that was chosen, not assumed: a day without a year then is one near its days."""
    assumed: frozenset[str] = frozenset()
    """The fields whose value was not typed."""
    new_sources: tuple[str, ...] = ()
    """Sources that go along with the entry, which cites them therefore."""
    lent: tuple[str, ...] = ()
    """The sources of the entry that a new person goes along with."""
    home: str = ""
    """The strike that is meant where no field asks for one."""
    problems: dict[FieldProblem, None] = field(default_factory=dict)
    notices: dict[FieldProblem, None] = field(default_factory=dict)

    def report(self, name: str, text: str) -> None:
        self.problems[FieldProblem(name, text)] = None

    def notice(self, name: str, text: str) -> None:
        self.notices[FieldProblem(name, text, "notice")] = None

    def has(self, name: str) -> bool:
        return name in self.form.fields and bool(self.values.get(name, "").strip())

    def check(self) -> None:
        """Report what cannot be kept, also in fields that were not needed."""
        for name, one in self.form.fields.items():
            typed = self._typed(name)
            if not (one.shelf or one.options or one.is_list):
                self._bounded(name, unquoted(one_line(typed)))

    # Texts.

    def text(self, name: str) -> str:
        """A single text; its line breaks count as spaces."""
        return self._bounded(name, one_line(self._typed(name)))

    def words(self, name: str) -> str:
        """Somebody's own words: without the quote marks around them."""
        return self._bounded(name, unquoted(one_line(self._typed(name))))

    def lines(self, name: str) -> list[str]:
        return [self._bounded(name, line) for line in lines(self._typed(name))]

    def fixed(self, name: str) -> str:
        """One of the fixed choices of a field, chosen or typed."""
        typed = one_line(self._typed(name))
        options = self._field(name).options
        for value, label in options:
            if typed.casefold() in (value.casefold(), label.casefold()):
                return value
        if typed:
            labels = "; ".join(label for _, label in options)
            self.report(name, f"{shown(typed)} is none of these: {labels}. Choose one.")
        return ""

    def _field(self, name: str) -> Field:
        return self.form.fields[name]

    def _typed(self, name: str) -> str:
        if not self.has(name):
            return ""
        return self._try(name, tidy, self.values[name]) or ""

    def _bounded(self, name: str, text: str) -> str:
        limit = self._field(name).limit
        if len(text) <= limit:
            return text
        self.report(name, length(len(text), limit))
        return ""

    def _try(self, name: str, read: Callable[[str], ReadT], text: str) -> ReadT | None:
        try:
            return read(text)
        except (UnreadableError, DateUnreadableError) as error:
            self.report(name, str(error))
            return None

    # Dates.

    def day(self, name: str) -> dt.date | None:
        return self._dated(name, lambda text: dates.day(text, self.known.asked(self.years)))

    def partial(self, name: str) -> PartialDate | None:
        return self._dated(name, lambda text: dates.partial(text, self.known.asked(self.years)))

    def moment(self, name: str) -> PartialDate | dt.datetime | None:
        return self._dated(name, lambda text: dates.moment(text, self.known.asked()))

    def clock(self, name: str) -> str:
        """A time of day, as files have it: 18:30."""
        found = self._dated(name, dates.clock)
        return f"{found:%H:%M}" if found else ""

    def _dated(self, name: str, read: Callable[[str], ReadT]) -> ReadT | None:
        typed = one_line(self._typed(name))
        return self._try(name, read, typed) if typed else None

    @cached_property
    def years(self) -> Busy:
        """The year of a day without one."""
        strike = self.known.base.strikes.get(self.chosen_strike)
        if strike is None:
            return dates.near(self.known.today)
        first, last = span(strike, self.known.today)
        return dates.near(self.known.today, first, last)

    # Names.

    def one(self, name: str) -> str:
        """The id of the one thing that a field names."""
        typed = one_line(self._typed(name))
        shelf = self._field(name).shelf
        return (
            self._try(name, lambda text: self.known.one(text, shelf, self._of(shelf)), typed) or ""
            if typed
            else ""
        )

    def either(self, typed: str, menu: str) -> str:
        """What was typed, else what was chosen."""
        return self.one(typed) if self.has(typed) else self.one(menu)

    def names(self, *names: str) -> list[str]:
        """The ids of all that these fields name."""
        return list(dict.fromkeys(id for name in names for id in self._many(name)))

    def _many(self, name: str) -> list[str]:
        typed = self._typed(name)
        shelf = self._field(name).shelf
        return (
            self._try(name, lambda text: self.known.many(text, shelf, self._of(shelf)), typed) or []
            if typed
            else []
        )

    def named(self, name: str, text: str) -> list[str]:
        """The ids of what a text means in a field."""
        shelf = self._field(name).shelf
        return self._try(name, lambda typed: self.known.many(typed, shelf, self._of(shelf)), text) or []

    def _of(self, shelf: MenuSource) -> str:
        return self.strike if shelf in OF_STRIKE else ""

    @cached_property
    def strike(self) -> str:
        return self.one("strike") if "strike" in self.form.fields else self.home

    def own_names(self, **named: list[str]) -> None:
        """A name leads to one entry only: those of these fields that lead to another one are reported."""
        taken = self.known.taken_names
        for name, texts in named.items():
            for text in texts:
                if text and same(text) in taken and name not in self.assumed:
                    self.report(name, f"{shown(text)} already is a name of {taken[same(text)]}.")

    def free(self, wanted: str, kind: FileKind) -> str:
        """An id that no entry has yet, of those outside of strikes."""
        return Taken(self.known.base).free(wanted, kind, None)

    # Sources.

    def sources(self) -> list[str]:
        """The sources of the entry: those named, a new one that goes along, else those that a new person is lent."""
        if "source" not in self.form.fields:
            return []
        named = self.names("source", "more_sources")
        elsewhere = self.names("outcome_source") if "outcome_source" in self.form.fields else []
        new = [id for id in self.new_sources if id not in elsewhere]
        return list(dict.fromkeys([*named, *new])) or list(self.lent)

    def cited(self) -> list[Source]:
        """The same as entries, first published first."""
        found = [self.known.all_sources[id] for id in self.sources()]
        return sorted(found, key=lambda source: source.known_from(self.known.base.zone))

    def other_names(self, *own: str) -> list[str]:
        """The aliases that were typed, without those that only repeat a name of the entry itself."""
        known = {same(name) for name in own}
        return [alias for alias in self.lines("aliases") if same(alias) not in known]

    def citations(self) -> list[object]:
        """The citations of the entry; the passage is of the first."""
        sources: list[object] = list(self.sources())
        passage = self.words("passage")
        if passage and sources:
            sources[0] = {"source": sources[0], "passage": passage}
        return sources


def span(strike: Strike, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a strike, `today` while it is on; where the days are not known the years that it tells
    of, or this one where it tells of none."""
    if strike.first_day is not None:
        return strike.first_day, strike.last_day or max(strike.first_day, today)
    steps = (strike.authorization, strike.tentative_agreement, strike.ratification, strike.ended)
    years = {step.date.first().year for step in steps if step} or {today.year}
    if strike.year:
        years = {strike.year}
    return dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
