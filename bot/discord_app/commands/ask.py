"""/ask, and the message menu that asks what someone wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.offered_names import strikes
from bot.discord_app.card.buttons import Interaction
from bot.discord_app.card.request import QUESTION_LIMIT
from bot.discord_app.card.request import question as ask_request
from bot.discord_app.commands.descriptions import describe, described
from bot.discord_app.errors import SorryError
from bot.discord_app.options.dates import parse_as_of
from bot.discord_app.options.suggestions import Choices, dates, offered, questions, typed
from bot.discord_app.text.addressed import text_of
from bot.discord_app.text.markup import clean
from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    from bot.discord_app.questions.flow import Asking


class Ask(commands.Cog):
    """Questions in people's own words."""

    def __init__(self, tree: app_commands.CommandTree[Any], asking: Asking) -> None:
        self._tree = tree
        self.asking = asking
        self._menu = app_commands.ContextMenu(
            name=EN("commands.Answer this.name"), callback=self._answer_this
        )

    async def cog_load(self) -> None:
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="ask", description=described("ask"))
    @describe("ask", "question", "strike", "as_of", "private")
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION_LIMIT],
        strike: str | None = None,
        as_of: str | None = None,
        private: bool | None = None,
    ) -> None:
        desk = self.asking.desk
        now = desk.now()
        view = desk.engine.view(now)
        moment = parse_as_of(as_of, view) if as_of else None
        chosen = typed("strike", strike, strikes(view)) if strike else None
        if chosen is not None and chosen.asks:
            requests = [ask_request(question, strike=id) for id in chosen.ids]
            await self.asking.choose(interaction, requests, chosen.asks, private=private, as_of=moment)
            return
        only = chosen.ids[0] if chosen else None
        await self.asking.ask(interaction, question, private=private, as_of=moment, strike=only)

    @ask.autocomplete("question")
    async def _questions(self, interaction: Interaction, current: str) -> Choices:
        return questions(self.asking.desk, interaction.namespace.as_of, current)

    @ask.autocomplete("strike")
    async def _strikes(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.asking.desk, strikes, current, self.asking.first(interaction.guild_id))

    @ask.autocomplete("as_of")
    async def _dates(self, interaction: Interaction, current: str) -> Choices:
        return dates(self.asking.desk, current, "past")

    async def _answer_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer someone's message where it stands."""
        text = clean(text_of(message))
        if not text:
            raise SorryError("error.no-text")
        await self.asking.ask(interaction, text)
