"""What `check` finds: the problems of the files, and the checks that no longer get their right entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import assemble

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from bot.answering.known.gaps import Lack
    from bot.knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Findings:
    """The errors, then the notices, in the order of files and lines; `asked` and `entries` say how much was looked at."""

    problems: tuple[Problem, ...]
    entries: int
    asked: int
    lacks: tuple[Lack, ...] = ()
    """What everybody asks about and the base does not hold yet, most asked first."""

    @property
    def errors(self) -> int:
        return sum(problem.level == "error" for problem in self.problems)


def find_problems(folder: Path, now: dt.datetime) -> Findings:
    """Every problem of the files; where they have none, also those of the checks."""
    files, found = gather(folder)
    base, problems = assemble(files, found, now=now)
    if base is None:
        return Findings(tuple(sorted(problems)), 0, 0)
    from bot.answering.kinds.lint import turned_around, unfit_translations, unknown_kinds
    from bot.answering.known.gaps import lacks
    from bot.answering.known.view import Timeline
    from bot.answering.known.weaknesses import doubts

    view = Timeline(base).at(now)
    problems += [
        *turned_around(base, files),
        *unknown_kinds(base, files),
        *unfit_translations(base, files),
        *doubts(view),
    ]
    if base.checks:
        from bot.answering.checks import failing_checks
        from bot.answering.engine import Engine

        problems += failing_checks(Engine(base), files, now)
    return Findings(
        tuple(sorted(problems)), sum(1 for _ in base.entries()), len(base.checks), tuple(lacks(view))
    )


def count_line(found: Findings) -> str:
    """How it ended, in a sentence."""
    notices = len(found.problems) - found.errors
    also = f", {_count(notices, 'notice')}" if notices else ""
    if found.errors:
        return f"{_count(found.errors, 'problem')}{also}."
    looked = f"{_count(found.entries, 'entry', 'entries')} and {_count(found.asked, 'check')} are in order"
    return f"No problems{also}: {looked}."


def lacking(found: Findings) -> list[str]:
    """What is still missing, as lines to show: advice, most asked first."""
    if not found.lacks:
        return []
    return ["", "Still missing, what is asked most first:", *(f"- {lack}" for lack in found.lacks)]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
