"""What `check` finds: the problems of the files, and the checks that no longer get their right entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.as_of import ZONE
from bot.knowledge.dates import end_of_day
from bot.knowledge.files import read
from bot.knowledge.problems import Problem, show
from bot.knowledge.tree import Sequence
from bot.knowledge.yaml_text import parse

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply
    from bot.knowledge.models import Check

FILE = "checks.yaml"


@dataclass(frozen=True, slots=True)
class Findings:
    """The problems in the order of files and lines; `asked` and `entries` say how much was looked at."""

    problems: tuple[Problem, ...]
    entries: int
    asked: int

    @property
    def errors(self) -> int:
        return sum(problem.level == "error" for problem in self.problems)


def find_problems(folder: Path, now: dt.datetime) -> Findings:
    """Every problem of the files; where they have none, also those of the checks."""
    base, problems = read(folder, today=now.astimezone(ZONE).date())
    if base is None:
        return Findings(tuple(problems), 0, 0)
    if base.checks:
        from bot.answering.engine import Engine

        problems += failing_checks(Engine(base), _lines(folder), now)
    return Findings(tuple(sorted(problems)), sum(1 for _ in base.entries()), len(base.checks))


def failing_checks(engine: Engine, lines: list[int], now: dt.datetime) -> list[Problem]:
    """A problem for each check that does not get what it must; `lines` says where each begins."""
    problems = []
    for number, check in enumerate(engine.base.checks):
        line = lines[number] if number < len(lines) else 0
        wrong = _wrong_reply(engine, check, now)
        if wrong:
            problems.append(Problem(FILE, line, 1, f"#{number + 1}", *wrong))
    return problems


def count_line(found: Findings) -> str:
    """How it ended, in a sentence."""
    notices = len(found.problems) - found.errors
    also = f", {_count(notices, 'notice')}" if notices else ""
    if found.errors:
        return f"{_count(found.errors, 'problem')}{also}."
    looked = f"{_count(found.entries, 'entry', 'entries')} and {_count(found.asked, 'check')} are in order"
    return f"No problems{also}: {looked}."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _wrong_reply(engine: Engine, check: Check, now: dt.datetime) -> tuple[str, str] | None:
    reply = engine.ask(check.question, _moment(check, now), live=check.as_of is None)
    wanted = f"{check.kind} from {check.entry}" if check.entry else check.kind
    if reply.kind != check.kind or (check.entry and check.entry not in reply.entries):
        return f"{_given(reply)} to {show(check.question)}", wanted
    return None


def _given(reply: Reply) -> str:
    given = {"answer": "an answer", "clarify": "a question back", "decline": "a decline"}[reply.kind]
    if reply.entries:
        return f"{given} from {', '.join(reply.entries[:4])}{' …' * (len(reply.entries) > 4)}"
    return given


def _moment(check: Check, now: dt.datetime) -> dt.datetime:
    if check.as_of is None:
        return now
    if isinstance(check.as_of, dt.datetime):
        return check.as_of
    return end_of_day(check.as_of) - dt.timedelta(seconds=1)


def _lines(folder: Path) -> list[int]:
    """The line of each check, in the order of the file."""
    node, _ = parse((folder / FILE).read_bytes(), FILE)
    return [item.mark.line for item in node.items] if isinstance(node, Sequence) else []
