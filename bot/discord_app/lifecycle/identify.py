"""Asks the gate before each IDENTIFY, so that neither a crash loop nor a storm uses up what Discord allows in a day."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import discord

from bot.discord_app.lifecycle.refusals import refusal
from bot.identifying import MARGIN, SPACING, Limits, TooSoonError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.identifying import Gate

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds that a connection may wait for its IDENTIFY: Discord drops one that stays silent for longer."""
ALONE_AT_MOST = 300.0
"""Seconds that a start waits where the gate cannot tell when others connected."""
SHORTEST_NAP, LONGEST_NAP = 1.0, 900.0
"""Seconds after which Discord is asked again what it still allows."""


class Identifying:
    """One for a process. Without a gate, its own shards only keep apart from each other."""

    def __init__(self, gate: Gate | None) -> None:
        self.gate = gate
        self.limits = Limits()

    async def first(self, client: discord.AutoShardedClient) -> None:
        """Wait until this process may connect, however long; what it reserves is for its first shard."""
        shards = shards_of(client)
        await self._while_discord_forbids(client, len(shards))
        while True:
            try:
                await asyncio.sleep(await self._reserve(shards, self._turn(shards[0])))
            except TooSoonError as error:
                log.warning("%s", error)
                await asyncio.sleep(min(error.wait, LONGEST_NAP))
            else:
                return

    async def before(self, shard: int, *, initial: bool) -> None:
        """Wait for the moment of one shard; TooSoonError where that is not soon, which discord.py bears."""
        if not initial:  # the first has its reservation
            await asyncio.sleep(await self._reserve([shard], SPACING + MARGIN))

    async def settle(self, client: discord.AutoShardedClient) -> None:
        """The connections have lasted, or are ended on purpose."""
        if self.gate is not None:
            try:
                await self.gate.settle(shards_of(client))
            except Exception as error:
                log.warning("cannot note that the connections have lasted: %s", error)

    def _turn(self, shard: int) -> float:
        """The wait of a shard where all processes start at once and nobody tells them when: one after the other."""
        before = shard // self.limits.max_concurrency
        return min((before + 1) * (SPACING + MARGIN), ALONE_AT_MOST)

    async def _reserve(self, shards: Sequence[int], alone: float) -> float:
        """The seconds until the IDENTIFY of the first of these; `alone` where the gate does not answer."""
        if self.gate is None:
            return alone
        try:
            return await self.gate.reserve(shards, self.limits, PATIENCE)
        except TooSoonError:
            raise
        except Exception as error:
            log.warning(
                "cannot tell when others connected, so this process waits on its own for %.0f s: %s",
                alone,
                error,
            )
            return alone

    async def _while_discord_forbids(self, client: discord.AutoShardedClient, needed: int) -> None:
        """Wait while Discord allows too few for a start; GatewayNotFound where it refuses the bot."""
        while True:
            try:
                found = await client.fetch_session_start_limits()
            except discord.GatewayNotFound as error:
                if refusal(error):
                    raise
                log.warning("cannot ask Discord how often the bot may connect: %s", error)
                return
            self.limits = Limits(max(1, found.max_concurrency), found.total)
            if found.remaining >= needed:
                return
            log.error("Discord allows no more connections for %d s", found.reset_after / 1000)
            await asyncio.sleep(min(max(found.reset_after / 1000, SHORTEST_NAP), LONGEST_NAP))


def shards_of(client: discord.AutoShardedClient) -> Sequence[int]:
    """The shards of this process, as far as they are known before Discord has told their number."""
    return list(client.shard_ids or range(client.shard_count or 1))
