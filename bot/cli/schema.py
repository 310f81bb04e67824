"""`strikebot schema`: the JSON Schemas with which editors help."""

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
  strikebot schema          print all schemas as one JSON object
  strikebot schema --write
  strikebot schema --check
  strikebot schema --fields > docs/knowledge.md
"""


@click.command(
    "schema", epilog=EPILOG, short_help="The schemas with which editors check the knowledge files."
)
@options.knowledge
@click.option(
    "--write", is_flag=True, help="Write those that changed into the folder schema of the knowledge base."
)
@click.option(
    "--check", is_flag=True, help="Change nothing; exit with 1 if the files there are not up to date."
)
@click.option("--fields", is_flag=True, help="Print the documentation of every file, field and word instead.")
def command(knowledge: Path, write: bool, check: bool, fields: bool) -> ExitCode:
    """Print the JSON Schema of each kind of knowledge file, or write them for editors."""
    from bot.knowledge.documentation.schema import schemas
    from bot.knowledge.documentation.schema import write as write_schemas

    if write + check + fields > 1:
        raise click.UsageError("--write, --check and --fields exclude each other.")
    if fields:
        from bot.knowledge.documentation.manual import manual

        click.echo(manual(), nl=False)
        return ExitCode.OK
    if not (write or check):
        texts = [f'"{name}": {text.strip()}' for name, text in schemas().items()]
        click.echo("{\n" + ",\n".join(texts) + "\n}")
        return ExitCode.OK
    need_folder(knowledge)
    folder = knowledge / "schema"
    if write:
        for name in write_schemas(folder):
            click.echo(f"{folder / name} written.")
        click.echo("The schemas are up to date.")
        return ExitCode.OK
    stale = [name for name, text in schemas().items() if not _holds(folder / name, text)]
    for name in stale:
        click.echo(f"{folder / name}: found an old one or none, expected the one of this version")
    click.echo("Run `strikebot schema --write`." if stale else "The schemas are up to date.")
    return ExitCode.PROBLEMS if stale else ExitCode.OK


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False
