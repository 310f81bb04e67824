"""Sends one message to a channel, once, and mends it: Discord itself drops a second one of the same nonce for some minutes,
and after that the channel is looked through for the first."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.errors import UNREACHABLE

if TYPE_CHECKING:
    import datetime as dt

    from bot.discord_app.following.messages import Post

log = logging.getLogger(__name__)

PER_SECOND = 34
"""Messages that one process sends a second: Discord takes 50 requests, and some must be left for all else. Answers to members go
by endpoints of their own, which that limit does not count."""
SAVED_UP = 0.2
"""Seconds of which messages may go at once: with it, and with those that are late, no second has more than fifty."""
LOOKED_THROUGH = 100
"""Messages of a channel in which one is looked for that may have been sent."""
PUBLISHING = 10.0
"""Seconds for publishing a message; Discord lets ten an hour through, and makes the next one wait."""
MISSING = (discord.NotFound, discord.Forbidden)


class Pace:
    """Lets through so many a second, and a few at once where nothing was sent for a while."""

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self._every = 1 / per_second
        self._free = -SAVED_UP
        """When the next one may go, less what is saved up."""

    async def turn(self) -> None:
        now = time.monotonic()
        self._free = max(now - SAVED_UP, self._free + self._every)
        if self._free > now:
            await asyncio.sleep(self._free - now)


class Sender:
    """Sends, mends and publishes messages to channels and members, all at one pace."""

    def __init__(self, client: discord.Client, pace: Pace | None = None) -> None:
        self._client = client
        self._pace = pace or Pace()

    def _channel(self, channel: int, guild: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel, guild_id=guild, type=discord.ChannelType.text)

    async def send(self, channel: int, guild: int, post: Post, nonce: str) -> int:
        """The id of the message. Raises what discord.py does."""
        await self._pace.turn()
        beside: dict[str, Any] = {"embed": post.embed, "view": post.view}
        sent = await self._channel(channel, guild).send(
            post.content, allowed_mentions=post.mentions, nonce=nonce, **beside
        )
        return sent.id

    async def say(self, channel: int, guild: int, text: str) -> None:
        """A sentence of the bot's own, once at most."""
        await self._pace.turn()
        await self._channel(channel, guild).send(text, allowed_mentions=discord.AllowedMentions.none())

    async def whisper(self, user: int, text: str, view: discord.ui.View, nonce: str) -> None:
        """A direct message. Raises what discord.py does."""
        await self._pace.turn()
        channel = await self._client.create_dm(discord.Object(user))
        await self._pace.turn()
        await channel.send(text, view=view, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())

    async def find(self, channel: int, guild: int, post: Post, after: dt.datetime) -> int | None:
        """A message of ours that begins so, written since; None where there is none, or it may not be looked for."""
        await self._pace.turn()
        try:
            async for message in self._channel(channel, guild).history(after=after, limit=LOOKED_THROUGH):
                mine = self._client.user is not None and message.author.id == self._client.user.id
                if mine and message.content.startswith(post.head):
                    return message.id
        except discord.HTTPException as error:
            log.info("cannot look for a message in channel %d: %s", channel, error)
        return None

    async def mend(self, channel: int, guild: int, message: int, post: Post) -> bool:
        """Show what is known now in the place of what was told; nobody is rung again. False where it is gone."""
        await self._pace.turn()
        try:
            await (
                self._channel(channel, guild)
                .get_partial_message(message)
                .edit(
                    content=post.content,
                    embed=post.embed,
                    view=post.view,
                    allowed_mentions=discord.AllowedMentions.none(),
                )
            )
        except MISSING:
            return False
        return True

    async def publish(self, channel: int, guild: int, message: int) -> bool:
        """Show it to the servers that follow an announcement channel; False where that is to be tried again later."""
        await self._pace.turn()
        try:
            async with asyncio.timeout(PUBLISHING):
                await self._channel(channel, guild).get_partial_message(message).publish()
        except TimeoutError:
            return False
        except discord.HTTPException as error:
            log.warning("a message in channel %d cannot be published: %s", channel, error)
        except UNREACHABLE:
            return False
        return True
