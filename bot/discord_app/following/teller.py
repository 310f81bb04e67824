"""Tells channels what is new, for as long as the bot runs: looks at the base, then tells what is due."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.discord_app.following.awaited import Owed
from bot.discord_app.following.round import Delivery
from bot.discord_app.following.sender import Sender
from bot.errors import StrikebotError
from bot.live.changes import Swapped
from bot.telling.observer import Looker

if TYPE_CHECKING:
    from collections.abc import Coroutine

    import discord

    from bot.clock import Clock
    from bot.live.changes import Change
    from bot.live.keeper import Keeper
    from bot.records.store import Records

log = logging.getLogger(__name__)

EVERY = 120.0
"""Seconds between two rounds: what other processes saw, what could not be sent, what is due at this hour."""
LOOKS = 3
"""Rounds from one look at the base to the next, where nothing has changed: a day may begin, a source may become known."""
LEAVING = 0.8
"""Seconds in which a round that is under way may end, when the bot ends."""


class Teller:
    """Rounds of looking and telling, for as long as the process lives. It may be killed at any moment:
    what it was doing is done by the next one, once."""

    def __init__(
        self,
        client: discord.Client,
        keeper: Keeper,
        records: Records,
        clock: Clock,
        *,
        wall: Clock | None = None,
    ) -> None:
        """`clock` may stand still; `wall`, by which it is known whose turn it is, may not."""
        self._client = client
        self.telling = records.telling
        wall = wall or SystemClock()
        self._looker = Looker(keeper, records.telling, clock)
        sender = Sender(client)
        self._delivery = Delivery(client, sender, keeper, records.telling, clock, wall)
        self._owed = Owed(sender, keeper, records.waiters, clock, wall)
        self._alone = asyncio.Lock()
        self._waiting = self._swapped = self._look_anyway = False
        self._tasks: set[asyncio.Task[None]] = set()
        keeper.listen(self._changed)

    # ---- life ----

    def begin(self) -> None:
        """Go on until `end`, as soon as the bot is connected."""
        self._start(self._go_on(), "telling")

    async def end(self) -> None:
        """What is under way is finished, for a moment."""
        self._delivery.stopped = True
        if self._tasks:
            for task in self._tasks:
                if task.get_name() == "telling":
                    task.cancel()
            await asyncio.wait(set(self._tasks), timeout=LEAVING)
        for task in set(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def wake(self) -> None:
        """Begin a round now, or right after the one under way; one that waits for that sees to it all."""
        if not self._waiting and not self._delivery.stopped:
            self._waiting = True
            self._start(self.round(), "a round of telling")

    def _start(self, work: Coroutine[object, object, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _changed(self, change: Change) -> None:
        if isinstance(change, Swapped):
            self._swapped = True
            if self._client.is_ready():
                self.wake()

    async def _go_on(self) -> None:
        await self._client.wait_until_ready()
        rounds = 0
        while True:
            self._look_anyway = self._look_anyway or rounds % LOOKS == 0
            self.wake()
            rounds += 1
            await asyncio.sleep(EVERY)

    async def round(self) -> None:
        """Look where there may be something new, and tell what is due; one at a time. Never raises."""
        async with self._alone:
            self._waiting = False
            try:
                if self._swapped or self._look_anyway:
                    await self.look()
                await self._delivery.deliver()
                await self._owed.tell()
            except StrikebotError as error:
                log.info("nothing can be told at the moment: %s", error)
            except Exception:
                log.exception("telling failed; it is tried again")

    async def look(self) -> None:
        """Record what is new in the base. RecordsAwayError."""
        swapped, self._swapped = self._swapped, False
        try:
            await self._looker.look(swapped=swapped)
        except BaseException:
            self._swapped = swapped or self._swapped
            raise
        self._look_anyway = False
