"""Runs the benchmark and prints its tables: `python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import reload, report
from benchmarks.answering import (
    Asked,
    asking,
    questions,
    suggesting,
    suggesting_from,
    typed,
    whole_process,
)
from benchmarks.clinc import accuracies
from benchmarks.peers import OURS, builders
from benchmarks.probe import Cost, cost, resident
from benchmarks.synthetic import grown, texts
from benchmarks.timing import Times, interleave
from bot.answering.engine import Engine
from bot.errors import StrikebotError
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.knowledge.model.base import KnowledgeBase

QUESTIONS = Path("tests/questions.jsonl")
ENGINE = "the whole engine"
RELOADS = 3
"""Of each base; `python -m benchmarks.reload` makes more."""
BOUND = 100_000
"""The number of phrasings that the budgets are about."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure, and how long to take over it."""

    knowledge: Path
    sizes: tuple[int, ...]
    asked: int
    rounds: int
    peers: bool
    processes: bool
    clinc: Path | None
    every: int


def options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures the bot's speed, memory and accuracy."
    )
    parser.add_argument(
        "--knowledge",
        type=Path,
        default=Path("knowledge"),
        metavar="DIR",
        help="the knowledge base (knowledge/)",
    )
    parser.add_argument(
        "--sizes", default="1000,10000,100000", help='numbers of made-up phrasings, by comma (none: "")'
    )
    parser.add_argument("--asked", type=int, default=200, help="questions to ask of everything (200)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked (3)")
    parser.add_argument("--no-peers", action="store_true", help="leave out the other libraries")
    parser.add_argument(
        "--no-processes",
        action="store_true",
        help="leave out what needs processes of its own: memory, start-up",
    )
    parser.add_argument("--clinc", type=Path, metavar="FILE", help="CLINC150's data_full.json: adds accuracy")
    parser.add_argument(
        "--clinc-every", type=int, default=1, metavar="N", help="ask only every n-th of its questions (1)"
    )
    read = parser.parse_args(arguments)
    sizes = tuple(int(size) for size in read.sizes.split(",") if size)
    return Options(
        read.knowledge,
        sizes,
        read.asked,
        read.rounds,
        not read.no_peers,
        not read.no_processes,
        read.clinc,
        read.clinc_every,
    )


def main(arguments: Sequence[str]) -> int:
    chosen = options(arguments)
    begin = time.monotonic()
    try:
        _run(chosen)
    except StrikebotError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Took {time.monotonic() - begin:.0f} s.")
    return 0


def _run(chosen: Options) -> None:
    base = load(chosen.knowledge)
    asked = questions(QUESTIONS, chosen.asked)
    print(
        f"{len(asked)} questions, {chosen.rounds} rounds in turn; a question's time is its median over the rounds.\n",
        flush=True,
    )
    rows = _shipped(chosen, base, asked)
    rows += _typing(chosen, base, asked)
    rows += _sized(chosen, base, asked)
    for entries in (0, reload.LARGE) if chosen.processes else ():
        rows += reload.measured(chosen.knowledge, entries, asked, RELOADS)
    print(report.budgets(rows), flush=True)
    if chosen.clinc:
        print(report.accuracy(list(accuracies(chosen.clinc, every=chosen.every))), flush=True)


def _shipped(chosen: Options, base: KnowledgeBase, asked: Sequence[Asked]) -> list[list[str]]:
    """The shipped base: time of a question, start-up, memory."""
    engine = Engine(base)
    found = interleave({ENGINE: asking(engine)}, asked, chosen.rounds)
    costs: dict[str, Cost] = {}
    rows = [
        report.budget("one question, the shipped base, p50", found[ENGINE].p50, 1, "ms"),
        report.budget("one question, the shipped base, p99", found[ENGINE].p99, 5, "ms"),
    ]
    if chosen.processes:
        costs[ENGINE] = start = cost(chosen.knowledge, "start")
        connected = cost(chosen.knowledge, "connected")
        rows += [
            report.budget("start: load, validate, index", start.seconds, 1.5, "s"),
            report.budget("ask from the shell, whole process", whole_process(chosen.knowledge), 1, "s"),
            report.budget("resident, base and Discord library loaded", connected.after, 150, "MiB"),
        ]
    print(report.times("The shipped base", found, ENGINE, costs), flush=True)
    return rows


def _typing(chosen: Options, base: KnowledgeBase, asked: Sequence[Asked]) -> list[list[str]]:
    """One key of autocomplete beside an answer: of the shipped base, and with so many made-up questions to offer."""
    engine = Engine(base)
    ways = {
        ENGINE: _part(0, asking(engine)),
        "one key, the shipped base": _part(1, suggesting(engine)),
    }
    for size in chosen.sizes:
        ways[f"one key, {size:,} questions"] = _part(1, suggesting_from(texts(base, size), engine))
    found = interleave(ways, list(zip(asked, typed(asked), strict=True)), chosen.rounds)
    print(report.times("While someone types", found, ENGINE, {}), flush=True)
    most = max(times.p50 for name, times in found.items() if name != ENGINE)
    return [report.budget("one key of autocomplete by an answer, p50", most / found[ENGINE].p50, 1, "x")]


def _part(which: int, ask: Callable[[Asked], object]) -> Callable[[tuple[Asked, Asked]], object]:
    """Ask one of a pair."""
    return lambda pair: ask(pair[which])


def _sized(chosen: Options, base: KnowledgeBase, asked: Sequence[Asked]) -> list[list[str]]:
    """Made-up phrasings: the engine, its index, and the peers, at each size."""
    engines: dict[int, Times] = {}
    for size in chosen.sizes:
        few = asked[:: max(1, size // 20_000)]
        engine, spent = _grown(base, size)
        whole = interleave({ENGINE: asking(engine)}, asked, chosen.rounds)
        engines[size] = whole[ENGINE]
        del engine
        made = texts(base, size)
        ways = {name: build(made) for name, build in builders(peers=chosen.peers).items()}
        lexical = interleave(ways, [question for question, _ in few], chosen.rounds)
        costs = {name: cost(chosen.knowledge, name, size) for name in ways} if chosen.processes else {}
        print(report.times(f"{size:,} phrasings: the whole engine", whole, ENGINE, {ENGINE: spent}))
        print(report.times(f"{size:,} phrasings: finding the nearest", lexical, OURS, costs), flush=True)
    rows = []
    if BOUND in engines:
        rows.append(report.budget("one question, 100,000 phrasings, p99", engines[BOUND].p99, 10, "ms"))
    if BOUND in engines and BOUND // 10 in engines:
        growth = engines[BOUND].p50 / engines[BOUND // 10].p50
        rows.append(report.budget("p50 at 100,000 phrasings by p50 at 10,000", growth, 5, "x"))
    return rows


def _grown(base: KnowledgeBase, size: int) -> tuple[Engine, Cost]:
    """An engine over so many made-up phrasings more, and what it cost."""
    larger = grown(base, size)
    before, start = resident(), time.perf_counter()
    engine = Engine(larger)
    return engine, Cost(0.0, time.perf_counter() - start, before, resident())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
