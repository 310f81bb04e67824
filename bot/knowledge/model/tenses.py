"""Which day a text tells of as past: before it, nobody can have written the text, whatever its sources."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from bot.dates.partial import MONTHS

_DATE = re.compile(rf"\b(?P<month>{'|'.join(MONTHS[1:])})(?: (?P<day>\d{{1,2}}))?,? (?P<year>\d{{4}})\b")
_SENTENCE = re.compile(r"(?<![ap]\.m\.)(?<=[.!?])\s")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|set|scheduled|planned|due|expire[sd]?|expiry|until|till|through|runs?|to|by|for|before|next|begins?"
    r"|if|starting|plans?|deadline|term)\b",
    re.IGNORECASE,
)
"""Words with which a sentence may speak of a day to come."""


def told_as_past(text: str) -> dt.date | None:
    """The latest day that a sentence names without a word of the future; the first day of a month named alone."""
    days = (
        day
        for sentence in _SENTENCE.split(text)
        if not _TO_COME.search(sentence)
        for match in _DATE.finditer(sentence)
        if (day := _day(match)) is not None
    )
    return max(days, default=None)


def _day(match: re.Match[str]) -> dt.date | None:
    year, month, day = int(match["year"]), MONTHS.index(match["month"]), int(match["day"] or 1)
    return dt.date(year, month, day) if year > 0 and 1 <= day <= monthrange(year, month)[1] else None
