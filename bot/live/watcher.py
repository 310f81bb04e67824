"""Notices that the knowledge folder has changed, and that whoever changes it is done.

The system tells of changes at once, but not of all: not across a network drive, not of a link in the way to the folder
that leads elsewhere, not of a folder that went away and came back. So the folder is looked at now and then as well.
"""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import watchfiles

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)
logging.getLogger("watchfiles").setLevel(
    logging.WARNING
)  # it tells of every burst, also of those that change nothing

STEP = 50
"""Milliseconds in which the system's events are gathered."""
DEEP = 3
"""Levels that are looked at: strikes, a strike, its files."""
Look = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: without a change until one is done, at most for that, until broken files are believed, between looks."""

    quiet: float = 0.25
    longest: float = 5.0
    settle: float = 1.0
    look: float = 2.0
    pause: Callable[[float], Awaitable[None]] = field(default=asyncio.sleep, repr=False)


PACE = Pace()


class Watch:
    """`async with` it; `quiet` then returns after each burst of changes."""

    def __init__(self, folder: Path, pace: Pace = PACE) -> None:
        self.folder = folder
        self.changed = asyncio.Event()
        """Set to say that something has changed."""
        self.listening = asyncio.Event()
        """Set while the system tells of changes."""
        self.looked = asyncio.Event()
        """Set once it is known how the folder was to begin with."""
        self._pace = pace
        self._elsewhere = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        seen = await asyncio.to_thread(look, self.folder)
        self.looked.set()
        self._tasks = [
            asyncio.create_task(self._looking(seen), name="look at the knowledge folder"),
            asyncio.create_task(self._told(), name="watch the knowledge folder"),
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def quiet(self) -> None:
        """Wait for a change, and then until there have been none for a moment; not for ever."""
        await self.changed.wait()
        try:
            async with asyncio.timeout(self._pace.longest):
                while await self._changes_again():
                    pass
        except TimeoutError:
            log.info("the knowledge files do not come to rest; reading them as they are")

    async def _changes_again(self) -> bool:
        self.changed.clear()
        try:
            async with asyncio.timeout(self._pace.quiet):
                await self.changed.wait()
        except TimeoutError:
            return False
        return True

    async def _told(self) -> None:
        """Changes that the system tells of, for as long as the folder is the same one."""
        while True:
            self._elsewhere.clear()
            try:
                await self._listen()
            except (OSError, RuntimeError) as error:
                log.warning("changes in %s are noticed with a delay: %s", self.folder, error)
            self.listening.clear()
            await self._elsewhere.wait()

    async def _listen(self) -> None:
        stream = watchfiles.awatch(
            self.folder,
            watch_filter=None,
            step=STEP,
            stop_event=self._elsewhere,
            ignore_permission_denied=True,
        )
        self.listening.set()  # the stream begins before anything else runs
        async for _ in stream:
            self.changed.set()

    async def _looking(self, seen: Look) -> None:
        while True:
            await asyncio.sleep(self._pace.look)
            now = await asyncio.to_thread(look, self.folder)
            if now != seen:
                self.changed.set()
            if now[0] != seen[0]:
                self._elsewhere.set()
            seen = now


def look(folder: Path) -> Look:
    """Changes when a file of the folder does: where it really is, and the time, size and number of each file."""
    return _identity(folder), *_entries(folder, DEEP)


def _identity(folder: Path) -> object:
    try:
        found = folder.stat()
    except OSError:
        return None
    return os.path.realpath(folder), found.st_dev, found.st_ino


def _entries(folder: Path, deep: int) -> Iterator[object]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        try:
            found = entry.stat()
        except OSError:
            yield entry.path, None
            continue
        yield entry.path, found.st_mtime_ns, found.st_size, found.st_ino
        if deep > 1 and entry.is_dir():
            yield from _entries(folder / entry.name, deep - 1)
