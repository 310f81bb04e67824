"""Which messages are meant for the bot, and the words in them."""

from __future__ import annotations

import re

import discord

from bot.discord_app.text.markup import clean

READ = frozenset({discord.MessageType.default, discord.MessageType.reply})


def meant_for(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether someone wrote to the bot: to it directly, or with a ping of it, of its own role, or of its card."""
    if message.author.bot or message.type not in READ:
        return False
    return message.guild is None or me in message.mentions or pings_role_of(me, message)


def pings_role_of(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether the role that Discord made for the bot alone is pinged: the client offers it beside the bot itself."""
    return any(role.tags is not None and role.tags.bot_id == me.id for role in message.role_mentions)


def named_in(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether the text itself names the bot, rather than only a reply that pings the author of its card."""
    return message.guild is None or bool(_names(me, message).search(message.content))


def words_to(me: discord.ClientUser, message: discord.Message) -> str:
    """What the bot is told: the text, or that of what was forwarded, without the bot's own name; empty where none."""
    return clean(_names(me, message).sub(" ", text_of(message)))


def text_of(message: discord.Message) -> str:
    """The text of a message, or else of the message that it forwards."""
    return message.content or "\n".join(snapshot.content for snapshot in message.message_snapshots)


def _names(me: discord.ClientUser, message: discord.Message) -> re.Pattern[str]:
    roles = [role.id for role in message.role_mentions if role.tags is not None and role.tags.bot_id == me.id]
    return re.compile("|".join([f"<@!?{me.id}>", *(f"<@&{id}>" for id in roles)]))
