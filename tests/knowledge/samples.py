"""A small knowledge base that is in order, to be broken in one place by each test."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.knowledge.loader import assemble, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from bot.knowledge.problems import Problem

FILES = {
    "base.yaml": "zone: America/Los_Angeles\n",
    "sources.yaml": """\
- id: gazette-2023-08-04
  publisher: The Gazette
  title: Talks resume
  authors: [Ann Lee]
  published: 2023-08-04T21:58-07:00
  url: https://gazette.example.com/talks
  kind: press
  reviewed: 2026-11-23
- id: letter-2023-05-02
  publisher: Writers Guild
  published: 2023-05-02
  kind: primary
  reviewed: 2026-11-23
- id: gazette-2023-09-27
  publisher: The Gazette
  published: 2023-09
  kind: press
  reviewed: 2026-11-23
""",
    "parties.yaml": """\
- id: wga
  name: Writers Guild of America
  short_name: WGA
  kind: union
  aliases: [writers]
  about: [The WGA is a union.]
  citations: letter-2023-05-02
  reviewed: 2026-11-23
- id: amptp
  name: Alliance of Producers
  short_name: AMPTP
  kind: employers
  about: [The AMPTP bargains for the studios.]
  citations: [letter-2023-05-02]
  reviewed: 2026-11-23
""",
    "people.yaml": """\
- id: ann-lee
  name: Ann Lee
  roles:
    - title: negotiator
      party: wga
  citations: [letter-2023-05-02]
  reviewed: 2026-11-23
""",
    "issues.yaml": """\
- id: residuals
  name: residuals
  about: [A residual is paid when work is shown again.]
  citations: [letter-2023-05-02]
  reviewed: 2026-11-23
""",
    "strikes/wga-2023/strike.yaml": """\
id: wga-2023
kind: strike
name: 2023 Writers strike
short_name: WGA strike
union: wga
against: [amptp]
first_day: 2023-05-02
last_day: 2023-09-26
ended:
  date: 2023-09-27
  text: The strike ended.
  citations: [gazette-2023-09-27]
issues: [residuals]
citations: [letter-2023-05-02]
reviewed: 2026-11-23
""",
    "strikes/wga-2023/meetings.yaml": """\
- id: 2023-08-04
  title: first meeting
  date: 2023-08-04
  kind: sidebar
  parties: [wga, amptp]
  attendees: [ann-lee, wga]
  summary: They met.
  outcome:
    text: No date was set.
    citations: [gazette-2023-08-04]
  citations: [gazette-2023-08-04]
  reviewed: 2026-11-23
""",
    "strikes/wga-2023/positions.yaml": """\
- id: residuals-amptp-2023-08-04
  party: amptp
  issue: residuals
  stance: refuses
  since: 2023-08-04
  stage: the meeting
  text: The AMPTP would not discuss residuals.
  speaker: ann-lee
  meeting: 2023-08-04
  citations:
    - source: gazette-2023-08-04
      passage: would not discuss residuals
  reviewed: 2026-11-23
""",
    "strikes/wga-2023/quotes.yaml": """\
- id: lee-2023-08-04
  text: We are ready.
  speaker: ann-lee
  said: 2023-08-04
  setting: message to members
  citations: [gazette-2023-08-04]
  reviewed: 2026-11-23
""",
    "strikes/wga-2023/events.yaml": """\
- id: 2023-05-02-strike-begins
  date: 2023-05-02
  text: The strike began.
  kind: strike
  citations: [letter-2023-05-02]
  reviewed: 2026-11-23
""",
    "answers.yaml": """\
- id: what-is-a-strike
  question: What is a strike?
  answer: Workers stop working together.
  strike: wga-2023
  citations: [letter-2023-05-02]
  reviewed: 2026-11-23
""",
    "vocabulary.yaml": """\
synonyms:
  - means: amptp
    words: [the studios, bosses]
equivalents:
  - word: say
    same_as: [state]
background: [please]
""",
    "checks.yaml": """\
- question: what happened on august 4
  entry: wga-2023/meeting/2023-08-04
  as_of: 2023-08-05
""",
}
MEETINGS = "strikes/wga-2023/meetings.yaml"
POSITIONS = "strikes/wga-2023/positions.yaml"
QUOTES = "strikes/wga-2023/quotes.yaml"
EVENTS = "strikes/wga-2023/events.yaml"
STRIKE = "strikes/wga-2023/strike.yaml"


def put(folder: Path, files: Mapping[str, str | bytes | None] = MappingProxyType({})) -> None:
    """Write the sample into `folder`, with some files changed, added or (None) left out."""
    for name, content in {**FILES, **files}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def problems_of(name: str, content: str | bytes, *, now: dt.datetime | None = None) -> list[Problem]:
    """The problems of the sample with one file replaced."""
    files = {key: value.encode() for key, value in FILES.items()}
    files[name] = content if isinstance(content, bytes) else content.encode()
    return assemble(files, now=now)[1]


def changed(name: str, old: str, new: str) -> str:
    """A sample file with `old` replaced by `new`, which must be there just once."""
    assert FILES[name].count(old) == 1, f"{old!r} is in {name} {FILES[name].count(old)} times"
    return FILES[name].replace(old, new)


def lines_of(problems: list[Problem]) -> list[str]:
    """Each problem as it is shown, notices marked."""
    return [("" if problem.level == "error" else "notice: ") + str(problem) for problem in problems]


def reading(folder: Path) -> list[str]:
    """The problems of a folder as lines."""
    return lines_of(read(folder)[1])
