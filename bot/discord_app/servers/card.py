"""What a server has set, shown to those who may manage it, with the buttons that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.discord_app.card.layout import ACCENTS
from bot.discord_app.servers.settings import channels_left
from bot.discord_app.text.limits import BUTTON_LABEL, clip
from bot.discord_app.text.markup import escaped, small
from bot.records.servers import Server

if TYPE_CHECKING:
    import re

    from bot.answering.known.view import View
    from bot.discord_app.text.words import Words

CHANGE, RESET = "c", "r"


class SetupButton(ui.DynamicItem[ui.Button[Any]], template=r"su:(?P<action>[cr])"):
    """c: open the form; r: set nothing any more."""

    @classmethod
    def make(cls, action: str, label: str) -> SetupButton:
        style = discord.ButtonStyle.primary if action == CHANGE else discord.ButtonStyle.secondary
        button = ui.Button[Any](label=clip(label, BUTTON_LABEL), custom_id=f"su:{action}", style=style)
        return cls(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, ui.Button):
            raise TypeError(f"a button's custom id on {item!r}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        setup = interaction.client.setup
        if setup is not None:
            await setup.pressed(interaction, self.custom_id.partition(":")[2])


def card(
    server: Server, guild: discord.Guild | None, view: View, words: Words, notice: str = ""
) -> ui.LayoutView:
    """All that is set, and what of it no longer holds."""
    lines = [words("setup.title"), *([notice] if notice else [])]
    lines += [*_strike(server, view, words), *_channels(server, guild, words)]
    language = words(f"setup.language.{server.language}" if server.language else "setup.language.own")
    lines.append(words("setup.language", language=language))
    lines.append(words("setup.private" if server.private else "setup.public"))
    buttons = [SetupButton.make(CHANGE, words("setup.change"))]
    if server != Server(guild=server.guild):
        buttons.append(SetupButton.make(RESET, words("setup.reset")))
    container: ui.Container[Any] = ui.Container(
        ui.TextDisplay("\n".join(lines)),
        ui.TextDisplay(small(words("setup.hint"))),
        ui.ActionRow(*buttons),
        accent_colour=ACCENTS["answer"],
    )
    made = ui.LayoutView(timeout=None)
    made.add_item(container)
    return made


def _strike(server: Server, view: View, words: Words) -> list[str]:
    known = next((strike.name for strike in view.strikes if strike.id == server.strike), "")
    if known:
        return [words("setup.strike", strike=escaped(known, 200))]
    told = [words("setup.strike-none")]
    if server.strike:
        told.append(f"  - {words('setup.strike-gone', id=escaped(server.strike, 100))}")
    return told


def _channels(server: Server, guild: discord.Guild | None, words: Words) -> list[str]:
    left = channels_left(server, guild)
    named = ", ".join(f"<#{id}>" for id in left)
    told = [words("setup.channels", channels=named) if left else words("setup.channels-all")]
    if len(left) < len(server.channels):
        told.append(f"  - {words('setup.channels-gone', count=len(server.channels) - len(left))}")
    return told
