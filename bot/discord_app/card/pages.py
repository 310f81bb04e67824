"""A reply into the pages of a card: what stands before the fold, then all of it, then its sources.

Text is split between blocks, else at words, and then with a mark.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from bot.answering.reply import Block, Item, Note, Paragraph, QuoteBlock, Reference, Reply
from bot.discord_app.text.limits import ELLIPSIS, URL, length
from bot.discord_app.text.markup import escape, escaped, quoted, small, split_escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PAGE_TEXT = 1600
"""Characters of a page's own text: short enough to read at a glance; leaves room for all else on a card."""
LIST_TEXT = 2400
"""The same of a page with lines of a list, which are read faster."""
PAGE_LINKS = 10
"""Sources with a button on one page: two rows."""
LIST_LINKS = 5
"""Sources with a button of the lines of a list, which have one each: the others are told behind."""
NO_LINK = "no link"
"""Said of a source that has no address, in the language of its citation."""
_HEADING = 160
_LINE = 250
_CITATION = 160


Part = Literal["lead", "rest", "sources", "list"]
"""Of a reply with a fold what stands before it, all of it, its sources; `list` of one without."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stays together, and the references it rests on. The sources of a `line` of a list may be told behind."""

    text: str
    cites: tuple[int, ...] = ()
    line: bool = False


@dataclass(frozen=True, slots=True)
class CardPage:
    """What one card shows of a reply. `links` have a button; `listed` are sources told in words."""

    text: str
    links: tuple[Reference, ...]
    listed: tuple[str, ...]
    part: Part = "list"


def marks(cites: Iterable[int], most: int = 12) -> str:
    """The numbers of references, as in ` [1][2]`; those past the twelfth are told by an ellipsis."""
    numbers = tuple(cites)
    shown = "".join(f"\\[{number}\\]" for number in numbers[:most])
    return f" {shown}{ELLIPSIS if len(numbers) > most else ''}" if numbers else ""


def link_of(reference: Reference) -> str | None:
    """The address for a button: at the passage where that fits, else of the page."""
    for url in (reference.passage_url, reference.url):
        if url and url.startswith("https://") and length(url) <= URL:
            return url
    return None


def paginate(reply: Reply) -> list[CardPage]:
    """The pages of a reply: at least one."""
    if reply.shown is None:
        return _paginated(reply, _pieces(reply))
    lead = _paginated(reply, _text(replace(reply, blocks=reply.before)))
    pages = [replace(page, part="lead") for page in lead]
    if reply.kind == "shortlist":
        return pages
    if reply.behind:
        pages += [replace(page, part="rest") for page in _paginated(reply, _text(reply))]
    if len(reply.references) > len(reply.first_sources):
        listed = (Piece(small(_listed(r)), (r.number,)) for r in reply.references)
        pages += [replace(page, part="sources") for page in _paginated(reply, listed)]
    return pages


def told_items(reply: Reply) -> list[tuple[Item, str]]:
    """The entries of a short list that stand before the fold, each with what is shown of it."""
    told: list[tuple[Item, str]] = []
    blocks = list(reply.before)
    for item in reply.items:
        own, blocks = blocks[: 2 if item.spoken else 1], blocks[2 if item.spoken else 1 :]
        text = "\n".join(piece.text for block in own for piece in _block(block, PAGE_TEXT))
        told += [(item, text)] if own else []
    return told


def _paginated(reply: Reply, wholes: Iterable[Piece]) -> list[CardPage]:
    references = {reference.number: reference for reference in reply.references}
    pages: list[CardPage] = []
    gathered: list[Piece] = []
    for piece in (part for whole in wholes for part in _apart(whole, references)):
        parted = bool(gathered) and gathered[-1].line and not piece.line
        if gathered and (parted or not _fits([*gathered, piece], references)):
            pages.append(_page(gathered, references))
            gathered = []
        gathered.append(piece)
    return [*pages, _page(gathered, references)] if gathered or not pages else pages


def _apart(piece: Piece, references: dict[int, Reference]) -> Iterator[Piece]:
    """A piece as it is, or, where its sources in words are too much for one page, these after it."""
    if _fits([piece], references):
        yield piece
        return
    linked = tuple(n for n in piece.cites if n in references and link_of(references[n]))
    yield Piece(piece.text, linked)
    for reference in _known([piece], references):
        if reference.number not in linked:
            yield Piece(small(_listed(reference)), (reference.number,))


