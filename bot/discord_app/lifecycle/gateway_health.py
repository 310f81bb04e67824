"""Whether the gateway lives: discord.py connects again by itself, but a shard that stays away needs a new process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import discord

    from bot.discord_app.lifecycle.identify import Identifying

LOOK = 1.0
DEAD = 120.0
"""Seconds without a connection after which a shard counts as dead."""
STEADY = 600.0
"""Seconds with all connections after which they count as lasting."""


class GatewayHealth:
    """Looks at the shards every second."""

    def __init__(
        self, client: discord.AutoShardedClient, identifying: Identifying, *, dead: float = DEAD
    ) -> None:
        self._client = client
        self._identifying = identifying
        self._dead = dead
        self._down: dict[int, float] = {}
        self._steady_since: float | None = None

    async def keep(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            if self._steady_since is not None and self._now() - self._steady_since > STEADY:
                self._steady_since = self._now()
                await self._identifying.settle(self._client)
            await asyncio.sleep(LOOK)

    def look(self) -> None:
        now, shards = self._now(), self._client.shards
        self._down = {
            number: self._down.get(number, now) for number, shard in shards.items() if shard.is_closed()
        }
        steady = bool(shards) and not self._down
        self._steady_since = (self._steady_since or now) if steady else None

    def dead(self) -> str | None:
        """What is wrong with the gateway that a restart may mend."""
        now = self._now()
        gone = sorted(number for number, since in self._down.items() if now - since > self._dead)
        return f"no connection for {self._dead:g} s: shard {', '.join(map(str, gone))}" if gone else None

    def away(self) -> str | None:
        """What is wrong with the gateway at this moment."""
        if not self._client.is_ready():
            return "not connected yet"
        closed = sorted(number for number, shard in self._client.shards.items() if shard.is_closed())
        return f"connecting again: shard {', '.join(map(str, closed))}" if closed else None

    def connected(self) -> int:
        return sum(not shard.is_closed() for shard in self._client.shards.values())

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
