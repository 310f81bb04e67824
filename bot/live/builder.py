"""Makes an engine of files: validated, indexed, warm, and its checks asked. Takes seconds of one core."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.checks import failing_checks
from bot.answering.engine import Engine
from bot.answering.kinds.lint import turned_around, unfit_translations, unknown_kinds
from bot.answering.suggestions.examples import OPENERS
from bot.knowledge.loader import assemble
from bot.knowledge.problems import MANY
from bot.live.changes import Built

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.knowledge.problems import Problem

    Files = Mapping[str, bytes]


def make(files: Files, found: Sequence[Problem], now: dt.datetime) -> Built:
    """What the files make; `found` is what is wrong with their folder already."""
    base, problems = assemble(files, found, now=now)
    if base is None:
        return Built(None, tuple(problem for problem in problems if problem.level == "error"))
    engine = Engine(base)
    for question in OPENERS:
        engine.ask(question, now)  # what is made on first use is made here, and not while a member waits
    problems += [*turned_around(base, files), *unknown_kinds(base, files), *unfit_translations(base, files)]
    return Built(engine, tuple(problems), broken_checks(engine, files, now))


def broken_checks(engine: Engine, files: Files, now: dt.datetime) -> tuple[Problem, ...]:
    """The checks of the engine's own files that fail, as notices: the files are valid all the same."""
    failing = failing_checks(engine, files, now)[:MANY]
    return tuple(replace(problem, level="notice") for problem in failing)
