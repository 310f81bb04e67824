"""A page read from its address: fetched, looked at apart from the bot, and what it states put into a form."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.moderating.pages.fetch_page import UnreadPageError, fetch
from bot.moderating.pages.form_values import filling
from bot.moderating.pages.marked import CannotReadError, marked_apart
from bot.moderating.pages.statements import stated

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.moderating.links.reach import Network
    from bot.moderating.pages.form_values import Filling

AT_ONCE = 2
"""Pages that are read at the same time; each may take a process for some seconds."""


class PageReader:
    """Reads what pages say of themselves, a few at a time."""

    def __init__(self, network: Network, clock: Clock) -> None:
        self._network = network
        self._clock = clock
        self._some = asyncio.Semaphore(AT_ONCE)

    async def read(self, address: str) -> Filling:
        """What the page at an address states, for the form. UnreadPageError."""
        async with self._some:
            fetched = await fetch(address, self._network)
            try:
                marked = await marked_apart(fetched.content, fetched.charset)
            except CannotReadError as error:
                raise UnreadPageError(str(error)) from None
        found = await asyncio.to_thread(stated, marked, fetched.address)
        if found.says_nothing:
            raise UnreadPageError("it says nothing of itself that a program can read")
        return filling(found, fetched.address, self._clock.now())
