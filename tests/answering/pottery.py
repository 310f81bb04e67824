"""A tiny made-up base, another trade in another country: two strikes, one of them open, with a case for each rule of truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.loader import assemble

if TYPE_CHECKING:
    from bot.knowledge.model.base import KnowledgeBase

SOURCES = """\
- {id: paper-03-01, publisher: The Daily Clay, title: Potters walk out, published: 2024-03-01T08:00+01:00,
   url: "https://clay.example.com/a", kind: press, reviewed: 2024-05-01}
- {id: union-03-11, publisher: Potters Guild, published: 2024-03-11T09:00+01:00, url: "https://potters.example.com/pause",
   kind: primary, reviewed: 2024-05-01}
- {id: paper-04-05, publisher: The Daily Clay, title: No deal over glaze, authors: [Mo Lind],
   published: 2024-04-05T20:00+02:00, kind: press, reviewed: 2024-05-01}
- {id: owners-04-06, publisher: Kiln Owners Association, published: 2024-04-06T10:00+02:00,
   url: "https://kilns.example.com/reply", kind: primary, reviewed: 2024-05-01}
- {id: blog-04-20, publisher: Some Blog, published: 2024-04-20T10:00+02:00, url: "https://blog.example.com/x", kind: weak,
   reviewed: 2024-05-01}
- {id: weavers-03-21, publisher: The Daily Loom, published: 2024-03-21T07:00+01:00, url: "https://loom.example.com/end",
   kind: press, reviewed: 2024-05-01}
- {id: weavers-02-20, publisher: The Daily Loom, published: 2024-02-20T07:00+01:00, url: "https://loom.example.com/call",
   kind: press, reviewed: 2024-05-01}
