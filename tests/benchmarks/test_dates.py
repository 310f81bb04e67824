"""The table of dates is measured as its tests read it, with whatever parsers are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.dates import judged, main, measured
from tests.dates.test_expressions import Row, rows

if TYPE_CHECKING:
    import pytest


def row(wanted: str) -> Row:
    return Row("x", "2023-08-09T19:00:00Z", "America/Los_Angeles", "month-first", "past", "alone", wanted)


def test_another_day_is_wrong_and_so_is_any_where_none_is() -> None:
    assert judged(row("2023-08-04"), "2023-08-04") == "right"
    assert judged(row("2023-08-04"), "2023-08-05") == "wrong"
    assert judged(row("2023-08-04"), None) == "nothing"
    assert judged(row("unread June has 30 days"), None) == judged(row("none"), None) == "right"
    assert judged(row("unread"), "2023-06-30") == judged(row("none"), "2023-06-30") == "wrong"


def test_what_raises_reads_nothing() -> None:
    def raising(_: Row) -> str:
        raise ZeroDivisionError

    counts, _ = measured(raising, [row("2023-08-04"), row("none")])
    assert counts == {("a day", "nothing"): 1, ("none", "right"): 1}


def test_the_reader_is_measured_on_the_whole_table(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    assert f"this reader: {len(rows())} right, 0 wrong, 0 nothing; median " in capsys.readouterr().out
