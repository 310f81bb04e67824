"""The reader of dates beside general parsers, on the table that its tests read: `python -m benchmarks.dates`.

A parser that is not installed is passed over. dateparser, parsedatetime and recognizers-text-date-time are meant for an
environment of their own: none of them is a dependency.
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
import time
from collections import Counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.dates.test_expressions import Row, outcome, rows

if TYPE_CHECKING:
    from collections.abc import Callable

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


def main() -> None:
    table = rows()
    print(f"{len(table)} expressions")
    for name, (module, read) in PARSERS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{name}: not installed")
            continue
        counts: Counter[tuple[str, str]] = Counter()
        spent = []
        for row in table:
            began = time.perf_counter()
            try:
                answer = read(row)
            except Exception as error:
                answer = None
                counts["raised", type(error).__name__] += 1
            spent.append(time.perf_counter() - began)
            counts[group(row), judged(row, answer)] += 1
        told = "; ".join(
            f"{kind}: "
            + ", ".join(f"{counts[kind, verdict]} {verdict}" for verdict in ("right", "wrong", "nothing"))
            for kind in GROUPS
        )
        raised = sum(count for (kind, _), count in counts.items() if kind == "raised")
        middle = sorted(spent)[len(spent) // 2] * 1e6
        print(f"{name}: {told}; raised {raised}; median {middle:.0f} µs")


if __name__ == "__main__":
    main()
