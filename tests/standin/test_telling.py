"""A channel is told of a change once, though the process is killed at any step of it."""

from __future__ import annotations

import datetime as dt
import signal
from typing import TYPE_CHECKING

import pytest

from bot.clock import FixedClock
from bot.records.store import Records
from tests.standin.following import everything, followed
from tests.standin.pods import MONDAY, pods
from tests.standin.process import knowledge, running
from tests.standin.rest import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.servers import Postgres
    from tests.standin.standin import StandIn

NOW = dt.datetime.fromisoformat("2026-01-01T10:00:00-08:00")
EVENT = """
- id: 2025-12-31-lighthouse
  date: 2025-12-31
  kind: statement
  text: The lampmakers lit the lighthouse on December 31, 2025.
  citations: [post-talks]
  reviewed: 2025-12-31
"""
TEXT = "The lampmakers lit the lighthouse"
SETTINGS = {"AS_OF": NOW.isoformat()}
SOON = "0.3"
"""Seconds of a lease: another process takes over at once."""
OVER = "a round of telling is over"


def add(folder: Path, text: str = EVENT) -> None:
    """Somebody changes a file."""
    path = folder / "knowledge" / "strikes" / "lamp-2025" / "events.yaml"
    path.write_text(path.read_text("utf-8") + text.lstrip("\n"), "utf-8")


def told(standin: StandIn, channel: int) -> list[str]:
    return [one["content"] for one in standin.rest.channels.get(channel, ())]


STEPS = [f"{when} {name}" for name in ("move_on", "claim", "send", "sent") for when in ("before", "after")]
FORGOTTEN = ("after send", "before sent")
"""The steps between which a message is there, and nobody knows."""


@pytest.mark.parametrize(
    ("step", "forgetful"), [*((step, False) for step in STEPS), *((step, True) for step in FORGOTTEN)]
)
async def test_a_process_killed_at_any_step_leaves_a_channel_told_once(
    standin: StandIn, tmp_path: Path, step: str, *, forgetful: bool
) -> None:
    """Of what changed in the files while no process ran. Discord forgets a nonce after some minutes."""
    standin.rest.forgetful = forgetful
    guild = standin.gateway.guilds[0]
    await followed(tmp_path, NOW, everything(guild))
    add(tmp_path)

    async with running(standin, tmp_path, SETTINGS, hooks={"lease": SOON, "dies": step}) as bot:
        assert await bot.ended(40) == -signal.SIGKILL, bot.log
    async with running(standin, tmp_path, SETTINGS, hooks={"lease": SOON}) as bot:
        await standin.gateway.until(lambda: len(told(standin, guild + 1)) > 0, 40)
        await bot.says(OVER, 40, times=4)

    (one,) = told(standin, guild + 1)
    assert TEXT in one
    assert len(standin.rest.posted) == 1


@pytest.mark.parametrize("forgetful", [False, True])
async def test_a_message_whose_receipt_was_lost_is_not_sent_again(
    standin: StandIn, tmp_path: Path, *, forgetful: bool
) -> None:
    standin.rest.forgetful = forgetful
    standin.rest.faults.append(Fault("post", after=True, cut=True))
    guild = standin.gateway.guilds[0]
    await followed(tmp_path, NOW, everything(guild))
    add(tmp_path)

    async with running(standin, tmp_path, SETTINGS, hooks={"lease": SOON}) as bot:
        await bot.says("could not be told", 40)
        await bot.says(OVER, 40, times=6)
        await bot.stop()

    assert len(told(standin, guild + 1)) == 1


async def test_a_channel_that_discord_could_not_reach_is_told_later(standin: StandIn, tmp_path: Path) -> None:
    standin.rest.faults.append(Fault("post", times=6, status=503))
    guild = standin.gateway.guilds[0]
    await followed(tmp_path, NOW, everything(guild))
    add(tmp_path)

    async with running(standin, tmp_path, SETTINGS, hooks={"lease": SOON}) as bot:
        await standin.gateway.until(lambda: len(told(standin, guild + 1)) == 1, 120)
        await bot.stop()

    assert len(standin.rest.posted) == 1


async def test_a_change_in_the_files_is_told_to_each_channel_and_mended_when_it_is_taken_back(
    standin: StandIn, tmp_path: Path
) -> None:
    guild = standin.gateway.guilds[0]
    await followed(tmp_path, NOW, *(everything(guild, number) for number in (1, 2, 3)))
    before = (knowledge(tmp_path / "knowledge") / "strikes/lamp-2025/events.yaml").read_text("utf-8")

    async with running(standin, tmp_path, SETTINGS, hooks={"lease": "5"}) as bot:
        await bot.says(OVER, 40)
        add(tmp_path)
        await standin.gateway.until(lambda: len(standin.rest.posted) == 3, 60)
        (tmp_path / "knowledge/strikes/lamp-2025/events.yaml").write_text(before, "utf-8")
        await standin.gateway.until(
            lambda: all(told(standin, guild + n)[0].startswith("**Withdrawn**") for n in (1, 2, 3)), 60
        )
        await bot.stop()


async def test_each_server_is_told_by_the_process_that_holds_it_and_once(
    server: Postgres, tmp_path: Path
) -> None:
    """Several processes on one database: all see the change, each tells its own servers; one is killed meanwhile."""
    async with pods(tmp_path, server, 2) as many:
        records = Records(many.url, FixedClock(dt.datetime.fromisoformat(MONDAY)))
        await records.start()
        for guild in many.guilds:
            await records.telling.follow(everything(guild))
        await many.start(0, {"lease": "1"})
        await many.start(1, {"lease": "1", "dies": "after claim"})
        await many.say(OVER)
        path = many.knowledge / "strikes" / "lamp-2025" / "events.yaml"
        path.write_text(path.read_text("utf-8") + EVENT.lstrip("\n"), "utf-8")
        await many.bots[1].ended(60)
        await many.start(1, {"lease": "1"})
        await many.standin.gateway.until(
            lambda: all(told(many.standin, guild + 1) for guild in many.guilds), 60
        )
        await many.bots[0].says(OVER, times=4)
        await many.bots[1].says(OVER, times=4)
        await records.close()

        assert [len(told(many.standin, guild + 1)) for guild in many.guilds] == [1, 1]
