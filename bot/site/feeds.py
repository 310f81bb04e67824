"""What is new, for feed readers and other programs. The addresses in a feed are whole where the site's own is known."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from bot.answering.composition.plain_text import published
from bot.site.model import data_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.answering.reply import Reference
    from bot.site.model import Correction, EntryPage

NEWEST = 40
"""Entries in a feed."""


def name_of(full_id: str) -> str:
    """A name of an entry that no other thing has, wherever the site is: RFC 4287 wants one that never changes."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'strikebot:{full_id}')}"


def newest(pages: Iterable[EntryPage]) -> list[EntryPage]:
    """The latest to become known; what describes a person or an issue is no news, unless it was just met."""
    return sorted(pages, key=lambda page: (page.known, page.full_id), reverse=True)[:NEWEST]


def json_feed(title: str, pages: Sequence[EntryPage], base_url: str) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": title, "language": "en"}
    if base_url:
        feed |= {"home_page_url": base_url, "feed_url": f"{base_url}feed.json"}
    feed["items"] = [_item(page, base_url) for page in pages]
    return as_json(feed)


def _item(page: EntryPage, base_url: str) -> dict[str, Any]:
    return {
        "id": name_of(page.full_id),
        "url": f"{base_url}{page.path}",
        "title": page.name,
        "content_text": page.text,
        "date_published": page.known.isoformat(),
        "tags": [page.kind],
    }


def entry_json(page: EntryPage, base_url: str) -> bytes:
    """An entry for other programs, with the same words as its page."""
    told: dict[str, Any] = {
        "id": page.full_id,
        "kind": page.kind.lower(),
        "title": page.title,
        "url": f"{base_url}{page.path}",
        "date": str(page.date) if page.date else None,
        "known_from": page.known.isoformat(),
        "reviewed": page.reviewed.isoformat() if page.reviewed else None,
        "strikes": list(page.strikes),
        "stance": page.stance,
        "topic": page.topic,
        "claims": [
            {
                "heading": heading,
                "text": claim.text,
                "according_to": claim.account,
                "date": str(claim.date) if claim.date else None,
                "sources": list(claim.cites),
            }
            for heading, claim in _claims(page)
        ],
        "facts": {fact.label: [value.text for value in fact.values] for fact in page.facts},
        "sources": [_source(reference) for reference in page.cited],
    }
    if page.withdrawn:
        told["withdrawn"] = {"on": page.withdrawn.on.isoformat(), "reason": page.withdrawn.reason}
    return as_json(told)


def _claims(page: EntryPage) -> Iterable[tuple[str | None, Any]]:
    if page.lead:
        yield None, page.lead
    for section in page.sections:
        for told in section.told:
            yield told.heading or section.title, told


def _source(reference: Reference) -> dict[str, Any]:
    source = reference.source
    return {
        "number": reference.number,
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "authors": list(source.authors),
        "published": published(source),
        "kind": source.kind.value,
        "url": source.url,
        "passage": reference.passage,
        "archived_url": source.archived,
        "state": reference.state,
    }


def corrections_json(found: Iterable[Correction], base_url: str) -> bytes:
    return as_json(
        [
            {
                "id": name_of(each.number),
                "at": each.at.isoformat(),
                "entry": each.full_id,
                "data": f"{base_url}{data_of(each.full_id)}",
                "reason": each.reason,
                "changes": [{"where": part.label, "was": part.was, "now": part.now} for part in each.parts],
            }
            for each in found
        ]
    )


def search_json(pages: Iterable[EntryPage]) -> bytes:
    """What the search reads: of each entry its page, kind, title, day, words, and the names beside them."""
    rows = [
        [
            page.path,
            page.kind,
            page.name,
            page.date.words() if page.date else "",
            f"{page.text} {' '.join(value.text for fact in page.facts for value in fact.values)}",
        ]
        for page in pages
    ]
    return (json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def updated(moments: Iterable[dt.datetime], otherwise: dt.datetime) -> dt.datetime:
    """The latest of the moments; where there is none the other."""
    return max(moments, default=otherwise)
