"""The form in which someone tells the moderators what they had expected. It keeps nothing of who filled it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.text.limits import LABEL_TEXT, MODAL_TITLE, clip, walk

if TYPE_CHECKING:
    from bot.discord_app.card.state import CardState
    from bot.discord_app.text.words import Words

EXPECTED, ENTRY = 1000, 200
"""Most characters of each field."""


def expected_form(state: CardState, words: Words, *, moderates: bool) -> ui.Modal:
    """What was expected; from a moderator also which entry should have answered.

    Its custom id is the card's state, and it is stopped: discord.py then forgets it once it is sent, and what is
    submitted is read by `filled_in`, also by a process that did not open it.
    """
    form = ui.Modal(title=clip(words("form.title"), MODAL_TITLE), custom_id=state.custom_id("w"))
    expected = ui.TextInput[Any](custom_id="expected", style=discord.TextStyle.paragraph, max_length=EXPECTED)
    form.add_item(ui.Label(text=clip(words("form.expected"), LABEL_TEXT), component=expected))
    if moderates:
        entry = ui.TextInput[Any](custom_id="entry", required=False, max_length=ENTRY)
        form.add_item(ui.Label(text=clip(words("form.entry"), LABEL_TEXT), component=entry))
    form.stop()
    return form


def filled_in(interaction: discord.Interaction[Any]) -> tuple[str, str]:
    """What a submitted form says was expected, and the entry; empty where nothing was written."""
    data: Any = interaction.data or {}
    values = {part.get("custom_id"): part.get("value") or "" for part in walk(data.get("components", []))}
    return values.get("expected", ""), values.get("entry", "")