"""
PARTIES = """\
- id: potters
  name: Potters Guild
  short_name: Potters Guild
  kind: union
  aliases: [potters]
  about: [The Potters Guild is the union of people who work in clay.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
- id: owners
  name: Kiln Owners Association
  short_name: KOA
  kind: employers
  aliases: [kiln owners, the owners]
  about: [The KOA bargains for the workshops that own kilns.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
- id: weavers
  name: Weavers Union
  short_name: Weavers Union
  kind: union
  aliases: [weavers]
  about: [The Weavers Union is the union of people who work at looms.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
"""
PEOPLE = """\
- id: ada-brandt
  name: Ada Brandt
  roles: [{title: chief negotiator of the Potters Guild, party: potters}]
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: otto-krug
  name: Otto Krug
  roles: [{title: president of the KOA, party: owners}]
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""
ISSUES = """\
- id: glaze-safety
  name: glaze safety
  aliases: [glaze, lead glaze, toxic glaze]
  about: [Glaze safety is about lead in the glazes that potters breathe.]
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: night-firing
  name: night firing
  aliases: [night shifts]
  about: [Night firing is the work of tending a kiln at night.]
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""
POTTERS = """\
id: potters-2024
kind: strike
main: true
name: 2024 Potters Guild strike
short_name: potters' strike
union: potters
against: [owners]
zone: Europe/Berlin
first_day: 2024-03-01
started: {text: The Potters Guild went on strike at the start of March 1., citations: [paper-03-01]}
suspensions:
  - {first_day: 2024-03-11, last_day: 2024-03-15, counted: false, citations: [union-03-11]}
reasons:
  - {text: The Potters Guild struck over lead in glazes and over pay at night., reported_by: the Potters Guild}
citations: [paper-03-01]
reviewed: 2024-05-01
"""
WEAVERS = """\
id: weavers-2024
kind: strike
main: true
name: 2024 Weavers Union strike
short_name: weavers' strike
union: weavers
against: [owners]
zone: Europe/Berlin
first_day: 2024-03-04
last_day: 2024-03-20
started: {text: The Weavers Union called its strike for March 4., citations: [weavers-02-20]}
ended: {date: 2024-03-21, text: The Weavers Union went back to work on March 21., citations: [weavers-03-21]}
citations: [weavers-02-20]
reviewed: 2024-05-01
"""
MEETINGS = """\
- id: 2024-04-05
  title: first talks since the walkout
  date: 2024-04-05
  kind: bargaining
  parties: [potters, owners]
  attendees: [ada-brandt, otto-krug]
  summary: The Potters Guild and the KOA met for the first time since the walkout.
  discussed: [They discussed ventilation over the glaze benches.]
  outcome: {text: The talks ended without a deal., reported_by: the Potters Guild}
  disputed:
    - {text: The Potters Guild says that the KOA left the room after an hour., citations: [paper-04-05]}
    - {text: The KOA says that it stayed until the evening., citations: [owners-04-06]}
  citations: [paper-04-05]
  reviewed: 2024-05-01
- id: 2024-04-02
  title: secret talks at the lake
  date: 2024-04-02
  kind: bargaining
  parties: [potters, owners]
  summary: The sides met in secret at the lake.
  asked: [did they meet in secret at the lake]
  withdrawn: {on: 2024-04-10, reason: The report was wrong.}
  citations: [paper-04-05]
  reviewed: 2024-05-01
"""
POSITIONS = """\
- id: glaze-owners
  party: owners
  issue: glaze-safety
  stance: refuses
  since: 2024-04-05
  stage: the April talks
  text: The KOA would not discuss a ban on lead glaze.
  speaker: otto-krug
  reported_by: the Potters Guild, in The Daily Clay
  meeting: 2024-04-05
  citations: [{source: paper-04-05, passage: would not hear of a ban}]
  reviewed: 2024-05-01
- id: glaze-potters
  party: potters
  issue: glaze-safety
  stance: demands
  since: 2024-03-01
  stage: before the talks
  text: The Potters Guild demands a ban on lead glaze.
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: night-owners
  party: owners
  issue: night-firing
  stance: willing
  since: 2024-04-06
  stage: after the talks
  text: The KOA was willing to pay more for night firing.
  citations: [owners-04-06]
  reviewed: 2024-05-01
"""
QUOTES = """\
- id: brandt-04-05
  text: We will not breathe lead for another year.
  speaker: ada-brandt
  said: 2024-04-05
  setting: speech at the gate
  issues: [glaze-safety]
  citations: [paper-04-05]
  reviewed: 2024-05-01
- id: krug-04-06
  text: Nobody walked out of anything.
  speaker: otto-krug
  said: 2024-04-06
  setting: statement by the KOA
  citations: [owners-04-06]
  reviewed: 2024-05-01
- id: krug-withdrawn
  text: Potters should be glad to have a kiln at all.
  speaker: otto-krug
  said: 2024-04-05
  setting: a rumor
  asked: [who said potters should be glad]
  withdrawn: {on: 2024-04-10, reason: He never said it.}
  citations: [paper-04-05]
  reviewed: 2024-05-01
"""
EVENTS = """\
- id: 2024-04-18-cup
  date: 2024-04-18
  kind: statement
  text: A giant cup was carried through the town by the potters.
  parties: [potters]
  reported_by: an unnamed baker
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
ANSWERS = """\
- id: what-is-a-kiln
  question: What is a kiln?
  asked: [what does kiln mean]
  answer: A kiln is an oven in which clay is fired.
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: what-is-slip
  question: What is slip?
  answer: Slip is thin clay.
  withdrawn: {on: 2024-04-10, reason: Not about the strike.}
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""
FILES = {
    "sources.yaml": SOURCES,
    "parties.yaml": PARTIES,
    "people.yaml": PEOPLE,
    "issues.yaml": ISSUES,
    "answers.yaml": ANSWERS,
    "strikes/potters-2024/strike.yaml": POTTERS,
    "strikes/weavers-2024/strike.yaml": WEAVERS,
    "strikes/potters-2024/meetings.yaml": MEETINGS,
    "strikes/potters-2024/positions.yaml": POSITIONS,
    "strikes/potters-2024/quotes.yaml": QUOTES,
    "strikes/potters-2024/events.yaml": EVENTS,
}


def make(files: dict[str, str] = FILES) -> KnowledgeBase:
    """The base of these files; fails with every problem they have."""
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    assert base is not None, "\n".join(map(str, problems))
    return base
