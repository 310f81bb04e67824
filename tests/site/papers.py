"""Sites to test with: the lampmakers' strike, with walk-outs, a ballot, hostile words, and an entry that was withdrawn."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.known.view import Timeline
from bot.knowledge.loader import assemble
from bot.site.pages import Site, build
from tests.discord_app import world

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.model.base import KnowledgeBase
    from bot.site.model import Correction

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)> & ]]> {{ 7 * 7 }}"

HOSTILE = f"""
- id: hostile
  question: "Is {SCRIPT} a question?"
  topic: glossary
  answer: {{text: 'It says "><img src=x onerror=alert(1)> & ]]> {{{{ 7 * 7 }}}} and more.', reported_by: '<b>the union</b>'}}
  more: ["</main></body></html> javascript:alert(1)"]
  citations: [post-open]
  reviewed: 2025-12-31
"""
PLACES = """
- id: north-works
  name: North works
  kind: glassworks
  party: glass-alliance
  citations: [post-open]
  reviewed: 2025-12-31
"""
WALKOUTS = """
- id: whole-days
  name: first wave
  text: The Lampmakers Union called a walk-out from December 8 to December 10.
  first_day: 2025-12-08
  last_day: 2025-12-10
  places: [north-works]
  citations: [ledger]
  reviewed: 2025-12-31
- id: by-the-hour
  name: night watch
  text: The Lampmakers Union called a walk-out from December 16, ten at night.
  first_day: 2025-12-16
  last_day: 2025-12-17
  starts_at: "22:00"
  back_at: 2025-12-17T06:00
  citations: [ledger]
  reviewed: 2025-12-31
- id: off
  name: third wave
  text: The Lampmakers Union called a walk-out for December 22.
  first_day: 2025-12-22
  last_day: 2025-12-23
  called_off: {date: 2025-12-20, text: "It was called off on December 20.", citations: [post-talks]}
  citations: [ledger]
  reviewed: 2025-12-31
- id: planned
  name: new year's wave
  text: The Lampmakers Union called a walk-out for January 5, 2026.
  first_day: 2026-01-05
  last_day: 2026-01-06
  citations: [post-talks]
  reviewed: 2025-12-31
"""
BALLOTS = """
- id: offer
  kind: offer
  asks: the offer of December
  text: Members vote on the offer of December.
  opens: 2026-01-10
  closes: 2026-01-12
  citations: [post-talks]
  reviewed: 2025-12-31
"""
WITHDRAWN = """
- id: rumour
  date: 2025-12-12
  kind: statement
  text: A rumour was told as a fact.
  citations: [ledger]
  reviewed: 2025-12-31
  withdrawn: {on: 2025-12-28, reason: The Glass Ledger took it back.}
"""
END = dt.datetime(2025, 12, 31, 23, 59, 59, tzinfo=dt.timezone(dt.timedelta(hours=-8)))


def files() -> dict[str, str]:
    """The files of a knowledge folder."""
    found = world.files()
    found["answers.yaml"] += HOSTILE.lstrip("\n")
    found["places.yaml"] = PLACES
    found["strikes/lamp-2025/walkouts.yaml"] = WALKOUTS
    found["strikes/lamp-2025/ballots.yaml"] = BALLOTS
    found["strikes/lamp-2025/events.yaml"] += WITHDRAWN.lstrip("\n")
    return found


def base_of(texts: Mapping[str, str]) -> KnowledgeBase:
    found, problems = assemble({name: text.lstrip("\n").encode() for name, text in texts.items()})
    assert found is not None, "\n".join(map(str, problems))
    return found


@cache
def base() -> KnowledgeBase:
    return base_of(files())


def site(
    of: KnowledgeBase | None = None,
    as_of: dt.datetime = END,
    recorded: Sequence[Correction] = (),
    base_url: str = "",
) -> Site:
    whole = of or base()
    return Site(Timeline(whole).at(as_of), whole, recorded, base_url)


@cache
def built() -> dict[str, bytes]:
    """The site at the end of 2025: shared by the tests, none of which changes it."""
    return build(site())


def page(path: str) -> str:
    return built()[path].decode()
