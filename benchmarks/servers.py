"""What the servers of a shard cost the real process: memory and time of a core when it connects, and what is said in them.

`python -m benchmarks.servers --help`
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import itertools
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.report import table
from tests.standin.payloads import guild, member, message, snowflake, user
from tests.standin.process import running
from tests.standin.standin import FIRST_MEMBER, answered, standing_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.standin.standin import StandIn

MIB = 1 << 20
IDS = 1 << 22
"""Servers so far apart that their channels and roles have ids of their own."""


async def connected(servers: int, channels: int, roles: int, messages: int, knowledge: Path) -> list[str]:
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
                seconds, memory, used = time.perf_counter() - begun, bot.memory() / MIB, bot.cpu()
                await _chat(standin, messages)
                each = (bot.cpu() - used) / messages * 1e6
                return [f"{servers:,}", f"{memory:.0f}", f"{used:.1f}", f"{seconds:.1f}", f"{each:.0f}"]


async def _chat(standin: StandIn, messages: int) -> None:
    """Members talk among themselves; Discord tells the bot of each message."""
    guilds = itertools.cycle(standin.gateway.guilds)
    for number in range(messages):
        where, author = next(guilds), FIRST_MEMBER + number
        told = message(snowflake(), where + 1, user(author), "") | {"guild_id": str(where)}
        told["member"] = {name: value for name, value in member(author).items() if name != "user"}
        await standin.gateway.current[0].dispatch("MESSAGE_CREATE", told)
    await answered([await standin.ask("what day is it", standin.gateway.guilds[0])], 120)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.servers", description=__doc__)
    parser.add_argument("--servers", type=int, nargs="+", default=[1, 2500], metavar="N")
    parser.add_argument("--channels", type=int, default=30, metavar="N", help="of each server (30)")
    parser.add_argument("--roles", type=int, default=20, metavar="N", help="of each server (20)")
    parser.add_argument("--messages", type=int, default=20_000, metavar="N", help="of members (20,000)")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    chosen = parser.parse_args(arguments)
    place = chosen.knowledge.resolve()
    counts = (chosen.channels, chosen.roles, chosen.messages)
    rows = [asyncio.run(connected(number, *counts, place)) for number in chosen.servers]
    title = f"Servers with {chosen.channels} channels and {chosen.roles} roles each:"
    print(table(title, ["servers", "MiB", "s of a core", "s to answer", "µs a message"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
