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


@click.command("fmt", epilog=EPILOG, short_help="Put the knowledge files into the standard form.")
@options.knowledge
@click.option(
    "--check", is_flag=True, help="Change nothing; show what would change, and exit with 1 if anything."
)
def command(knowledge: Path, check: bool) -> ExitCode:
    """Put every knowledge file into its one form.

    Fields get their order, lines their length and indent. Comments stay, and the meaning never changes. What changes is
    shown. A file with a mistake in it is named and left as it is.
    """
    from bot.knowledge.canonical.format import format_folder

    need_folder(knowledge)
    done = format_folder(knowledge, write=not check)
    for change in done.changes:
        click.echo(change.diff)
    for problem in done.problems:
        click.echo(str(problem))
    changed = _count(len(done.changes), "file")
    if done.changes:
        click.echo(f"{changed} would change: run `strikebot fmt`." if check else f"{changed} changed.")
    elif not done.problems:
        click.echo("Every file is in the standard form.")
    if done.problems:
        click.echo(
            f"{_count(len(done.problems), 'problem')}: what is named above was left as it is. Fix it first."
        )
    return ExitCode.PROBLEMS if done.problems or (check and done.changes) else ExitCode.OK


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
