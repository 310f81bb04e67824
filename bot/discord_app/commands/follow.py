"""/follow, /unfollow, /following: which channels of a server are told of what. For those who may manage the server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.dates.zones import read_zone
from bot.discord_app.card.buttons import Interaction
from bot.discord_app.card.layout import ACCENTS, sentence
from bot.discord_app.commands.descriptions import describe, described
from bot.discord_app.delivery.deliver import defer, deliver
from bot.discord_app.errors import SorryError, tell
from bot.discord_app.following import form
from bot.discord_app.following.overview import followed, line
from bot.discord_app.following.permissions import CHANNELS, is_announcements, lacking
from bot.discord_app.text.words import words_for
from bot.errors import StrikebotError
from bot.records.follow_rows import Follow as Followed
from bot.telling.closed_strikes import open_strikes
from bot.telling.facts import KINDS

if TYPE_CHECKING:
    from bot.discord_app.following.teller import Teller
    from bot.discord_app.questions.desk import Desk

LOOKING = 1.0
"""Seconds for looking up what a channel follows."""
MOST = 25
"""Channels of one server that can be told."""
UNASKED = frozenset(("quote", "correction"))
"""Kinds that are not chosen to begin with."""


def _managers(interaction: discord.Interaction[Any]) -> bool:
    """Looked at each time: a server may let others see the command."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise app_commands.CheckFailure from SorryError("follow.not-allowed")
    return True


class Follow(commands.Cog):
    """What channels are told; `submitted` takes the form."""

    def __init__(self, client: discord.Client, desk: Desk, teller: Teller) -> None:
        self._client = client
        self.desk = desk
        self.teller = teller

    @app_commands.command(name="follow", description=described("follow"))
    @describe("follow", "timezone", "publish")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.check(_managers)
    async def follow(
        self, interaction: Interaction, timezone: str | None = None, publish: bool = True
    ) -> None:
        words, view = words_for(interaction.locale), self.desk.engine.view(self.desk.now())
        strikes = open_strikes(view)
        here = view.base.zone_of_strike(strikes[0] if strikes else None)
        before = await self._before(interaction)
        zone = read_zone(timezone) if timezone else before.zone or here.key
        filled = form.form(form.Beside(publish, zone), before, strikes, words)
        await interaction.response.send_modal(filled)

    async def _before(self, interaction: Interaction) -> Followed:
        """What this channel follows, else what it would to begin with."""
        guild, channel = interaction.guild_id or 0, interaction.channel_id or 0
        try:
            async with asyncio.timeout(LOOKING):
                there = await self.teller.telling.follows(guild)
        except (
            TimeoutError,
            StrikebotError,
        ):  # a form has to open within three seconds, and can be filled in anew
            there = []
        kinds = tuple(kind for kind in KINDS if kind not in UNASKED)
        new = Followed(guild=guild, channel=channel, kinds=kinds, zone="")
        return next((one for one in there if one.channel == channel), new)

    async def submitted(self, interaction: discord.Interaction[Any], beside: form.Beside) -> None:
        """Take in the form; whatever fails is told."""
        try:
            await self._take(interaction, beside)
        except Exception as error:
            await tell(interaction, error)

    async def _take(self, interaction: discord.Interaction[Any], beside: form.Beside) -> None:
        words = words_for(interaction.locale)
        _managers(interaction)
        await defer(interaction, private=True, thinking=True)
        data: Any = interaction.data or {}
        wanted = form.filled_in(beside, interaction.guild_id or 0, data)
        await self._may(wanted)
        await self.teller.telling.follow(wanted)
        self.teller.wake()
        view = self.desk.engine.view(self.desk.now())
        told = [words("follow.done"), line(wanted, view, words)]
        if is_announcements(self._client, wanted):
            told.append(words("follow.publishes" if wanted.publish else "follow.publishes-not"))
        await deliver(interaction, sentence("\n".join(told), ACCENTS["answer"]), private=True)

    async def _may(self, wanted: Followed) -> None:
        """SorryError where the channel is none, or the bot may not do there what is needed, or there are many already."""
        guild = self._client.get_guild(wanted.guild)
        channel = guild.get_channel(wanted.channel) if guild else None
        if channel is None or channel.type not in CHANNELS:
            raise SorryError("follow.no-channel")
        if missing := lacking(self._client, wanted, all_of_them=True):
            raise SorryError("follow.lacks", channel=f"<#{wanted.channel}>", permissions=missing)
        there = await self.teller.telling.follows(wanted.guild)
        if len(there) >= MOST and wanted.channel not in {one.channel for one in there}:
            raise SorryError("follow.many", most=MOST)

    @app_commands.command(name="unfollow", description=described("unfollow"))
    @describe("unfollow", "channel")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.check(_managers)
    async def unfollow(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        await defer(interaction, private=True, thinking=True)
        words, id = words_for(interaction.locale), channel.id if channel else interaction.channel_id or 0
        gone = await self.teller.telling.unfollow(interaction.guild_id or 0, id)
        said = words("follow.ended" if gone else "follow.never", channel=f"<#{id}>")
        await deliver(interaction, sentence(said), private=True)

    @app_commands.command(name="following", description=described("following"))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.check(_managers)
    async def following(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        words, view = words_for(interaction.locale), self.desk.engine.view(self.desk.now())
        there = await self.teller.telling.follows(interaction.guild_id or 0)
        await deliver(interaction, followed(there, view, words), private=True)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server that the bot is no longer in is forgotten."""
        await self.teller.telling.unfollow(guild.id)
