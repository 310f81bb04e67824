"""Many interactions through the real process leave its memory as it was; `python -m benchmarks.soak` sends far more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.standin import FIRST_MEMBER, answered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.standin import StandIn

HOME = guild_on(0, 1)
MEMBERS = 300
AT_ONCE = 10
MIB = 1 << 20
QUESTIONS = ("what day is it", "what did mara lind say", "when did they last meet", "is it raining")


async def ask_many(standin: StandIn, number: int) -> None:
    """A few at a time, by members who come back; nobody asks more often than is allowed."""
    for first in range(0, number, AT_ONCE):
        asked = [
            await standin.ask(QUESTIONS[n % len(QUESTIONS)], HOME, user_id=FIRST_MEMBER + n % MEMBERS)
            for n in range(first, first + AT_ONCE)
        ]
        await answered(asked)
        assert all(one.answers == 1 for one in asked)
        standin.rest.asked.clear()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_memory_stays_flat(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        await ask_many(standin, 400)
        before = bot.memory()
        await ask_many(standin, 800)
        after = bot.memory()
        assert (await bot.stop())[0] == 0

    assert after - before < 6 * MIB, f"{before / MIB:.1f} MiB, then {after / MIB:.1f} MiB"
