"""Times whole questions: understood, found, decided and composed, as the bot does it."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.synthetic import SEED
from bot.answering.suggestions.typeahead import Typeahead
from bot.discord_app.text.limits import CHOICES
from bot.evaluation import read_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.engine import Engine

Asked = tuple[str, dt.datetime]


def questions(path: Path, most: int) -> list[Asked]:
    """The last turn of each labelled question, spread evenly over the file."""
    found = [(labelled.asked[-1], labelled.as_of) for labelled in read_questions(path)]
    step = max(1, len(found) // most)
    return found[::step][:most]


def asking(engine: Engine) -> Callable[[Asked], object]:
    return lambda asked: engine.ask(asked[0], asked[1])


def typed(asked: Sequence[Asked]) -> list[Asked]:
    """The same questions while they are being typed, each cut somewhere."""
    chance = random.Random(SEED)
    return [(question[: chance.randint(1, max(len(question), 1))], as_of) for question, as_of in asked]


def suggesting(engine: Engine) -> Callable[[Asked], object]:
    return lambda typed: engine.suggest(typed[0], typed[1])


def suggesting_from(questions: Sequence[str], engine: Engine) -> Callable[[Asked], object]:
    """One key where so many other questions may be offered."""
    typeahead = Typeahead(((question, 0) for question in questions), engine.finder.speller.correct)
    return lambda typed: typeahead.suggest(typed[0], 0, CHOICES)


def whole_process(folder: Path, runs: int = 5) -> float | None:
    """Median seconds of `strikebot ask` from the shell; None where the command is not installed."""
    command = Path(sys.executable).with_name("strikebot")
    if shutil.which(command) is None:
        return None
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            [command, "ask", "--knowledge", folder, "What day of the strike is it?", "--as-of", "2023-08-04"],
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        if done.returncode not in (0, 1):
            return None
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
