"""Sends cards: as the first response, after a deferral, in the place of a card, or as a message; pings nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import ui

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = discord.AllowedMentions.none()
PATIENCE = 2.0
"""Seconds after which an interaction is deferred; Discord waits three."""
_ALREADY_ACKNOWLEDGED = 40060

T = TypeVar("T")


async def in_time(
    interaction: discord.Interaction[Any],
    work: Callable[[], T],
    *,
    private: bool,
    edits: bool = False,
    patience: float = PATIENCE,
) -> T:
    """The result of `work`, done in a thread; the interaction is deferred where that takes too long."""
    future = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        return await asyncio.wait_for(asyncio.shield(future), patience)
    except TimeoutError:
        if future.done():  # then it is the work's own
            raise
    try:
        await defer(interaction, private=private, thinking=not edits)
    finally:
        await asyncio.wait({future})
    return future.result()


async def defer(interaction: discord.Interaction[Any], *, private: bool, thinking: bool) -> None:
    """Tell Discord that the response is to come; nothing where it has been told already."""
    if interaction.response.is_done():
        return
    try:
        await interaction.response.defer(ephemeral=private, thinking=thinking)
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:
            raise


async def deliver(interaction: discord.Interaction[Any], view: ui.LayoutView, *, private: bool) -> None:
    """Show a card as the response: the first one, else in the place of the thinking one, else as one more."""
    response = interaction.response
    if not response.is_done():
        try:
            await response.send_message(view=view, ephemeral=private, allowed_mentions=QUIET)
        except discord.HTTPException as error:
            if error.code != _ALREADY_ACKNOWLEDGED:
                raise
            await _though_acknowledged(interaction, view, private=private)
    elif response.type is discord.InteractionResponseType.deferred_channel_message:
        await interaction.edit_original_response(view=view, allowed_mentions=QUIET)
    else:
        await interaction.followup.send(view=view, ephemeral=private, allowed_mentions=QUIET)


async def _though_acknowledged(
    interaction: discord.Interaction[Any], view: ui.LayoutView, *, private: bool
) -> None:
    """Nobody is answered twice: an earlier try may have reached Discord though its receipt was lost."""
    try:
        shown = await interaction.original_response()
    except discord.NotFound:
        shown = None
    if shown is None or (interaction.message is not None and shown.id == interaction.message.id):
        await interaction.followup.send(view=view, ephemeral=private, allowed_mentions=QUIET)
    elif shown.flags.loading:
        await interaction.edit_original_response(view=view, allowed_mentions=QUIET)


async def replace(interaction: discord.Interaction[Any], view: ui.LayoutView) -> None:
    """Show a card in the place of the one whose button was pressed."""
    if not interaction.response.is_done():
        try:
            await interaction.response.edit_message(view=view, allowed_mentions=QUIET)
        except discord.HTTPException as error:
            if error.code != _ALREADY_ACKNOWLEDGED:
                raise
        else:
            return
    await interaction.edit_original_response(view=view, allowed_mentions=QUIET)


async def answer_message(message: discord.Message, view: ui.LayoutView) -> discord.Message:
    """Reply to a message; without the reference where that is gone or may not be used."""
    try:
        return await message.reply(view=view, mention_author=False, allowed_mentions=QUIET)
    except discord.HTTPException as error:
        if error.code not in (50035, 160002, 10008):
            raise
        return await message.channel.send(view=view, allowed_mentions=QUIET)
