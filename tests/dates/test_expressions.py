"""The table of expressions: each read from its moment of asking, in its zone and order, or refused."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dates.found import FIRST_DAY, LAST_DAY, DateSlot, DateUnreadableError
from bot.dates.reader import find, read
from bot.matching.text import fold, visible
from tests.dates.asking import asked

TABLE = Path(__file__).with_name("expressions.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """`wanted`: days as `2023-08-04`, spans as `2023-07-10..2023-07-15` (open at a far end), `none`, or `unread` with
    words that the sentence about it has to hold."""

    expression: str
    asked: str
    zone: str
    order: str
    direction: str
    place: str
    wanted: str

    @property
    def today(self) -> dt.date:
        return dt.datetime.fromisoformat(self.asked).astimezone(ZoneInfo(self.zone)).date()


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def told(slot: DateSlot) -> str:
    first = "" if slot.first == FIRST_DAY else slot.first.isoformat()
    last = "" if slot.last == LAST_DAY else slot.last.isoformat()
    return first if first == last else f"{first}..{last}"


def outcome(row: Row) -> str:
    """What the reader makes of a row, in the words of the table."""
    at = asked(row.today, row.direction, order=row.order, zone=row.zone)  # type: ignore[arg-type]  # as the table has them
    if row.place == "sentence":
        reading = find(fold(visible(row.expression)), at)
        if reading.unread:
            return f"unread {' '.join(one.why for one in reading.unread)}"
        return " ".join(told(item.slot) for item in reading.found) or "none"
    try:
        return told(read(row.expression, at))
    except DateUnreadableError as error:
        return f"unread {error}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.expression} ({row.asked[:10]}, {row.zone})")
def test_an_expression_is_read_as_meant_or_refused(row: Row) -> None:
    made = outcome(row)
    if row.wanted.startswith("unread"):
        assert made.startswith("unread")
        assert row.wanted.removeprefix("unread").strip() in made
    else:
        assert made == row.wanted


def test_the_table_is_wide() -> None:
    found = rows()
    assert len(found) >= 400
    assert len({row.zone for row in found}) >= 6
    assert len({row.today for row in found}) >= 12
    assert {row.direction for row in found} == {"past", "either", "future"}
