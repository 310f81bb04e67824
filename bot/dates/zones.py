"""A time zone as people type it: its IANA name in any case, a city, state or country, or its spoken name (`Pacific`, `ET`)."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIKE = 80.0
"""From this likeness (0 to 100) on, a name may have been meant."""
MOST = 4
"""So many names are offered."""
_AREAS = frozenset("Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split())
_TIME = re.compile(r"\s+(?:(?:standard|daylight|summer) )?time(?: zone)?$")
_COUNTRY_BEFORE = re.compile(r"^(?:us|usa|canada)[\s/]+")


class ZoneUnreadableError(StrikebotError):
    """A text that names no time zone, or several; the message is a sentence that says what to type."""


def read_zone(text: str) -> str:
    """The IANA name of the zone that is meant. Raises ZoneUnreadableError."""
    several: tuple[str, ...] = ()
    for typed in _readings(_plain(text)):
        zones = _named().get(typed, ())
        if len(zones) == 1 and (not several or zones[0] in several):
            return zones[0]
        several = several or zones
    if several:
        raise ZoneUnreadableError(f"There are several of that name. Type one of {', '.join(several[:MOST])}.")
    near = process.extract(_plain(text), list(_named()), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    offered = list(dict.fromkeys(_offer(name, zone) for name, _, _ in near for zone in _named()[name]))[:MOST]
    hint = (
        f"Did you mean {' or '.join(offered)}?"
        if offered
        else "Type the largest city with the same clock, or a name such as Pacific, London or Europe/Berlin."
    )
    raise ZoneUnreadableError(f"I know no time zone of that name. {hint}")


def _offer(name: str, zone: str) -> str:
    """A zone that may be meant, and the name by which it was found where that says more."""
    return zone if name in _plain(zone) else f"{name.title()} ({zone})"


def _readings(typed: str) -> Iterator[str]:
    """What may be the name in it, the likeliest first: without `time`, what is in brackets, the state after a city."""
    bare = re.sub(r"\s*\(.*?\)\s*", " ", typed).strip()
    place, _, region = bare.partition(",")
    for name in (typed, bare, region.strip(), place.strip(), *re.findall(r"\((.*?)\)", typed)):
        yield name
        yield _TIME.sub("", name)
        yield _COUNTRY_BEFORE.sub("", _TIME.sub("", name))


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, ...]]:
    """The zones of every name: cities and whole names of zones, countries, and what zones.txt has beside them."""
    found: dict[str, tuple[str, ...]] = {name: (zone,) for name, zone in _cities()}
    for country, zones in _countries().items():
        found.setdefault(country, zones)
    ours: dict[str, tuple[str, ...]] = {}
    for zone, name in _spoken():
        ours[name] = (*ours.get(name, ()), zone)
    return found | ours


def _spoken() -> Iterator[tuple[str, str]]:
    for line in files("bot.dates").joinpath("zones.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            zone, _, names = line.partition(": ")
            yield from ((zone, _plain(name)) for name in names.split(","))


def _cities() -> Iterator[tuple[str, str]]:
    """Every zone by its whole name, and by the city at its end: of several names of one zone, the longest."""
    for zone in sorted(available_timezones(), key=len):
        area, _, city = zone.partition("/")
        if area in _AREAS:
            yield _plain(zone), zone
            yield _plain(city.rpartition("/")[2]), zone
    yield "utc", "UTC"


def _countries() -> dict[str, tuple[str, ...]]:
    """The zones of each country by its name, as the zone files themselves list them."""
    zones: dict[str, tuple[str, ...]] = {}
    for codes, _, zone, *_ in _rows("zone.tab"):
        zones[codes] = (*zones.get(codes, ()), zone)
    return {_plain(name): zones[code] for code, name, *_ in _rows("iso3166.tab") if code in zones}


def _rows(name: str) -> Iterator[list[str]]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_\s]+", " ", text.replace(".", "")).split()).casefold()
