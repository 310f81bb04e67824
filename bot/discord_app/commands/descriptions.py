"""What the commands share: their texts from the locale files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from discord import app_commands

from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def described(name: str) -> str:
    """The English description of a command."""
    return EN(f"commands.{name}.description")


def describe(command: str, *options: str) -> Callable[[T], T]:
    """Give a command's options their English descriptions."""
    texts: dict[str, Any] = {option: EN(f"commands.{command}.{option}") for option in options}
    return app_commands.describe(**texts)
