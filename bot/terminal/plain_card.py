"""A reply as plain text for people: for pipes, files, and terminals without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import as_of_text, heading, marks, state_text
from bot.answering.reply import Note, Paragraph, QuoteBlock
from bot.terminal.lines import GAP, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.reply import Block, Reply

RELATED = "Related questions"


def plain_card(reply: Reply, *, numbered: bool = False, whole: bool = False) -> list[Line]:
    """The lines of a reply as far as the fold, or of all of it; what can be chosen is numbered where a number can be typed."""
    parts = [
        *([line for block in group for line in _block(block, mark)] for mark, group in marked(reply, whole)),
        [Line(label, mark=f"{number}. ") for number, label in choices(reply, whole)],
        list(_sources(reply, whole)),
        [Line(line, "dim") for line in footer(reply, numbered=numbered, whole=whole)],
        list(_related(reply, numbered=numbered)),
    ]
    lines: list[Line] = []
    for part in parts:
        lines += [GAP, *part] if lines and part else part
    return lines


def grouped(reply: Reply, whole: bool = False) -> list[list[Block]]:
    """The headline and the blocks, each with the notes that follow it."""
    groups: list[list[Block]] = [[Paragraph(reply.headline, reply.headline_cites)]]
    for block in reply.blocks if whole else reply.before:
        if isinstance(block, Note):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def marked(reply: Reply, whole: bool) -> Iterator[tuple[str, list[Block]]]:
    """The groups, the entries of a short list with the numbers that choose them."""
    number = 0
    for group in grouped(reply, whole):
        first = group[0]
        item = reply.kind == "shortlist" and isinstance(first, Paragraph) and bool(first.lead)
        number += item
        yield f"{number}. " if item else "", group


def choices(reply: Reply, whole: bool) -> list[tuple[int, str]]:
    """What can be chosen and is not told already, each with its number."""
    told = {block.lead for block in (reply.blocks if whole else reply.before) if isinstance(block, Paragraph)}
    numbered = enumerate(reply.options, 1)
    return [(number, option.label) for number, option in numbered if option.question not in told]


def footer(reply: Reply, *, numbered: bool, whole: bool) -> list[str]:
    """The strike's state, as of, checked on; and how to get at what is behind the fold."""
    return [line for line in (state_text(reply), as_of_text(reply), _behind(reply, numbered, whole)) if line]


def _behind(reply: Reply, numbered: bool, whole: bool) -> str:
    more, others = bool(reply.behind), len(reply.references) > len(reply.first_sources)
    if whole or reply.kind == "shortlist" or not (more or others):
        return ""
    all_sources = f"all {len(reply.references)} sources"
    if numbered:
        told = [
            say
            for say, needed in (("/more tells the rest", more), (f"/sources {all_sources}", others))
            if needed
        ]
        return f"{', '.join(told)}."
    return f"--more tells {' and '.join(part for part, needed in (('the rest', more), (all_sources, others)) if needed)}."


def attribution(quote: QuoteBlock) -> str:
    """Who said it, as what, when and where."""
    return f"— {', '.join(quote.by)}{marks(quote.cites)}" if quote.by else marks(quote.cites).strip()


def _block(block: Block, mark: str) -> Iterator[Line]:
    match block:
        case QuoteBlock():
            yield Line(f"“{block.text}”", mark="| ")
            yield Line(attribution(block), mark="| ")
        case Paragraph():
            yield Line(f"{heading(block.lead)}{block.text}{marks(block.cites)}", mark=mark)
        case Note():
            yield Line(f"{block.text}{marks(block.cites)}", "dim")


def _sources(reply: Reply, whole: bool) -> Iterator[Line]:
    shown = reply.references if whole else reply.first_sources
    if shown:
        yield Line("Sources", "heading")
    for reference in shown:
        yield Line(reference.label, mark=f"[{reference.number}] ")
        if reference.passage_url:
            yield Line(reference.passage_url, mark="    ")


def _related(reply: Reply, *, numbered: bool) -> Iterator[Line]:
    if reply.related:
        yield Line(RELATED, "heading")
    for number, question in enumerate(reply.related, len(reply.options) + 1):
        yield Line(question, mark=f"{number}. " if numbered else "- ")