def _pieces(reply: Reply) -> Iterator[Piece]:
    """All there is, and the sources that nothing in it cites."""
    yield from _text(reply)
    firm = (b.cites for b in reply.blocks if not (isinstance(b, Paragraph) and b.line))
    used = {number for cites in (reply.headline_cites, *firm) for number in cites[:PAGE_LINKS]}
    yield from (Piece(small(_listed(r)), (r.number,)) for r in reply.references if r.number not in used)


def _text(reply: Reply) -> Iterator[Piece]:
    heading = list(_headline(reply))
    yield from heading
    taken = length(heading[-1].text) + 2 if heading and length(heading[-1].text) < PAGE_TEXT // 2 else 0
    for number, block in enumerate(reply.blocks):
        yield from _block(block, PAGE_TEXT - (taken if number == 0 else 0))


def _headline(reply: Reply) -> Iterator[Piece]:
    heading = escape(reply.headline)
    if length(heading) <= _HEADING:
        yield Piece(f"### {heading}{marks(reply.headline_cites)}", reply.headline_cites[:PAGE_LINKS])
    else:
        yield from _split(reply.headline, reply.headline_cites, PAGE_TEXT)


def _block(block: Block, room: int) -> Iterator[Piece]:
    match block:
        case Paragraph():
            after = "\n" if block.lead and block.lead.endswith("?") else " · "
            lead = f"**{escaped(block.lead, _LINE)}**{after}" if block.lead else ""
            for piece in _split(block.text, block.cites, room, first=lead):
                yield replace(piece, line=block.line)
        case Note():
            yield from _split(block.text, block.cites, room, every="" if block.differs else "-# ")
        case QuoteBlock():
            yield from _quote(block, room)


def _quote(block: QuoteBlock, room: int) -> Iterator[Piece]:
    parts = [escaped(part, _LINE) for part in block.by]
    by = small(f"{'— ' if parts else ''}{', '.join(parts)}{marks(block.cites)}")
    pieces = list(split_escaped(block.text, max(room - length(by) - 10, _LINE)))
    for number, text in enumerate(pieces):
        opened = f"“{text}" if number == 0 else f"{ELLIPSIS} {text}"
        closed = f"{opened}”" if number == len(pieces) - 1 else f"{opened} {ELLIPSIS}"
        yield Piece(f"{quoted(closed)}\n{by}", block.cites[:PAGE_LINKS])


def _split(
    text: str, cites: tuple[int, ...], room: int, *, first: str = "", every: str = ""
) -> Iterator[Piece]:
    numbers = marks(cites)
    pieces = list(split_escaped(text, room - length(first) - length(numbers) - length(every) - 4))
    for number, piece in enumerate(pieces):
        head = first if number == 0 else f"{ELLIPSIS} "
        tail = numbers if number == len(pieces) - 1 else f" {ELLIPSIS}"
        yield Piece(f"{every}{head}{piece}{tail}", cites[:PAGE_LINKS])


def _listed(reference: Reference) -> str:
    said = reference.remark or ("" if link_of(reference) else NO_LINK)
    return f"\\[{reference.number}\\] {escaped(reference.citation, _CITATION)}{f' ({said})' if said else ''}"


def _known(pieces: Sequence[Piece], references: dict[int, Reference]) -> list[Reference]:
    """The sources of these; of the lines of a list the first ones, in one row of buttons."""
    firm = {number for piece in pieces if not piece.line for number in piece.cites}
    lines = sorted({number for piece in pieces if piece.line for number in piece.cites} - firm)
    more = [number for number in lines if _linked(number, references)][:LIST_LINKS]
    numbers = {*firm, *more[: max(PAGE_LINKS - len(firm), 0)]}
    return [references[number] for number in sorted(numbers) if number in references]


def _linked(number: int, references: dict[int, Reference]) -> bool:
    return number in references and link_of(references[number]) is not None


def _fits(pieces: list[Piece], references: dict[int, Reference]) -> bool:
    page = _page(pieces, references)
    text = length(page.text) + sum(length(line) + 1 for line in page.listed)
    room = LIST_TEXT if any(piece.line for piece in pieces) else PAGE_TEXT
    return text <= room and len(page.links) <= PAGE_LINKS


def _page(pieces: list[Piece], references: dict[int, Reference]) -> CardPage:
    known = _known(pieces, references)
    text = "".join(
        f"{_gap(before, piece)}{piece.text}" for before, piece in pairwise((None, *pieces)) if piece
    )
    links = tuple(reference for reference in known if link_of(reference))
    told = (reference for reference in known if reference not in links)
    return CardPage(
        text, links, tuple(line for line in (small(_listed(r)) for r in told) if line not in text)
    )


def _gap(before: Piece | None, piece: Piece) -> str:
    if before is None:
        return ""
    return "\n" if before.line and piece.line else "\n\n"
