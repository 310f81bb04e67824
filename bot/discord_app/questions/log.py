"""Keeps what people asked and did not get, and counts what is asked for: never who asked, and never in the way of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.moderating.questions import key_of, scrub, unanswered
from bot.records.waiters import Waiter

if TYPE_CHECKING:
    from bot.answering.reply import Reply
    from bot.discord_app.card.request import Request
    from bot.records.store import Records


class QuestionLog:
    """Records questions without an answer, and who waits for one. Without records it notes nothing.

    The records never raise for this, and count what they lose.
    """

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

    def may_wait(self, request: Request, reply: Reply, *, dated: bool = False) -> bool:
        """Whether somebody can be told later when a question has an answer: one that waits for it, and says itself what it
        asks."""
        alone = request.kind == "ask" and not request.after and not request.strike
        return (
            self._records is not None
            and alone
            and not dated
            and unanswered(reply)
            and bool(scrub(request.text))
        )

    async def wait(self, user: int, request: Request, locale: str) -> bool:
        """Remember that somebody wants to be told; False where that is not possible, or of too many questions already."""
        kept = scrub(request.text) if request.kind == "ask" else ""
        if self._records is None or not kept:
            return False
        return await self._records.waiters.wait(Waiter(user, key_of(kept), locale), kept)

    async def stop(self, user: int, request: Request) -> None:
        """They do not want to be told any more."""
        if self._records is not None:
            await self._records.waiters.stop(user, key_of(scrub(request.text)))

    async def not_asked(self, request: Request, expected: str = "") -> bool:
        """A reply was not what was asked; whether that is kept, which only a question in words is."""
        kept = scrub(request.text) if request.kind == "ask" else ""
        if self._records is None or not kept:
            return False
        await self._records.note_question(key_of(kept), kept, "not_asked", expected=scrub(expected))
        return True
