"""What the servers of a shard cost the real process when it connects: memory, time of a core, seconds until it answers.

`python -m benchmarks.servers --help`
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.report import table
from tests.standin.payloads import guild
from tests.standin.process import running
from tests.standin.standin import answered, standing_in

if TYPE_CHECKING:
    from collections.abc import Sequence

MIB = 1 << 20
IDS = 1 << 22
"""Servers so far apart that their channels and roles have ids of their own."""


async def connected(servers: int, channels: int, roles: int, knowledge: Path) -> list[str]:
    """A row: once the last of the servers, which are told of one after the other, gets an answer."""
    with tempfile.TemporaryDirectory() as folder:
        async with standing_in() as standin:
            standin.gateway.guilds = [(1_000_000 + number) * IDS for number in range(servers)]
            standin.gateway.describe = functools.partial(guild, channels=channels, roles=roles)
            begun = time.perf_counter()
            settings = {"KNOWLEDGE_DIR": str(knowledge), "LOG_LEVEL": "ERROR"}
            async with running(standin, Path(folder), settings) as bot:
                await standin.gateway.connected(seconds=120)
                await answered([await standin.ask("what day is it", standin.gateway.guilds[-1])], 120)
                seconds = time.perf_counter() - begun
                return [f"{servers:,}", f"{bot.memory() / MIB:.0f}", f"{bot.cpu():.1f}", f"{seconds:.1f}"]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.servers", description=__doc__)
    parser.add_argument("--servers", type=int, nargs="+", default=[1, 2500], metavar="N")
    parser.add_argument("--channels", type=int, default=30, metavar="N", help="of each server (30)")
    parser.add_argument("--roles", type=int, default=20, metavar="N", help="of each server (20)")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    chosen = parser.parse_args(arguments)
    place = chosen.knowledge.resolve()
    rows = [asyncio.run(connected(n, chosen.channels, chosen.roles, place)) for n in chosen.servers]
    title = f"Servers with {chosen.channels} channels and {chosen.roles} roles each:"
    print(table(title, ["servers", "MiB", "s of a core", "s to answer"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
