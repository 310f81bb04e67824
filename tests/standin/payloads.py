"""What Discord sends: users, servers, messages and interactions, as far as discord.py reads them."""

from __future__ import annotations

import itertools
import time
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH = 1_420_070_400_000
ME: Json = {
    "id": "1000000000000000001",
    "username": "strikebot",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
APPLICATION: Json = {
    "id": "1000000000000000002",
    "name": "Strikebot",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": ME,
    "verify_key": "",
    "team": None,
    "flags": 0,
    "tags": [],
    "summary": "",
}
EVERYTHING = str((1 << 50) - 1)
_numbers = itertools.count(1)


def snowflake() -> int:
    """A fresh id that carries this moment."""
    return (int(time.time() * 1000) - DISCORD_EPOCH) << 22 | next(_numbers) & 0x3FFFFF


def guild_on(shard: int, of: int) -> int:
    """The id of a server whose events go to a shard."""
    return (1_000_000 * of + shard) << 22 | 1


def user(number: int) -> Json:
    return {
        "id": str(number),
        "username": f"member{number}",
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
    }


def member(number: int) -> Json:
    joined = "2024-01-01T00:00:00+00:00"
    return {
        "user": user(number),
        "nick": None,
        "roles": [],
        "joined_at": joined,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": EVERYTHING,
    }


def channel(number: int, guild: int | None) -> Json:
    if guild is None:
        return {"id": str(number), "type": 1, "recipients": [user(1)], "last_message_id": None, "flags": 0}
    return {
        "id": str(number),
        "type": 0,
        "guild_id": str(guild),
        "name": "general",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "topic": None,
        "parent_id": None,
        "flags": 0,
    }


def role(number: int, name: str) -> Json:
    return {"id": str(number), "name": name, "permissions": EVERYTHING, "position": 0, "color": 0,
            "hoist": False, "managed": False, "mentionable": False, "flags": 0}  # fmt: skip


def guild(number: int, *, channels: int = 1, roles: int = 1) -> Json:
    """A server. `number + 1` is a channel of it; the others, and its roles, only take up room."""
    others = range(number + 2, number + 1 + channels)
    return {
        "id": str(number),
        "name": f"Server {number}",
        "owner_id": "1",
        "roles": [role(number, "@everyone"), *[role(number + one, f"role {one}") for one in range(1, roles)]],
        "emojis": [],
        "stickers": [],
        "features": [],
        "members": [{**member(int(ME["id"])), "user": ME}],
        "channels": [channel(number + 1, number), *[channel(one, number) for one in others]],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "nsfw_level": 0,
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "joined_at": "2024-01-01T00:00:00+00:00",
    }


def message(
    number: int,
    channel_id: int,
    author: Json,
    content: str = "",
    components: list[Json] | None = None,
    flags: int = 0,
) -> Json:
    return {
        "id": str(number),
        "channel_id": str(channel_id),
        "author": author,
        "content": content,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [ME] if f"<@{ME['id']}>" in content else [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": components or [],
        "pinned": False,
        "type": 0,
        "flags": flags,
    }


def interaction(
    kind: int, data: Json, *, token: str, user_id: int, guild_id: int | None, shown: Json | None
) -> Json:
    """An INTERACTION_CREATE: `kind` 2 is a command, 3 a component, 4 autocomplete, 5 a submitted form."""
    where = (guild_id or user_id) + 1
    payload: Json = {
        "id": str(snowflake()),
        "application_id": APPLICATION["id"],
        "type": kind,
        "token": token,
        "version": 1,
        "data": data,
        "channel_id": str(where),
        "channel": channel(where, guild_id),
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0 if guild_id else 1,
        "attachment_size_limit": 10 * 1024 * 1024,
        "app_permissions": EVERYTHING,
    }
    if guild_id:
        payload |= {"guild_id": str(guild_id), "guild_locale": "en-US", "member": member(user_id)}
    else:
        payload["user"] = user(user_id)
    if shown is not None:
        payload["message"] = shown
    return payload
