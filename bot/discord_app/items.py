"""The card's buttons and menu as dynamic items: made again from their custom id at every press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.discord_app.limits import BUTTON_LABEL, clip
from bot.discord_app.state import CardState, parse, pattern

if TYPE_CHECKING:
    import re

    from bot.discord_app.client import Strikebot

Interaction = discord.Interaction["Strikebot"]


class CardButton(ui.DynamicItem[ui.Button[Any]], template=pattern("[bpnroewctu]")):
    """b, p: another page; n: not what I asked; r: remove; o: a choice; e: an entry instead; w: the form; c: what was meant;
    t: tell me when it is answered; u: do not."""

    @classmethod
    def make(
        cls,
        state: CardState,
        action: str,
        arg: str,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> CardButton:
        custom_id = state.custom_id(action, arg)
        button = ui.Button[Any](
            label=clip(label, BUTTON_LABEL), custom_id=custom_id, style=style, disabled=disabled
        )
        return cls(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, ui.Button):
            raise TypeError(f"a card's custom id on {item!r}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        state = parse(self.custom_id)
        if state is not None:
            client: Strikebot = interaction.client
            await client.presses.press(interaction, state)


class RelatedMenu(ui.DynamicItem[ui.Select[Any]], template=pattern("m")):
    """Questions beside the one asked; each option's value is the question itself."""

    @classmethod
    def make(cls, state: CardState, placeholder: str, options: list[discord.SelectOption]) -> RelatedMenu:
        return cls(ui.Select[Any](custom_id=state.custom_id("m"), placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, ui.Select):
            raise TypeError(f"a card's custom id on {item!r}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        state = parse(self.custom_id)
        if state is not None and self.item.values:
            client: Strikebot = interaction.client
            await client.presses.related(interaction, state, self.item.values[0])


class PickMenu(ui.DynamicItem[ui.Select[Any]], template=pattern("k")):
    """One issue, employer or strike of several; each option's value is what `requests.pick` reads."""

    @classmethod
    def make(cls, state: CardState, placeholder: str, options: list[discord.SelectOption]) -> PickMenu:
        return cls(ui.Select[Any](custom_id=state.custom_id("k"), placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, ui.Select):
            raise TypeError(f"a card's custom id on {item!r}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        state = parse(self.custom_id)
        if state is not None and self.item.values:
            client: Strikebot = interaction.client
            await client.presses.picked(interaction, state, self.item.values[0])
