"""Keeps what people asked and did not get, and counts what is asked for: never who asked, and never in the way of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.moderating.questions import key_of, scrub, unanswered

if TYPE_CHECKING:
    from bot.answering.reply import Reply
    from bot.discord_app.requests import Request
    from bot.records.store import Records


class Noting:
    """One for the whole bot. Without records it notes nothing. The records never raise for this, and count what they lose."""

    def __init__(self, records: Records | None) -> None:
        self._records = records

    async def replied(self, request: Request, reply: Reply, *, dated: bool = False) -> None:
        """A reply was given: count its entries, keep the question where it has no answer.

        One that was asked as of a date is not kept: what was not known then may be well known today.
        """
        if self._records is None:
            return
        if reply.kind == "answer":
            await self._records.note_asked(reply.entries)
        elif request.kind == "ask" and not dated and unanswered(reply) and (kept := scrub(request.text)):
            await self._records.note_question(key_of(kept), kept, "unanswered")

    async def not_asked(self, request: Request, expected: str = "") -> bool:
        """A reply was not what was asked; whether that is kept, which only a question in words is."""
        kept = scrub(request.text) if request.kind == "ask" else ""
        if self._records is None or not kept:
            return False
        await self._records.note_question(key_of(kept), kept, "not_asked", expected=scrub(expected))
        return True
