"""Runs the bot until it is told to stop: one sentence and an exit code for what a person has to put right."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.clock import SystemClock
from bot.discord_app.client import Strikebot
from bot.discord_app.config import BotConfig
from bot.discord_app.delivery.deadlines import punctual
from bot.discord_app.lifecycle.gateway_health import GatewayHealth
from bot.discord_app.lifecycle.refusals import MISSING, refusal, status_of
from bot.discord_app.lifecycle.signals import Stop
from bot.discord_app.lifecycle.unreadable_frames import sturdy
from bot.discord_app.monitoring import health_of, metrics_of
from bot.discord_app.questions.moderators import Moderators
from bot.errors import StrikebotError
from bot.exits import ExitCode
from bot.live.keeper import Keeper
from bot.moderating.pages.fetch_page import PATIENT
from bot.ops.gate_file import FileGate
from bot.ops.redact import keep_out
from bot.ops.server import serving
from bot.records.errors import DatabaseUrlError, NewerRecordsError
from bot.records.store import Records
from bot.records.urls import default_url

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.identifying import Gate
    from bot.settings import Settings

log = logging.getLogger(__name__)

CLOSING = 9.0
"""Seconds for all of the way out; its steps have their own limits."""
CUSTOM_IDS = re.compile(r"\bsb:[a-z]:[\w:+=-]+")
"""The custom ids of cards carry who asked."""


class PortError(StrikebotError):
    """The address for health checks and metrics cannot be had."""


def run(settings: Settings, engine: Engine, clock: Clock) -> int:
    """Run the bot; the exit code. No retry for what a retry cannot mend: Discord counts every try."""
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        return _refuse(MISSING)
    database = settings.database_url.get_secret_value() if settings.database_url else ""
    keep_out(token, database, patterns=((CUSTOM_IDS, "[custom id]"),))
    try:
        bot = Strikebot(engine, clock, config_of(settings, engine, clock))
        with Stop().listening() as stop, sturdy(), punctual():
            asyncio.run(_until_stopped(bot, token, settings, stop))
    except KeyboardInterrupt:
        log.info("interrupted")
    except (PortError, DatabaseUrlError, NewerRecordsError) as error:
        return _refuse(str(error))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        return _lost(error)
    return ExitCode.OK


def _lost(error: Exception) -> int:
    """Discord refuses for good, or something that may be better the next time."""
    if sentence := refusal(error):
        return _refuse(sentence)
    log.debug("the bot stopped", exc_info=error)
    if isinstance(error, discord.ConnectionClosed):
        return _fail(f"Discord closed the connection (code {error.code}).")
    if status := status_of(error):
        return _fail(f"Discord cannot be used at the moment: it answered with the status {status}.")
    return _fail(f"Strikebot lost Discord: {type(error).__name__}. Is the network there?")


def config_of(settings: Settings, engine: Engine, clock: Clock) -> BotConfig:
    """The bot's part of the settings, with what holds the base and the records. DatabaseUrlError.

    Its own clock may stand still; the gate's may not.
    """
    moderators = Moderators(
        settings.home_guild_ids, settings.moderator_role_ids, settings.moderator_channel_id
    )
    records = _records(settings, clock)
    return BotConfig(
        live=settings.as_of is None,
        moderators=moderators,
        keeper=Keeper(settings.knowledge_dir, engine, clock),
        records=records,
        review_edits=settings.review_edits,
        fetching=PATIENT if settings.fetch_sources else None,
        unanswered_days=settings.unanswered_days,
        state_dir=settings.state_dir,
        shard_count=settings.shard_count,
        shard_ids=settings.shards,
        gate=_gate(settings, records),
        site_dir=settings.site_dir,
        site_url=settings.site_url or "",
    )


def _gate(settings: Settings, records: Records | None) -> Gate | None:
    """Kept where all processes with this token come: in the database of several machines, or in the folder of one."""
    if records is not None and records.shared:
        return records.gate(SystemClock())
    return FileGate(settings.state_dir, SystemClock()) if settings.state_dir else None


def _records(settings: Settings, clock: Clock) -> Records | None:
    """Where edits and questions are recorded; nowhere where there is neither an address nor a folder."""
    url = settings.database_url.get_secret_value() if settings.database_url else ""
    if not url and settings.state_dir is None:
        return None
    return Records(
        url or default_url(settings.state_dir or Path()), clock, unanswered_days=settings.unanswered_days
    )


async def _until_stopped(bot: Strikebot, token: str, settings: Settings, stop: Stop) -> None:
    """Connect, and stay until a signal or a fatal error; every way out is the same."""
    loop, threads = asyncio.get_running_loop(), ThreadPoolExecutor(thread_name_prefix="work")
    loop.set_task_factory(bot.inflight.task)
    loop.set_default_executor(threads)
    async with AsyncExitStack() as stack:
        stack.callback(
            threads.shutdown, wait=False, cancel_futures=True
        )  # what was given up is not worth a wait
        await _observe(bot, settings, stack)
        running = asyncio.create_task(_live(bot, token, stop), name="discord")
        stopped = asyncio.create_task(stop.wait(), name="stop")
        try:
            await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _end(bot, stop, stopped)
        if not running.done():
            running.cancel()
        result = (await asyncio.gather(running, return_exceptions=True))[0]
    if isinstance(result, Exception) and not stop.told:
        raise result


async def _furnish(bot: Strikebot, stop: Stop) -> None:
    """Open the records, watch the files; at the end, saves that are under way are finished first. NewerRecordsError."""

    async def settle() -> None:
        if stop.told and bot.is_ready():  # it ends on purpose
            await bot.identifying.settle(bot)

    if bot.house is not None:
        bot.leaving.closing.append(bot.house.stop)
        await bot.house.start()
    if bot.site is not None:
        bot.leaving.closing.append(bot.site.stop)
        bot.site.start()
    bot.leaving.closing.append(settle)
    if bot.kb is not None:
        bot.leaving.closing.append(bot.kb.editor.finish)


async def _live(bot: Strikebot, token: str, stop: Stop) -> None:
    await bot.__aenter__()  # without it discord.py cannot be closed before the login; `_end` is the way out
    await _furnish(bot, stop)
    await bot.login(token)
    await bot.identifying.first(bot)
    await bot.connect(reconnect=True)


async def _observe(bot: Strikebot, settings: Settings, stack: AsyncExitStack) -> None:
    """Look after the connections; tell of it where a port is set."""
    pulse = GatewayHealth(bot, bot.identifying)
    watching = asyncio.create_task(pulse.keep(), name="pulse")
    stack.push_async_callback(_cancel, watching)
    health, metrics = health_of(bot, pulse), metrics_of(bot, pulse)
    if settings.http_port is not None:
        try:
            port = await stack.enter_async_context(
                serving(settings.http_host, settings.http_port, health, metrics)
            )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise PortError(
                f"HTTP_HOST and HTTP_PORT: {settings.http_host} port {settings.http_port} cannot be used: {reason}."
            ) from None
        log.info("health and metrics are served on %s port %d", settings.http_host, port)


async def _end(bot: Strikebot, stop: Stop, stopped: asyncio.Task[None]) -> None:
    if stop.told:
        log.info("told to stop")
    stopped.cancel()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(bot.close(), CLOSING)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.CONFIGURATION


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.UNEXPECTED
