"""What becomes of a change in the knowledge files, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.engine import Engine
    from bot.knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Built:
    """What files make: an engine, or None and why not. `problems` of a good base are notices."""

    engine: Engine | None
    problems: tuple[Problem, ...] = ()
    checks_broken: tuple[Problem, ...] = ()
    """The questions of checks.yaml that do not get their right entry: for moderators to see, no reason to refuse."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """Another base is in use. `problems` are the checks that fail since then, as notices."""

    old_revision: str
    new: Engine
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """The files cannot be used, and the base before them goes on. Told once for the same problems."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """Files that were refused are again those of the base in use."""

    revision: str


Change = Swapped | Refused | Mended


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a reload ended, and how many seconds it took."""

    kind: Literal["swapped", "unchanged", "refused"]
    at: dt.datetime
    seconds: float
    revision: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """How things stand: for `/kb status`, `/about` and the metrics."""

    revision: str
    since: dt.datetime
    entries: int
    sources: int
    problems: tuple[Problem, ...]
    reloads: int
    failures: int
    last: Outcome | None
