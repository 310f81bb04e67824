"""The card's buttons and menus as dynamic items: made again from their custom id at every press."""

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


class CardMenu(ui.DynamicItem[ui.Select[Any]], template=pattern("[mk]")):
    """m: questions beside the one asked, each its option's value; k: one issue, employer or strike of several, each value
    what `requests.pick` reads."""

    @classmethod
    def make(
        cls, state: CardState, action: str, placeholder: str, options: list[discord.SelectOption]
    ) -> CardMenu:
        return cls(
            ui.Select[Any](custom_id=state.custom_id(action), placeholder=placeholder, options=options)
        )

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
            presses = interaction.client.presses
            chosen = presses.picked if state.action == "k" else presses.related
            await chosen(interaction, state, self.item.values[0])
