"""A reply as a card in a terminal with colours: the answer first, quotes as quotes, sources as links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.console import Group
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.answering.plain import as_of_text, marks
from bot.answering.reply import Note, Paragraph, QuoteBlock
from bot.terminal.clean import clean
from bot.terminal.plain_card import attribution, grouped, related_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from bot.answering.reply import Block, Reference, Reply

MAX_WIDTH = 100
"""Longer lines are hard to read."""
BORDERS = {"answer": "blue", "shortlist": "cyan", "clarify": "yellow", "decline": "bright_black"}
STATUSES = {"ongoing": "bold magenta", "upcoming": "yellow", "suspended": "yellow", "between": "yellow"}
"""The colours of strikes that are not over; the others are green."""
BAR = Style(color="cyan")


def card(reply: Reply, width: int, *, numbered: bool = False) -> RenderableType:
    """The panel of a reply for a terminal of `width` columns."""
    first, *groups = grouped(reply)
    parts: list[list[RenderableType]] = [
        [_cited(reply.headline, reply.headline_cites, "bold"), *map(_block, first[1:])],
        *([_block(block) for block in group] for group in groups),
        [_rows([(f"{number}.", Text(clean(one.label))) for number, one in enumerate(reply.options, 1)])]
        if reply.options
        else [],
        [Text(f"● {clean(one.text)}", STATUSES.get(one.status, "green")) for one in reply.untold],
        list(_footer(reply)),
        list(_related(reply, numbered=numbered)),
    ]
    shown: list[RenderableType] = []
    for part in parts:
        shown += [Text(), *part] if shown and part else part
    return Panel(Group(*shown), width=min(width, MAX_WIDTH), border_style=BORDERS[reply.kind], padding=(0, 1))


def _cited(text: str, cites: tuple[int, ...], style: str = "") -> Text:
    return Text(clean(text), style).append(marks(cites), Style(dim=True, bold=False))


def _block(block: Block) -> RenderableType:
    match block:
        case QuoteBlock():
            words = Text(f"“{clean(block.text)}”", "italic")
            said = Text(clean(attribution(block)), "dim")
            return _Barred(Group(words, said))
        case Paragraph():
            lead = Text(f"{clean(block.lead)}  " if block.lead else "", "bold cyan")
            return Text.assemble(lead, _cited(block.text, block.cites))
        case Note():
            return _cited(block.text, block.cites, "dim")


def _footer(reply: Reply) -> Iterator[RenderableType]:
    """The sources, then the dates."""
    if reply.references:
        yield Rule(style="bright_black")
        yield _rows([(f"[{one.number}]", _source(one)) for one in reply.references])
    if dates := as_of_text(reply):
        yield Text(clean(dates), "dim")


def _source(reference: Reference) -> Text:
    address = reference.passage_url
    if not address or not address.isprintable():
        return Text(clean(reference.label))
    text = Text(clean(reference.label), Style(link=address, underline=True))
    host = urlsplit(address).netloc.removeprefix("www.")
    return Text.assemble(text, Text(f"  {host}", Style(dim=True, link=address)))


def _related(reply: Reply, *, numbered: bool) -> Iterator[RenderableType]:
    if reply.related:
        yield Text(related_heading(reply), "bold")
        start = len(reply.options) + 1
        yield _rows(
            [(f"{n}." if numbered else "·", Text(clean(q))) for n, q in enumerate(reply.related, start)]
        )


def _rows(rows: list[tuple[str, Text]]) -> Table:
    """Texts beside their numbers, each wrapped in its own column."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=1)
    for mark, text in rows:
        table.add_row(Text(mark), text)
    return table


class _Barred:
    """Something with a bar along its left side."""

    def __init__(self, inside: RenderableType) -> None:
        self._inside = inside

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = console.render_lines(self._inside, options.update_width(max(options.max_width - 2, 1)))
        for line in lines:
            yield Segment("▌ ", BAR)
            yield from line
            yield Segment.line()
