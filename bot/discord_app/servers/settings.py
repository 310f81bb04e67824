"""What the servers have set, in memory: nobody who asks waits for the database, and what was set holds while it is away."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.errors import SorryError
from bot.discord_app.text.words import LANGUAGES
from bot.errors import StrikebotError
from bot.records.servers import Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.records.servers import Servers
    from bot.records.suggested import Suggestions

log = logging.getLogger(__name__)

LOOK = 300.0
"""Seconds after which what another process has written is seen at the latest: a server is in the hands of one as a rule."""
NAMED = 5
"""Channels that are named to somebody who asks elsewhere."""


class Settings:
    """What servers have set, held in memory. Without records no server has set anything.

    `present` says whether the bot is still in a server, or may be: what is kept of one that it has left is dropped.
    """

    def __init__(
        self, records: Servers | None, suggestions: Suggestions | None, present: Callable[[int], bool]
    ) -> None:
        self._records = records
        self._suggestions = suggestions
        self._present = present
        self._known: dict[int, Server] = {}
        self._alone = asyncio.Lock()

    def of(self, guild: int | None) -> Server:
        """What a server has set, or what holds where nothing is."""
        return self._known.get(guild or 0) or Server(guild=guild or 0)

    async def refresh(self) -> None:
        """Read all of it. RecordsAwayError: what was known stays."""
        if self._records is not None:
            async with self._alone:
                self._known = {server.guild: server for server in await self._records.every()}

    async def keep(self, server: Server) -> None:
        """Set it, in the place of what was set. RecordsAwayError: nothing is changed."""
        if self._records is not None:
            async with self._alone:
                await self._records.keep(server)
                self._known[server.guild] = server

    async def drop(self, guild: int) -> None:
        """Forget what a server has set. RecordsAwayError: nothing is changed."""
        if self._records is not None:
            async with self._alone:
                await self._records.drop(guild)
                self._known.pop(guild, None)

    async def forget(self, guild: int) -> None:
        """Drop all that is kept of a server that the bot has left; what the database is away for is dropped by a later look."""
        try:
            await self.drop(guild)
        except StrikebotError:
            log.debug("the settings of a server that was left stay until the next look")
        try:
            if self._suggestions is not None:
                await self._suggestions.drop(guild)
        except StrikebotError:
            log.debug("the suggestions from a server that was left stay until the next look")

    async def watch(self) -> None:
        """Look again and again, for as long as the bot runs."""
        while True:
            await asyncio.sleep(LOOK)
            await self.look()

    async def look(self) -> None:
        """Read all of it, and forget the servers that were left meanwhile; unless the database is away, which has been
        logged."""
        try:
            await self.refresh()
            suggested = await self._suggestions.waiting() if self._suggestions is not None else []
        except StrikebotError:
            log.debug("the settings of servers stay as they were read last")
            return
        for guild in sorted({*self._known, *(one.guild for one in suggested)}):
            if not self._present(guild):
                await self.forget(guild)

    def speak(self, interaction: discord.Interaction[Any]) -> None:
        """Let what is said here be in the language of the server, where it has set one."""
        language = self.of(interaction.guild_id).language
        if language in LANGUAGES:
            interaction.locale = locale_of(language)

    def locale(self, guild: discord.Guild | None) -> discord.Locale | None:
        """The language in which messages of a server are answered; None for the bot's own."""
        if guild is None:
            return None
        language = self.of(guild.id).language
        return locale_of(language) if language in LANGUAGES else guild.preferred_locale

    def hidden(self, interaction: discord.Interaction[Any], private: bool | None) -> bool:
        """Whether only whoever asks sees the answer: as they say, else as the server has set it."""
        return self.of(interaction.guild_id).private if private is None else private

    def answers_in(self, guild: discord.Guild | None, channel: object) -> None:
        """SorryError, which names the channels where the server is answered, where this is none of them."""
        chosen = channels_left(self.of(guild.id if guild else None), guild)
        if guild is None or not chosen or set(chosen) & _ids(guild, channel):
            return
        named, more = ", ".join(f"<#{id}>" for id in chosen[:NAMED]), len(chosen) - NAMED
        if more > 0:
            raise SorryError("setup.elsewhere-more", channels=named, more=more)
        raise SorryError("setup.elsewhere", channels=named)


def channels_left(server: Server, guild: discord.Guild | None) -> list[int]:
    """The channels that were chosen, without those that are gone."""
    return [id for id in server.channels if guild is None or guild.get_channel(id) is not None]


def locale_of(language: str) -> discord.Locale:
    """Discord's locale of a language that there is a file for."""
    return next(locale for locale in discord.Locale if locale.value.partition("-")[0] == language)


def _ids(guild: discord.Guild, channel: object) -> set[int]:
    """A channel by its id, by that of the one whose thread it is, and by that of their category."""
    own: set[int] = {getattr(channel, "id", 0), getattr(channel, "parent_id", None) or 0}
    known = [found for id in own if (found := guild.get_channel(id))]
    return own | {found.category_id for found in known if found.category_id}
