"""The bot in this process, connected to the stand-in: what its parts do on the way out and when connections are lost."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import discord.gateway
import discord.http
import pytest
import yarl

from bot.clock import SystemClock
from bot.discord_app.client import Strikebot
from bot.discord_app.config import BotConfig
from bot.discord_app.lifecycle import gateway_health, shutdown
from bot.discord_app.lifecycle.gateway_health import GatewayHealth
from bot.discord_app.lifecycle.signals import Stop
from bot.discord_app.lifecycle.unreadable_frames import AT_MOST, SturdyWebSocket, sturdy
from bot.discord_app.monitoring import health_of, metrics_of
from bot.discord_app.run import _live
from bot.identifying import Limits, TooSoonError
from bot.ops.gate_file import FileGate
from tests.discord_app import world
from tests.standin.payloads import guild_on
from tests.standin.rest import Fault
from tests.standin.standin import TOKEN, StandIn, answered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
    from pathlib import Path

HOME = guild_on(0, 1)


@pytest.fixture(autouse=True)
def _here(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(discord.http.Route, "BASE", standin.api)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway_url))
    monkeypatch.setattr(SturdyWebSocket, "_unreadable", ())
    with sturdy():
        yield


@pytest.fixture
def config(tmp_path: Path) -> BotConfig:
    return BotConfig(state_dir=tmp_path, gate=FileGate(tmp_path, SystemClock()))


@asynccontextmanager
async def connected(
    standin: StandIn, config: BotConfig
) -> AsyncIterator[tuple[Strikebot, asyncio.Task[None]]]:
    """The bot, as `run` starts it; it is closed where the block leaves it open."""
    bot = Strikebot(world.engine(), SystemClock(), config)
    asyncio.get_running_loop().set_task_factory(bot.inflight.task)
    living = asyncio.create_task(_live(bot, TOKEN, Stop()))
    try:
        await standin.gateway.connected()
        yield bot, living
    finally:
        await bot.close()
        await asyncio.gather(living, return_exceptions=True)
        asyncio.get_running_loop().set_task_factory(None)


async def test_what_must_be_written_is_written_after_the_last_answer(
    standin: StandIn, config: BotConfig
) -> None:
    done: list[str] = []
    async with connected(standin, config) as (bot, _):
        slow = Fault("callback", seconds=0.3)
        standin.rest.faults.append(slow)
        asked = await standin.ask("what day is it", HOME)
        await standin.rest.met(slow)

        async def records() -> None:
            done.append(f"records, {asked.answers} answered, session open: {not bot.is_closed()}")

        async def edits() -> None:
            done.append("edits")
            raise OSError("the disk is full")

        bot.leaving.closing += [records, edits]
        await asyncio.gather(bot.close(), bot.close())

    assert done == ["edits", "records, 1 answered, session open: True"]


async def test_a_step_that_hangs_does_not_hold_up_the_end(
    standin: StandIn, config: BotConfig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shutdown, "WRITE", 0.05)
    async with connected(standin, config) as (bot, _):
        bot.leaving.closing.append(asyncio.Event().wait)  # type: ignore[arg-type]  # never ends, so never gives its True
        await bot.close()

    assert "the last writing took longer than 0.05 s and was given up" in caplog.text


async def test_only_those_who_can_read_it_are_told_that_they_wait_in_vain(
    standin: StandIn, config: BotConfig
) -> None:
    async with connected(standin, config) as (bot, _):
        bot.leaving.finish = 0.1
        stuck = Fault("callback", times=2, seconds=5.0)
        standin.rest.faults.append(stuck)
        asked, typing = await standin.ask("what day is it", HOME), await standin.typing("what", HOME)
        await standin.rest.met(stuck, 2)
        await bot.close()

    assert "I am being restarted" in asked.shown
    assert typing.answers == 0
    assert len(bot.inflight) == 0


async def test_a_shard_that_stays_away_is_dead_and_one_that_comes_back_is_not(
    standin: StandIn, config: BotConfig
) -> None:
    async with connected(standin, config) as (bot, _):
        looking = GatewayHealth(bot, bot.identifying, dead=0.0)
        health = health_of(bot, looking)
        looking.look()
        assert (await health.liveness()).healthy
        assert looking.connected() == 1

        standin.gateway.down = True
        await standin.close(4000)
        await until_away(bot)
        looking.look()
        assert (await health.liveness()).found == {"gateway": "no connection for 0 s: shard 0"}
        assert looking.connected() == 0

        standin.gateway.down = False
        await standin.gateway.connected()
        await asked_and_answered(standin)
        looking.look()
        assert (await health.liveness()).healthy


async def until_away(bot: Strikebot) -> None:
    async with asyncio.timeout(10):
        while not bot.shards[0].is_closed():
            await bot.wait_for("shard_disconnect")


async def asked_and_answered(standin: StandIn) -> None:
    await answered([await standin.ask("what day is it", HOME)])


async def test_a_connection_that_lasts_is_forgiven(
    standin: StandIn, config: BotConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway_health, "LOOK", 0.0)
    monkeypatch.setattr(gateway_health, "STEADY", 0.0)
    async with connected(standin, config) as (bot, _):
        settled = asyncio.Event()

        class Noticing(FileGate):
            async def settle(self, shards: object) -> None:
                settled.set()

        bot.identifying.gate = Noticing(tmp_path, SystemClock())
        looking = asyncio.create_task(GatewayHealth(bot, bot.identifying).keep())
        await asyncio.wait_for(settled.wait(), 10)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


class Strict:
    """A gate that lets nobody through at first."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.asked: list[tuple[list[int], Limits]] = []

    async def reserve(self, shards: Sequence[int], limits: Limits, patience: float) -> float:
        self.asked.append((list(shards), limits))
        if len(self.asked) <= self.refusals:
            raise TooSoonError(0.01)
        return 0.0

    async def settle(self, shards: Iterable[int]) -> None:
        """Nothing is kept."""


