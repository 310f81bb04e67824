"""`strikebot check`: every problem of the knowledge base, and the questions that must keep their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.loading import need_folder
from bot.clock import SystemClock
from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

EPILOG = """\b
Examples:
  strikebot check
  strikebot check --knowledge drafts --format github

Errors make the exit code 1. Notices are shown and do not; nor does what is still missing, a list of what
people ask about most and the base does not hold yet.
"""


@click.command("check", epilog=EPILOG, short_help="List every problem of the knowledge base.")
@options.knowledge
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="text for people; github for annotations in GitHub Actions.",
)
def command(knowledge: Path, form: str) -> ExitCode:
    """List every problem in every knowledge file, and ask the questions of checks.yaml."""
    from bot.cli.check_findings import count_line, find_problems, lacking

    need_folder(knowledge)
    found = find_problems(knowledge, SystemClock().now())
    for problem in found.problems:
        placed = problem.under(str(knowledge))
        click.echo(
            placed.github() if form == "github" else f"{placed}{' (notice)' * (problem.level == 'notice')}"
        )
    click.echo(count_line(found))
    for line in lacking(found) if form == "text" else []:
        click.echo(line)
    return ExitCode.PROBLEMS if found.errors else ExitCode.OK
