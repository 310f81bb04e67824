"""What a keeper presses under an entry that is due: still true, edit, withdraw. Each begins a draft like any other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.discord_app.kb.denials import Denied
from bot.discord_app.kb.entry_options import entry_of
from bot.discord_app.kb.entry_parts import revise
from bot.discord_app.kb.forms import REASON, form
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import Press
from bot.moderating.forms import Field, Page
from bot.moderating.works import Confirm, Revise, Withdraw

if TYPE_CHECKING:
    import discord

    from bot.discord_app.kb.workbench import Workbench


async def still_true(bench: Workbench, interaction: discord.Interaction[Any], press: Press) -> None:
    await bench.start(interaction, Confirm(entry=await _entry(bench, press)))


async def alter(bench: Workbench, interaction: discord.Interaction[Any], press: Press) -> None:
    await revise(bench, interaction, Revise(entry=await _entry(bench, press)))


async def withdraw(bench: Workbench, interaction: discord.Interaction[Any], press: Press) -> None:
    """Ask for the reason, which members can read."""
    entry = await _entry(bench, press)
    await bench.editor.may_write()
    draft = bench.drafts.begin(interaction.user.id, Withdraw(entry=entry, reason=""))
    label, title = KB("keeper.why"), KB("keeper.withdrawing")
    page = Page("reason", title, (Field("reason", label, "text", required=True, limit=REASON),))
    await interaction.response.send_modal(form(Press("away", draft.id), page, {}, {}))
    await bench.drafts.store(draft)


async def _entry(bench: Workbench, press: Press) -> str:
    """The full id of the entry that a press names; Denied where it is gone."""
    view = bench.engine.archive(bench.now)
    found = await asyncio.to_thread(entry_of, view, press.arg)
    if found is None:
        raise Denied("keeper.gone")
    return found
