"""A small server for the demo: its channels, a member, a moderator, and the cards that are there already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
import simcord
from simcord.backend import Backend
from simcord.backend.cdn import CDN_BASE

from bot.answering.suggestions.showcase import showcase
from bot.clock import SystemClock
from bot.demo.avatar import png
from bot.demo.clock import FlowingClock
from bot.demo.visitor import Visitor
from bot.discord_app.client import Strikebot, intents
from bot.discord_app.config import BotConfig
from bot.discord_app.questions.moderators import Moderators
from bot.live.keeper import Keeper
from bot.records.store import Records
from bot.records.urls import default_url

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from simcord import ChannelHandle, Env, GuildHandle, MemberActor, Preview, RoleHandle

    from bot.answering.engine import Engine
    from bot.clock import Clock

FIRST_YEAR, LAST_YEAR = 2016, 2100
"""The years of which Discord's ids can carry the time."""
AVATAR = "picket-sign"
AFTERNOON = 15
"""The hour at which the page of a moment not now begins, so that messages and cards bear the same date."""
BETWEEN_SAMPLES = dt.timedelta(minutes=12)
"""Longer than a conversation lasts, so that no sample leans on the one before."""
PATIENCE = 60.0
"""Seconds that the page waits for what a press leads to: on a slow machine a large base is built in half of them."""
SAMPLED = 3
"""How many questions are asked for the page to begin with."""


@dataclass(frozen=True, slots=True)
class Town:
    """A simulated Discord before the bot has come online."""

    env: Env
    zone: ZoneInfo
    clock: FlowingClock
    guild: GuildHandle
    role: RoleHandle
    channel: ChannelHandle
    desk: ChannelHandle
    member: Visitor
    moderator: Visitor
    regulars: tuple[MemberActor, ...]


def build(now: dt.datetime, zone: ZoneInfo, *, live: bool) -> Town:
    """The server as it is at a moment, with nobody's messages in it yet; for a moment not now, in its afternoon in `zone`."""
    afternoon = now.astimezone(zone).replace(hour=AFTERNOON, minute=0, second=0, microsecond=0)
    start = now if live else afternoon
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        start = SystemClock().now()
    clock = FlowingClock(start - BETWEEN_SAMPLES * SAMPLED)
    env = _discord(clock)
    guild = env.create_guild("Picket Line")
    role = guild.create_role("Moderators", color=0xF59E0B, permissions=discord.Permissions(manage_guild=True))
    channel = guild.create_text_channel("strike-questions", topic="Ask with /ask, or mention @Strikebot.")
    guild.create_text_channel("announcements")
    guild.create_text_channel("picket-schedule")
    return Town(
        zone=zone,
        env=env,
        clock=clock,
        guild=guild,
        role=role,
        channel=channel,
        desk=guild.create_text_channel(
            "moderators",
            overwrites={
                guild.default_role: discord.PermissionOverwrite(view_channel=False),
                role: discord.PermissionOverwrite(view_channel=True),
                simcord.UserHandle(env, env.backend.bot_user): discord.PermissionOverwrite(view_channel=True),
            },
        ),
        member=_visitor(env, guild, "sam", "Sam (member)"),
        moderator=_visitor(env, guild, "robin", "Robin (moderator)", role),
        regulars=tuple(guild.add_member(env.create_user(name)) for name in ("ana", "jules", "mika")),
    )


def _discord(clock: FlowingClock) -> Env:
    """A simulated Discord on our clock. The client only tells it the number of shards; the bot comes later."""
    client = discord.AutoShardedClient(intents=intents(), shard_count=1)
    env = simcord.Env(client, settle_timeout=PATIENCE)
    env.backend = Backend(clock=clock)  # type: ignore[arg-type]  # asks only for what FlowingClock has
    env.backend.edit_bot_profile("Strikebot")
    env.backend.bot_user.avatar = AVATAR
    return env


def _visitor(env: Env, guild: GuildHandle, name: str, shown: str, *roles: RoleHandle) -> Visitor:
    return Visitor.of(env, guild.add_member(env.create_user(name, global_name=shown), roles=roles))


def preview(town: Town, port: int = 0) -> Preview:
    """The page that shows the channel to the member and to the moderator; any free port where it is 0."""
    avatar = f"{CDN_BASE}/avatars/{town.env.backend.bot_user.id}/{AVATAR}.png"
    return town.env.preview(
        town.channel,
        viewers=(town.member, town.moderator),
        layout="channel",
        timezone=town.zone.key,
        assets={avatar: (f"{AVATAR}.png", png())},
        port=port,
    )


async def open_town(
    town: Town, engine: Engine, clock: Clock, *, live: bool, folder: Path | None = None
) -> None:
    """Bring the bot online, as `strikebot run` makes it, told who moderates here.

    With a `folder` that holds knowledge files (`knowledge`), moderators can change them, and what it remembers is kept
    there too.
    """
    moderators = Moderators((town.guild.id,), (town.role.id,), town.desk.id)
    keeper = Keeper(folder / "knowledge", engine, clock) if folder else None
    records = Records(default_url(folder), clock) if folder else None
    bot = Strikebot(
        engine,
        clock,
        BotConfig(live=live, moderators=moderators, shard_count=1, keeper=keeper, records=records),
    )
    town.env.bot = bot
    if bot.house is not None:
        await bot.house.start()
    await town.env.start()


async def close_town(town: Town) -> None:
    """Take the bot offline; what it was about to write is written."""
    await town.env.shutdown()
    if isinstance(town.env.bot, Strikebot) and town.env.bot.house is not None:
        await town.env.bot.house.stop()


async def ask_samples(town: Town, engine: Engine) -> None:
    """Ask questions about the base through the real command, a while apart, by one member after the other."""
    for number, question in enumerate(showcase(engine.view(town.clock.now())).samples[:SAMPLED]):
        asker = town.regulars[number % len(town.regulars)]
        await asker.slash(town.channel, "ask", question=question)
        town.clock.advance(BETWEEN_SAMPLES.total_seconds())
