"""The knowledge base and the engine for a command, or a sentence about why there is none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.failures import Refusal
from bot.exits import ExitCode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from bot.answering.engine import Engine
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.problems import Problem

SHOWN_PROBLEMS = 5


def load_base(folder: Path) -> KnowledgeBase:
    """The base of a folder; Refusal where there is none that can be used."""
    from bot.knowledge.loader import load
    from bot.knowledge.problems import KnowledgeError

    need_folder(folder)
    try:
        return load(folder)
    except KnowledgeError as error:
        raise Refusal(_unusable(folder, error.problems), ExitCode.NO_INPUT) from None


def load_engine(folder: Path) -> Engine:
    """The engine over the base of a folder. The collector rests meanwhile: all that is made now is kept."""
    with _without_collecting():
        from bot.answering.engine import Engine

        return Engine(load_base(folder))


def load_engine_to_run(folder: Path) -> Engine:
    """The same for a bot that is to stay: a Refusal lists every problem, and says that a retry mends nothing."""
    from bot.knowledge.problems import KnowledgeError

    with _without_collecting(), _tidied():
        from bot.answering.engine import Engine
        from bot.knowledge.loader import load

        try:
            return Engine(load(folder))
        except KnowledgeError as error:
            problems = error.problems
    text = "\n".join([_opening(folder, problems), *map(str, problems)])
    raise Refusal(text, ExitCode.CONFIGURATION)


def need_folder(folder: Path) -> None:
    """Refusal, where there is no such folder."""
    if not folder.is_dir():
        found = f"{folder} is a file, not a folder" if folder.exists() else f"There is no folder {folder}"
        text = f"{found}. Name the folder of the knowledge base with --knowledge DIR or KNOWLEDGE_DIR."
        raise Refusal(text, ExitCode.NO_INPUT)


def moment(as_of: str | None, base: KnowledgeBase) -> dt.datetime:
    """What `--as-of` says, or now to the second, where the base is at home. Raises BadParameter for what is no moment."""
    from bot.clock import SystemClock
    from bot.dates.as_of import AsOfError, read_as_of

    now = SystemClock().now().astimezone(base.zone).replace(microsecond=0)
    if as_of is None:
        return now
    try:
        return read_as_of(as_of, now, base.conventions)
    except AsOfError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--as-of' or AS_OF") from None


def _unusable(folder: Path, problems: tuple[Problem, ...]) -> str:
    lines = [str(problem) for problem in problems[:SHOWN_PROBLEMS]]
    return "\n".join([_opening(folder, problems), *lines, "`strikebot check` lists all of them."])


def _opening(folder: Path, problems: tuple[Problem, ...]) -> str:
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return f"The knowledge base in {folder} cannot be used: it has {count}."


@contextmanager
def _without_collecting() -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was:
            gc.enable()


@contextmanager
def _tidied() -> Iterator[None]:
    """What was only needed meanwhile is gone afterwards: some tenths of a second for as long as nobody is answered yet."""
    from bot.live.memory import give_back, set_allocator

    set_allocator()
    yield
    gc.collect()
    give_back()
