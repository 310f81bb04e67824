"""The sources a base holds at a moment, as a reply: newest first, each cited as a library would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.reply import Note, Reference, Reply

if TYPE_CHECKING:
    from bot.answering.known.view import View


def catalogue(view: View) -> Reply:
    """Every source published by then."""
    known = view.sources()
    references = tuple(
        Reference(number, source, day=view.base.published(source)) for number, source in enumerate(known, 1)
    )
    publishers = len({source.publisher for source in known})
    headline = (
        f"The answers here rest on {len(known):,} sources by {publishers:,} publishers, the newest first."
    )
    return Reply(
        kind="answer",
        question="sources",
        headline=headline,
        as_of=view.as_of,
        zone=view.base.zone,
        blocks=tuple(Note(reference.label, (reference.number,)) for reference in references),
        references=references,
        reviewed=max((source.reviewed for source in known), default=None),
        confidence=1.0,
    )
