"""A time zone as people type it: its IANA name in any case, a city of it, or what it is called (`Pacific`, `ET`)."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from bot.errors import StrikebotError

ALIKE = 70.0
"""From this likeness (0 to 100) on, a name may have been meant."""
MOST = 3
"""So many names are offered."""
_SPOKEN = {
    name: zone
    for names, zone in (
        ("pacific pt pst pdt", "America/Los_Angeles"),
        ("mountain mt mst mdt", "America/Denver"),
        ("central ct cst cdt", "America/Chicago"),
        ("eastern et est edt", "America/New_York"),
        ("uk england scotland wales britain", "Europe/London"),
        ("ireland", "Europe/Dublin"),
        ("utc", "UTC"),
    )
    for name in names.split()
}
_AREAS = frozenset("Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split())


class ZoneUnreadableError(StrikebotError):
    """A text that names no time zone, or several; the message is a sentence that says what to type."""


def read_zone(text: str) -> str:
    """The IANA name of the zone that is meant. Raises ZoneUnreadableError."""
    typed = _plain(text)
    spoken = re.sub(r"\s+(?:standard |daylight )?time$", "", typed)
    if spoken in _SPOKEN:
        return _SPOKEN[spoken]
    found = _named().get(typed, ())
    if len({zone.partition("/")[0] for zone in found}) == 1:
        return max(found, key=len)  # the others are older names of it
    if found:
        raise ZoneUnreadableError(f"There are several of that name. Type one of {', '.join(found)}.")
    near = process.extract(typed, list(_named()), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST)
    offered = list(dict.fromkeys(zone for name, _, _ in near for zone in _named()[name]))[:MOST]
    hint = (
        f"Did you mean {' or '.join(offered)}?"
        if offered
        else "Type the largest city with the same clock, or a name such as America/Chicago or Europe/London."
    )
    raise ZoneUnreadableError(f"I know no time zone of that name. {hint}")


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, ...]]:
    """Every zone by its whole name, and by the city at its end."""
    found: dict[str, tuple[str, ...]] = {}
    for zone in sorted(available_timezones()):
        area, _, city = zone.partition("/")
        if area in _AREAS:
            for name in {_plain(zone), _plain(city.rpartition("/")[2])}:
                found[name] = (*found.get(name, ()), zone)
    return found


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_\s]+", " ", text).split()).strip(" .").casefold()
