"""The one way out: no new work, what is in flight is finished or told, what has to be written is written."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.discord_app.card.layout import sentence
from bot.discord_app.delivery.deliver import deliver
from bot.discord_app.text.words import words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    import discord

    from bot.discord_app.delivery.inflight import InFlight, InFlightWork

log = logging.getLogger(__name__)

MOMENT, TAKE, HANG_UP, FINISH, TELL, WRITE = 0.02, 0.3, 1.0, 3.5, 1.0, 2.0
"""Seconds at most for each step. With the goodbye that follows they stay within the ten that Docker waits."""


@dataclass
class Shutdown:
    """Others append to `closing` what must happen before the end; it is called in the reverse order."""

    inflight: InFlight
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    finish: float = FINISH
    begun: asyncio.Task[None] | None = None

    async def leave(self, client: discord.AutoShardedClient) -> None:
        """Go through the steps, once, however often it is asked for."""
        if self.begun is None:
            self.begun = asyncio.create_task(self._leave(client), name="leaving")
        await asyncio.shield(self.begun)

    async def _leave(self, client: discord.AutoShardedClient) -> None:
        await self._take_what_is_there()
        hanging_up = asyncio.create_task(_within(HANG_UP, _hang_up(client), "hanging up"), name="hanging up")
        if len(self.inflight):
            log.info("finishing %d interactions and messages", len(self.inflight))
        left = await self.inflight.idle(self.finish)
        if left:
            log.warning("%d interactions and messages were not finished in time", len(left))
            await _within(TELL, _give_up(left), "telling those who wait")
        await hanging_up
        await _within(WRITE, self._close(), "the last writing")

    async def _take_what_is_there(self) -> None:
        """What has been delivered and waits to be read still counts: until a moment passes with nothing new."""
        end = time.monotonic() + TAKE
        before = -1
        while before != self.inflight.arrived and time.monotonic() < end:
            before = self.inflight.arrived
            await asyncio.sleep(MOMENT)

    async def _close(self) -> None:
        for step in reversed(self.closing):
            try:
                await step()
            except Exception:
                log.exception("%s failed at the end", getattr(step, "__qualname__", step))


async def _hang_up(client: discord.AutoShardedClient) -> None:
    """Close the gateway: nothing new arrives, while answers can still be sent."""
    await asyncio.gather(*(shard.disconnect() for shard in client.shards.values()), return_exceptions=True)


async def _give_up(left: Collection[InFlightWork]) -> None:
    """Stop what did not end, and say so to those who wait for it."""
    for task in [task for work in left for task in work.tasks]:
        task.cancel()
    await asyncio.sleep(0)
    waiting = [work.interaction for work in left if work.interaction is not None]
    await asyncio.gather(*map(_apologise, waiting), return_exceptions=True)


async def _apologise(interaction: discord.Interaction[Any]) -> None:
    if interaction.type.name != "autocomplete":
        words = words_for(interaction.locale)
        await deliver(interaction, sentence(words("error.restarting")), private=True)


async def _within(seconds: float, step: Awaitable[None], name: str) -> None:
    try:
        await asyncio.wait_for(step, seconds)
    except TimeoutError:
        log.error("%s took longer than %g s and was given up", name, seconds)
