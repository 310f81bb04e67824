"""Several real processes on one database: they migrate it once, share the work, and may be killed at any moment."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.records.store import Records
from tests.records.process import ASKED, EDIT

if TYPE_CHECKING:
    import pytest

    from bot.clock import FixedClock

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 5


async def process(url: str, what: str) -> tuple[int | None, str]:
    """Its exit code, and what it printed and logged."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "tests.records.process", url, what,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(running.communicate(), 60)
    return running.returncode, output.decode()


async def test_processes_that_start_at_once_migrate_once(url: str) -> None:
    ran = await asyncio.gather(*(process(url, "imports") for _ in range(PROCESSES)))

    assert [code for code, _ in ran] == [0] * PROCESSES, ran
    output = "".join(text for _, text in ran)
    assert output.count("The records went from version none to") == 1
    assert "is out of reach" not in output


async def test_processes_share_the_work_and_lose_nothing(url: str) -> None:
    records = Records(url, SystemClock())
    await records.start()
    assert await records.propose(EDIT) == 1

    ran = await asyncio.gather(*(process(url, "work") for _ in range(PROCESSES)))

    assert [code for code, _ in ran] == [0] * PROCESSES, ran
    output = "".join(text for _, text in ran)
    assert output.count("claimed=1") == output.count("decided=1") == 1
    assert output.count("lost=0") == PROCESSES
    assert sum(question.times for question in await records.waiting()) == ASKED * PROCESSES
    tallies = await records.most_asked(SystemClock().now().date().replace(month=1, day=1), 10)
    assert tallies == [("a", ASKED * PROCESSES), ("b", ASKED * PROCESSES)]
    await records.close()


async def test_an_edit_that_was_begun_when_the_process_was_killed_is_found(
    url: str, clock: FixedClock
) -> None:
    code, _ = await process(url, "die_with_an_edit")

    records = Records(url, clock)
    await records.start()
    assert code == -signal.SIGKILL
    assert [edit.what for edit in await records.unfinished()] == ["begun before the kill"]
    await records.close()


async def test_a_process_killed_in_its_migration_leaves_it_to_the_next(
    url: str, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    code, _ = await process(url, "die_in_a_migration")

    records = Records(url, clock)
    await records.start()
    assert code == -signal.SIGKILL
    assert "The records went from version none to" in caplog.text
    assert await records.waiting() == []
    await records.close()


async def test_what_is_not_needed_is_not_imported(url: str, clock: FixedClock) -> None:
    """It costs memory, of which there is little: 150 MiB for the whole bot."""
    records = Records(url, clock)
    await records.start()
    await records.close()

    assert await process(url, "imports") == (
        0,
        "aiosqlite\n" if url.startswith("sqlite") else "asyncpg\n",
    )
