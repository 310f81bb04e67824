"""`strikebot site`: the knowledge base as a website of files, for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import options
from bot.cli.loading import load_base, moment
from bot.exits import ExitCode

EPILOG = """\b
Examples:
  strikebot site public
  strikebot site public --base-url https://strike.example.org/
  strikebot site public --knowledge drafts --as-of 2024-03-04

The folder is a new one, an empty one, or one that a site was written to before: only files that the site itself
wrote are ever replaced or removed. docs/site.md says how to put it on the web.
"""


def _address(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    from bot.settings import web_address

    try:
        return web_address(value) or ""
    except ValueError as error:
        raise click.BadParameter(f"{error}, such as https://strike.example.org/") from None


@click.command("site", epilog=EPILOG, short_help="Write the knowledge base as a website.")
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path))
@options.knowledge
@options.as_of
@click.option(
    "--base-url",
    envvar="SITE_URL",
    metavar="URL",
    callback=_address,
    help="Where the site will be: feeds and the calendar then have whole addresses.  [default: SITE_URL]",
)
def command(out: Path, knowledge: Path, as_of: str | None, base_url: str) -> ExitCode:
    """Write the knowledge base into DIR as a website: pages, feeds, a calendar, a badge. It needs no server of its own."""
    from bot.publishing.folder import SiteFolderError
    from bot.publishing.site_builder import Order, make

    base = load_base(knowledge)
    try:
        done = make(base, moment(as_of, base), Order(out, base_url))
    except SiteFolderError as error:
        click.echo(f"strikebot: {error}", err=True)
        return ExitCode.NO_OUTPUT
    click.echo(f"{out}: {done.written} files written, {done.removed} removed, {done.unchanged} as they were.")
    return ExitCode.OK
