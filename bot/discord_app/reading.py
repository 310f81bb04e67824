"""Reads a card back from its message: its state from any button, its question from the line that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.cards import QUESTION_ID
from bot.discord_app.state import CardState, parse

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


def _walk(components: Iterable[discord.Component]) -> Iterator[discord.Component]:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))
