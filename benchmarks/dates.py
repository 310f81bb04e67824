"""The reader of dates beside general parsers, on the table that its tests read: `python -m benchmarks.dates`.

A parser that is not installed is passed over. None of them is a dependency; install them where they harm nothing, and say so:

    pip install --target build/parsers dateparser==1.5.0 parsedatetime==2.6 recognizers-text-date-time==1.0.2a2 "emoji<2"
    PYTHONPATH=build/parsers python -m benchmarks.dates
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
import statistics
import time
from collections import Counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.dates.test_expressions import Row, outcome, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Answer = str | None
"""`2023-08-04`, `2023-08-01..2023-08-31`, or None where nothing was read."""


def local(row: Row) -> dt.datetime:
    """The moment of asking by the clock on the wall, as these parsers want it."""
    return dt.datetime.fromisoformat(row.asked).astimezone(ZoneInfo(row.zone)).replace(tzinfo=None)


def ours(row: Row) -> Answer:
    made = outcome(row)
    return None if made.startswith(("unread", "none")) else made


def with_dateparser(row: Row) -> Answer:
    module = importlib.import_module("dateparser")
    settings = {
        "RELATIVE_BASE": local(row),
        "DATE_ORDER": "MDY" if row.order == "month-first" else "DMY",
        "PREFER_DATES_FROM": {"past": "past", "future": "future"}.get(row.direction, "current_period"),
    }
    if row.place == "sentence":
        search = importlib.import_module("dateparser.search")
        found = search.search_dates(row.expression, languages=["en"], settings=settings) or []
        return " ".join(when.date().isoformat() for _, when in found) or None
    when = module.parse(row.expression, languages=["en"], settings=settings)
    return when.date().isoformat() if when else None


def with_parsedatetime(row: Row) -> Answer:
    module = importlib.import_module("parsedatetime")
    constants = module.Constants("en_US" if row.order == "month-first" else "en_GB", usePyICU=False)
    calendar = module.Calendar(constants)
    if row.place == "sentence":
        found = calendar.nlp(row.expression, sourceTime=local(row)) or ()
        return " ".join(when.date().isoformat() for when, kind, *_ in found if kind & 1) or None
    when, kind = calendar.parseDT(row.expression, sourceTime=local(row))
    return when.date().isoformat() if kind & 1 else None


def with_recognizers(row: Row) -> Answer:
    module = importlib.import_module("recognizers_date_time")
    culture = "en-us" if row.order == "month-first" else "en-gb"
    found = module.recognize_datetime(row.expression, culture, reference=local(row))
    whole = [one for one in found if one.start == 0 and one.end == len(row.expression) - 1]
    chosen = found if row.place == "sentence" else whole
    told = [_resolved(one, row) for one in chosen]
    return " ".join(one for one in told if one) or None


def _resolved(result: Any, row: Row) -> Answer:  # noqa: ANN401  (of a library without types)
    """It gives every reading there is, so that one of them is right counts as right."""
    values = (result.resolution or {}).get("values") or []
    known = [day for value in values for day in _readings(value)]
    if row.wanted in known:
        return row.wanted
    return known[0] if known else None


def _readings(value: dict[str, str]) -> list[str]:
    """A day; or a span, whose end is sometimes its last day and sometimes the one after."""
    if "date" in value.get("type", "") and re.match(r"\d{4}-", value.get("value", "")):
        return [value["value"][:10]]
    if "range" not in value.get("type", "") or not {"start", "end"} & value.keys():
        return []
    first, end = value.get("start", "")[:10], value.get("end", "")[:10]
    before = (dt.date.fromisoformat(end) - dt.timedelta(days=1)).isoformat() if end else ""
    return [f"{first}..{end}", f"{first}..{before}"]


PARSERS: dict[str, tuple[str, Callable[[Row], Answer]]] = {
    "this reader": ("bot", ours),
    "dateparser": ("dateparser", with_dateparser),
    "parsedatetime": ("parsedatetime", with_parsedatetime),
    "recognizers-text": ("recognizers_date_time", with_recognizers),
}
VERDICTS = ("right", "wrong", "nothing")
GROUPS = ("a day", "a span", "several", "unread", "none")


def group(row: Row) -> str:
    if row.wanted.startswith("unread"):
        return "unread"
    if row.wanted == "none":
        return "none"
    return "several" if " " in row.wanted else "a span" if ".." in row.wanted else "a day"


def judged(row: Row, answer: Answer) -> str:
    """`right`, `wrong` (another day is told), or `nothing`."""
    if row.wanted.startswith("unread") or row.wanted == "none":
        return "right" if answer is None else "wrong"
    if answer is None:
        return "nothing"
    return "right" if answer == row.wanted else "wrong"


def measured(read: Callable[[Row], Answer], table: Sequence[Row]) -> tuple[Counter[tuple[str, str]], float]:
    """How many of each group were right, wrong or nothing; and the median of the seconds that one took."""
    counts: Counter[tuple[str, str]] = Counter()
    spent = []
    for row in table:
        began = time.perf_counter()
        try:
            answer = read(row)
        except Exception:
            answer = None
        spent.append(time.perf_counter() - began)
        counts[group(row), judged(row, answer)] += 1
    return counts, statistics.median(spent)


def main() -> None:
    table = rows()
    print(f"{len(table)} expressions")
    for name, (module, read) in PARSERS.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            print(f"{name}: not installed ({error})")
            continue
        counts, median = measured(read, table)
        print(f"{name}: {_told(counts, GROUPS)}; median {median * 1e3:.2f} ms")
        for kind in GROUPS:
            print(f"  {kind}: {_told(counts, (kind,))}")


def _told(counts: Counter[tuple[str, str]], groups: Sequence[str]) -> str:
    return ", ".join(f"{sum(counts[one, verdict] for one in groups)} {verdict}" for verdict in VERDICTS)


if __name__ == "__main__":
    main()
