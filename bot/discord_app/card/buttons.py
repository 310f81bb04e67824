"""The card's buttons and menus."""

from __future__ import annotations

from typing import Any, Protocol, Self, TypeAlias

import discord

from bot.discord_app.card.dynamic import Button, Menu
from bot.discord_app.card.state import CardState, parse, pattern

Interaction: TypeAlias = discord.Interaction[Any]


class CardPresses(Protocol):
    """What a press on a card is handed to."""

    async def press(self, interaction: Interaction, state: CardState) -> None: ...

    async def picked(self, interaction: Interaction, state: CardState, value: str) -> None: ...

    async def related(self, interaction: Interaction, state: CardState, text: str) -> None: ...


class CardClient(Protocol):
    """The client that a card was sent by."""

    presses: CardPresses


class CardButton(Button, template=pattern("[bpnroewctu]")):
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
    ) -> Self:
        return cls.of(state.custom_id(action, arg), label, style, disabled=disabled)

    async def callback(self, interaction: Interaction) -> None:
        client: CardClient = interaction.client
        if (state := parse(self.custom_id)) is not None:
            await client.presses.press(interaction, state)


class CardMenu(Menu, template=pattern("[mk]")):
    """m: questions beside the one asked, each its option's value; k: one issue, employer or strike of several, each value
    what `requests.pick` reads."""

    @classmethod
    def make(
        cls, state: CardState, action: str, placeholder: str, options: list[discord.SelectOption]
    ) -> Self:
        return cls.of(state.custom_id(action), placeholder, options)

    async def callback(self, interaction: Interaction) -> None:
        client: CardClient = interaction.client
        state = parse(self.custom_id)
        if state is not None and self.item.values:
            chosen = client.presses.picked if state.action == "k" else client.presses.related
            await chosen(interaction, state, self.item.values[0])
