"""How the real process begins and ends: signals, refusals, what is in flight, and what hangs."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.standin import answered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.standin import StandIn

HOME = guild_on(0, 1)


async def test_it_connects_answers_and_ends(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        asked = await standin.ask("what day is it", HOME)
        await answered([asked])
        code, seconds = await bot.stop()

    assert code == 0, bot.log
    assert seconds < 10
    assert asked.answers == 1
