"""The address at which somebody adds the bot to a server: what it asks for, and why it needs each of it."""

from __future__ import annotations

import base64
import binascii
import re

import discord

SCOPES = ("bot", "applications.commands")
"""A member of the server, and its slash commands (https://discord.com/developers/docs/topics/oauth2)."""
PERMISSIONS = {
    "view_channel": "to see where it is asked",
    "send_messages": "to answer a mention or a reply, and to tell the moderators what waits",
    "send_messages_in_threads": "the same in threads",
    "read_message_history": "to read the card that somebody replies to",
    "embed_links": "to tell a channel of several changes in one message",
    "add_reactions": "to show that a question came too soon after the last one",
}
"""The names of discord.py, each with its reason. Slash commands alone need none of them."""
_ID = re.compile(r"[0-9]{17,20}")


def invite_url(client_id: int) -> str:
    """The address for the application of that id."""
    permissions = discord.Permissions(**dict.fromkeys(PERMISSIONS, True))
    return discord.utils.oauth_url(client_id, permissions=permissions, scopes=SCOPES)


def read_id(text: str) -> int | None:
    """An application's id as typed; None for anything else."""
    return int(text.strip()) if _ID.fullmatch(text.strip()) else None


def id_in(token: str) -> int | None:
    """The id of the application that a token belongs to: its first part, in base64; None where it holds none."""
    first = token.partition(".")[0]
    try:
        return read_id(base64.b64decode(first + "=" * (-len(first) % 4), validate=True).decode("ascii"))
    except (binascii.Error, ValueError):
        return None
