"""Buttons and menus of moderators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol, Self

import discord

from bot.discord_app.card.dynamic import Button, Menu

TEMPLATE = r"kb:(?P<action>[a-z]{1,10}):(?P<draft>[0-9a-f]{0,12}):(?P<arg>[0-9A-Za-z._-]{0,60})"


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed: an action, the draft it is about (or none), and one more word."""

    action: str
    draft: str = ""
    arg: str = ""

    @property
    def custom_id(self) -> str:
        return f"kb:{self.action}:{self.draft}:{self.arg}"


def parse(custom_id: str) -> Press | None:
    """The press in a custom id of ours; None for any other."""
    match = re.fullmatch(TEMPLATE, custom_id, re.ASCII)
    return Press(match["action"], match["draft"], match["arg"]) if match else None


class KbPresses(Protocol):
    """What a moderator's press is handed to."""

    async def pressed(self, interaction: discord.Interaction[Any], press: Press) -> None: ...


class KbClient(Protocol):
    """The client that the buttons were sent by; `kb` is None where nobody moderates any more."""

    kb: KbPresses | None


class KbButton(Button, template=TEMPLATE):
    """A button of moderators."""

    @classmethod
    def make(
        cls,
        press: Press,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> Self:
        return cls.of(press.custom_id, label, style, disabled=disabled)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        client: KbClient = interaction.client
        if client.kb is not None and (press := parse(self.custom_id)):
            await client.kb.pressed(interaction, press)


class KbMenu(Menu, template="m" + TEMPLATE):
    """A menu of moderators; what is chosen takes the place of the press's own word."""

    @classmethod
    def make(cls, press: Press, placeholder: str, options: list[discord.SelectOption]) -> Self:
        return cls.of(f"m{press.custom_id}", placeholder, options)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        client: KbClient = interaction.client
        press = parse(self.custom_id.removeprefix("m"))
        if client.kb is None or press is None or not self.item.values:
            return
        if chosen := parse(Press(press.action, press.draft, self.item.values[0]).custom_id):
            await client.kb.pressed(interaction, chosen)
