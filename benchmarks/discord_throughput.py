"""Fires interactions at the bot through a simulated Discord: how many a second, how late the last, how much of it is ours.

`python -m benchmarks.discord_throughput --help`
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import functools
import itertools
import logging
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import simcord

from benchmarks.answering import questions
from benchmarks.report import table
from benchmarks.timing import Times
from bot.answering.engine import Engine
from bot.clock import FixedClock
from bot.discord_app.card.request import QUESTION_LIMIT
from bot.discord_app.client import Strikebot
from bot.discord_app.config import BotConfig
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simcord import ChannelHandle, MemberActor

P = ParamSpec("P")
T = TypeVar("T")

QUESTIONS = Path("tests/questions.jsonl")
NOW = dt.datetime.fromisoformat("2023-08-04T22:00:00-07:00")
A_MEMBER_ASKS = 4
"""Questions of one member, fewer than the cooldown allows: the simulator's clock stands still."""
NAP = 0.001
COMMANDS = ("ask", "ask", "ask", "ask", "day", "ask", "ask", "ask", "status", "suggest")
"""What people do: of ten, seven questions in their own words, two commands without, one while typing."""


@dataclass
class Stopwatch:
    """Seconds spent in our own code since the last `lap`."""

    spent: float = 0.0

    def timed(self, work: Callable[P, T]) -> Callable[P, T]:
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            start = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.spent += time.perf_counter() - start

        return call

    def lap(self) -> float:
        spent, self.spent = self.spent, 0.0
        return spent


class Ledger(list[tuple[str, str, Any]]):
    """Stands in for the simulator's transcript: keeps when an interaction went out and when its response came."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = self.answered = 0.0

    def append(self, entry: tuple[str, str, Any], /) -> None:
        kind, name, _ = entry
        if kind == "GATEWAY" and name == "INTERACTION_CREATE":
            self.sent, self.answered = time.perf_counter(), 0.0
        elif kind == "HTTP" and name.endswith("/callback"):
            self.answered = time.perf_counter()


@dataclass
class Measured:
    """Milliseconds from dispatch to response of each interaction by command, and those in our own code."""

    latency: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    ours: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0
    unanswered: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, self.latency.values())) + self.unanswered


class TimedEngine(Engine):
    """The engine, on a stopwatch."""

    def __init__(self, folder: Path, watch: Stopwatch) -> None:
        super().__init__(load(folder))
        for name in ("ask", "browse", "show", "suggest"):
            setattr(self, name, watch.timed(getattr(self, name)))


def bot_on(watch: Stopwatch, folder: Path) -> Strikebot:
    """The bot with a stopwatch on its engine and on the rendering of its cards."""
    bot = Strikebot(TimedEngine(folder, watch), FixedClock(NOW), BotConfig(live=False, shard_count=1))
    setattr(bot.asking, "card", watch.timed(bot.asking.card))  # noqa: B010  (a method of this one object)
    return bot


async def measure(folder: Path, asked: Sequence[str], most: int, seconds: float) -> Measured:
    """Fire `most` interactions one after the other, or fewer where `seconds` run out."""
    watch, ledger, found = Stopwatch(), Ledger(), Measured()
    async with simcord.run(bot_on(watch, folder), check_errors=False) as env:
        guild = env.create_guild("Throughput")
        channel = guild.create_text_channel("questions")
        env.backend.transcript = ledger
        # The simulator naps for 50 ms when it sees nothing to do for a moment: that would be most of the run.
        setattr(env, "_settle_internal", functools.partial(env._settle_internal, idle=NAP))  # noqa: B010
        members = _members(env, guild)
        texts = itertools.cycle(asked)
        begun = time.perf_counter()
        for command in itertools.islice(itertools.cycle(COMMANDS), most):
            if time.perf_counter() - begun > seconds:
                break
            watch.lap()
            await _fire(next(members), channel, command, next(texts))
            _note(found, command, ledger, watch.lap())
        found.seconds = time.perf_counter() - begun
        found.failed = [repr(error) for error in env.errors]
    return found


def _members(env: simcord.Env, guild: simcord.GuildHandle) -> Iterator[MemberActor]:
    """One member after the other, each for a few questions."""
    for number in itertools.count():
        member = guild.add_member(env.create_user(f"member{number}"))
        yield from itertools.repeat(member, A_MEMBER_ASKS)


async def _fire(member: MemberActor, channel: ChannelHandle, command: str, text: str) -> None:
    if command == "ask":
        await member.slash(channel, "ask", question=text[:QUESTION_LIMIT])
    elif command == "suggest":
        await member.autocomplete(channel, "ask", "question", text[:20])
    else:
        await member.slash(channel, command)


def _note(found: Measured, command: str, ledger: Ledger, ours: float) -> None:
    if ledger.answered < ledger.sent:
        found.unanswered += 1
        return
    name = "autocomplete" if command == "suggest" else f"/{command}"
    found.latency[name].append((ledger.answered - ledger.sent) * 1000)
    found.ours[name].append(ours * 1000)


def told(found: Measured) -> str:
    """The table of a run."""
    all_of = {"all": [*itertools.chain(*found.latency.values())], **found.latency}
    ours = {"all": [*itertools.chain(*found.ours.values())], **found.ours}
    rows = []
    for name, each in all_of.items():
        times, own = Times(tuple(each)), Times(tuple(ours[name]))
        share = sum(own.each) / sum(times.each)
        row = [f"{len(each):,}", f"{times.p50:.2f}", f"{times.p99:.2f}", f"{own.p50:.2f}", f"{own.p99:.2f}"]
        rows.append([name, *row, f"{share:.0%}"])
    head = ["", "number", "p50 ms", "p99 ms", "ours p50", "ours p99", "ours of all"]
    title = (
        f"{found.count:,} interactions in {found.seconds:.1f} s: {found.count / found.seconds:,.0f} a second, with"
        " the simulator's own work.\nFrom dispatch to response; ours: inside the engine and the card:"
    )
    return table(title, head, rows)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discord_throughput", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    parser.add_argument("--interactions", type=int, default=2000, metavar="N")
    parser.add_argument("--seconds", type=float, default=120.0, help="stop after so long (120)")
    chosen = parser.parse_args()
    logging.disable()  # what fails is counted
    asked = [text for text, _ in questions(QUESTIONS, chosen.interactions) if text.strip()]
    found = asyncio.run(measure(chosen.knowledge, asked, chosen.interactions, chosen.seconds))
    print(told(found))
    if found.count < chosen.interactions:
        print(f"Stopped after {chosen.seconds:g} s.")
    if found.unanswered:
        print(f"{found.unanswered} got no response.")
    if found.failed:
        print(f"{len(found.failed)} failed, the first with {found.failed[0]}")
    return 1 if found.unanswered or found.failed else 0


if __name__ == "__main__":
    sys.exit(main())
