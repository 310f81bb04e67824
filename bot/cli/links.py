"""`strikebot links`: whether the pages that the base cites still open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.failures import Refusal
from bot.cli.loading import load_base
from bot.clock import SystemClock
from bot.exits import ExitCode
from bot.terminal.clean import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from bot.moderating.links.fetch import Opened
    from bot.moderating.links.notes import Found
    from bot.moderating.links.reach import Network

EPILOG = """\b
Examples:
  strikebot links
  strikebot links --write --knowledge drafts

\b
The exit code is 1 where the files do not say yet that a page is gone or has moved, or where a copy is gone.
A page that turns programs away, or does not answer today, is told and never taken for gone.
"""
OFFLINE = (
    "None of the {count:,} addresses answered. Is this machine connected to the internet? Nothing was noted."
)


@click.command("links", epilog=EPILOG, short_help="Open every cited address: what is gone, what has moved.")
@options.knowledge
@click.option("--write", is_flag=True, help="Note in sources.yaml what is gone, has moved, or is back.")
@click.option("--server", metavar="HOST:PORT", hidden=True, help="Ask this server for every page: for tests.")
def command(knowledge: Path, write: bool, server: str | None) -> ExitCode:
    """Open the address of every source, and of its archived copy, and tell which do not open any more.

    Only asks whether a page is there, a few at once and one after the other at each host. Needs the internet.
    """
    from bot.moderating.links import notes, report

    base = load_base(knowledge)
    if write:
        _need_writable(knowledge)
    sources = list(base.sources.values())
    wanted = list(dict.fromkeys(notes.addresses(sources)))
    opened = asyncio.run(_open(wanted, _network(server)))
    if wanted and not any(one.answered for one in opened.values()):
        raise Refusal(OFFLINE.format(count=len(wanted)), ExitCode.PROBLEMS)
    found = notes.found(sources, opened)
    for line in report.lines(found, base.where, str(knowledge)):
        click.echo(clean(line))
    click.echo(report.summary(found))
    news = [one for one in found if one.is_news]
    if write:
        today = SystemClock().now().astimezone(base.zone).date()
        noted = _note(knowledge, found, today)
        click.echo(f"Noted in sources.yaml: {report.counted(noted, 'source')}.")
    elif news:
        found_anew = report.counted(len(news), "source is", "sources are")
        click.echo(f"{found_anew} not as sources.yaml says: `strikebot links --write` notes it there.")
    left = any(one.copy_is_gone for one in found) or (news and not write)
    return ExitCode.PROBLEMS if left else ExitCode.OK


def _network(server: str | None) -> Network:
    from bot.moderating.links.reach import Network, through

    if server is None:
        return Network()
    host, _, port = server.rpartition(":")
    return through(host, int(port))


async def _open(wanted: Sequence[str], network: Network) -> dict[str, Opened]:
    """Everything opened, with a bar that shows how far it is."""
    from bot.moderating.links.fetch import open_all
    from bot.terminal.bar import advancing

    with advancing("Opening pages", len(wanted)) as on:
        return await open_all(wanted, network, lambda _opened: on())


def _need_writable(knowledge: Path) -> None:
    """Refusal before anything is opened, where nothing could be noted afterwards."""
    from bot.knowledge.disk.access import unwritable

    if why := unwritable([knowledge]):
        raise Refusal(f"Nothing can be noted: {why}", ExitCode.NO_OUTPUT)


def _note(knowledge: Path, found: Sequence[Found], today: dt.date) -> int:
    from bot.knowledge.editing import CannotWriteError, ChangedMeanwhileError, EditLockedError
    from bot.moderating.links.notes import note

    try:
        return note(knowledge, found, today)
    except (CannotWriteError, ChangedMeanwhileError, EditLockedError) as error:
        raise Refusal(str(error), ExitCode.NO_OUTPUT) from None
