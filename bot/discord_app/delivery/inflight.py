"""What is being worked on: each interaction and message, from its arrival until its last task is done."""

from __future__ import annotations

import asyncio
import secrets
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord

from bot.ops.logs import EVENT

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator, Iterator

ARRIVES = "socket_event_type"
"""discord.py's event for each frame of the gateway, dispatched before anything is made of it."""
KINDS = {
    "INTERACTION_CREATE": "interaction",
    "MESSAGE_CREATE": "message",
    "MESSAGE_UPDATE": "raw_message_edit",
    "MESSAGE_DELETE": "raw_message_delete",
    "MESSAGE_DELETE_BULK": "raw_bulk_message_delete",
}
"""The frames that are work, and the event with which discord.py ends its own part of them."""


@dataclass(eq=False)
class InFlightWork:
    """One interaction or message. `outcome` is what became of its question, where it had one."""

    began: float
    interaction: discord.Interaction[Any] | None = None
    outcome: str = ""
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)


_CURRENT: ContextVar[InFlightWork | None] = ContextVar("work", default=None)


def current() -> InFlightWork | None:
    """The interaction or message that is being worked on."""
    return _CURRENT.get()


def note_outcome(outcome: str) -> None:
    """Say what became of the question that is being worked on."""
    work = _CURRENT.get()
    if work is not None:
        work.outcome = outcome


class InFlight:
    """Sees every task that discord.py starts for a frame: it dispatches `around`, and `task` is the loop's factory."""

    def __init__(self) -> None:
        self._open: dict[asyncio.Task[Any], InFlightWork] = {}
        self.arrived = 0
        self.finished: Callable[[InFlightWork, float], None] = lambda _work, _seconds: None

    def __len__(self) -> int:
        return len(self.works())

    def works(self) -> set[InFlightWork]:
        return set(self._open.values())

    @contextmanager
    def around(self, event: str, args: tuple[Any, ...]) -> Iterator[None]:
        """What is started between the arrival of a frame and the end of its own event belongs to that frame."""
        work = _CURRENT.get()
        if event == ARRIVES:
            fresh = args[0] in KINDS
            self.arrived += fresh
            _CURRENT.set(InFlightWork(time.perf_counter()) if fresh else None)
            EVENT.set(secrets.token_hex(4) if fresh else "")
        elif work is not None and args and isinstance(args[0], discord.Interaction):
            work.interaction = args[0]
        yield
        if event in KINDS.values():
            _CURRENT.set(None)
            EVENT.set("")

    def task(
        self,
        loop: asyncio.AbstractEventLoop,
        coro: Coroutine[Any, Any, Any] | Generator[Any, None, Any],
        /,
        **options: Any,  # noqa: ANN401  (what a newer Python passes on)
    ) -> asyncio.Task[Any]:
        """A task factory: the first tasks of a frame are its work; what those start, they wait for themselves."""
        task = asyncio.Task(coro, loop=loop, **options)
        work = _CURRENT.get()
        if work is not None and asyncio.current_task(loop) not in self._open:
            self._open[task] = work
            work.tasks.add(task)
            task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        work = self._open.pop(task)
        work.tasks.discard(task)
        if not work.tasks:
            self.finished(work, time.perf_counter() - work.began)

    async def idle(self, seconds: float) -> set[InFlightWork]:
        """Wait until nothing is being worked on; what still is when the time is over."""
        end = time.perf_counter() + seconds
        while self._open and (left := end - time.perf_counter()) > 0:
            await asyncio.wait(list(self._open), timeout=left)
        return self.works()
