"""The demo's page: brings the bot online, shows the samples, and serves until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import webbrowser
from typing import TYPE_CHECKING

from simcord import SetupError

from bot.as_of import ZONE
from bot.demo.town import Town, ask_samples, build, hire
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.clock import Clock

WELCOME = """\
Strikebot is running in a simulated Discord on this computer. Open:

  {url}

Type /ask, press buttons, mention @Strikebot. "Viewing as" at the top changes who you are.
"""
STOP = "Stop with Ctrl-C.\n"


class PortTakenError(StrikebotError):
    """Something else listens on the port of the page."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is taken on this computer: choose another with PORT, such as PORT=8080.")


def serve(engine: Engine, clock: Clock, *, live: bool, port: int, open_browser: bool) -> None:
    """Serve the page until Ctrl-C, SIGTERM or the page's own "End preview session". PortTakenError."""
    asyncio.run(_serve(engine, clock, live=live, port=port, open_browser=open_browser))


async def _serve(engine: Engine, clock: Clock, *, live: bool, port: int, open_browser: bool) -> None:
    stop = asyncio.Event()
    _on_signals(stop)
    town = build(clock.now())
    town.env.bot = hire(town, engine, clock, live=live)
    await town.env.start()
    try:
        with town.env.time_context():
            await ask_samples(town)
            await _show(town, port, stop, open_browser=open_browser)
    finally:
        await town.env.shutdown()


async def _show(town: Town, port: int, stop: asyncio.Event, *, open_browser: bool) -> None:
    viewers = (town.member, town.moderator)
    page = town.env.preview(
        town.channel, viewers=viewers, layout="channel", timezone=str(ZONE), port=port, width=1280, height=900
    )
    try:
        await page.__aenter__()
    except SetupError as error:
        if isinstance(error.__cause__, OSError):
            raise PortTakenError(port) from None
        raise
    async with contextlib.aclosing(page) as page:
        pass
