"""A reply as plain text for people: for pipes, files, and terminals without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.plain import as_of_text, marks
from bot.answering.reply import Note, Paragraph, QuoteBlock
from bot.terminal.lines import GAP, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.reply import Block, Reply


def plain_card(reply: Reply, *, numbered: bool = False) -> list[Line]:
    """The lines of a reply; related questions are numbered where a number can be typed."""
    parts = [
        *([line for block in group for line in _block(block)] for group in grouped(reply)),
        [Line(option.label, mark=f"{number}. ") for number, option in enumerate(reply.options, 1)],
        [Line(line.text) for line in reply.untold],
        list(_sources(reply)),
        [Line(as_of_text(reply))] if as_of_text(reply) else [],
        list(_related(reply, numbered=numbered)),
    ]
    lines: list[Line] = []
    for part in parts:
        lines += [GAP, *part] if lines and part else part
    return lines


def grouped(reply: Reply) -> list[list[Block]]:
    """The headline and the blocks, each with the notes that follow it."""
    groups: list[list[Block]] = [[Paragraph(reply.headline, reply.headline_cites)]]
    for block in reply.blocks:
        if isinstance(block, Note):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def attribution(quote: QuoteBlock) -> str:
    """Who said it, as what, when and where."""
    role = f", {quote.role}" if quote.role else ""
    return f"— {quote.speaker}{role}, {quote.said} ({quote.setting}){marks(quote.cites)}"


def _block(block: Block) -> Iterator[Line]:
    match block:
        case QuoteBlock():
            yield Line(f"“{block.text}”", mark="| ")
            yield Line(attribution(block), mark="| ")
        case Paragraph():
            lead = f"{block.lead}: " if block.lead else ""
            yield Line(f"{lead}{block.text}{marks(block.cites)}")
        case Note():
            yield Line(f"{block.text}{marks(block.cites)}", "dim")


def _sources(reply: Reply) -> Iterator[Line]:
    if reply.references:
        yield Line("Sources", "heading")
    for reference in reply.references:
        yield Line(reference.label, mark=f"[{reference.number}] ")
        if reference.passage_url:
            yield Line(reference.passage_url, mark="    ")


def _related(reply: Reply, *, numbered: bool) -> Iterator[Line]:
    if reply.related:
        yield Line(related_heading(reply), "heading")
    for number, question in enumerate(reply.related, len(reply.options) + 1):
        yield Line(question, mark=f"{number}. " if numbered else "- ")


def related_heading(reply: Reply) -> str:
    return "What I can answer" if reply.kind == "decline" else "Related questions"
