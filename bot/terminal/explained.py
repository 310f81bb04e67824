"""Why a reply is as it is, for moderators: what was understood, weighed, ruled out and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.lines import GAP, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.reply import Reply


def explained(reply: Reply) -> list[Line]:
    """The explanation of a reply."""
    return list(_lines(reply))


def _lines(reply: Reply) -> Iterator[Line]:
    why = reply.explanation
    yield Line("What I understood", "heading")
    for text in why.understood or ("no name, date or number that the knowledge base has",):
        yield Line(text, mark="- ")
    fitting = [one for one in why.candidates if not one.vetoed]
    out = [one for one in why.candidates if one.vetoed]
    yield from (GAP, Line("What fits the question (the higher the number, the closer)", "heading"))
    for one in fitting:
        yield Line(f"{one.title} ({one.entry})", mark=f"{one.score:5.2f}  ")
    if not fitting:
        yield Line("nothing", mark="- ")
    if out:
        yield from (GAP, Line("What was ruled out, and why", "heading"))
    for one in out:
        yield Line(f"{one.title} ({one.entry}): {one.vetoed}", mark=f"{one.score:5.2f}  ")
    yield from (GAP, Line("What I decided", "heading"))
    yield Line(why.decision or _without_words(reply), mark="- ")
    if reply.entries:
        yield Line(f"it rests on {', '.join(reply.entries)}", mark="- ")


def _without_words(reply: Reply) -> str:
    done = {"answer": "answered", "shortlist": "listed", "clarify": "asked back", "decline": "declined"}[
        reply.kind
    ]
    return f"{done} (confidence {reply.confidence:.2f})"
