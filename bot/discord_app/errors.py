"""What goes wrong in Discord: a sentence and a short id for the person, all the rest for the log."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.discord_app.card.layout import sentence
from bot.discord_app.delivery.deadlines import TooLateError
from bot.discord_app.delivery.deliver import QUIET, deliver
from bot.discord_app.delivery.undelivered import TOO_LATE, refused
from bot.discord_app.text.markup import escaped
from bot.discord_app.text.words import EN, words_for
from bot.errors import StrikebotError
from bot.ops.logs import EVENT

if TYPE_CHECKING:
    from bot.discord_app.text.words import Words

log = logging.getLogger(__name__)

TOLD = 1500
"""Characters of an error's own sentence."""
UNREACHABLE = (discord.HTTPException, aiohttp.ClientError, OSError)
"""Discord refuses, or cannot be reached."""


class SorryError(StrikebotError):
    """Something a person can put right, said by a sentence of the locale files; a value may be another of them."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(SorryError.said(self, EN))

    def said(self, words: Words) -> str:
        told = {
            name: one.said(words) if isinstance(one, SorryError) else one for name, one in self.values.items()
        }
        return words(self.key, **told)


_WRAPPERS = (app_commands.CommandInvokeError, app_commands.TransformerError, app_commands.CheckFailure)


def unwrapped(error: BaseException) -> BaseException:
    """The error that a command, its check or an option's converter raised."""
    while isinstance(error, _WRAPPERS):
        cause = getattr(error, "original", None) or error.__cause__
        if cause is None:
            return error
        error = cause
    return error


def explain(error: BaseException, words: Words, where: str) -> str | None:
    """The sentence for a person; logs what is not their doing. None when nobody can be told any more."""
    error = unwrapped(error)
    if isinstance(error, SorryError):
        return error.said(words)
    if isinstance(error, StrikebotError):
        return escaped(str(error), TOLD)
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        log.warning("%s: %s", where, error)
        return words("error.command-changed")
    if isinstance(error, app_commands.CheckFailure):
        return words("error.not-allowed")
    if isinstance(error, TooLateError) or (
        isinstance(error, discord.HTTPException) and error.code in TOO_LATE
    ):
        log.warning("%s: answered too late, Discord no longer knows the interaction", where)
        return None
    reference = EVENT.get() or secrets.token_hex(4)
    if key := refused(error):
        log.warning("%s: Discord refuses it [%s]: %s", where, reference, error)
        return words(key, id=reference)
    log.error("%s failed [%s]", where, reference, exc_info=error)
    return words("error.mine", id=reference)


async def tell(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """The one handler: for commands, buttons, menus and forms. Never raises."""
    text = explain(error, words_for(interaction.locale), _where(interaction))
    if text is None or interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await deliver(interaction, sentence(text), private=True)
    except UNREACHABLE as second:
        log.warning("%s: could not say so either: %s", _where(interaction), second)


def _where(interaction: discord.Interaction[Any]) -> str:
    """What was used, without who used it."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    return interaction.type.name


async def tell_author(message: discord.Message, text: str) -> None:
    """Tell someone in a direct message what cannot be said where they wrote; silent when they take none."""
    try:
        await message.author.send(view=sentence(text), allowed_mentions=QUIET)
    except UNREACHABLE as error:
        log.info("cannot tell the author of a message: %s", error)
