"""/setup: what is meant, answered and seen by default in a server. For those who may manage it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.card.buttons import Interaction
from bot.discord_app.commands.descriptions import described
from bot.discord_app.delivery.deliver import defer, deliver, replace
from bot.discord_app.errors import SorryError, tell
from bot.discord_app.servers import form
from bot.discord_app.servers.card import RESET, card
from bot.discord_app.text.words import words_for
from bot.records.servers import Server

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.discord_app.questions.desk import Desk
    from bot.discord_app.servers.settings import Settings


def managers(interaction: discord.Interaction[Any]) -> bool:
    """Looked at each time: a server may let others see the command."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise app_commands.CheckFailure from SorryError("setup.not-allowed")
    return True


class Setup(commands.Cog):
    """The settings of servers; `pressed` does what the card's buttons say, `submitted` takes the form."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk = desk
        self.settings = settings

    @property
    def _view(self) -> View:
        return self.desk.engine.view(self.desk.now())

    @app_commands.command(name="setup", description=described("setup"))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.check(managers)
    async def setup(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        await self.settings.refresh()
        await deliver(interaction, self._card(interaction), private=True)

    def _card(self, interaction: discord.Interaction[Any], notice: str = "") -> discord.ui.LayoutView:
        server, words = self.settings.of(interaction.guild_id), words_for(interaction.locale)
        return card(server, interaction.guild, self._view, words, words(notice) if notice else "")

    async def pressed(self, interaction: discord.Interaction[Any], action: str) -> None:
        """Do what a button says; whatever fails is told."""
        try:
            managers(interaction)
            if action == RESET:
                await self._keep(interaction, Server(guild=interaction.guild_id or 0), "setup.is-reset")
                return
            words, server = words_for(interaction.locale), self.settings.of(interaction.guild_id)
            await interaction.response.send_modal(form.form(server, interaction.guild, self._view, words))
        except Exception as error:
            await tell(interaction, error)

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """Take in the form; whatever fails is told."""
        try:
            managers(interaction)
            data: Any = interaction.data or {}
            wanted = form.filled_in(interaction.guild_id or 0, self._view, data)
            await self._keep(interaction, wanted, "setup.done")
        except Exception as error:
            await tell(interaction, error)

    async def _keep(self, interaction: discord.Interaction[Any], server: Server, notice: str) -> None:
        await defer(interaction, private=True, thinking=interaction.message is None)
        if server == Server(guild=server.guild):
            await self.settings.drop(server.guild)
        else:
            await self.settings.keep(server)
        self.settings.speak(interaction)
        shown = self._card(interaction, notice)
        await (
            replace(interaction, shown) if interaction.message else deliver(interaction, shown, private=True)
        )

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server that the bot is no longer in is forgotten."""
        await self.settings.forget(guild.id)
