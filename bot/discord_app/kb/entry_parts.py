"""The parts of an entry as forms, opened with what stands in the files and taken in as what was typed over it."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING, Any

from bot.discord_app.kb.denials import Denied
from bot.discord_app.kb.forms import form
from bot.discord_app.kb.press import Press
from bot.moderating.works import Revise

if TYPE_CHECKING:
    import discord

    from bot.discord_app.kb.workbench import Workbench


async def revise(bench: Workbench, interaction: discord.Interaction[Any], work: Revise) -> None:
    """Change an entry: its form, where one holds all of it, else the choice of its parts."""
    await bench.editor.may_write()
    parts = await bench.editor.parts(work.entry) if work.entry else ()
    if len(parts) != 1:
        await bench.start(interaction, work)
        return
    draft = bench.drafts.begin(interaction.user.id, work)
    await _open(bench, interaction, draft.id, work, parts[0].name)


async def open_part(bench: Workbench, interaction: discord.Interaction[Any], press: Press) -> None:
    """Open a part of an entry that is changed, with what stands there, or what was typed over it."""
    draft = await bench.find(interaction, press)
    if isinstance(draft.work, Revise):
        await _open(bench, interaction, draft.id, draft.work, press.arg)


async def _open(
    bench: Workbench, interaction: discord.Interaction[Any], id: str, work: Revise, name: str
) -> None:
    here = await bench.editor.standing(work.entry)
    part = here.part(name)
    if part is None:
        raise Denied("edit.gone")
    found = await asyncio.to_thread(here.opened, part)
    if not found.page.fields:
        raise Denied("edit.too-long")
    shown = {**work.shown, part.name: found.values}
    draft = bench.drafts.begin(interaction.user.id, work.model_copy(update={"shown": shown}), id)
    values = {**found.values, **work.typed.get(part.name, {})}
    menus = {
        field: [dataclasses.replace(one, chosen=one.value in values[field].split("\n")) for one in menu]
        for field, menu in found.menus.items()
    }
    await interaction.response.send_modal(form(Press("part", id, name), found.page, values, menus))
    await bench.drafts.store(draft)
