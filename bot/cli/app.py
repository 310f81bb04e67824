"""The group of commands. Each is imported when it is called, so that `ask` does not pay for the others."""

from __future__ import annotations

import importlib
import io
import os
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot import __version__
from bot.exits import MEANING, ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": "bot.cli.init",
    "ask": "bot.cli.ask",
    "chat": "bot.cli.chat",
    "check": "bot.cli.check",
    "fmt": "bot.cli.fmt",
    "links": "bot.cli.links",
    "schema": "bot.cli.schema",
    "evaluate": "bot.cli.evaluate",
    "backup": "bot.cli.backup",
    "restore": "bot.cli.restore",
    "site": "bot.cli.site",
    "demo": "bot.cli.demo",
    "invite": "bot.cli.invite",
    "run": "bot.cli.run",
    "health": "bot.cli.health",
    "service": "bot.cli.service",
}
"""The module of each command, in the order of the help. It holds the command as `command`."""

HELP = """\
Answers questions about a strike from a knowledge base that people keep, always with the source.

\b
Try:
  strikebot chat
  strikebot ask "what day of the strike is it"
  strikebot ask "when did they last meet" --as-of 2024-03-04
  strikebot check

The knowledge base is the folder knowledge/, or the one that --knowledge or KNOWLEDGE_DIR names.
"""
EXIT_CODES = "\n".join(
    ["\b", "Exit codes:", *(f"  {code.value:<4} {meaning}" for code, meaning in MEANING.items())]
)


class Commands(click.Group):
    """Commands imported late, and every way for one to end."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        return getattr(importlib.import_module(module), "command") if module else None  # noqa: B009 - typed as Any

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            meant = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {meant[0]}?" if meant else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        try:
            code = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:  # here, since click itself would end with 1
            _hush()
            ctx.exit(ExitCode.PIPE_CLOSED)
        return code

    def main(  # type: ignore[override]  # click's has two overloads; this one always ends the process
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> NoReturn:
        sys.exit(self._run(list(sys.argv[1:] if args is None else args), prog_name or "strikebot", extra))

    def _run(self, args: list[str], name: str, extra: dict[str, Any]) -> int:
        """Run, and say what went wrong in a sentence: no traceback unless it is asked for."""
        debug = "--debug" in args
        _never_fail_to_print()
        try:
            return int(super().main(args, name, standalone_mode=False, **extra) or ExitCode.OK)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            return ExitCode.INTERRUPTED
        except Exception as error:
            from bot.cli.failures import tell

            return tell(error, debug=debug)


def _never_fail_to_print() -> None:
    """A terminal without some letter shows a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _hush() -> None:
    """Nobody reads any more: what is still in the buffer must not fail again when Python ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError, AttributeError):  # not a real file: nothing to redirect
        return


@click.group(
    "strikebot",
    cls=Commands,
    help=HELP,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, "-V", "--version", message="strikebot %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of a mistake in Strikebot itself.")
def cli(debug: bool) -> None:
    """The commands."""
