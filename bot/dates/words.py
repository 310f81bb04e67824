"""The words of the calendar, and a text as the tokens that dates are read from."""

from __future__ import annotations

import calendar
import re
import unicodedata
from typing import NamedTuple

_MONTH_NAMES = {name.casefold(): number for number, name in enumerate(calendar.month_name) if number}
MONTHS = (
    _MONTH_NAMES
    | {name[:3]: number for name, number in _MONTH_NAMES.items()}
    | {"sept": 9, "juni": 6, "juli": 7}
)
_DAY_NAMES = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
WEEKDAYS = _DAY_NAMES | {name[:3]: number for name, number in _DAY_NAMES.items()}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
WEEKDAYS |= {f"{name}s": number for name, number in _DAY_NAMES.items()}
ONLY_WITH_MORE = frozenset({"sat", "sun", "mon", "wed", "mar", "may", "march", "second"})
"""Words that are a day or a month only where more than they themselves says so."""

UNITS = {
    name: unit
    for unit, names in {
        "day": "day days", "week": "week weeks wk wks", "month": "month months", "year": "year years yr yrs",
        "weekend": "weekend weekends", "fortnight": "fortnight fortnights", "decade": "decade decades",
    }.items()
    for name in names.split()
}  # fmt: skip
NEAR_DAYS = {
    "today": 0, "2day": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "yday": -1, "yest": -1, "yesterdays": -1,
    "tomorrow": 1, "tmrw": 1, "tmr": 1, "tmrrw": 1, "tmw": 1, "2morrow": 1, "2moro": 1, "2mrw": 1, "2nite": 0, "tomoz": 1,
}  # fmt: skip
LAST, THIS, NEXT = "last", "this", "next"
WHICH = {
    "last": LAST, "past": LAST, "previous": LAST, "prior": LAST, "preceding": LAST,
    "this": THIS, "current": THIS, "next": NEXT, "coming": NEXT, "upcoming": NEXT, "following": NEXT,
}  # fmt: skip
PARTS_OF_DAY = frozenset("morning afternoon evening night noon midday nite".split())
PARTS = {
    "early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2,
}  # fmt: skip
"""Thirds of a month or a year."""
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
"""Their first months in the north."""
BEFORE = frozenset("before preceding".split())
AFTER = frozenset("after following".split())
THROUGH = frozenset("to through thru until till til".split())
FILLERS = frozenset("on in the of at as dated back".split())
"""Words beside a date that add nothing to it."""

_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_POSSESSIVE = re.compile(r"(?<=[a-z])'s\b|(?<=s)'(?=\s|$)")
_TOKEN = re.compile(r"2day\b|2mo?r+ow?\b|2mrw\b|2nite\b|\d+|[^\W\d_]+|[^\s\w]|_")
READ = 100
"""Characters of a typed date that are read."""


class Token(NamedTuple):
    """A word, a run of digits or a mark, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """The value of at most eight digits."""
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 8 else None


def normal(text: str) -> str:
    """What was typed as a date, in one form: no marks that cannot be seen, small letters, straight apostrophes."""
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text[:READ])).casefold()
    text = re.sub("[’‘ʼ`]", "'", text).replace("−", "-").replace("‐", "-").replace("‑", "-")
    return " ".join(_POSSESSIVE.sub("", text).split())


def tokens_of(text: str) -> list[Token]:
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


def length_words(month: int, year: int | None) -> str:
    """`June has 30 days`; February's with its year, where that matters."""
    name = calendar.month_name[month]
    if month == 2 and year is not None:
        return f"{name} {year} has {calendar.monthrange(year, month)[1]} days"
    return f"{name} has {calendar.monthrange(2024, month)[1]} days"


def no_such_day(month: int, day: int, year: int | None) -> str:
    """`There is no June 31: June has 30 days.`"""
    named = f"{calendar.month_name[month]} {day}{f', {year}' if year else ''}"
    return f"There is no {named}: {length_words(month, year)}."
