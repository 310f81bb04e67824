"""The gate in the records: processes on several machines connect to Discord in turn, by one clock, within what a day allows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text

from bot.clock import FixedClock, SystemClock
from bot.identifying import DAY, FREE, MARGIN, SPACING, Limits, TooSoonError
from bot.records.errors import RecordsAwayError
from bot.records.gate import LOCK, DatabaseGate
from bot.records.store import Records
from bot.records.tables import identifies
from tests.records.looking import engine, rows

if TYPE_CHECKING:
    from tests.records.servers import Postgres

APART = SPACING + MARGIN
NONE = Limits()
CLOSE = 1.0
"""Seconds that may pass between two lines of a test: the clock here is a real one."""


@pytest.fixture
def gate(records: Records) -> DatabaseGate:
    return records.gate(SystemClock())


async def written(url: str, *ages: float, settled: bool = False) -> None:
    """IDENTIFYs of shard 0, so many seconds ago."""
    now = SystemClock().now()
    earlier = [{"shard": 0, "at": now - timedelta(seconds=age), "settled": settled} for age in ages]
    used = engine(url)
    async with used.begin() as connection:
        await connection.execute(insert(identifies), earlier)
    await used.dispose()


async def test_the_first_may_at_once_and_the_next_of_its_bucket_later(gate: DatabaseGate) -> None:
    limits = Limits(max_concurrency=2)

    assert await gate.reserve([0], limits, 30) == 0
    assert await gate.reserve([1], limits, 30) == 0
    assert await gate.reserve([2], limits, 30) == pytest.approx(APART, abs=CLOSE)
    assert await gate.reserve([4], limits, 30) == pytest.approx(2 * APART, abs=CLOSE)


async def test_many_machines_at_once_each_get_a_moment_of_their_own(url: str) -> None:
    machines = [Records(url, SystemClock()) for _ in range(8)]
    await asyncio.gather(*(machine.start() for machine in machines))
    waits = await asyncio.gather(
        *(machine.gate(SystemClock()).reserve([n], NONE, 60) for n, machine in enumerate(machines))
    )
    await asyncio.gather(*(machine.close() for machine in machines))

    assert sorted(waits) == pytest.approx([n * APART for n in range(8)], abs=2.0)


async def test_what_is_too_late_is_not_reserved(gate: DatabaseGate, url: str) -> None:
    await gate.reserve([0], NONE, 30)
    with pytest.raises(TooSoonError) as caught:
        await gate.reserve([1], NONE, 1)

    assert caught.value.wait == pytest.approx(APART, abs=CLOSE)
    assert len(await rows(url, identifies)) == 1


async def test_a_crash_loop_is_slowed_down_and_a_run_that_lasted_forgiven(
    gate: DatabaseGate, url: str
) -> None:
    await written(url, *range(10, 10 + 10 * (FREE + 4), 10))
    with pytest.raises(TooSoonError, match="There were too many connections to Discord of late"):
        await gate.reserve([0, 1], NONE, 30)
    await gate.settle([0, 1])

    assert await gate.reserve([0, 1], NONE, 30) <= APART


async def test_a_part_of_the_day_is_left_to_the_operator_and_what_is_older_is_forgotten(
    gate: DatabaseGate, url: str
) -> None:
    await written(url, *range(3600, 3600 + 9 * 60, 60), DAY + 60, settled=True)
    with pytest.raises(TooSoonError) as caught:
        await gate.reserve([0], Limits(total=10), 30)

    assert caught.value.wait == pytest.approx(DAY - 3600 - 8 * 60, abs=CLOSE)
    assert await gate.reserve([0], Limits(total=100), 30) == 0
    assert len(await rows(url, identifies)) == 10


async def test_machines_whose_clocks_differ_go_by_that_of_postgresql(postgres_url: str) -> None:
    records = Records(postgres_url, SystemClock())
    await records.start()
    early, late = (records.gate(FixedClock(datetime(year, 1, 1, tzinfo=UTC))) for year in (1999, 2099))

    assert await early.reserve([0], NONE, 30) == 0
    assert await late.reserve([1], NONE, 30) == pytest.approx(APART, abs=CLOSE)
    await records.close()


async def test_a_machine_that_vanishes_in_the_middle_does_not_keep_the_gate_closed(postgres_url: str) -> None:
    records = Records(postgres_url, SystemClock())
    await records.start()
    gate = records.gate(SystemClock())
    vanished = engine(postgres_url)
    async with vanished.connect() as connection:
        await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '500ms'"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=LOCK))
        assert await gate.reserve([0], NONE, 30) == 0
        await connection.invalidate()
    await vanished.dispose()
    await records.close()


async def test_without_the_database_it_says_so_in_time(server: Postgres, postgres_url: str) -> None:
    records = Records(postgres_url, SystemClock())
    await records.start()
    gate = records.gate(SystemClock())
    with server.may_be_stopped():
        server.stop()
        with pytest.raises(RecordsAwayError):
            await asyncio.wait_for(gate.reserve([0], NONE, 30), 10)
        with pytest.raises(RecordsAwayError):
            await asyncio.wait_for(gate.settle([0]), 10)
    assert await gate.reserve([0], NONE, 30) == 0
    await records.close()


def test_only_a_server_is_shared_by_machines(postgres_url: str, sqlite_url: str) -> None:
    assert Records(postgres_url, SystemClock()).shared
    assert not Records(sqlite_url, SystemClock()).shared
