"""Runs the bot until it is told to stop: one sentence and an exit code for what a person has to put right."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.client import BotConfig, Strikebot
from bot.discord_app.moderators import Moderators
from bot.discord_app.redact import keep_out
from bot.exits import ExitCode

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.settings import Settings

log = logging.getLogger(__name__)

CLOSING = 5.0
"""Seconds for a clean goodbye."""
MISSING = (
    "Strikebot has no token: set DISCORD_TOKEN, or put it into a secrets file"
    " (Discord developer portal, your application, Bot, Reset Token)."
)
REFUSED = "Discord refused the token: check DISCORD_TOKEN, or make a new one in the developer portal (Bot, Reset Token)."
FORBIDDEN = (
    "Discord refused the connection: allow the bot's intents in the developer portal (your application, Bot)."
)
FATAL_CLOSES = {
    4004: REFUSED,
    4010: "Discord refused the shard: check the number of shards and their ids.",
    4011: "Discord wants more shards: the bot is in too many servers for so few connections.",
    4013: FORBIDDEN,
    4014: FORBIDDEN,
}
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""


def run(settings: Settings, engine: Engine, clock: Clock) -> int:
    """Run the bot; the exit code. No retry for what a retry cannot mend: Discord counts every try."""
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        return _refuse(MISSING)
    keep_out(token)
    bot = Strikebot(engine, clock, config_of(settings))
    try:
        asyncio.run(_until_stopped(bot, token))
    except KeyboardInterrupt:
        log.info("interrupted")
    except discord.LoginFailure:
        return _refuse(REFUSED)
    except discord.PrivilegedIntentsRequired:
        return _refuse(FORBIDDEN)
    except discord.ConnectionClosed as error:
        if error.code in FATAL_CLOSES:
            return _refuse(FATAL_CLOSES[error.code])
        return _fail(f"Discord closed the connection (code {error.code}).")
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.debug("the bot stopped", exc_info=error)
        return _fail(f"Strikebot lost Discord: {type(error).__name__}. Is the network there?")
    return ExitCode.OK


def config_of(settings: Settings) -> BotConfig:
    """The bot's part of the settings."""
    moderators = Moderators(
        settings.home_guild_ids, settings.moderator_role_ids, settings.moderator_channel_id
    )
    return BotConfig(live=settings.as_of is None, moderators=moderators, state_dir=settings.state_dir)


async def _until_stopped(bot: Strikebot, token: str) -> None:
    """Connect, and stay until a signal or a fatal error; every way out closes the connection."""
    stop = asyncio.Event()
    _on_signals(stop)
    running = asyncio.create_task(bot.start(token, reconnect=True), name="discord")
    stopped = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(bot.close(), CLOSING)
    if not running.done():
        running.cancel()
    result = (await asyncio.gather(running, return_exceptions=True))[0]
    if isinstance(result, Exception) and not stop.is_set():
        raise result


def _on_signals(stop: asyncio.Event) -> None:
    """SIGTERM (docker stop) and SIGINT (Ctrl-C) end the bot in the same way."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except (NotImplementedError, RuntimeError):
            # Windows, or not the main thread: there Ctrl-C still interrupts.
            log.debug("no handler for %s here", number.name)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.CONFIGURATION


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.UNEXPECTED
