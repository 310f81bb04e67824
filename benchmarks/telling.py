"""The real process and many channels that follow: how long from a moderator's Save until each of them is told.

`python -m benchmarks.telling --help`. Against a stand-in for Discord, which takes as much as it is sent: that the bot stays
within Discord's limit (50 requests a second) is measured, not enforced.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.standin.following import everything, followed
from tests.standin.moderating import SAVED, save
from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.standin import answered, standing_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.standin.standin import StandIn

MODERATOR = 7_000_000_000_000_000_001
NOW = dt.datetime.fromisoformat("2023-08-05T12:00:00-07:00")
SOURCE = "thr-2023-08-04"
PATIENCE = 120.0
LIMIT = 50
"""Requests a second that Discord takes: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit"""


def servers(count: int) -> list[int]:
    return [guild_on(0, 1) + (number << 22) for number in range(count)]


async def told(standin: StandIn, number: int, source: str, channels: int) -> list[float]:
    """Seconds from the press on Save until each channel has its message, of one meeting that is added."""
    home, text = standin.gateway.guilds[0], f"Meeting number {number} took place by candle light."
    form = await standin.moderate("kb add meeting", home, MODERATOR)
    await answered([form], PATIENCE)
    card = await standin.submit(
        form,
        form.kb_button("form"),
        user_id=MODERATOR,
        by_command=True,
        date="august 5",
        kind=["bargaining"],
        summary=text,
        outcome="",
        source=[source],
    )
    await answered([card], PATIENCE)
    begun = time.perf_counter()
    pressed = await save(standin, card, MODERATOR)
    await answered([pressed], PATIENCE)
    if SAVED not in pressed.shown:
        raise SystemExit(pressed.shown)
    there = standin.rest.channels

    def posts() -> list[float]:
        return [one["at"] for each in there.values() for one in each if text in one["content"]]

    await standin.gateway.until(lambda: len(posts()) >= channels, PATIENCE)
    return [at - begun for at in posts()]


def busiest_second(standin: StandIn) -> int:
    """The most messages in any one second."""
    at = sorted(one["at"] for each in standin.rest.channels.values() for one in each)
    return max(sum(1 for other in at if begin <= other < begin + 1) for begin in at)


async def run(knowledge: Path, channels: int, edits: int, source: str) -> int:
    """Prints the figures of so many channels; 1 where a channel was told twice or not at all, or Discord's limit was passed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(knowledge, folder / "knowledge")
        async with standing_in() as standin:
            standin.gateway.guilds = servers(channels)
            home = standin.gateway.guilds[0]
            await followed(folder, NOW, *map(everything, standin.gateway.guilds))
            settings = {"HOME_GUILD_IDS": str(home), "MODERATOR_ROLE_IDS": "77", "AS_OF": NOW.isoformat()}
            async with running(standin, folder, settings, hooks={"lease": "120"}) as bot:
                await bot.says("a round of telling is over", PATIENCE)
                seconds = [await told(standin, number, source, channels) for number in range(edits)]
                await bot.stop()
            sent, most = len(standin.rest.posted), busiest_second(standin)
    flat = sorted(one for each in seconds for one in each)
    p95 = flat[min(len(flat) - 1, int(len(flat) * 0.95))]
    print(
        f"{channels} channels, {edits} edits: first {min(flat):.2f} s, p50 {statistics.median(flat):.2f} s, p95 {p95:.2f} s,"
        f" last {flat[-1]:.2f} s after Save; {sent} messages for {channels * edits}; busiest second {most} of {LIMIT}"
    )
    return 0 if sent == channels * edits and most <= LIMIT else 1


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.telling", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    parser.add_argument("--channels", type=int, nargs="+", default=[100, 500], metavar="N")
    parser.add_argument("--edits", type=int, default=3, metavar="N")
    parser.add_argument("--source", default=SOURCE, metavar="ID", help="the source that the meetings cite")
    chosen = parser.parse_args(arguments)
    codes = [asyncio.run(run(chosen.knowledge, n, chosen.edits, chosen.source)) for n in chosen.channels]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
