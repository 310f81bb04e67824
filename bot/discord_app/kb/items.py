"""Buttons and menus of moderators as dynamic items: made again from their custom id at every press, also after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.discord_app.limits import BUTTON_LABEL, clip

if TYPE_CHECKING:
    from bot.discord_app.client import Strikebot

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


class KbButton(ui.DynamicItem[ui.Button[Any]], template=TEMPLATE):
    """A button of moderators."""

    @classmethod
    def make(
        cls,
        press: Press,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> KbButton:
        return cls(
            ui.Button[Any](
                label=clip(label, BUTTON_LABEL), custom_id=press.custom_id, style=style, disabled=disabled
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, ui.Button):
            raise TypeError(f"a moderators' custom id on {item!r}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        client: Strikebot = interaction.client
        if client.kb is not None and (press := parse(self.custom_id)):
            await client.kb.pressed(interaction, press)


class KbMenu(ui.DynamicItem[ui.Select[Any]], template="m" + TEMPLATE):
    """A menu of moderators; what is chosen takes the place of the press's own word."""

    @classmethod
    def make(cls, press: Press, placeholder: str, options: list[discord.SelectOption]) -> KbMenu:
        return cls(ui.Select[Any](custom_id=f"m{press.custom_id}", placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, ui.Select):
            raise TypeError(f"a moderators' custom id on {item!r}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        client: Strikebot = interaction.client
        press = parse(self.custom_id.removeprefix("m"))
        if client.kb is None or press is None or not self.item.values:
            return
        if chosen := parse(Press(press.action, press.draft, self.item.values[0]).custom_id):
            await client.kb.pressed(interaction, chosen)
