"""What moderators are in the middle of: kept in memory and in the records, so that a restart loses nothing."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_app.memory import Bounded
from bot.errors import StrikebotError
from bot.moderating.works import from_json, to_json
from bot.records.rows import StoredDraft

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.live.keeper import Keeper
    from bot.moderating.outcomes import Prepared
    from bot.moderating.works import Work
    from bot.records.store import Records

log = logging.getLogger(__name__)

REMEMBERED = 500
PREPARED = 2
"""Each holds an index of the whole base."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A work and whose it is."""

    id: str
    moderator: int
    work: Work


class Drafts:
    """One for the whole bot."""

    def __init__(self, records: Records, keeper: Keeper, clock: Clock) -> None:
        self._records = records
        self._keeper = keeper
        self._clock = clock
        self._drafts: Bounded[str, Draft] = Bounded(REMEMBERED)
        self._prepared: dict[str, Prepared] = {}

    async def keep(self, moderator: int, work: Work, id: str = "") -> Draft:
        """Keep a work; a new draft where `id` is empty. While the records are away, memory alone keeps it."""
        draft = Draft(id or secrets.token_hex(6), moderator, work)
        self._drafts.put(draft.id, draft)
        self._forget(draft.id)
        try:
            stored = StoredDraft(draft.id, moderator, to_json(work), self._clock.now())
            await self._records.keep_draft(stored)
        except StrikebotError as error:
            log.warning("a draft is kept in memory only: %s", error)
        return draft

    async def find(self, id: str) -> Draft | None:
        """A draft; None where it is over, or was made by another version."""
        known = self._drafts.get(id)
        if known is not None:
            return known
        try:
            stored = await self._records.draft(id)
            return Draft(id, stored.moderator_id, from_json(stored.data)) if stored else None
        except (StrikebotError, ValueError) as error:
            log.warning("a draft cannot be read: %s", error)
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
        """Remember what was shown of a draft, in the place of the one shown longest ago."""
        self._forget(id)
        while len(self._prepared) >= PREPARED:
            self._forget(next(iter(self._prepared)))
        self._prepared[id] = prepared

    def _forget(self, id: str) -> None:
        """Free what was shown, but for an engine that has come into use."""
        prepared = self._prepared.pop(id, None)
        if prepared is not None and prepared.engine not in (None, self._keeper.engine):
            self._keeper.discard(prepared.engine)

    def shown(self, id: str) -> Prepared | None:
        """What was last shown of a draft, where that is still in memory."""
        return self._prepared.get(id)
