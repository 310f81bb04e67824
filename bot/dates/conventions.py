"""What a base agrees on about dates: its zone, the order of day and month in figures, and its holidays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from bot.dates.zones import ZoneUnreadableError, read_zone

if TYPE_CHECKING:
    import datetime as dt

    from bot.dates.holidays import Holiday

DateOrder = Literal["month-first", "day-first"]

_MONTH_FIRST = ("America/", "US/")
_MONTH_FIRST_ISLANDS = frozenset(
    f"Pacific/{name}" for name in "Guam Honolulu Johnston Midway Pago_Pago Saipan Samoa Wake".split()
)


@dataclass(frozen=True, slots=True)
class Conventions:
    """How dates are meant where they do not say it themselves."""

    zone: ZoneInfo
    order: DateOrder
    holidays: tuple[Holiday, ...] = ()


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ValueError for a name that no zone has."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"expected a time zone such as {_meant(name)}") from None


def _meant(name: str) -> str:
    """The zone that a city or a spoken name stands for, else any."""
    try:
        return read_zone(name)
    except ZoneUnreadableError:
        return "America/Los_Angeles"


def usual_order(zone: str) -> DateOrder:
    """How 4/5 is usually meant in a zone: April 5 in the Americas and on the islands of the United States."""
    first = zone.startswith(_MONTH_FIRST) or zone in _MONTH_FIRST_ISLANDS
    return "month-first" if first else "day-first"


_SPOKEN = {
    "America/Los_Angeles": "Pacific",
    "America/Denver": "Mountain",
    "America/Chicago": "Central",
    "America/New_York": "Eastern",
}


def zone_words(zone: dt.tzinfo | None) -> str:
    """How to name a zone's time in a sentence: `Pacific time`, `London time`, `UTC`, `UTC-07:00`."""
    if not isinstance(zone, ZoneInfo):
        return str(zone)
    place = _SPOKEN.get(zone.key) or zone.key.rpartition("/")[2].replace("_", " ")
    return place if "/" not in zone.key else f"{place} time"
