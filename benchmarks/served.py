"""Four real processes on one folder and one PostgreSQL: how long from Save until the last of them serves the edit.

`python -m benchmarks.served --help`
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.loader import load
from tests.records.servers import postgres
from tests.standin.moderating import SAVED, save
from tests.standin.pods import Pods, pods
from tests.standin.standin import answered

if TYPE_CHECKING:
    from collections.abc import Sequence

MODERATOR = 7_000_000_000_000_000_001
ENTRY = "wga-2023/meeting/2023-08-04"
MIB = 1 << 20


async def measured(many: Pods, edits: int, hooks: dict[str, str]) -> list[float]:
    """Seconds of each edit, from the press on Save to the slowest process; each is made in another process."""
    await asyncio.gather(*(many.start(number, hooks) for number in range(many.count)))
    await many.standin.gateway.connected(range(many.count))
    found = []
    for number in range(edits):
        guild = many.guilds[number % many.count]
        question = f"what came of the lamp talk number {number}"
        card = await many.standin.moderate("kb teach", guild, MODERATOR, question=question, entry=ENTRY)
        await answered([card], 60)
        begun = time.perf_counter()
        pressed = await save(many.standin, card, MODERATOR)
        await answered([pressed], 60)
        if SAVED not in pressed.shown:
            raise SystemExit(pressed.shown)
        await many.say(f"-> {load(many.knowledge).revision}")
        found.append(time.perf_counter() - begun)
    return found


async def run(knowledge: Path, processes: int, edits: int, hooks: dict[str, str]) -> None:
    with contextmanager(postgres)() as server, tempfile.TemporaryDirectory() as folder:
        shutil.copytree(knowledge, Path(folder) / "knowledge")
        async with pods(Path(folder), server, processes) as many:
            seconds = await measured(many, edits, hooks)
            memory = [bot.memory() / MIB for bot in many.bots.values()]
    middle, longest = statistics.median(seconds), max(seconds)
    print(
        f"{edits} edits, {processes} processes: p50 {middle:.2f} s, longest {longest:.2f} s until all serve it"
    )
    print(f"Resident memory of a process: {min(memory):.0f} to {max(memory):.0f} MiB")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.served", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    parser.add_argument("--processes", type=int, default=4, metavar="N")
    parser.add_argument("--edits", type=int, default=12, metavar="N")
    parser.add_argument(
        "--deaf", action="store_true", help="the system tells of no change, as on a network drive"
    )
    chosen = parser.parse_args(arguments)
    hooks = {"deaf": ""} if chosen.deaf else {}
    asyncio.run(run(chosen.knowledge, chosen.processes, chosen.edits, hooks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
