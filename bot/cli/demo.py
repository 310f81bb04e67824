"""`strikebot demo`: the real bot against a simulated Discord, in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.loading import load_engine, moment
from bot.cli.run import part

if TYPE_CHECKING:
    from pathlib import Path

EPILOG = """\b
Examples:
  strikebot demo
  strikebot demo --as-of 2024-03-04 --port 8080
"""


@click.command("demo", epilog=EPILOG, short_help="Try the bot in the browser, without a Discord account.")
@options.knowledge
@options.as_of
@click.option("--port", type=click.IntRange(0, 65535), help="The port of the page.  [default: PORT, or 8765]")
@click.option(
    "--browser/--no-browser", default=None, help="Open the page in a browser.  [default: at a terminal]"
)
def command(knowledge: Path, as_of: str | None, port: int | None, browser: bool | None) -> int:
    """Open a simulated Discord in the browser with the real bot in it. No account, no token, no network."""
    from bot.clock import FixedClock, SystemClock
    from bot.settings import load_settings

    start = part("bot.demo", "run", "The demo is not in this version yet.")
    found = load_settings()
    chosen = found.port if port is None else port
    settings = found.model_copy(update={"knowledge_dir": knowledge, "as_of": as_of, "port": chosen})
    engine = load_engine(knowledge)
    clock = FixedClock(moment(as_of, engine.base)) if as_of else SystemClock()
    return int(start(settings, engine, clock, open_browser=browser))
