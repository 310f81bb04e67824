"""A reply as plain text, and as the JSON that other programs read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from bot.answering.composition import sentences as say
from bot.answering.reply import Block, Item, Note, Paragraph, QuoteBlock, Reference, Reply
from bot.dates.conventions import zone_words
from bot.dates.partial import day_words

if TYPE_CHECKING:
    from bot.answering.known.bargaining_state import Row
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Source


def marks(cites: tuple[int, ...]) -> str:
    """` [1][2]`, or nothing."""
    unique = dict.fromkeys(cites)
    return " " + "".join(f"[{number}]" for number in unique) if unique else ""


def heading(lead: str | None) -> str:
    """`Mill Owners: `, or a question with a space after it; nothing where there is none."""
    return f"{lead}{'' if lead.endswith('?') else ':'} " if lead else ""


def block_text(block: Block) -> str:
    match block:
        case QuoteBlock():
            by = f" — {', '.join(block.by)}" if block.by else ""
            return f"“{block.text}”{by}{marks(block.cites)}"
        case Paragraph():
            return f"{heading(block.lead)}{block.text}{marks(block.cites)}"
        case Note():
            return f"{block.text}{marks(block.cites)}"


def own_words(reply: Reply) -> str:
    """What a reply tells, without its sources."""
    return "\n".join((reply.headline, *(block_text(block) for block in reply.blocks)))


def reference_text(reference: Reference) -> str:
    address = reference.passage_url
    return f"[{reference.number}] {reference.label}{f', {address}' if address else ''}"


def as_of_text(reply: Reply) -> str:
    """The line that says as of when, where that is not now; and when a moderator last checked."""
    moment = reply.local
    time, zone = f"{moment:%H:%M}", zone_words(moment.tzinfo)
    parts = [] if reply.live else [say.AS_OF(date=day_words(moment.date()), time=time, place=zone)]
    if reply.reviewed:
        parts.append(say.CHECKED(date=day_words(reply.reviewed)))
    return " ".join(parts)


_ON = frozenset({"ongoing", "suspended", "between"})


def state_text(reply: Reply) -> str:
    """One small line under an answer while a strike is on, unless the answer says it; nothing under any other reply."""
    lines = [line for line in reply.untold if line.status in _ON]
    return " · ".join(line.brief or line.text for line in lines) if reply.kind == "answer" else ""


def lead(reply: Reply) -> str:
    """What stands before the fold."""
    told = (block_text(block) for block in reply.before)
    return "\n".join((f"{reply.headline}{marks(reply.headline_cites)}", *told))


def text(reply: Reply) -> str:
    """All that a person would read."""
    lines = [f"{reply.headline}{marks(reply.headline_cites)}"]
    lines += [block_text(block) for block in reply.blocks]
    lines += [f"- {option.label}" for option in reply.options if not reply.items]
    if reply.references:
        lines.append("Sources: " + "; ".join(reference_text(reference) for reference in reply.references))
    lines += [state_text(reply), as_of_text(reply)]
    return "\n".join(line for line in lines if line)


def as_json(reply: Reply, view: View, id: str | None = None) -> dict[str, Any]:
    """The reply as design.md describes it for other programs."""
    strike = reply.strikes[0] if reply.strikes else None
    found = {} if id is None else {"id": id}
    return {
        **found,
        "kind": reply.kind,
        "lead": lead(reply),
        "text": text(reply),
        "confidence": reply.confidence,
        "sources": [_source(reference) for reference in reply.references],
        "entries": list(reply.entries),
        "strike": {"id": strike.id, "status": strike.status, "day": strike.day} if strike else None,
        "as_of": reply.as_of.isoformat(),
        "items": [_item(item) for item in reply.items],
        "options": [option.label for option in reply.options],
        "related": list(reply.related),
        **({"issues": [_row(row) for row in reply.rows]} if reply.rows else {}),
    }


def _row(row: Row) -> dict[str, Any]:
    """An issue of talks: what stands on it, each with whose it is, since when, and its sources."""
    cells = [
        {
            "standing": cell.standing,
            "party": cell.party or None,
            "since": str(cell.since),
            "text": cell.entry.text,
            "entry": cell.full_id,
            "sources": [citation.source for citation in cell.entry.citations],
        }
        for cell in row.cells
    ]
    talks = {"issue": row.issue, "strike": row.strike, "employer": row.employer}
    return {**talks, "agreed": row.agreed, "moved": row.moved.full_id, "cells": cells}


def _item(item: Item) -> dict[str, Any]:
    sources = [reference.source.id for reference in item.references]
    text = f"{item.text} “{item.spoken.text}”" if item.spoken else item.text
    return {"question": item.question, "text": text, "entry": item.entry, "sources": sources}


def published(source: Source) -> str:
    """The day, or the moment where it is known, as the base has it: `2024-03-04`, `~2024-03-04`, `2024-03`."""
    return (
        source.published.isoformat() if isinstance(source.published, dt.datetime) else str(source.published)
    )


def _source(reference: Reference) -> dict[str, Any]:
    source = reference.source
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "authors": list(source.authors),
        "published": published(source),
        "kind": source.kind.value,
        "citation": f"{reference.label}, {reference.url}" if reference.url else reference.label,
        "url": source.url,
        "passage_url": reference.passage_url,
        "passage": reference.passage,
        "archived_url": source.archived,
        "state": reference.state,
    }
