"""Reloads under questions: how long these wait, how soon a save is served, and what stays in memory.

`python -m benchmarks.reload --help`
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answering import questions
from benchmarks.large import enlarged
from benchmarks.probe import resident
from benchmarks.report import budget, budgets, table
from benchmarks.timing import Times
from bot.answering.engine import Engine
from bot.clock import SystemClock
from bot.knowledge.disk.durable import write_atomic
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import load
from bot.live import process
from bot.live.builder import make
from bot.live.keeper import Keeper
from bot.live.memory import kept

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.answering import Asked
    from bot.knowledge.problems import Problem
    from bot.live.changes import Built, Change
    from bot.live.keeper import Builder

    Rows = list[list[str]]

QUESTIONS = Path("tests/questions.jsonl")
EDITED = "issues.yaml"
LARGE = 10_000
"""Entries of the base that the budget is about."""
MOST = 50.0
"""Milliseconds that a question may wait during a reload."""
GAP = 0.002
"""Seconds between two questions."""
RESTING = 2.0
"""Seconds between two reloads."""
SCHEDULED = "/proc/thread-self/schedstat"
"""https://docs.kernel.org/scheduler/sched-stats.html"""
BOUND = 180.0
"""Seconds after which a reload that was asked for has not come."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Milliseconds of one question from when it was due: until it was begun, until it was answered, and of that how
    long its thread stood in line for a core, behind whatever else the machine does."""

    begun: float
    answered: float
    in_line: float


@dataclass
class Asking:
    """Asks one question after the other on the event loop."""

    keeper: Keeper
    asked: Sequence[Asked]
    waits: list[Wait] = field(default_factory=list)

    async def run(self) -> None:
        for question, moment in cycle(self.asked):
            due, line = time.perf_counter() + GAP, in_line()
            await asyncio.sleep(GAP)
            begun = time.perf_counter()
            self.keeper.engine.ask(question, moment)
            answered = time.perf_counter()
            self.waits.append(Wait((begun - due) * 1000, (answered - due) * 1000, in_line() - line))

    def lap(self) -> list[Wait]:
        """Those since the last lap."""
        found, self.waits = self.waits, []
        return found


def in_line() -> float:
    """Milliseconds that this thread could have run and was not let; 0 where the system does not tell."""
    try:
        return int(Path(SCHEDULED).read_text(encoding="ascii").split()[1]) / 1e6
    except OSError:
        return 0.0


@dataclass
class Measured:
    """Of one base: the waits of questions, seconds from each save to the first answer, resident MiB."""

    entries: int
    idle: list[Wait] = field(default_factory=list)
    during: list[Wait] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


async def measure(
    folder: Path, asked: Sequence[Asked], saves: int, builder: Builder = process.build
) -> Measured:
    """Ask, save, and wait for the new base, in turn; the base is watched as the bot does."""
    with kept():
        keeper = Keeper(folder, Engine(load(folder)), SystemClock(), builder=builder)
    found = Measured(sum(1 for _ in keeper.engine.base.entries()), memory=[resident()])
    swapped: asyncio.Queue[Change] = asyncio.Queue()
    keeper.listen(swapped.put_nowait)
    asking, stop = Asking(keeper, asked), asyncio.Event()
    running = [asyncio.create_task(asking.run()), asyncio.create_task(keeper.watch(stop))]
    for question, moment in asked:
        keeper.engine.ask(question, moment)
    for content in _edits(folder, saves):
        await _rest(asking, found)
        saved = time.perf_counter()
        await asyncio.to_thread(write_atomic, folder / EDITED, content)
        await asyncio.wait_for(swapped.get(), BOUND)
        keeper.engine.ask(*asked[0])
        found.served.append(time.perf_counter() - saved)
        await keeper.freed()
        found.during += asking.lap()
        found.memory.append(resident())
    stop.set()
    running[0].cancel()
    await asyncio.gather(*running, return_exceptions=True)
    return found


async def _rest(asking: Asking, found: Measured) -> None:
    """Some seconds without a reload."""
    asking.lap()
    await asyncio.sleep(RESTING)
    found.idle += asking.lap()


def _edits(folder: Path, saves: int) -> Iterator[bytes]:
    data = (folder / EDITED).read_bytes()
    for number in range(saves):
        yield data + f"# {number}\n".encode()


def told(name: str, found: Measured) -> str:
    """The tables of a base."""
    rows = []
    for when, waits in (("idle", found.idle), ("reload", found.during)):
        for what, each in (
            ("due to begun", [wait.begun for wait in waits]),
            ("due to answered", [wait.answered for wait in waits]),
            ("the same, less waiting for a core", net(waits)),
        ):
            times = Times(tuple(each))
            row = [f"{len(each):,}", f"{times.p50:.2f}", f"{times.p99:.2f}", f"{max(each):.1f}"]
            rows.append([f"{when}: {what}", *row])
    served = Times(tuple(found.served))
    memory = [found.memory[0], found.memory[1], found.memory[len(found.memory) // 2], found.memory[-1]]
    title = f"{name}: {found.entries:,} entries, reloads: {len(found.served)}"
    return (
        table(title, ["milliseconds", "questions", "p50", "p99", "longest"], rows)
        + f"From save to served: p50 {served.p50:.2f} s, p99 {served.p99:.2f} s, longest {max(found.served):.2f} s.\n"
        + f"Resident MiB before, after the first, half way, after the last: {', '.join(f'{each:.0f}' for each in memory)};"
        + f" highest {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} so far.\n"
    )


def net(waits: Sequence[Wait]) -> list[float]:
    """From due to answered, without the time for which the machine was busy with something else."""
    return [max(wait.answered - wait.in_line, 0.0) for wait in waits]


def spread(folder: Path, entries: int, place: Path) -> Path:
    """A copy of the base in `place`, with so many entries (0: as it is)."""
    files, _ = gather(folder)
    for name, data in (enlarged(files, entries) if entries else files).items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return place


async def in_thread(files: Mapping[str, bytes], found: Sequence[Problem], now: dt.datetime) -> Built:
    """The other way to build beside the event loop, for comparison."""
    return await asyncio.to_thread(make, files, found, now)


def measured(
    knowledge: Path, entries: int, asked: Sequence[Asked], saves: int, builder: Builder = process.build
) -> Rows:
    """Print the tables of a base with so many entries (0: as it is); its rows for the table of budgets."""
    with tempfile.TemporaryDirectory() as place:
        found = asyncio.run(measure(spread(knowledge, entries, Path(place)), asked, saves, builder))
    print(told("A made-up base" if entries else "The shipped base", found), flush=True)
    name = f"the longest wait during a reload, {found.entries:,} entries"
    return [
        budget(name, max(wait.answered for wait in found.during), MOST, "ms"),
        budget(f"{name}, less waiting for a core", max(net(found.during)), MOST, "ms"),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reload", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    parser.add_argument("--entries", type=int, default=LARGE, help="of the made-up base (10,000; 0: none)")
    parser.add_argument("--saves", type=int, default=20, help="reloads of each base (20)")
    parser.add_argument("--in-thread", action="store_true", help="build in a thread and not in a process")
    chosen = parser.parse_args()
    builder = in_thread if chosen.in_thread else process.build
    rows: Rows = []
    for entries in (0, chosen.entries) if chosen.entries else (0,):
        rows += measured(chosen.knowledge, entries, questions(QUESTIONS, 200), chosen.saves, builder)
    print(budgets(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
