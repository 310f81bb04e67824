"""`strikebot service`: the bot under a supervisor that starts again whatever ends, such as Docker's restart policy."""

from __future__ import annotations

import signal
import sys
import threading
from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.errors import StrikebotError
from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

STOPS = (signal.SIGTERM, signal.SIGINT)
WAITING = "Strikebot waits, not connected, instead of trying again: fix this, then restart it."
EPILOG = """\b
Examples:
  strikebot service
  docker compose up --detach --force-recreate    # once it is fixed
"""


@click.command("service", epilog=EPILOG, short_help="Run the bot under Docker's restart policy.")
@options.knowledge
@options.as_of
@click.pass_context
def command(context: click.Context, knowledge: Path, as_of: str | None) -> int:
    """Run the bot. Where a setting or the knowledge is wrong, say so once and wait, instead of ending.

    A restart policy would start it again and again otherwise, and Discord allows 1,000 connections a day.
    """
    from bot.cli import run
    from bot.cli.failures import tell

    try:
        code = context.invoke(run.command, knowledge=knowledge, as_of=as_of)
    except StrikebotError as error:
        code = tell(error, debug=False)
    if code == ExitCode.CONFIGURATION:  # a setting, the token, the knowledge: only a person can mend them
        wait_to_be_stopped()
    return int(code)


def wait_to_be_stopped() -> None:
    """Wait for SIGTERM or SIGINT."""
    stopped = threading.Event()
    for number in STOPS:
        signal.signal(number, lambda *_: stopped.set())
    sys.stderr.write(f"{WAITING}\n")
    sys.stderr.flush()
    stopped.wait()
