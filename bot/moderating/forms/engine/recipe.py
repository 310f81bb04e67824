"""How a form becomes an entry: its pages, what it assumes where nothing was typed, and the entry that it writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from bot.dates.partial import PartialDate
    from bot.knowledge.editing import ValueChange
    from bot.knowledge.model.items import FileKind
    from bot.moderating.forms.engine.form_reader import FormReading
    from bot.moderating.forms.engine.form_types import Form


@dataclass(frozen=True, slots=True)
class Written:
    """An entry before its id is certain. Empty values are left out of the file."""

    id: str
    title: str
    data: Mapping[str, object]
    changes: tuple[ValueChange, ...] = ()
    """What changes with it in entries that are there."""


@dataclass(frozen=True, slots=True)
class Revised:
    """Changes of what is there: the full id of the entry that they are about, and what to call them."""

    entry: str
    title: str
    changes: tuple[ValueChange, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    form: Form
    kind: FileKind
    assume: Callable[[FormReading], Mapping[str, str]]
    """The values of fields where nothing was typed."""
    write: Callable[[FormReading], Written | Revised]


def likely_day(reading: FormReading) -> PartialDate | None:
    """The day of the first source, from which something is known at the latest."""
    cited = reading.cited()
    return cited[0].day(reading.known.base.zone) if cited else None


def described(reading: FormReading) -> dict[str, object]:
    """What is told of a party, a person or an issue, and where that comes from, in the order of the files."""
    return {
        "about": [statement(line) for line in reading.lines("about")],
        "citations": reading.citations(),
        "reported_by": reading.text("reported_by"),
        "asked": reading.lines("asked"),
    }


def statement(text: str, citations: Sequence[object] = (), reported_by: str = "") -> object:
    """As a file has it: a bare text where nothing else is to say."""
    kept = sparse({"citations": list(citations), "reported_by": reported_by})
    return {"text": text, **kept} if text and kept else text


def sparse(data: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty."""
    return {name: value for name, value in data.items() if value}


def day_of(reading: FormReading) -> dt.date | None:
    """The day that an entry is about, if it was typed."""
    for name in ("date", "since", "said", "last_day", "first_day"):
        if reading.has(name) and name not in reading.assumed:
            found = reading.partial(name)
            return found.first() if found else None
    return None
