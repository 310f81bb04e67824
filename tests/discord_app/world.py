"""A made-up strike to test with: lampmakers against glassworks, from 1 December 2025 on, and an older one that is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.knowledge.loader import assemble
from bot.knowledge.model.models import Withdrawn

if TYPE_CHECKING:
    from bot.knowledge.model.base import KnowledgeBase

EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""When SimCord's time begins: 31 December 2025, four in the afternoon, in Los Angeles; day 31 of the strike."""

BASE = "zone: America/Los_Angeles\n"

SOURCES = """
- id: post-open
  publisher: Harbor Post
  title: Lampmakers walk out
  published: 2025-12-01
  url: https://harborpost.example.org/walk-out
  kind: press
  reviewed: 2025-12-31
- id: ledger
  publisher: Glass Ledger
  authors: [Ida Moss]
  title: Talks stall
  published: 2025-12-12
  kind: press
  reviewed: 2025-12-31
- id: post-talks
  publisher: Harbor Post
  title: Second round
  published: 2025-12-30
  url: https://harborpost.example.org/second-round
  kind: press
  reviewed: 2025-12-31
- id: old-book
  publisher: Lamp Museum
  title: A short history
  published: 2001
  url: https://museum.example.org/history
  kind: reference
  reviewed: 2025-12-31
"""
PARTIES = """
- id: lamp-union
  name: Lampmakers Union
  short_name: Lampmakers Union
  kind: union
  aliases: [lampmakers, LMU]
  about: [The Lampmakers Union stands for the people who make lamps.]
  citations: [post-open]
  reviewed: 2025-12-31
- id: glass-alliance
  name: Glassworks Alliance
  short_name: Glassworks Alliance
  kind: employers
  aliases: [glassworks, GWA]
  about: [The Glassworks Alliance bargains for the glassworks.]
  citations: [post-open]
  reviewed: 2025-12-31
"""
PEOPLE = """
- id: mara-lind
  name: Mara Lind
  roles:
    - title: chief negotiator
      party: lamp-union
      citations: [post-open]
  about: [Mara Lind leads the talks for the union.]
  citations: [post-open]
  reviewed: 2025-12-31
- id: otto-berg
  name: Otto Berg
  roles:
    - title: president
      party: glass-alliance
      citations: [post-open]
  about: [Otto Berg leads the alliance.]
  citations: [post-open]
  reviewed: 2025-12-31
"""
ISSUES = """
- id: robots
  name: robots
  aliases: [machines, automation]
  about: [The robots issue is whether machines may blow glass.]
  citations: [post-open]
  reviewed: 2025-12-31
- id: night-pay
  name: night pay
  aliases: [night shifts]
  about: [Night pay is what a night shift earns on top.]
  citations: [post-open]
  reviewed: 2025-12-31
"""
ANSWERS = """
- id: picket-rules
  question: Where can I read the picket rules?
  answer: The union hands out the picket rules at the gate.
  citations: [post-open]
  reviewed: 2025-12-31
"""
STRIKE = """
id: lamp-2025
kind: strike
main: true
name: 2025 lampmakers strike
short_name: lampmakers strike
union: lamp-union
against: [glass-alliance]
first_day: 2025-12-01
started: The lampmakers walked out on December 1, 2025.
reasons: [They struck over robots and night pay.]
citations: [post-open]
reviewed: 2025-12-31
"""
OLD_STRIKE = """
id: lamp-1950
kind: strike
name: 1950 lampmakers strike
short_name: 1950 lampmakers strike
union: lamp-union
against: [glass-alliance]
first_day: 1950-03-01
last_day: 1950-03-10
ended: {date: 1950-03-10, text: "The strike of 1950 ended on March 10."}
citations: [old-book]
reviewed: 2025-12-31
"""
MEETINGS = """
- id: 2025-12-11
  title: first round
  date: 2025-12-11
  kind: bargaining
  parties: [lamp-union, glass-alliance]
  attendees: [mara-lind, otto-berg]
  summary: The two sides met in the town hall.
  outcome: The first round ended without a deal.
  citations: [ledger]
  reviewed: 2025-12-31
- id: 2025-12-29
  title: second round
  date: 2025-12-29
  kind: bargaining
  parties: [lamp-union, glass-alliance]
  attendees: [mara-lind]
  summary: The two sides met again, for an hour.
  outcome: No deal was reached in the second round.
  citations: [post-talks]
  reviewed: 2025-12-31
"""
POSITIONS = """
- id: robots-lamp
  party: lamp-union
  issue: robots
  stance: demands
  since: 2025-12-01
  stage: before the strike
  text: The Lampmakers Union wanted no robots at the ovens.
  citations: [post-open]
  reviewed: 2025-12-31
- id: robots-glass
  party: glass-alliance
  issue: robots
  stance: refuses
  since: 2025-12-11
  stage: first round
  text: The Glassworks Alliance refused to rule out robots.
  reported_by: the Lampmakers Union, in the Glass Ledger
  citations: [ledger]
  reviewed: 2025-12-31
- id: night-lamp
  party: lamp-union
  issue: night-pay
  stance: demands
  since: 2025-12-01
  stage: before the strike
  text: The Lampmakers Union wanted double pay at night.
  citations: [post-open]
  reviewed: 2025-12-31
- id: night-glass
  party: glass-alliance
  issue: night-pay
  stance: offers
  since: 2025-12-29
  stage: second round
  text: The Glassworks Alliance offered a tenth more at night.
  citations: [post-talks]
  reviewed: 2025-12-31
"""
QUOTES = """
- id: lind-ovens
  text: No machine will ever breathe into this glass.
  speaker: mara-lind
  said: 2025-12-01
  setting: speech at the gate
  issues: [robots]
  citations: [{source: post-open, passage: No machine will ever breathe into this glass.}]
  reviewed: 2025-12-31
- id: berg-robots
  text: We will not tie our hands.
  speaker: otto-berg
  said: 2025-12-29
  setting: after the second round
  issues: [robots]
  citations: [post-talks]
  reviewed: 2025-12-31
"""
EVENTS = """
- id: 2025-12-20-march
  date: 2025-12-20
  kind: strike
  text: Two hundred lampmakers marched to the harbor.
  citations: [post-talks]
  reviewed: 2025-12-31
"""


