"""Asks the questions of checks.yaml: which of them no longer get their right entry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.moments import end_of_day
from bot.knowledge.model.items import CHECKS
from bot.knowledge.problems import Problem, show
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply
    from bot.knowledge.model.models import Check


def failing_checks(engine: Engine, files: Mapping[str, bytes], now: dt.datetime) -> list[Problem]:
    """A problem for each check that does not get what it must, at its line in `files`, those of the engine's base."""
    lines = _lines(files.get(CHECKS.file, b""))
    problems = []
    for number, check in enumerate(engine.base.checks):
        wrong = _wrong_reply(engine, check, now)
        if wrong:
            line = lines[number] if number < len(lines) else 0
            problems.append(Problem(CHECKS.file, line, 1, f"#{number + 1}", *wrong))
    return problems


def _wrong_reply(engine: Engine, check: Check, now: dt.datetime) -> tuple[str, str] | None:
    reply = engine.ask(check.question, _moment(engine, check, now), live=check.as_of is None)
    wanted = f"{check.kind} from {check.entry}" if check.entry else check.kind
    if reply.kind != check.kind or (check.entry and check.entry not in reply.entries):
        return f"{_given(reply)} to {show(check.question)}", wanted
    return None


def _given(reply: Reply) -> str:
    given = {
        "answer": "an answer", "shortlist": "a short list", "clarify": "a question back", "decline": "a decline",
    }[reply.kind]  # fmt: skip
    if reply.entries:
        return f"{given} from {', '.join(reply.entries[:4])}{' …' * (len(reply.entries) > 4)}"
    return given


def _moment(engine: Engine, check: Check, now: dt.datetime) -> dt.datetime:
    if check.as_of is None:
        return now
    return check.as_of if isinstance(check.as_of, dt.datetime) else end_of_day(check.as_of, engine.base.zone)


def _lines(data: bytes) -> list[int]:
    """The line of each check, in the order of the file."""
    node, _ = parse(data, CHECKS.file)
    return [item.mark.line for item in node.items] if isinstance(node, Sequence) else []
