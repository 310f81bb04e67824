"""Reads a card back from its message: its state from any button, its question from the line that shows it, or from the
message that it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.card.layout import QUESTION_ID
from bot.discord_app.card.state import CardState, parse
from bot.discord_app.text.addressed import words_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def shown_question(message: discord.Message | None) -> str:
    """The lines of a card that show its question; empty where there are none."""
    found = _walk(message.components) if message else ()
    return next((c.content for c in found if isinstance(c, discord.TextDisplay) and c.id == QUESTION_ID), "")


def state_of(message: discord.Message) -> CardState | None:
    """The state of a card, from any of its buttons; None for another message."""
    ids = (
        c.custom_id for c in _walk(message.components) if isinstance(c, discord.Button | discord.SelectMenu)
    )
    return next((state for custom_id in ids if custom_id and (state := parse(custom_id))), None)


async def asked_below(me: discord.ClientUser | None, card: discord.Message | None) -> str:
    """What the message asks that a card replies to; empty where there is none, or it can no longer be read."""
    reference = card.reference if card else None
    if me is None or card is None or reference is None or reference.message_id is None:
        return ""
    written = reference.resolved
    if not isinstance(written, discord.Message) or not written.content:
        try:
            written = await card.channel.fetch_message(reference.message_id)
        except discord.HTTPException:
            return ""
    return words_to(me, written)


def _walk(components: Iterable[discord.Component]) -> Iterator[discord.Component]:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))
