"""The form in which someone tells the moderators what they had expected. It keeps nothing of who filled it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.errors import tell
from bot.discord_app.limits import LABEL_TEXT, MODAL_TITLE, clip

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.discord_app.words import Words

    Submitted = Callable[[discord.Interaction[Any], str, str], Awaitable[None]]
    """Called with what was expected, and the entry that should have answered (empty when not said)."""

EXPECTED, ENTRY = 1000, 200
"""Most characters of each field."""


class ExpectedForm(ui.Modal):
    """What was expected; from a moderator also which entry should have answered."""

    def __init__(self, words: Words, submitted: Submitted, *, moderates: bool) -> None:
        super().__init__(title=clip(words("form.title"), MODAL_TITLE))
        self._submitted = submitted
        self.expected = ui.TextInput[Any](style=discord.TextStyle.paragraph, max_length=EXPECTED)
        self.add_item(ui.Label(text=clip(words("form.expected"), LABEL_TEXT), component=self.expected))
        self.entry = ui.TextInput[Any](required=False, max_length=ENTRY)
        if moderates:
            self.add_item(ui.Label(text=clip(words("form.entry"), LABEL_TEXT), component=self.entry))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await self._submitted(interaction, self.expected.value, self.entry.value)

    async def on_error(  # type: ignore[override]  # as Modal does: a form has no item to name
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        await tell(interaction, error)
