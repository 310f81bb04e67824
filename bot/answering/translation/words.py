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
_UNITS = {
    "moment": "un momento", "minute": "minuto", "minutes": "minutos", "hour": "hora", "hours": "horas", "day": "día",
    "days": "días",
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = rf"(?:(?:{'|'.join(_WEEKDAYS)}), )?(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?"
DATE = rf"(?:about )?(?:{_DAY}|(?:{_MONTH}) \d{{4}}|\d{{4}})"
"""A date as English sentences have it."""
_SPAN = re.compile(rf"(?P<first>{_DAY})(?: to (?P<last>{_DAY})|(?P<open>, with no end set))?")
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


def span(text: str) -> str | None:
    """From when to when: `del 4 de agosto al 6 de agosto de 2023`; a day alone, or one with no end set. None for all else."""
    if found := _SPAN.fullmatch(text):
        first, last = dates(found["first"]), found["last"]
        if last:
            return f"de {first} a {dates(last)}"
        return f"desde {first}, sin fin fijado" if found["open"] else first
    return None


def ago(text: str) -> str:
    """`3 hours ago` as `hace 3 horas`; `a moment ago`."""
    number, _, unit = text.removesuffix(" ago").partition(" ")
    return f"hace {_UNITS[unit]}" if number == "a" else f"hace {number} {_UNITS[unit]}"


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
