"""Buttons and menus that are made again from their custom id at every press, so that they work after a restart too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import discord
from discord import ui

from bot.discord_app.text.limits import BUTTON_LABEL, clip

if TYPE_CHECKING:
    import re

NOTHING = r"(?!)"
"""The template of a class that is only there to be subclassed: no custom id is of it."""
ItemT = TypeVar("ItemT", bound=ui.Item[Any])


class Remade(ui.DynamicItem[ItemT], Generic[ItemT], template=NOTHING):
    """An item of one sort, from the custom id of a message. A subclass has its `template` and its `callback`."""

    sort: ClassVar[type[ui.Item[Any]]]

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        if not isinstance(item, cls.sort):
            raise TypeError(f"a custom id of {cls.__name__} on {item!r}")
        return cls(item)  # type: ignore[arg-type]  # `sort` is the class of `ItemT`


class Button(Remade[ui.Button[Any]], template=NOTHING):
    """A button with one of our custom ids."""

    sort = ui.Button

    @classmethod
    def of(
        cls,
        custom_id: str,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> Self:
        label = clip(label, BUTTON_LABEL)
        return cls(ui.Button[Any](label=label, custom_id=custom_id, style=style, disabled=disabled))


class Menu(Remade[ui.Select[Any]], template=NOTHING):
    """A menu with one of our custom ids."""

    sort = ui.Select

    @classmethod
    def of(cls, custom_id: str, placeholder: str, options: list[discord.SelectOption]) -> Self:
        return cls(ui.Select[Any](custom_id=custom_id, placeholder=placeholder, options=options))
