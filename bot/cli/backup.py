"""`strikebot backup`: the knowledge and the records in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.failures import Refusal
from bot.cli.loading import need_folder
from bot.exits import ExitCode

if TYPE_CHECKING:
    from bot.backup.records import RecordsPlace

EPILOG = """\b
Examples:
  strikebot backup strikebot.zip
  strikebot backup "/backups/strikebot-$(date +%F).zip"

The bot may go on running meanwhile.
"""


@click.command("backup", epilog=EPILOG, short_help="Save the knowledge and the records in one file.")
@click.argument("file", type=click.Path(path_type=Path))
@options.knowledge
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def command(file: Path, knowledge: Path, force: bool) -> ExitCode:
    """Save the knowledge files and the records in FILE, a zip archive."""
    from bot.backup import save
    from bot.clock import SystemClock

    need_folder(knowledge)
    if file.exists() and not force:
        raise Refusal(f"{file} is there already. --force replaces it.", ExitCode.NO_OUTPUT)
    manifest = save.save(file, knowledge, records_place(), SystemClock().now())
    count = len(manifest.knowledge())
    click.echo(f"{file}: {count} knowledge files (revision {manifest.revision}), {told(manifest.records)}.")
    if not save.usable(knowledge):
        click.echo(
            "The knowledge has problems (`strikebot check`): `strikebot restore` would refuse this backup."
        )
    return ExitCode.OK


def records_place() -> RecordsPlace:
    """Where the settings say that the records are."""
    from bot.backup.records import place
    from bot.settings import load_settings
    from bot.terminal.places import state_dir

    settings = load_settings()
    return place(settings, settings.state_dir or state_dir())


def told(kind: str | None) -> str:
    return {"sqlite": "records from SQLite", "postgresql": "records from PostgreSQL", None: "no records"}[
        kind
    ]
