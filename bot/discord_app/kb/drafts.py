"""What moderators are in the middle of: kept in memory and in the records, so that a restart loses nothing."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_app.questions.memory import Bounded
from bot.errors import StrikebotError
from bot.moderating.forms import DraftUnreadableError
from bot.moderating.works import from_json, to_json
from bot.records.rows import StoredDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.clock import Clock
    from bot.moderating.outcomes import Prepared
    from bot.moderating.works import Work
    from bot.records.store import Records

log = logging.getLogger(__name__)

REMEMBERED = 100
"""Drafts in memory: one may hold an uploaded file of a mebibyte."""
REVISIONS = 5
"""States of the knowledge files in memory, so that whoever saves later is told what has changed since."""


@dataclass(frozen=True, slots=True)
class ModeratorDraft:
    """A work and whose it is."""

    id: str
    moderator: int
    work: Work


class Drafts:
    """The works that moderators have begun. `free` is given what was prepared and is not used any more."""

    def __init__(self, records: Records, clock: Clock, free: Callable[[Prepared], None]) -> None:
        self._records = records
        self._clock = clock
        self._free = free
        self._drafts: Bounded[str, ModeratorDraft] = Bounded(REMEMBERED)
        self._shown: tuple[str, Prepared] | None = None
        """The last one only: it holds an index of the whole base, and is made again where it is needed."""
        self._files: Bounded[str, Mapping[str, bytes]] = Bounded(REVISIONS)

    async def keep(self, moderator: int, work: Work, id: str = "") -> ModeratorDraft:
        """Keep a work; a new draft where `id` is empty."""
        draft = self.begin(moderator, work, id)
        await self.store(draft)
        return draft

    def begin(self, moderator: int, work: Work, id: str = "") -> ModeratorDraft:
        """Keep a work in memory, at once; whoever calls this stores it soon."""
        draft = ModeratorDraft(id or secrets.token_hex(6), moderator, work)
        self._drafts.put(draft.id, draft)
        self._forget(draft.id)
        return draft

    async def store(self, draft: ModeratorDraft) -> None:
        """Keep a draft in the records too. While they are away, memory alone keeps it."""
        try:
            stored = StoredDraft(draft.id, draft.moderator, to_json(draft.work), self._clock.now())
            await self._records.keep_draft(stored)
        except StrikebotError as error:
            log.warning("a draft is kept in memory only: %s", error)

    async def find(self, id: str) -> ModeratorDraft | None:
        """A draft; None where it is over, or was made by another version. RecordsAwayError where only they would know."""
        known = self._drafts.get(id)
        if known is not None:
            return known
        stored = await self._records.draft(id)
        try:
            return ModeratorDraft(id, stored.moderator_id, from_json(stored.data)) if stored else None
        except (ValueError, DraftUnreadableError) as error:
            log.warning(
                "a draft cannot be read: %s", type(error).__name__
            )  # the error itself quotes what was typed
            return None

    async def drop(self, id: str) -> None:
        """Forget a draft: it was saved or given up."""
        self._drafts.drop(id)
        self._forget(id)
        try:
            await self._records.drop_draft(id)
        except StrikebotError as error:
            log.warning("a draft could not be deleted, it expires by itself: %s", error)

    def show(self, id: str, prepared: Prepared) -> None:
        """Remember what was shown of a draft, until another one is shown."""
        self._files.put(prepared.revision, prepared.before)
        before, self._shown = self._shown, (id, prepared)
        if before is not None and before[1] is not prepared:
            self._free(before[1])

    def shown(self, id: str) -> Prepared | None:
        """What was shown of a draft, where it was the last one."""
        return self._shown[1] if self._shown and self._shown[0] == id else None

    def files_of(self, revision: str) -> Mapping[str, bytes] | None:
        """The knowledge files of a revision on which drafts were shown lately."""
        return self._files.get(revision)

    def _forget(self, id: str) -> None:
        prepared = self.shown(id)
        if prepared is not None:
            self._shown = None
            self._free(prepared)
