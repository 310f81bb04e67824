"""The message menu with which members suggest a message for the base: to its moderators, without saying who does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.card.layout import sentence
from bot.discord_app.card.request import without_ids
from bot.discord_app.delivery.deliver import defer, deliver
from bot.discord_app.errors import SorryError
from bot.discord_app.questions.cooldown import Cooldowns
from bot.discord_app.text.addressed import text_of
from bot.discord_app.text.limits import clip
from bot.discord_app.text.words import EN, words_for

if TYPE_CHECKING:
    from bot.discord_app.kb.suggested import Suggested
    from bot.records.suggested import Suggestions

LENGTH = 1000
"""Characters of a message that are kept."""
MOST, SECONDS = 5, 3600.0
"""Messages that one member may suggest, and in what time."""


class Suggest(commands.Cog):
    """Keeps what is suggested, and tells the moderators."""

    def __init__(
        self, tree: app_commands.CommandTree[Any], suggestions: Suggestions, moderators: Suggested
    ) -> None:
        self._tree = tree
        self._suggestions = suggestions
        self._moderators = moderators
        self._cooldowns = Cooldowns(MOST, SECONDS)
        self._menu = app_commands.ContextMenu(
            name=EN("commands.Suggest for the base.name"),
            callback=self._suggest,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def cog_load(self) -> None:
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    async def _suggest(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        words, guild = words_for(interaction.locale), interaction.guild_id
        if guild is None:
            raise SorryError("error.not-allowed")
        if message.author == interaction.client.user:
            raise SorryError("suggest.mine")
        text = clip(without_ids(text_of(message)), LENGTH)
        if not text:
            raise SorryError("suggest.no-text")
        wait = self._cooldowns.wait(interaction.user.id, interaction.created_at)
        if wait is not None:
            raise SorryError("suggest.slow", minutes=math.ceil(wait / 60))
        await defer(interaction, private=True, thinking=True)
        link = f"https://discord.com/channels/{guild}/{interaction.channel_id}/{message.id}"
        kept = await self._suggestions.add(guild, link, text)
        await deliver(interaction, sentence(words(f"suggest.{kept}")), private=True)
        if kept == "kept":
            await self._moderators.tell()
