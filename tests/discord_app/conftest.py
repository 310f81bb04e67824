"""A simulated Discord with the real bot in it; every payload that the bot sends in any test is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from simcord import (
    ChannelHandle,
    Env,
    GuildHandle,
    InteractionResult,
    MemberActor,
    ResponseMessage,
    RoleHandle,
)

from bot.discord_app.client import Strikebot
from bot.discord_app.config import BotConfig
from bot.discord_app.questions.moderators import ModeratorChannel, Moderators
from bot.discord_app.text.limits import walk
from tests.discord_app import world
from tests.discord_app.payloads import check_all

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.answering.engine import Engine

PATIENCE = 60.0
"""Seconds for the bot to come to rest: a base is built meanwhile, and other tests may run beside."""


@pytest.fixture(scope="session")
def engine() -> Engine:
    return world.engine()


@pytest.fixture
def clock() -> world.TestClock:
    return world.TestClock()


@pytest.fixture
def config(tmp_path: Path) -> BotConfig:
    return BotConfig(state_dir=tmp_path, shard_count=1)


@pytest.fixture
def simcord_bot(engine: Engine, clock: world.TestClock, config: BotConfig) -> Strikebot:
    return Strikebot(engine, clock, config)


@dataclass
class Town:
    """A server with two members, a moderator, and the moderators' own channel."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    desk_channel: ChannelHandle
    role: RoleHandle
    alice: MemberActor
    bob: MemberActor
    mod: MemberActor

    @property
    def bot(self) -> Strikebot:
        assert isinstance(self.env.bot, Strikebot)
        return self.env.bot

    @property
    def moderators(self) -> Moderators:
        return Moderators((self.guild.id,), (self.role.id,), self.desk_channel.id)

    def appoint(self, bot: Strikebot | None = None) -> None:
        """Tell the bot who moderates and where."""
        bot = bot or self.bot
        bot.presses.moderators = self.moderators
        bot.presses.tray = ModeratorChannel(bot, self.moderators)

    async def restart(self, engine: Engine | None = None) -> Strikebot:
        """A new process of the bot in the same Discord."""
        old = self.bot
        bot = Strikebot(engine or old.desk.engine, old.desk.clock, old.config)
        await self.env.restart_bot(bot)
        self.appoint(bot)
        return bot

    def last(self) -> dict[str, Any]:
        """The latest message in the channel, as stored."""
        stored = self.env.backend.get_message(self.channel.id, self.channel.history()[-1].id)
        return {"components": stored.components, "id": stored.id}


@pytest.fixture
async def town(simcord_env: Env) -> AsyncIterator[Town]:
    env = simcord_env
    env.settle_timeout = PATIENCE
    guild = env.create_guild("Harbor")
    role = guild.create_role("Moderators")
    town = Town(
        env,
        guild,
        guild.create_text_channel("general"),
        guild.create_text_channel("moderators"),
        role,
        guild.add_member(env.create_user("alice")),
        guild.add_member(env.create_user("bob")),
        guild.add_member(env.create_user("mod"), roles=[role]),
    )
    town.appoint()
    yield town
    check_all(env)


Shown = ResponseMessage | dict[str, Any]


def parts(shown: Shown | InteractionResult) -> Iterator[dict[str, Any]]:
    """Every component of a message."""
    if isinstance(shown, InteractionResult):
        assert shown.response is not None, shown
        shown = shown.response
    yield from walk(shown["components"] if isinstance(shown, dict) else shown.components)


def message(result: InteractionResult) -> ResponseMessage:
    """The message that answered an interaction."""
    assert result.response is not None, result
    return result.response


def text(shown: Shown | InteractionResult) -> str:
    """Everything a reader sees as text."""
    return "\n".join(part["content"] for part in parts(shown) if part["type"] == 10)


def labels(shown: Shown | InteractionResult) -> list[str]:
    return [part["label"] for part in parts(shown) if part["type"] == 2]


def menu(shown: Shown | InteractionResult) -> list[str]:
    """The values in the menu of related questions."""
    return [option["value"] for part in parts(shown) if part["type"] == 3 for option in part["options"]]
