"""/sources, /about and /help: what the base holds, how fresh it is, what can be asked, and privacy."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering.suggestions.showcase import showcase
from bot.dates.partial import day_words
from bot.discord_app.card.buttons import Interaction
from bot.discord_app.card.layout import ACCENTS, sentence
from bot.discord_app.card.request import SOURCES, Request
from bot.discord_app.commands.descriptions import describe, described
from bot.discord_app.delivery.deliver import deliver
from bot.discord_app.text.markup import escaped
from bot.discord_app.text.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.discord_app.commands.host import Host
    from bot.discord_app.text.words import Words

SHOWN = (
    "ask",
    "day",
    "status",
    "timeline",
    "talks",
    "changed",
    "meeting",
    "position",
    "compare",
    "quote",
    "who",
    "sources",
    "corrections",
    "about",
)
MANAGED = ("setup", "follow", "following", "unfollow")
"""For those who may manage the server."""


def bot_version() -> str:
    try:
        return version("strikebot")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"


class About(commands.Cog):
    """The bot about itself."""

    def __init__(self, bot: Host) -> None:
        self.bot = bot

    @app_commands.command(name="sources", description=described("sources"))
    @describe("sources", "private")
    async def sources(self, interaction: Interaction, private: bool | None = None) -> None:
        await self.bot.asking.browse(interaction, [Request("browse", SOURCES)], private=private)

    @app_commands.command(name="about", description=described("about"))
    async def about(self, interaction: Interaction) -> None:
        words, desk, config = words_for(interaction.locale), self.bot.desk, self.bot.config
        view = desk.engine.view(desk.now())
        known = [entry for full_id, _, entry in desk.base.entries() if view.knows(full_id)]
        sources = view.sources()
        text = words(
            "about.text",
            entries=f"{len(known):,}",
            strikes=len(view.strikes),
            newest=words.date(desk.base.published(sources[0]).words()) if sources else "-",
            reviewed=words.date(day_words(max(entry.reviewed for entry in known))) if known else "-",
            kept=words("about.kept", days=config.unanswered_days) if config.records else "",
            version=bot_version(),
            revision=desk.base.revision,
        )
        await deliver(interaction, sentence(text, ACCENTS["answer"]), private=True)

    @app_commands.command(name="help", description=described("help"))
    async def help(self, interaction: Interaction) -> None:
        await deliver(interaction, sentence(self.help_text(interaction), ACCENTS["answer"]), private=True)

    def help_text(self, interaction: Interaction) -> str:
        """Every command as a link that starts it, with what it does."""
        words = words_for(interaction.locale)
        lines = [self._line(name, words) for name in SHOWN]
        shown = showcase(self.bot.desk.engine.view(self.bot.desk.now()))
        talk = words("help.talk", name=escaped(shown.union or words("help.union"), 80))
        parts = [words("help.head"), *lines, *self._managed(interaction, words), "", talk]
        return "\n".join(parts)

    def _managed(self, interaction: Interaction, words: Words) -> Iterator[str]:
        """What whoever asks may do beside asking: have a channel told, keep the knowledge base."""
        managed = interaction.guild_id is not None and interaction.permissions.manage_guild
        if managed and self.bot.teller is not None:
            yield from ("", words("help.managers"), *(self._line(name, words) for name in MANAGED))
        if self.bot.kb is not None and self.bot.config.moderators.keep(interaction):
            yield from ("", words("help.moderators"))

    def _line(self, name: str, words: Words) -> str:
        return f"{self._mention(name)} {words(f'commands.{name}.description')}"

    def _mention(self, name: str) -> str:
        id = self.bot.command_ids.get(name)
        return f"</{name}:{id}>" if id else f"`/{name}`"
