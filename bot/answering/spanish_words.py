"""What fills the slots of a Spanish sentence: dates, numbers of days, and how they grow together with what stands before."""

from __future__ import annotations

import re

from bot.dates.partial import MONTHS

_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTHS = dict(zip(MONTHS[1:], _SPANISH, strict=True))
_WEEKDAYS = {
    "Monday": "lunes", "Tuesday": "martes", "Wednesday": "miércoles", "Thursday": "jueves", "Friday": "viernes",
    "Saturday": "sábado", "Sunday": "domingo",
}  # fmt: skip
_CLOCKS = {
    "Pacific": "del Pacífico", "Mountain": "de la Montaña", "Central": "del Centro", "Eastern": "del Este",
    "London": "de Londres", "New York": "de Nueva York",
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = rf"(?:(?:{'|'.join(_WEEKDAYS)}), )?(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?"
DATE = rf"(?:about )?(?:{_DAY}|(?:{_MONTH}) \d{{4}}|\d{{4}})"
"""A date as English sentences have it."""
_PARTS = re.compile(
    rf"(?:\b(?P<prefix>on|in|about) )?\b(?:(?P<weekday>{'|'.join(_WEEKDAYS)}), )?(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}})\b)?"
    r"(?:,? (?P<year>\d{4})\b)?"
)
_BARE_YEAR = re.compile(r"(?:(?P<prefix>in|about) )?(?P<year>\d{4})")
TRANSLATION = "Traducción: «{text}»"
"""Behind somebody's own words."""


def dates(text: str) -> str:
    """A text with its English dates in Spanish: `el 2 de mayo de 2023`, `en mayo de 2023`, `hacia mayo de 2023`."""
    if year := _BARE_YEAR.fullmatch(text):
        return f"{'hacia' if year['prefix'] == 'about' else 'en'} {year['year']}"
    return _PARTS.sub(_date, text)


def _date(found: re.Match[str]) -> str:
    month, year = _MONTHS[found["month"]], f" de {found['year']}" if found["year"] else ""
    if found["day"]:
        weekday = f"{_WEEKDAYS[found['weekday']]} " if found["weekday"] else ""
        told = f"el {weekday}{int(found['day'])} de {month}{year}"
        return f"hacia {told}" if found["prefix"] == "about" else told
    return f"{'hacia' if found['prefix'] == 'about' else 'en'} {month}{year}"


def plain_date(text: str) -> str:
    """The same without what stands before it in a sentence: `2 de mayo de 2023`."""
    return re.sub(r"\b(?:el|en) (?=(?:\w+ )?\d|(?:" + "|".join(_SPANISH) + r")\b)", "", dates(text))


def days(text: str) -> str:
    """`96 days` as `96 días`."""
    number = text.split()[0]
    return f"{number} día" if number == "1" else f"{number} días"


def count(text: str) -> str | None:
    """A number, or a number of walk-outs; None for any other count."""
    number, _, what = text.partition(" ")
    if not what:
        return number
    return {"walk-out": f"{number} paro", "walk-outs": f"{number} paros"}.get(what)


def clock(text: str) -> str:
    """How a zone's time is named: `Pacific time`, `London time`, `UTC`."""
    place, _, what = text.rpartition(" ")
    if what != "time":
        return text
    return f"hora {_CLOCKS[place]}" if place in _CLOCKS else f"hora de {place}"


def joined(text: str) -> str:
    """A filled sentence with its articles and prepositions grown together: `de el` is `del`, `desde en mayo` `desde mayo`."""
    text = re.sub(r"\b(desde|hasta|para|de) en (?=\w+ de \d|\d)", r"\1 ", text)
    return re.sub(r"\b(de|a) el\b", lambda found: f"{found[1]}l" if found[1] == "a" else "del", text)


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
