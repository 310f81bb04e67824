"""What Discord refuses for good, each in a sentence that says what to do: no retry mends it, and Discord counts every try."""

from __future__ import annotations

import discord

MISSING = (
    "Strikebot has no token: set DISCORD_TOKEN, or put it into a secrets file"
    " (Discord developer portal, your application, Bot, Reset Token)."
)
REFUSED = "Discord refused the token: check DISCORD_TOKEN, or make a new one in the developer portal (Bot, Reset Token)."
BARRED = (
    "Discord refused the bot (403): look in the developer portal whether the application is still there and not disabled,"
    " and whether a proxy or a firewall answers in Discord's place. Discord may also have blocked this machine's address"
    " for some hours, after too many wrong requests."
)
FORBIDDEN = (
    "Discord refused the connection: allow the bot's intents in the developer portal (your application, Bot)."
)
CLOSES = {
    4004: REFUSED,
    4010: "Discord refused the shard: check the number of shards and their ids.",
    4011: "Discord wants more shards: the bot is in too many servers for so few connections.",
    4012: "Discord no longer speaks with this version of Strikebot: upgrade it.",
    4013: FORBIDDEN,
    4014: FORBIDDEN,
}
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""
STATUSES = {401: REFUSED, 403: BARRED}


def refusal(error: BaseException) -> str | None:
    """The sentence for an error of a start, None for what may be better the next time."""
    if isinstance(error, discord.LoginFailure):
        return REFUSED
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return FORBIDDEN
    if isinstance(error, discord.ConnectionClosed):
        return CLOSES.get(error.code)
    status = status_of(error)
    return STATUSES.get(status) if status else None


def status_of(error: BaseException) -> int | None:
    """The HTTP status behind an error; discord.py hides that of the address of the gateway."""
    if isinstance(error, discord.GatewayNotFound) and error.__cause__ is not None:
        return status_of(error.__cause__)
    return error.status if isinstance(error, discord.HTTPException) else None
