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

from bot.answering.composition.plain_text import marks
from bot.answering.reply import Note, Paragraph, QuoteBlock
from bot.terminal.clean import clean
from bot.terminal.plain_card import RELATED, attribution, choices, footer, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from bot.answering.reply import Block, Reference, Reply

MAX_WIDTH = 100
"""Longer lines are hard to read."""
BORDERS = {"answer": "blue", "shortlist": "cyan", "clarify": "yellow", "decline": "bright_black"}
BAR = Style(color="cyan")


def card(reply: Reply, width: int, *, numbered: bool = False, whole: bool = False) -> RenderableType:
    """The panel of a reply, as far as the fold or all of it, for a terminal of `width` columns."""
    (_, first), *groups = marked(reply, whole)
    rest = footer(reply, numbered=numbered, whole=whole)
    parts: list[list[RenderableType]] = [
        [_cited(reply.headline, reply.headline_cites, "bold"), *map(_block, first[1:])],
        *(
            [_rows([(mark.rstrip(), _told(group[0]))]) if mark else _block(group[0]), *map(_block, group[1:])]
            for mark, group in groups
        ),
        [_rows([(f"{number}.", Text(clean(label))) for number, label in choices(reply, whole)])]
        if choices(reply, whole)
        else [],
        list(_sources(reply.references if whole else reply.first_sources)),
        [Text(clean(line), "dim") for line in rest],
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
            return _told(block)
        case Note():
            return _cited(block.text, block.cites, "" if block.differs else "dim")


def _told(block: Block) -> Text:
    lead = clean(block.lead) if isinstance(block, Paragraph) and block.lead else ""
    after = "\n" if lead.endswith("?") else "  " if lead else ""
    return Text.assemble(Text(f"{lead}{after}", "bold cyan"), _cited(block.text, block.cites))


def _sources(references: Sequence[Reference]) -> Iterator[RenderableType]:
    if references:
        yield Rule(style="bright_black")
        yield _rows([(f"[{one.number}]", _source(one)) for one in references])


def _source(reference: Reference) -> Text:
    address = reference.passage_url
    if not address or not address.isprintable():
        return Text(clean(reference.label))
    text = Text(clean(reference.label), Style(link=address, underline=True))
    host = urlsplit(address).netloc.removeprefix("www.")
    return Text.assemble(text, Text(f"  {host}", Style(dim=True, link=address)))


def _related(reply: Reply, *, numbered: bool) -> Iterator[RenderableType]:
    if reply.related:
        yield Text(RELATED, "bold")
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
