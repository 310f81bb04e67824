"""`strikebot restore`: the knowledge and the records as a backup has them."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import options
from bot.cli.backup import records_place, told
from bot.exits import ExitCode

EPILOG = """\b
Examples:
  strikebot restore strikebot.zip
  strikebot restore strikebot.zip --force

Everything in the backup is checked before anything is replaced. Stop the bot first: what it records meanwhile is lost.
"""


@click.command("restore", epilog=EPILOG, short_help="Bring back what a backup holds.")
@click.argument("file", type=click.Path(path_type=Path))
@options.knowledge
@click.option("--force", is_flag=True, help="Replace the knowledge and the records that are there.")
def command(file: Path, knowledge: Path, force: bool) -> ExitCode:
    """Replace the knowledge files and the records by those in FILE, which `strikebot backup` has made."""
    from bot.backup.restore import restore

    manifest = restore(file, knowledge, records_place(), force=force)
    count = len(manifest.knowledge())
    click.echo(
        f"Restored {count} knowledge files (revision {manifest.revision}) and {told(manifest.records)}, "
        f"saved on {manifest.taken} by Strikebot {manifest.strikebot}."
    )
    return ExitCode.OK
