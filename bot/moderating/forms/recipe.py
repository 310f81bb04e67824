"""How a form becomes an entry: its pages, what it assumes where nothing was typed, and the entry that it writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from bot.dates.partial import PartialDate
    from bot.knowledge.items import Kind
    from bot.moderating.forms.reading import Reading
    from bot.moderating.forms.shapes import Form


@dataclass(frozen=True, slots=True)
class Written:
    """An entry before its id is certain. Empty values are left out of the file."""

    id: str
    title: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Recipe:
    form: Form
    kind: Kind
    assume: Callable[[Reading], Mapping[str, str]]
    """The values of fields where nothing was typed."""
    write: Callable[[Reading], Written]


def likely_day(reading: Reading) -> PartialDate | None:
    """The day of the first source, from which something is known at the latest."""
    cited = reading.cited()
    return cited[0].day(reading.known.base.zone) if cited else None


def statement(text: str, citations: list[str] | None = None, reported_by: str = "") -> object:
    """As a file has it: a bare text where nothing else is to say."""
    rest = {"citations": list(citations or ()), "reported_by": reported_by}
    kept = {name: value for name, value in rest.items() if value}
    return {"text": text, **kept} if text and kept else text


def day_of(reading: Reading) -> dt.date | None:
    """The day that an entry is about, if it was typed."""
    for name in ("date", "since", "said"):
        if reading.has(name) and name not in reading.assumed:
            found = reading.partial(name)
            return found.first() if found else None
    return None
