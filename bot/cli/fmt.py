"""`strikebot fmt`: the one form of every knowledge file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.loading import need_folder
from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

EPILOG = """\b
Examples:
  strikebot fmt
  strikebot fmt --check
"""


@click.command("fmt", epilog=EPILOG, short_help="Put the knowledge files into their one form.")
@options.knowledge
@click.option(
    "--check", is_flag=True, help="Change nothing; show what would change, and exit with 1 if anything."
)
def command(knowledge: Path, check: bool) -> ExitCode:
    """Put every knowledge file into its one form.

    Fields get their order, lines their length and indent. Comments stay, and the meaning never changes. What changes is
    shown.
    """
    from bot.knowledge.canonical import FormatRefused, format_folder
    from bot.knowledge.problems import KnowledgeError

    need_folder(knowledge)
    try:
        changes = format_folder(knowledge, write=not check)
    except (KnowledgeError, FormatRefused) as error:
        click.echo(str(error))
        click.echo("Nothing was changed: mend this first.")
        return ExitCode.PROBLEMS
    for change in changes:
        click.echo(change.diff)
    files = f"{len(changes)} file{'' if len(changes) == 1 else 's'}"
    if not changes:
        click.echo("Every file is in its one form.")
        return ExitCode.OK
    click.echo(f"{files} would change: run `strikebot fmt`." if check else f"{files} changed.")
    return ExitCode.PROBLEMS if check else ExitCode.OK
