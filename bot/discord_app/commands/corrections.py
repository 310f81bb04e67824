"""/corrections: what stood in the base and was not right, what stands now, why, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.discord_app.card.buttons import Interaction
from bot.discord_app.card.layout import ACCENTS, Card
from bot.discord_app.commands.descriptions import describe, described
from bot.discord_app.delivery.deliver import defer, deliver
from bot.discord_app.text.markup import escape, escaped, small, timestamp
from bot.discord_app.text.words import words_for
from bot.errors import StrikebotError
from bot.publishing.corrections import recorded
from bot.site.corrections import corrections, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.discord_app.commands.host import Host
    from bot.discord_app.text.words import Words
    from bot.site.model import Correction

SHOWN, PARTS = 4, 2
"""Corrections on the card, and changes that are told of each: all of it fits into a message."""
TITLE, WORDS, REASON = 120, 130, 100
"""Characters of a title, of the words that stood there or stand there now, and of a reason."""


class Corrections(commands.Cog):
    """The log of corrections, for everybody to read."""

    def __init__(self, bot: Host) -> None:
        self.bot = bot

    @app_commands.command(name="corrections", description=described("corrections"))
    @describe("corrections", "private")
    async def corrections(self, interaction: Interaction, private: bool | None = None) -> None:
        settings = self.bot.asking.settings
        settings.answers_in(interaction.guild, interaction.channel)
        hidden = settings.hidden(interaction, private)
        await defer(interaction, private=hidden, thinking=True)
        words, desk, config = words_for(interaction.locale), self.bot.desk, self.bot.config
        known, away = [], False
        if config.records is not None:
            try:
                known = await recorded(config.records)
            except StrikebotError:
                away = True
        view = desk.engine.view(desk.now())
        found = corrections(view, desk.base, known)
        titles = [named(view, desk.base, each.full_id).text for each in found[:SHOWN]]
        lines = [words("corrections.head"), *_lines(found, titles, words)]
        if away:
            lines.append(small(words("corrections.away")))
        container: ui.Container[Card] = ui.Container(
            ui.TextDisplay("\n".join(lines)), accent_colour=ACCENTS["answer"]
        )
        if config.site_url:
            url = f"{config.site_url}corrections.html"
            button: ui.Button[Card] = ui.Button(
                label=words("corrections.web"), url=url, style=discord.ButtonStyle.link
            )
            container.add_item(ui.ActionRow(button))
        await deliver(interaction, Card(container), private=hidden)


def _lines(found: Sequence[Correction], titles: Sequence[str], words: Words) -> Iterator[str]:
    if not found:
        yield words("corrections.none")
    for each, title in zip(found, titles, strict=False):
        when = words("corrections.since", when=timestamp(each.at, "D"))
        yield f"**{escaped(title, TITLE)}**"
        yield small(when)
        for part in each.parts[:PARTS]:
            yield words("corrections.was", text=escaped(part.was, WORDS))
            yield (
                words("corrections.now", text=escaped(part.now, WORDS))
                if part.now
                else words("corrections.gone")
            )
        yield words(
            "corrections.why", text=escaped(each.reason, REASON) or escape(words("corrections.unsaid"))
        )
    if len(found) > SHOWN:
        yield small(words("corrections.more", count=f"{len(found):,}"))
