"""SIGTERM (docker stop) and SIGINT (Ctrl-C): the first asks the bot to end, a second ends the process at once."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

log = logging.getLogger(__name__)

LIMIT = 9.5
"""Seconds after the first signal in which the process ends, whatever hangs; Docker kills it after ten."""


class Stop:
    """Whether the bot was told to stop. The handlers are the system's, so that a blocked event loop cannot hold them up."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event = asyncio.Event()
        self._told = threading.Event()
        self._over = threading.Event()

    @property
    def told(self) -> bool:
        return self._told.is_set() and not self._over.is_set()

    async def wait(self) -> None:
        self._loop = asyncio.get_running_loop()
        if not self.told:
            await self._event.wait()

    @contextmanager
    def listening(self) -> Iterator[Stop]:
        """Listen to the signals while the block runs, where that is possible."""
        before = {}
        for number in (signal.SIGTERM, signal.SIGINT):
            try:
                before[number] = signal.signal(number, self._signalled)
            except ValueError:  # not the main thread: whoever owns that ends the bot
                log.debug("no handler for %s here", number.name)
        threading.Thread(target=self._last_resort, name="last-resort", daemon=True).start()
        try:
            yield self
        finally:
            if not self.told:  # else the limit holds until the process has ended
                self._over.set()
                self._told.set()
                for number, handler in before.items():
                    signal.signal(number, handler)

    def _signalled(self, number: int, _: FrameType | None) -> None:
        if self._told.is_set():
            os._exit(128 + number)
        self._told.set()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._event.set)

    def _last_resort(self) -> None:
        self._told.wait()
        if not self._over.wait(LIMIT):
            sys.stderr.write(f"Strikebot could not end within {LIMIT:g} s, and was ended.\n")
            sys.stderr.flush()
            os._exit(ExitCode.UNEXPECTED)
