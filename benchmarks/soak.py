"""Sends tens of thousands of interactions to the real process while its connections fail: answers, memory, cores, stop.

Its records and its knowledge folder are there as in earnest, and its server is a home server.

`python -m benchmarks.soak --help`
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.answering import questions
from benchmarks.report import table
from benchmarks.timing import Times
from bot.discord_app.card.request import QUESTION_LIMIT
from tests.records.servers import postgres
from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.rest import Fault
from tests.standin.standin import FIRST_MEMBER, standing_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.standin.process import Bot
    from tests.standin.rest import Asked
    from tests.standin.standin import StandIn

QUESTIONS = Path("tests/questions.jsonl")
HOME = guild_on(0, 1)
MEMBERS = 12_000
"""More than the bot remembers, so that its memory fills up to its bounds; each asks seldom enough."""
AT_ONCE = 8
MIB = 1 << 20
KINDS = ("ask", "ask", "ask", "press", "ask", "ask", "typing", "ask", "day", "ask")
TROUBLE = 500
"""After so many interactions something fails: in turn a lost connection, a request to reconnect, a limit, an error."""


@dataclass
class Found:
    """What came of them."""

    sent: int = 0
    answers: dict[int, int] = field(default_factory=dict)
    latency: list[float] = field(default_factory=list)
    memory: list[tuple[int, int]] = field(default_factory=list)
    troubles: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    stop: tuple[int, float] = (-1, 0.0)

    def note(self, asked: Asked) -> None:
        self.answers[asked.answers] = self.answers.get(asked.answers, 0) + 1
        self.latency.append(asked.seconds * 1000)


async def soak(number: int, seconds: float, folder: Path, knowledge: Path, database: str = "") -> Found:
    """`number` interactions, or as many as fit into the seconds; the records are in a file where no database is named."""
    found = Found()
    asked = [text[:QUESTION_LIMIT] for text, _ in questions(QUESTIONS, 500) if text.strip()]
    async with standing_in() as standin:
        settings = {"KNOWLEDGE_DIR": str(knowledge), "LOG_LEVEL": "ERROR"}
        settings |= {"HOME_GUILD_IDS": str(HOME), "DATABASE_URL": database}
        async with running(standin, folder, settings) as bot:
            await standin.gateway.connected()
            begun, used = time.perf_counter(), bot.cpu()
            sending = _Sending(standin, itertools.cycle(asked))
            while found.sent < number and time.perf_counter() - begun < seconds:
                if found.sent % (number // 10 or 1) < AT_ONCE:
                    found.memory.append((found.sent, bot.memory()))
                await _some(standin, sending, found)
            found.memory.append((found.sent, bot.memory()))
            found.seconds, found.cpu = time.perf_counter() - begun, bot.cpu() - used
            found.stop = await bot.stop()
            _log_of(bot)
    return found


async def _some(standin: StandIn, sending: _Sending, found: Found) -> None:
    batch = [await sending.next() for _ in range(AT_ONCE)]
    if found.sent // TROUBLE != (found.sent + AT_ONCE) // TROUBLE:
        await _trouble(standin, found.troubles)
        found.troubles += 1
    async with asyncio.timeout(60):
        for one in batch:
            await one.done.wait()
    for one in batch:
        found.note(one)
        standin.rest.asked.pop(one.token)
    found.sent += AT_ONCE


async def _trouble(standin: StandIn, number: int) -> None:
    if number % 4 == 0:
        await standin.cut()
    elif number % 4 == 1:
        await standin.reconnect()
    else:
        fault = (
            Fault("callback", status=429, retry_after=0.1)
            if number % 4 == 2
            else Fault("callback", status=503)
        )
        standin.rest.faults[:] = [fault]


class _Sending:
    """One interaction after the other, of every kind, each from the next member."""

    def __init__(self, standin: StandIn, texts: Iterator[str]) -> None:
        self._standin = standin
        self._texts = texts
        self._kinds = itertools.cycle(KINDS)
        self._members = itertools.cycle(range(FIRST_MEMBER, FIRST_MEMBER + MEMBERS))
        self._card: Asked | None = None

    async def next(self) -> Asked:
        kind, member = next(self._kinds), next(self._members)
        if kind == "typing":
            return await self._standin.typing(next(self._texts)[:20], HOME)
        if kind == "day":
            return await self._standin.command("day", HOME, user_id=member)
        if kind == "press" and self._card is not None and self._card.done.is_set():
            return await self._standin.press(self._card, self._card.button("n"), user_id=member)
        asked = await self._standin.ask(next(self._texts), HOME, user_id=member)
        self._card = asked
        return asked


def _log_of(bot: Bot) -> None:
    for line in bot.lines[:20]:
        print(line)


def told(found: Found) -> str:
    times = Times(tuple(found.latency))
    rows = [[f"{sent:,}", f"{memory / MIB:.1f}"] for sent, memory in found.memory]
    code, seconds = found.stop
    return "\n".join(
        [
            f"{found.sent:,} interactions in {found.seconds:.0f} s ({found.sent / found.seconds:,.0f} a second),"
            f" {found.troubles} troubles; from delivery to answer p50 {times.p50:.1f} ms, p99 {times.p99:.1f} ms.",
            "Answers to an interaction: "
            + ", ".join(f"{n}: {many:,}" for n, many in sorted(found.answers.items())),
            f"{found.cpu / found.sent * 1000:.2f} ms of a core for each interaction.",
            f"Stopped with {code} in {seconds:.2f} s.",
            table("Resident memory:", ["after", "MiB"], rows),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--interactions", type=int, default=50_000, metavar="N")
    parser.add_argument("--seconds", type=float, default=1800.0, help="stop after so long (1800)")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    parser.add_argument("--postgres", action="store_true", help="records in a PostgreSQL, instead of a file")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = (Path(folder), chosen.knowledge.resolve())
        with contextmanager(postgres)() if chosen.postgres else nullcontext() as server:
            database = server.url if server else ""
            found = asyncio.run(soak(chosen.interactions, chosen.seconds, *place, database))
    print(told(found))
    if found.sent < chosen.interactions:
        print(f"Stopped after {chosen.seconds:g} s.")
    return 0 if set(found.answers) == {1} and found.stop[0] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
