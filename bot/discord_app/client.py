"""The bot as Discord sees it: its intents, its commands, and one way for every error."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.card.buttons import CardButton, CardMenu
from bot.discord_app.card.state import parse
from bot.discord_app.commands.about import About
from bot.discord_app.commands.ask import Ask
from bot.discord_app.commands.browse import Browse
from bot.discord_app.commands.corrections import Corrections
from bot.discord_app.commands.follow import Follow
from bot.discord_app.commands.setup import Setup
from bot.discord_app.commands.suggest import Suggest
from bot.discord_app.commands.talk import Talk
from bot.discord_app.delivery.background import begin
from bot.discord_app.delivery.deliver import QUIET
from bot.discord_app.delivery.inflight import InFlight
from bot.discord_app.errors import tell
from bot.discord_app.following.form import parse as parse_follow
from bot.discord_app.following.teller import Teller
from bot.discord_app.kb.assembly import furnish
from bot.discord_app.kb.commands import Kb
from bot.discord_app.kb.press import KbButton, KbMenu
from bot.discord_app.kb.press import parse as parse_press
from bot.discord_app.lifecycle import presence
from bot.discord_app.lifecycle.command_sync import sync
from bot.discord_app.lifecycle.identify import Identifying
from bot.discord_app.lifecycle.shutdown import Shutdown
from bot.discord_app.questions.card_actions import Presses
from bot.discord_app.questions.cooldown import Cooldowns
from bot.discord_app.questions.desk import Desk, FixedEngine
from bot.discord_app.questions.flow import Asking
from bot.discord_app.questions.log import QuestionLog
from bot.discord_app.questions.moderators import ModeratorChannel
from bot.discord_app.servers.card import SetupButton
from bot.discord_app.servers.form import CUSTOM_ID as SETUP
from bot.discord_app.servers.settings import Settings
from bot.discord_app.text.words import CommandTranslator
from bot.publishing.publisher import Publisher

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.discord_app.config import BotConfig

log = logging.getLogger(__name__)


def intents() -> discord.Intents:
    """None of the privileged ones: mentions and direct messages carry their text without."""
    chosen = discord.Intents.none()
    chosen.guilds = True
    chosen.guild_messages = True
    chosen.dm_messages = True
    return chosen


class Tree(app_commands.CommandTree["Strikebot"]):
    """The commands; each can be installed in a server or by a user, and used wherever Discord allows it."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        await tell(interaction, error)


class Strikebot(commands.AutoShardedBot):
    """One process of the bot. It keeps nothing of Discord's that it can ask for."""

    def __init__(self, engine: Engine, clock: Clock, config: BotConfig) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents(),
            allowed_mentions=QUIET,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=config.shard_count,
            shard_ids=list(config.shard_ids) if config.shard_ids else None,  # type: ignore[arg-type]  # None is its default
        )
        self.config = config
        self.desk = Desk(config.keeper or FixedEngine(engine), clock, live=config.live)
        self.noting = QuestionLog(config.records)
        records = config.records
        self.settings = Settings(
            records.servers if records else None, records.suggestions if records else None, self.may_be_in
        )
        self.asking = Asking(
            self.desk, Cooldowns(), config.patience, self.noting, self.settings, config.site_url
        )
        tray = ModeratorChannel(self, config.moderators)
        self.presses = Presses(self.asking, config.moderators, tray)
        self.kb, self.house = furnish(config, clock, tray)
        self.site = _publisher(config, clock)
        self.teller = self._teller(clock)
        self.inflight = InFlight()
        self.leaving = Shutdown(self.inflight)
        self.identifying = Identifying(config.gate)
        self.command_ids: dict[str, int] = {}
        self.follow: Follow | None = None
        self.setup: Setup | None = None
        self._beside: list[asyncio.Task[None]] = []

    def _teller(self, clock: Clock) -> Teller | None:
        """What tells channels of changes, where there are files that change and records of who follows."""
        keeper, records = self.config.keeper, self.config.records
        return Teller(self, keeper, records, clock) if keeper and records else None

    async def setup_hook(self) -> None:
        asking = self.asking
        for cog in (
            Ask(self.tree, asking),
            Browse(asking),
            About(self),
            Corrections(self),
            Talk(self, asking),
        ):
            await self.add_cog(cog)
        if self.teller is not None:
            self.follow = Follow(self, self.desk, self.teller)
            await self.add_cog(self.follow)
            self.leaving.closing.append(self.teller.end)
            self.teller.begin()
        if self.config.records is not None:
            self.setup = Setup(self.desk, self.settings)
            await self.add_cog(self.setup)
            await self.settings.look()
            self._run("settings", self.settings.watch())
        self.add_dynamic_items(CardButton, CardMenu, SetupButton)
        homes = [discord.Object(guild) for guild in self.config.moderators.home_guilds] if self.kb else []
        if self.kb is not None:
            await self.add_cog(Kb(self.desk, self.kb), guilds=homes)
            await self.add_cog(Suggest(self.tree, self.kb.editor.records.suggestions, self.kb.suggested))
            self.add_dynamic_items(KbButton, KbMenu)
        await self.tree.set_translator(CommandTranslator())
        self.command_ids = await sync(self.tree, self.application_id or 0, self.config.state_dir, homes)
        self._run("presence", presence.keep(self, self.desk))

    def may_be_in(self, guild: int) -> bool:
        """False only for a server that this process would be told of, and was not: of one of its shards, once all are there.
        One that Discord cannot reach for now is among those that it is told of."""
        shard, shards = (guild >> 22) % (self.shard_count or 1), self.config.shard_ids
        told = self.is_ready() and (not shards or shard in shards)
        return not told or self.get_guild(guild) is not None

    def _run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Something that goes on beside all else until the bot is closed."""
        self._beside.append(begin(name, work))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await self.identifying.before(shard_id or 0, initial=initial)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (discord.py's own)
        if event_name == "interaction":
            self.settings.speak(args[0])  # no task of the interaction has run yet
        with self.inflight.around(event_name, args):
            super().dispatch(event_name, *args, **kwargs)

    async def close(self) -> None:
        await self.leaving.leave(self)
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await super().close()

    async def on_message(self, message: discord.Message, /) -> None:
        """Messages are for the cog that talks; there are no prefix commands."""

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Submitted forms; discord.py sees to the rest."""
        data: Any = interaction.data or {}
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        if state := parse(data["custom_id"]):
            await self.presses.submitted(interaction, state)
        elif self.setup is not None and data["custom_id"] == SETUP:
            await self.setup.submitted(interaction)
        elif self.follow is not None and (beside := parse_follow(data["custom_id"])):
            await self.follow.submitted(interaction, beside)
        elif self.kb is not None and (press := parse_press(data["custom_id"])):
            await self.kb.submitted(interaction, press)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        log.error("%s failed [%s]", event_method, secrets.token_hex(4), exc_info=sys.exc_info()[1])


def _publisher(config: BotConfig, clock: Clock) -> Publisher | None:
    """What writes the website, where there is a folder for it."""
    if config.keeper is None or config.site_dir is None:
        return None
    return Publisher(config.keeper, config.records, clock, config.site_dir, config.site_url)
