"""The number of a strike day in a question: `day 95`, `day one hundred`, `the 100th day`, `148 days`, `until 100`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dates.numbers import OddNumber, cardinal, figure_at, ordinal
from bot.dates.words import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Reader = Callable[[Sequence[str], int], tuple[int, int] | None]

_DAY = re.compile(
    r"(?<!\bone )(?<!\bsome )\bday(?:-(?=\d)|\s*)(?:number\s+|num\s+|no\.?\s+(?=\S)|#\s*)?(?=[\d.+-]|minus\s|negative\s|[a-z])"
)
_NUMERAL = re.compile(r"(?<![\w.,/-])(?=[\d.+-])")
_BELOW = re.compile(r"(?:minus|negative)\s+")
_REACHES = re.compile(r"\b(?:hits?|reach(?:es)?|cross(?:es)?|pass(?:es)?|until|till|to)\s+(?=\d)")
_DAYS = re.compile(
    r"\s+days\b(?!\s+(?:ago|from|before|after|until|till|left|later|to go|more|apart|off|each)\b)"
    r"(?!\s+in\s+(?:jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec))"
)
"""`4 days`, where they do not tell a time from or until something, or how long it was in some month."""
_NO_COUNT = re.compile(
    r"\b(?:for|within|every|another|of|next|last|past|first|only|extra)\s+(?:just\s+|about\s+)?$"
)
"""Before `3 days`, which then are a time that something takes and no day of the strike."""
_PART = re.compile(r"\s+(?:and\s+an?\s+(?:half|third|quarter)|point\s+\w+)\b")
_ORDINAL_DAY = re.compile(r"\s+day\b")
_OF_STRIKE = re.compile(r"\s+day\s+(?:of|on)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:strike|walkout|stoppage)\b")
SURELY_COUNTED = 11
"""From here on `the … day` counts days, whatever it is of; below only `of the strike`: a second day may be of talks."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number and where it stands; `odd` where it is no whole day from 1 on."""

    value: int | None
    odd: OddNumber | None
    start: int
    end: int


def find_number(text: str) -> FoundNumber | None:
    """The first number of strike days in a folded text, wholly read."""
    if "day" not in text and _REACHES.search(text) is None:
        return None
    for sort in (_named_days, _ordinal_days, _reached, _counted_days):
        if found := next(sort(text), None):
            return found
    return None


def _named_days(text: str) -> Iterator[FoundNumber]:
    for match in _DAY.finditer(text):
        figure = figure_at(text, match.end())
        if figure is not None:
            yield FoundNumber(figure.value, figure.odd, figure.start, figure.end)
        elif below := _BELOW.match(text, match.end()):
            if spoken := _spoken(text, below.end(), cardinal):
                words = text[match.end() : spoken.end]
                yield FoundNumber(None, OddNumber(words, "negative"), match.end(), spoken.end)
        elif spoken := _spoken(text, match.end(), cardinal):
            yield spoken


def _ordinal_days(text: str) -> Iterator[FoundNumber]:
    for match in _NUMERAL.finditer(text):
        figure = figure_at(text, match.start())
        if (
            figure
            and text[: figure.end].endswith(("st", "nd", "rd", "th"))
            and _ORDINAL_DAY.match(text, figure.end)
        ):
            yield FoundNumber(figure.value, figure.odd, figure.start, figure.end)
    tokens = (
        tokens_of(text)
        if "th day" in text or "st day" in text or "nd day" in text or "rd day" in text
        else []
    )
    for token in tokens:
        found = _spoken(text, token.start, ordinal) if token.text != "the" else None
        if found is None or found.value is None or not _ORDINAL_DAY.match(text, found.end):
            continue
        if found.value >= SURELY_COUNTED or (found.value > 1 and _OF_STRIKE.match(text, found.end)):
            yield found


def _reached(text: str) -> Iterator[FoundNumber]:
    for match in _REACHES.finditer(text):
        figure = figure_at(text, match.end())
        if figure and figure.value and figure.value >= 10 and text[figure.end : figure.end + 1] != "/":
            yield FoundNumber(figure.value, None, figure.start, figure.end)


def _counted_days(text: str) -> Iterator[FoundNumber]:
    for match in _NUMERAL.finditer(text):
        figure = figure_at(text, match.start())
        if figure and figure.value and _counts(text, figure.start, figure.end):
            yield FoundNumber(figure.value, None, figure.start, figure.end)
    for token in tokens_of(text) if "hundred" in text else ():
        found = _spoken(text, token.start, cardinal)
        if found and _counts(text, found.start, found.end):
            yield found


def _counts(text: str, start: int, end: int) -> bool:
    """Whether days are counted up to a number that stands here: `148 days`, not `for 3 days`, `3 days left`."""
    return _DAYS.match(text, end) is not None and _NO_COUNT.search(text[:start]) is None


def _spoken(text: str, start: int, read: Reader) -> FoundNumber | None:
    tokens = tokens_of(text[start : start + 80])
    words = [token.text for token in tokens]
    found = read(words, 0) if words else None
    if found is None:
        return None
    value, count = found
    end = start + tokens[count - 1].end
    if part := _PART.match(text, end):
        return FoundNumber(None, OddNumber(text[start : part.end()], "fraction"), start, part.end())
    odd = OddNumber(text[start:end], "zero") if value == 0 else None
    return FoundNumber(None if odd else value, odd, start, end)