async def test_every_identify_goes_through_the_gate_with_what_discord_allows(
    standin: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gate = Strict(refusals=2)
    standin.gateway.shards = 2
    config = BotConfig(state_dir=tmp_path, shard_count=2, gate=gate)
    async with connected(standin, config):
        await standin.gateway.connected((0, 1))

    limits = Limits(max_concurrency=16, total=1000)
    assert gate.asked == [([0, 1], limits)] * 3 + [([1], limits)]
    assert caplog.text.count("There were too many connections to Discord of late") == 2


async def test_a_storm_of_invalid_sessions_is_slowed_down_and_ends(standin: StandIn, tmp_path: Path) -> None:
    gate = Strict(refusals=0)
    standin.gateway.spacing = 0.0  # it keeps nobody apart
    async with connected(standin, BotConfig(state_dir=tmp_path, gate=gate)):
        gate.refusals = 2
        old = standin.gateway.current[0]
        await standin.invalidate(resumable=False)
        await standin.gateway.until(lambda: standin.gateway.current[0] is not old, 30)
        await asked_and_answered(standin)

    assert len(gate.asked) == 3, "once at the start, once refused, once let through"
    assert not [
        one for one in threading.enumerate() if one.name.startswith("keep-alive") and not stopping(one)
    ]


def stopping(keeper: threading.Thread) -> bool:
    """Whether a heartbeat's thread has been told to stop."""
    keeper.join(5)
    return not keeper.is_alive()


async def test_it_is_ready_only_while_every_shard_is_connected(standin: StandIn, config: BotConfig) -> None:
    async with connected(standin, config) as (bot, _):
        health = health_of(bot, GatewayHealth(bot, bot.identifying))
        assert (await health.readiness()).found["connected"] == "not connected yet"
        await bot.wait_until_ready()
        assert (await health.readiness()).healthy
        standin.gateway.down = True
        await standin.close(4000)
        await until_away(bot)
        assert (await health.readiness()).found["connected"] == "connecting again: shard 0"


async def test_a_folder_that_cannot_be_used_does_not_keep_it_from_connecting(
    standin: StandIn,
    config: BotConfig,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setattr("bot.discord_app.lifecycle.identify.SPACING", 0.0)
    monkeypatch.setattr("bot.discord_app.lifecycle.identify.MARGIN", 0.0)
    broken = BotConfig(state_dir=tmp_path, gate=FileGate(tmp_path / "file", SystemClock()))
    async with connected(standin, broken) as (bot, _):
        await asked_and_answered(standin)
        await bot.identifying.settle(bot)

    assert "so this process waits on its own" in caplog.text
    assert "cannot note that the connections have lasted" in caplog.text


async def test_questions_are_counted_once_with_what_became_of_them(
    standin: StandIn, config: BotConfig
) -> None:
    async with connected(standin, config) as (bot, _):
        metrics = metrics_of(bot, GatewayHealth(bot, bot.identifying))
        await answered(
            [await standin.ask(text, HOME) for text in ("what day is it", "is the moon made of cheese")]
        )
        await standin.write("what day is it", HOME)
        await standin.gateway.until(lambda: bool(standin.rest.posted))
        await bot.close()
        page = metrics.page()[0].decode()

    assert 'strikebot_questions_total{outcome="answer"} 2.0' in page
    assert 'strikebot_questions_total{outcome="decline"} 1.0' in page


async def test_frames_that_cannot_be_read_are_borne_up_to_a_number(
    standin: StandIn, config: BotConfig, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected(standin, config) as (_, living):
        for number in range(1, AT_MOST + 2):
            await asked_and_answered(standin)
            connection = standin.gateway.connection()
            assert connection is not None
            await connection.raw("not json")
            if number <= AT_MOST:
                await standin.gateway.until(lambda number=number: standin.gateway.resumes == number)  # type: ignore[misc]  # bound
        with pytest.raises(json.JSONDecodeError):
            await asyncio.wait_for(living, 10)

    assert caplog.text.count("cannot be read, and connects anew") == AT_MOST


async def test_an_event_that_fails_is_logged_and_passed_over(
    standin: StandIn, config: BotConfig, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected(standin, config):
        with caplog.at_level(logging.ERROR):
            await standin.gateway.current[0].dispatch("INTERACTION_CREATE", {"id": "1"})
            await asked_and_answered(standin)

    assert "an event of the gateway failed; the next ones go on" in caplog.text
    assert standin.gateway.resumes == 0
