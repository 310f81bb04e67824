"""`strikebot run`: the bot itself, on Discord."""

from __future__ import annotations

import importlib
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from bot.cli import options
from bot.cli.failures import Refusal
from bot.cli.loading import load_engine_to_run, moment
from bot.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = "bot.discord_app.run"
EPILOG = """\b
Examples:
  DISCORD_TOKEN=… strikebot run
  strikebot run --as-of 2024-03-04

Every setting is listed in .env.example.
"""


@click.command("run", epilog=EPILOG, short_help="Run the bot on Discord.")
@options.knowledge
@options.as_of
def command(knowledge: Path, as_of: str | None) -> int:
    """Connect to Discord and answer there, until it is stopped. Needs DISCORD_TOKEN."""
    with ended_at_once():
        return _run(knowledge, as_of)


@contextmanager
def ended_at_once() -> Iterator[None]:
    """SIGTERM ends it while it loads: the first process of a container would not notice. Who connects listens itself."""
    try:
        before = signal.signal(signal.SIGTERM, _end)
    except ValueError:  # not the main thread: whoever owns that ends the bot
        yield
        return
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGTERM) is _end:
            signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: object) -> None:
    raise SystemExit(ExitCode.OK)


def _run(knowledge: Path, as_of: str | None) -> int:
    from bot.clock import FixedClock, SystemClock
    from bot.ops import logs
    from bot.settings import load_settings
    from bot.terminal.places import state_dir

    start = part(MODULE, "run", "The Discord part is not in this version yet.")
    found = load_settings()
    changes = {"knowledge_dir": knowledge, "as_of": as_of, "state_dir": found.state_dir or state_dir()}
    settings = found.model_copy(update=changes)
    logs.configure(settings.log_level, settings.log_format)
    engine = load_engine_to_run(knowledge)
    return int(start(settings, engine, FixedClock(moment(as_of, engine.base)) if as_of else SystemClock()))


def part(module: str, function: str, without: str) -> Any:  # noqa: ANN401  (a function of a part imported late)
    """A function of a part of the bot that may not be installed; Refusal says so."""
    try:
        return getattr(importlib.import_module(module), function)
    except ModuleNotFoundError as error:
        if error.name and not module.startswith(error.name):
            raise Refusal(f"{without} The package {error.name} is missing.", ExitCode.CONFIGURATION) from None
        raise Refusal(without, ExitCode.CONFIGURATION) from None
