"""Frames that cannot be read: discord.py ends the whole process at one; here its shard connects anew and resumes.

The one module that puts something in the place of a part of discord.py: its shards take no other socket class.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import discord.shard
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

AT_MOST, WITHIN = 5, 60.0
"""So many unreadable frames in so many seconds are borne; more, and the process ends."""
TURN = 0.01
"""Seconds of frames after which others have their turn."""
HANG_UP = 1.0
"""Seconds for the goodbye of a connection that is not needed."""
_ITS_OWN = (ReconnectWebSocket, discord.ConnectionClosed, aiohttp.ClientError, OSError)


class SturdyWebSocket(DiscordWebSocket):
    """Bears an event that fails, connects anew after a frame that cannot be read, and takes turns with all else."""

    _unreadable: tuple[float, ...] = ()
    _paused = 0.0

    async def received_message(self, msg: Any, /) -> None:  # noqa: ANN401  (discord.py's own)
        before = self.sequence
        try:
            await super().received_message(msg)
            await self._take_turns()
        except _ITS_OWN:
            raise
        except Exception as error:
            if before is not None and self.sequence != before:
                log.exception("an event of the gateway failed; the next ones go on")
                return
            self._bear(error)
            await self.close(code=4000)  # not 1000, which would end the session: what was lost is sent again
            raise ReconnectWebSocket(self.shard_id) from error

    async def _take_turns(self) -> None:
        """A flood of frames would keep all else waiting, the way out too: reading what is there never pauses."""
        now = time.monotonic()
        if now - self._paused > TURN:
            await asyncio.sleep(0)
            self._paused = time.monotonic()

    async def identify(self) -> None:
        """Where it may not IDENTIFY, the connection and its heart are stopped: discord.py leaves them running."""
        try:
            await super().identify()
        except BaseException:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.close(), HANG_UP)
            raise

    def _bear(self, error: Exception) -> None:
        """Count an unreadable frame; raises it where there were too many, or before there is a session."""
        now = time.monotonic()
        recent = [at for at in SturdyWebSocket._unreadable if now - at < WITHIN]
        if self.session_id is None or len(recent) >= AT_MOST:
            raise error
        SturdyWebSocket._unreadable = (*recent, now)
        log.warning("shard %s got a frame that cannot be read, and connects anew: %r", self.shard_id, error)


@contextmanager
def sturdy() -> Iterator[None]:
    """Let the shards use it while the block runs."""
    before = discord.shard.DiscordWebSocket
    discord.shard.DiscordWebSocket = SturdyWebSocket  # type: ignore[misc]
    try:
        yield
    finally:
        discord.shard.DiscordWebSocket = before  # type: ignore[misc]
