"""The demo's page: brings the bot online, shows the samples, and serves until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcord import SetupError

from bot.demo.browser import open_page
from bot.demo.town import Town, ask_samples, build, close_town, open_town, preview
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.answering.engine import Engine
    from bot.clock import Clock

WELCOME = """\
Strikebot is running in a simulated Discord on this computer. Open:

  {url}

Type /ask and a question, press the buttons, mention @Strikebot, or reply to a card. "Viewing as" at the
top makes you a member or a moderator; moderators have /kb and /follow too. What they change is a copy of the files:

  {folder}

It is watched: change a file there, and ask again. Ctrl-C ends it all, and deletes the copy.
"""


class PortError(StrikebotError):
    """The page cannot have the port it was given."""

    def __init__(self, port: int, error: OSError) -> None:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken on this computer" if taken else f"cannot be used here ({error.strerror})"
        super().__init__(f"Port {port} {why}: choose another with PORT, such as PORT=8080.")


def serve(
    engine: Engine, clock: Clock, knowledge: Path, *, live: bool, port: int, open_browser: bool
) -> None:
    """Serve the page until Ctrl-C, SIGTERM or the page's own "End preview session". PortError.

    Moderators change a copy of the knowledge files, which is deleted in the end.
    """
    with tempfile.TemporaryDirectory(prefix="strikebot-demo-") as name:
        folder = Path(name)
        if knowledge.is_dir():
            shutil.copytree(knowledge, folder / "knowledge", ignore=shutil.ignore_patterns(".*"))
        asyncio.run(_serve(engine, clock, folder, live=live, port=port, open_browser=open_browser))


async def _serve(
    engine: Engine, clock: Clock, folder: Path, *, live: bool, port: int, open_browser: bool
) -> None:
    stop = asyncio.Event()
    _on_signals(stop)
    town = build(clock.now(), engine.base.zone, live=live)
    await open_town(town, engine, clock, live=live, folder=folder)
    try:
        with town.env.time_context():
            await _show(town, engine, port, stop, folder, open_browser=open_browser)
    finally:
        await close_town(town)


async def _show(
    town: Town, engine: Engine, port: int, stop: asyncio.Event, folder: Path, *, open_browser: bool
) -> None:
    page = preview(town, port)
    try:
        async with page:
            await ask_samples(town, engine)
            await page.refresh()
            sys.stdout.write(WELCOME.format(url=page.url, folder=folder / "knowledge"))
            sys.stdout.flush()
            if open_browser:
                await asyncio.to_thread(open_page, page.url)
            await _first_of(stop.wait(), page.wait_closed())
    except SetupError as error:
        if isinstance(error.__cause__, OSError):
            raise PortError(port, error.__cause__) from None
        raise


async def _first_of(*waits: Coroutine[Any, Any, Any]) -> None:
    tasks = [asyncio.create_task(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _on_signals(stop: asyncio.Event) -> None:
    """Ctrl-C and SIGTERM end the demo in the same way."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Where a loop takes no handlers (Windows), Ctrl-C still interrupts.
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(number, stop.set)
