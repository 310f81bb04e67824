"""What the bot may do in a channel that is to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.records.follow_rows import Follow

ANNOUNCEMENTS = discord.ChannelType.news
CHANNELS = (discord.ChannelType.text, ANNOUNCEMENTS)


def lacking(client: discord.Client, follow: Follow, *, all_of_them: bool = False) -> str:
    """The permissions that the bot lacks to tell a channel, as Discord's settings call them; empty where none.

    `all_of_them`: also those without which it is told all the same: nobody is rung, a message that was sent when the bot
    was killed is not found again. Empty where this process does not know the channel: Discord itself says then.
    """
    guild = client.get_guild(follow.guild)
    channel = guild.get_channel(follow.channel) if guild else None
    if guild is None or channel is None or guild.me is None:
        return ""
    has = channel.permissions_for(guild.me)
    wanted = {
        "View Channel": has.view_channel,
        "Send Messages": has.send_messages,
        "Embed Links": has.embed_links,
    }
    if all_of_them:
        wanted["Read Message History"] = has.read_message_history
        wanted["Mention @everyone, @here, and All Roles"] = follow.role is None or _may_ring(
            guild, follow.role, has
        )
    return ", ".join(name for name, given in wanted.items() if not given)


def _may_ring(guild: discord.Guild, role: int, has: discord.Permissions) -> bool:
    found = guild.get_role(role)
    return has.mention_everyone or found is None or found.mentionable


def is_announcements(client: discord.Client, follow: Follow) -> bool:
    """Whether what is told in the channel can be published to the servers that follow it."""
    guild = client.get_guild(follow.guild)
    channel = guild.get_channel(follow.channel) if guild else None
    return channel is not None and channel.type is ANNOUNCEMENTS