def files() -> dict[str, str]:
    """The base as the files of a knowledge folder."""
    return {
        "base.yaml": BASE,
        "sources.yaml": SOURCES,
        "parties.yaml": PARTIES,
        "people.yaml": PEOPLE,
        "issues.yaml": ISSUES,
        "answers.yaml": ANSWERS,
        "vocabulary.yaml": "synonyms: []\n",
        "checks.yaml": "[]\n",
        "strikes/lamp-2025/strike.yaml": STRIKE,
        "strikes/lamp-2025/meetings.yaml": MEETINGS,
        "strikes/lamp-2025/positions.yaml": POSITIONS,
        "strikes/lamp-2025/quotes.yaml": QUOTES,
        "strikes/lamp-2025/events.yaml": EVENTS,
        "strikes/lamp-1950/strike.yaml": OLD_STRIKE,
    }


@cache
def base() -> KnowledgeBase:
    found, problems = assemble({name: text.lstrip("\n").encode() for name, text in files().items()})
    assert found is not None, "\n".join(map(str, problems))
    return found


def without(kept: KnowledgeBase, position: str) -> KnowledgeBase:
    """The base after a moderator has withdrawn a position."""
    gone = Withdrawn(on=dt.date(2026, 1, 1), reason="It was wrong.")
    entry = kept.positions[position].model_copy(update={"withdrawn": gone})
    return replace(
        kept, positions=MappingProxyType({**kept.positions, position: entry}), revision="feedfacecafe"
    )


def engine() -> Engine:
    return Engine(base())


@dataclass
class TestClock:
    """SimCord's time, or one that stands where a test put it."""

    __test__ = False
    moment: dt.datetime = EPOCH

    def now(self) -> dt.datetime:
        return self.moment
