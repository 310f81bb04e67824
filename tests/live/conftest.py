"""A small knowledge folder, engines made of it once a revision, and what a keeper tells."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.clock import FixedClock
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import revision
from bot.live.builder import make
from bot.live.keeper import Keeper
from bot.live.watcher import Pace
from tests.knowledge.samples import put

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence
    from pathlib import Path

    from bot.answering.engine import Engine
    from bot.knowledge.problems import Problem
    from bot.live.changes import Built, Change

T = TypeVar("T")

NOW = dt.datetime(2023, 8, 5, 12, tzinfo=dt.UTC)
BOUND = 120.0
"""Seconds after which something that must happen has not."""
QUICK = Pace(quiet=0.05, settle=0.0, look=0.1)
MADE: dict[str, Built] = {}


async def soon(awaited: Awaitable[T]) -> T:
    return await asyncio.wait_for(awaited, BOUND)


async def build(files: Mapping[str, bytes], found: Sequence[Problem], now: dt.datetime) -> Built:
    """As the process does, in a thread, and each state of the files once for all tests."""
    key = revision(files)
    if found or key not in MADE:
        built = await asyncio.to_thread(make, files, found, now)
        if found:
            return built
        MADE[key] = built
    return MADE[key]


def engine_of(folder: Path) -> Engine:
    """The engine of a folder that is in order."""
    files, _ = gather(folder)
    key = revision(files)
    if key not in MADE:
        MADE[key] = make(files, (), NOW)
    engine = MADE[key].engine
    assert engine is not None
    return engine


class Told:
    """What a keeper tells, in order."""

    def __init__(self, keeper: Keeper) -> None:
        self.changes: list[Change] = []
        self._queue: asyncio.Queue[Change] = asyncio.Queue()
        keeper.listen(self.hear)

    def hear(self, change: Change) -> None:
        self.changes.append(change)
        self._queue.put_nowait(change)

    async def next(self) -> Change:
        return await soon(self._queue.get())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small base, to be changed."""
    place = tmp_path / "knowledge"
    put(place)
    return place


@pytest.fixture
def keeper(folder: Path) -> Keeper:
    return Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=build)


@pytest.fixture
def told(keeper: Keeper) -> Told:
    return Told(keeper)
