"""How it is said to someone that they may not, or that what they want is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.errors import SorryError
from bot.discord_app.kb.phrases import KB
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from bot.discord_app.text.words import Words


class Denied(SorryError):
    """Said by a sentence to moderators; the values in it are escaped by whoever raises it."""

    def __init__(self, key: str, **values: object) -> None:
        StrikebotError.__init__(self, KB(key, **values))

    def said(self, words: Words) -> str:
        return str(self)
