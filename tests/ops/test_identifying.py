"""When a shard may IDENTIFY: the arithmetic, and the gate that processes of one machine share."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.identifying import (
    AHEAD,
    DAY,
    FREE,
    LONGEST_PAUSE,
    MARGIN,
    SPACING,
    Identify,
    Limits,
    TooSoonError,
    due,
)
from bot.ops.gate_file import FILE, FileGate

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
T = NOW.timestamp()
APART = SPACING + MARGIN
NONE: Limits = Limits()


class Clock:
    """Stands where it is put."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> dt.datetime:
        return NOW + dt.timedelta(seconds=self.seconds)


def failed(*ages: float, shard: int = 0, settled: bool = False) -> list[Identify]:
    return [Identify(shard, T - age, settled) for age in ages]


def test_the_first_may_at_once() -> None:
    assert due([], 0, T, NONE) == T


def test_shards_of_one_bucket_keep_apart_and_others_do_not() -> None:
    limits = Limits(max_concurrency=2)

    assert due(failed(1, shard=0), 2, T, limits) == T - 1 + APART
    assert due(failed(1, shard=0), 1, T, limits) == T
    assert due(failed(30, shard=0), 2, T, limits) == T


@pytest.mark.parametrize(
    ("before", "pause"),
    [
        (FREE - 1, APART),
        (FREE, APART),
        (FREE + 1, 10.0),
        (FREE + 3, 40.0),
        (FREE + 9, LONGEST_PAUSE),
        (200, LONGEST_PAUSE),
    ],
)
def test_the_pause_doubles_with_each_that_did_not_last(before: int, pause: float) -> None:
    assert due(failed(*range(before)), 0, T, NONE) == T + pause


def test_what_lasted_or_was_ended_on_purpose_does_not_count() -> None:
    assert due(failed(*range(0, 2000, 100), settled=True), 0, T, NONE) == T + APART
    assert due(failed(*range(10, 2000, 100), shard=1), 0, T, NONE) == T


def test_a_part_of_the_day_is_left_to_the_operator() -> None:
    history = failed(*(60 * n for n in range(900)), settled=True)

    assert due(history, 0, T, NONE) == history[-1].at + DAY
    assert due(history[:-1], 0, T, NONE) == T + APART
    assert due(history, 0, T, Limits(total=2000)) == T + APART


def test_what_a_wrong_clock_wrote_is_passed_over() -> None:
    assert due(failed(-AHEAD - 1, DAY + 1, -DAY * 400), 0, T, NONE) == T


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(1, 4), st.floats(0.1, 120))
def test_no_crash_loop_uses_up_the_day(shards: int, concurrency: int, lives: float) -> None:
    """Every process dies `lives` seconds after it has connected all its shards."""
    limits = Limits(concurrency, total=1000)
    history: list[Identify] = []
    now = T
    while now < T + DAY:
        now = max(due(history, shard, now, limits) for shard in range(shards))
        for shard in range(shards):
            now = due(history, shard, now, limits)
            history.append(Identify(shard, now))
        now += lives

    assert len([one for one in history if one.at < T + DAY]) <= 1000 * 0.9 + shards
    for bucket in range(concurrency):
        moments = [one.at for one in history if one.shard % concurrency == bucket]
        assert all(after - before >= SPACING for before, after in itertools.pairwise(moments))


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_processes_on_one_machine_take_turns(tmp_path: Path, clock: Clock) -> None:
    first, second = FileGate(tmp_path, clock), FileGate(tmp_path, clock)

    assert await first.reserve([0], NONE, 30) == 0
    assert await second.reserve([1], NONE, 30) == APART
    assert await first.reserve([2], NONE, 30) == APART * 2
    clock.seconds += 60
    assert await second.reserve([3], NONE, 30) == 0


async def test_what_is_too_late_is_not_reserved(tmp_path: Path, clock: Clock) -> None:
    gate = FileGate(tmp_path, clock)
    await gate.reserve([0], NONE, 30)
    with pytest.raises(TooSoonError) as caught:
        await gate.reserve([1], NONE, 1)

    assert caught.value.wait == APART
    assert isinstance(caught.value, TimeoutError), "discord.py waits and tries again at this"
    clock.seconds += APART
    assert await gate.reserve([1], NONE, 1) == 0


async def test_a_crash_loop_is_slowed_down_and_a_run_that_lasted_forgiven(
    tmp_path: Path, clock: Clock
) -> None:
    for _ in range(FREE + 4):
        clock.seconds += await FileGate(tmp_path, clock).reserve([0, 1], NONE, 10_000)
    with pytest.raises(TooSoonError, match="There were too many connections to Discord of late"):
        await FileGate(tmp_path, clock).reserve([0, 1], NONE, 30)
    await FileGate(tmp_path, clock).settle([0])

    assert await FileGate(tmp_path, clock).reserve([0, 1], NONE, 30) <= APART


async def test_a_process_that_is_killed_leaves_the_gate_open(tmp_path: Path) -> None:
    """It dies while it holds the lock."""
    code = (
        "import os, pathlib, sys\n"
        "from bot.clock import SystemClock\n"
        "from bot.ops.gate_file import FileGate\n"
        "with FileGate(pathlib.Path(sys.argv[1]), SystemClock())._locked() as database:\n"
        "    database.execute('INSERT INTO identifies VALUES (0, 1e12, 0)')\n"
        "    os._exit(9)\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, str(tmp_path))
    assert await asyncio.wait_for(process.wait(), 20) == 9
    assert (tmp_path / FILE).exists()

    assert await FileGate(tmp_path, Clock()).reserve([0], NONE, 30) == 0


async def test_many_at_once_each_get_a_moment_of_their_own(tmp_path: Path, clock: Clock) -> None:
    gates = [FileGate(tmp_path, clock) for _ in range(5)]
    waits = await asyncio.gather(*(gate.reserve([n], NONE, 60) for n, gate in enumerate(gates)))

    assert sorted(waits) == [APART * n for n in range(5)]
