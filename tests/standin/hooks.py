"""What the launcher can put into the real program before it starts, for what no test can wait for or make happen."""

from __future__ import annotations

import datetime as dt
import functools
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import watchfiles

from bot.discord_app.delivery import deadlines
from bot.discord_app.following import round, sender, teller
from bot.discord_app.kb import background
from bot.knowledge import editing
from bot.records import telling
from bot.telling import parcels

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
    background.LOOK = float(seconds)
    original = background.BackgroundWork.see_to_it

    @functools.wraps(original)
    async def see_to_it(self: background.BackgroundWork) -> None:
        await original(self)
        sys.stderr.write("the chores are done\n")

    background.BackgroundWork.see_to_it = see_to_it  # type: ignore[method-assign]


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


def lease(seconds: str) -> None:
    """How soon another process takes a message for lost, and how often it is looked what is due; each look is told of."""
    round.SOON = dt.timedelta(seconds=float(seconds))
    parcels.LEASE = dt.timedelta(seconds=float(seconds))
    teller.EVERY = float(seconds)
    original = round.Delivery.deliver

    @functools.wraps(original)
    async def deliver(self: round.Delivery) -> None:
        await original(self)
        sys.stderr.write("a round of telling is over\n")

    round.Delivery.deliver = deliver  # type: ignore[method-assign]


def dies(step: str) -> None:
    """The process is killed before or after a step of telling: `before claim`, `after send`."""
    when, _, name = step.partition(" ")
    of: Any = sender.Sender if name == "send" else telling.Telling
    original = getattr(of, name)

    @functools.wraps(original)
    async def dying(self: object, *args: Any, **rest: Any) -> Any:  # noqa: ANN401  (passed on as it is)
        due = name != "move_on" or bool(args[-1])
        if when == "after":
            found = await original(self, *args, **rest)
            if not due:
                return found
        if due:
            os.kill(os.getpid(), signal.SIGKILL)
        return await original(self, *args, **rest)

    setattr(of, name, dying)


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
    "lease": lease,
    "dies": dies,
}


def hang(name: str, value: str = "") -> None:
    HOOKS[name](value)
