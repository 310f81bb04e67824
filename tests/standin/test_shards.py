"""Several processes, each with its share of the shards: each server is answered by one, and they connect in turn."""

from __future__ import annotations

import datetime as dt
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.identifying import SPACING, Limits
from bot.ops.gate_file import FileGate
from tests.standin.payloads import guild_on
from tests.standin.process import Bot, running
from tests.standin.standin import answered, standing_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.rest import Asked
    from tests.standin.standin import StandIn

SHARDS = range(4)
GUILDS = [guild_on(shard, len(SHARDS)) for shard in SHARDS]


def pod(number: int) -> dict[str, str]:
    """What a pod of a StatefulSet is told."""
    return {"HOSTNAME": f"strikebot-{number}", "SHARD_COUNT": str(len(SHARDS)), "SHARDS_PER_PROCESS": "1"}


async def ask_all(standin: StandIn, guilds: list[int], times: int = 5) -> list[Asked]:
    asked = [await standin.ask("what day is it", guild) for _ in range(times) for guild in guilds]
    await answered(asked)
    return asked


async def test_each_server_is_answered_by_one_process_while_others_are_killed_and_replaced(
    tmp_path: Path,
) -> None:
    async with standing_in(len(SHARDS)) as standin, AsyncExitStack() as stack:

        async def start(number: int) -> Bot:
            return await stack.enter_async_context(running(standin, tmp_path / f"pod{number}", pod(number)))

        bots = [await start(number) for number in SHARDS]
        await standin.gateway.connected(SHARDS)
        assert sorted(shard for _, shard in standin.gateway.identifies) == list(SHARDS)
        await ask_all(standin, GUILDS)
        await answered([await standin.ask("what day is it")])  # a direct message

        bots[2].process.kill()
        await standin.gateway.until(lambda: standin.gateway.connection(2) is None)
        await ask_all(standin, [guild for guild in GUILDS if guild != GUILDS[2]])
        accepted = [await standin.ask("what day is it", GUILDS[1]) for _ in range(20)]
        code, _ = await bots[1].stop()  # as in a rolling update
        await answered(accepted)
        gone = [standin.gateway.current[shard] for shard in (1, 2)]
        for number in (1, 2):
            await start(number)
        await standin.gateway.until(
            lambda: all(standin.gateway.current[one.shard] is not one for one in gone)
        )
        await ask_all(standin, GUILDS)

        assert code == 0, bots[1].log
        assert sorted(shard for _, shard in standin.gateway.identifies) == sorted([*SHARDS, 1, 2])
        assert [one.answers for one in standin.asked] == [1] * len(standin.asked)
        assert not any(one.refused for one in standin.asked), "no second process tried"


async def test_processes_that_share_a_folder_connect_in_turn(tmp_path: Path) -> None:
    async with standing_in(len(SHARDS)) as standin, AsyncExitStack() as stack:
        standin.gateway.max_concurrency = 1
        for number in (0, 1):
            await stack.enter_async_context(running(standin, tmp_path, pod(number)))
        await standin.gateway.connected((0, 1))

        (first, _), (second, _) = standin.gateway.identifies
        assert second - first >= SPACING
        assert standin.gateway.too_soon == 0


class Earlier(SystemClock):
    """The time as it was so many seconds ago."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def now(self) -> dt.datetime:
        return super().now() - dt.timedelta(seconds=self.seconds)


async def test_after_many_starts_that_failed_it_waits_and_can_still_be_stopped(
    standin: StandIn, tmp_path: Path
) -> None:
    for ago in (400, 390, 380, 370, 355, 330, 285, 200, 30):  # as soon after each other as is allowed
        await FileGate(tmp_path / "state", Earlier(ago)).reserve([0], Limits(total=100_000), 1e9)
    async with running(standin, tmp_path) as bot:
        await bot.says("There were too many connections to Discord of late")
        code, seconds = await bot.stop()

    assert code == 0, bot.log
    assert seconds < 5
    assert standin.gateway.identifies == []


async def test_a_start_waits_while_discord_allows_none(standin: StandIn, tmp_path: Path) -> None:
    standin.rest.remaining = 0
    async with running(standin, tmp_path) as bot:
        await bot.says("Discord allows no more connections")
        standin.rest.remaining = 1
        await standin.gateway.connected()
        assert (await bot.stop())[0] == 0
