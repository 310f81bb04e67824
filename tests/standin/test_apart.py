"""Processes that share only PostgreSQL: they connect in turn, and each has a copy of the knowledge that it cannot change."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.identifying import SPACING
from bot.records.store import Records
from bot.records.tables import identifies
from tests.records.looking import rows
from tests.records.process import EDIT
from tests.standin.moderating import ENTRY
from tests.standin.pods import pods
from tests.standin.process import knowledge, running
from tests.standin.standin import answered, standing_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.servers import Postgres

ANNA = 7_000_000_000_000_000_001
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def can_mount() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True
    )
    return tried.returncode == 0


async def test_machines_connect_in_turn_and_none_can_change_a_copy_or_forget_the_edit_of_another(
    tmp_path: Path, server: Postgres
) -> None:
    if not can_mount():
        pytest.skip("no folder can be mounted here")
    async with pods(tmp_path, server, 2) as many:
        many.standin.gateway.max_concurrency = 1
        records = Records(many.url, SystemClock())
        await records.start()
        number = await records.begin_edit(replace(EDIT, what="on another machine", folder="there"))
        for one in range(2):  # all at once, as podManagementPolicy: Parallel has it
            base = knowledge(tmp_path / f"copy{one}")
            read_only = ("unshare", "--mount", "sh", "-c", READ_ONLY, str(base))
            await many.start(one, {"chores": "0.5"}, base=base, within=read_only)
        await many.standin.gateway.connected(range(2))
        await many.say("the chores are done")
        refused = [
            await many.standin.moderate(
                "kb teach", many.guilds[0], ANNA, question="who blinked", entry=ENTRY
            ),
            await many.standin.moderate("kb add answer", many.guilds[1], ANNA),
        ]
        await answered(refused)
        codes = [(await bot.stop())[0] for bot in many.bots.values()]
        unfinished = [edit.id for edit in await records.unfinished()]
        await records.close()

        assert codes == [0, 0], "\n".join(bot.log for bot in many.bots.values())
        noted = {shard: settled for _, shard, _, settled in await rows(many.url, identifies)}
        assert sorted(noted) == [0, 1]
        assert noted[many.standin.gateway.identifies[0][1]], "it was ready, and ended on purpose"
        assert unfinished == [number]
        assert all("The knowledge can only be read here" in one.shown for one in refused)
        assert all("it is mounted read-only" in bot.log for bot in many.bots.values())
        moments = [at for at, _ in many.standin.gateway.identifies]
        assert many.standin.gateway.too_soon == 0
        assert all(after - before >= SPACING for before, after in itertools.pairwise(moments))
        assert not any("later" in line for bot in many.bots.values() for line in bot.lines)


async def test_without_the_database_machines_take_turns_by_their_number(tmp_path: Path) -> None:
    async with standing_in(2) as standin:
        standin.gateway.max_concurrency = 1
        settings = {
            "SHARD_COUNT": "2",
            "SHARD_IDS": "1",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        }
        async with running(standin, tmp_path, settings) as bot:
            await bot.says("so this process waits on its own for 11 s")
            assert (await bot.stop())[0] == 0
