"""Errors as a person at the terminal sees them: a sentence and an exit code; the traceback goes to a file."""

from __future__ import annotations

import secrets
import traceback
from typing import TYPE_CHECKING

import click

from bot.clock import SystemClock
from bot.errors import StrikebotError
from bot.exits import ExitCode
from bot.terminal.clean import clean
from bot.terminal.places import state_dir

if TYPE_CHECKING:
    from pathlib import Path

LOG = "errors.log"
MAX_LOG = 1024 * 1024
OF_SETTINGS = frozenset({"SettingsError", "DatabaseUrlError"})
"""By their names: importing them takes time that no other command has to spend."""


class Refusal(StrikebotError):
    """A command that cannot go on, in a sentence."""

    def __init__(self, text: str, code: ExitCode) -> None:
        super().__init__(text)
        self.code = code


def tell(error: Exception, *, debug: bool) -> ExitCode:
    """Say what went wrong on stderr; the code to end with."""
    if isinstance(error, StrikebotError):
        first, *rest = str(error).splitlines()
        click.echo(f"strikebot: {clean(first)}", err=True)
        for line in rest:
            click.echo(f"  {clean(line)}", err=True)
        return _code(error)
    if isinstance(error, OSError) and not debug:
        where = error.filename or "the output"
        reason = (error.strerror or type(error).__name__).lower()
        click.echo(f"strikebot: {clean(f'{where} cannot be read or written: {reason}.')}", err=True)
        return ExitCode.NO_OUTPUT
    if debug:
        traceback.print_exception(error)
        return ExitCode.UNEXPECTED
    click.echo(f"strikebot: {unexpected(error)}", err=True)
    return ExitCode.UNEXPECTED


def _code(error: StrikebotError) -> ExitCode:
    if isinstance(error, Refusal):
        return error.code
    return ExitCode.CONFIGURATION if type(error).__name__ in OF_SETTINGS else ExitCode.NO_INPUT


def unexpected(error: Exception) -> str:
    """A sentence about a mistake of our own, with the id that finds it in the log."""
    number = secrets.token_hex(4)
    kept = _keep(number, error)
    where = (
        f"The details are in {kept} under that number."
        if kept
        else "`strikebot --debug …` shows the details."
    )
    return f"Something went wrong in Strikebot itself (error {number}). {where}"


def _keep(number: str, error: Exception) -> Path | None:
    """Write the traceback down, without what is kept out of the log; None where that is not possible."""
    from bot.ops.redact import masked

    path = state_dir() / LOG
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MAX_LOG:
            path.replace(path.with_suffix(".old"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{SystemClock().now():%Y-%m-%d %H:%M:%S} UTC, error {number}\n")
            file.write(masked("".join(traceback.format_exception(error))))
    except OSError:
        return None
    return path
