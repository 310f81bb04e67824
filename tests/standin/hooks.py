"""What the launcher can put into the real program before it starts, for what no test can wait for or make happen."""

from __future__ import annotations

import functools
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import watchfiles

from bot.discord_app import deadlines
from bot.discord_app.kb import housekeeping
from bot.knowledge import editing

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from bot.knowledge.editing import Files

POLL = 0.005
NOTHING: tuple[object, ...] = ()


def deaf(_: str) -> None:
    """The system tells of no change, as of one that another machine makes on a network drive."""

    async def awatch(*_: object, stop_event: asyncio.Event, **__: object) -> AsyncIterator[Any]:
        await stop_event.wait()
        for change in NOTHING:
            yield change

    watchfiles.awatch = awatch  # type: ignore[assignment]


def chores(seconds: str) -> None:
    """The chores are seen to so often, and told of on standard error."""
    housekeeping.LOOK = float(seconds)
    original = housekeeping.Housekeeping.see_to_it

    @functools.wraps(original)
    async def see_to_it(self: housekeeping.Housekeeping) -> None:
        await original(self)
        sys.stderr.write("the chores are done\n")

    housekeeping.Housekeeping.see_to_it = see_to_it  # type: ignore[method-assign]


def impatient(seconds: str) -> None:
    """How long another process that writes is waited for."""
    editing.edit_lock = functools.partial(editing.edit_lock, patience=float(seconds))


def held_before(path: str) -> None:
    """The disk takes no edit for as long as there is a file at `path`."""
    _held(path, first=True)


def held_after(path: str) -> None:
    """An edit that is written is not confirmed by the disk for as long as there is a file at `path`."""
    _held(path, first=False)


def late(seconds: str) -> None:
    """The token of an interaction lives for so long only."""
    deadlines.LATER = float(seconds)


def _held(path: str, *, first: bool) -> None:
    original = editing.write_files

    def write_files(folder: Path, before: Files, after: Files) -> None:
        if not first:
            original(folder, before, after)
        if Path(path).exists():
            sys.stderr.write("the disk is slow\n")
        while Path(path).exists():
            time.sleep(POLL)
        if first:
            original(folder, before, after)

    editing.write_files = write_files


HOOKS = {
    "deaf": deaf,
    "chores": chores,
    "impatient": impatient,
    "held-before": held_before,
    "held-after": held_after,
    "late": late,
}


def hang(name: str, value: str = "") -> None:
    HOOKS[name](value)
