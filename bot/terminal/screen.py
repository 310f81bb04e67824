"""What replies and texts are shown on: cards in a terminal, plain text in a pipe or where NO_COLOR is set."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from bot.terminal.explained import explained
from bot.terminal.lines import GAP, as_text
from bot.terminal.plain_card import plain_card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from bot.answering.reply import Reply
    from bot.terminal.lines import Line

STYLES = {"heading": "bold", "text": "", "item": "", "dim": "dim"}


class Screen:
    """Standard output. `console` is None where only plain text is wanted."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or _console()

    def reply(self, reply: Reply, *, numbered: bool = False, whole: bool = False) -> None:
        """A reply as far as the fold, or all of it."""
        if self.console is None:
            self.lines(plain_card(reply, numbered=numbered, whole=whole))
            return
        from bot.terminal.card import card

        self.console.print(card(reply, self.console.width, numbered=numbered, whole=whole))

    def explanation(self, reply: Reply) -> None:
        self.lines([GAP, *explained(reply)])

    def lines(self, lines: Sequence[Line]) -> None:
        if self.console is None:
            click.echo(as_text(lines, _plain_width()))
            return
        from rich.table import Table
        from rich.text import Text

        for line in lines:
            table = Table.grid()
            table.add_column(no_wrap=True)
            table.add_column()
            table.add_row(Text(line.mark, "cyan"), Text(line.shown, STYLES[line.role]))
            self.console.print(table)

    def busy(self, doing: str) -> contextlib.AbstractContextManager[object]:
        """A spinner while something takes longer than a blink; nothing where there is no terminal."""
        return self.console.status(f"{doing} …") if self.console else contextlib.nullcontext()


def on_terminal() -> bool:
    """Whether standard output is a terminal; it may even be closed."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether standard output is a terminal whose owner did not ask for plain text (https://no-color.org)."""
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _console() -> Console | None:
    if not wants_colour():
        return None
    try:
        from rich.console import Console
    except ModuleNotFoundError:  # without the extra `terminal`, as in the image
        return None
    return Console(highlight=False, emoji=False, markup=False)


def _plain_width() -> int | None:
    """The width of the terminal; in a pipe or file lines are left whole."""
    return shutil.get_terminal_size().columns if on_terminal() else None
