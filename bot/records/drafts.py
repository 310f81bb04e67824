"""Forms that moderators have begun: they outlive a restart, and a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.records.rows import StoredDraft
from bot.records.tables import drafts
from bot.records.upserts import insert_into

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

KEPT = timedelta(days=1)


async def keep(connection: AsyncConnection, draft: StoredDraft, now: datetime) -> None:
    """Store it in place of the one with its id, and delete those that are too old."""
    await connection.execute(delete(drafts).where(drafts.c.at <= now - KEPT))
    values = {"moderator_id": draft.moderator_id, "data": draft.data, "at": draft.at}
    new = insert_into(connection, drafts).values(id=draft.id, **values)
    await connection.execute(new.on_conflict_do_update(index_elements=[drafts.c.id], set_=values))


async def one(connection: AsyncConnection, draft_id: str, now: datetime) -> StoredDraft | None:
    wanted = select(drafts).where(drafts.c.id == draft_id, drafts.c.at > now - KEPT)
    row = (await connection.execute(wanted)).first()
    return StoredDraft(row.id, row.moderator_id, row.data, row.at) if row else None


async def drop(connection: AsyncConnection, draft_id: str) -> None:
    await connection.execute(delete(drafts).where(drafts.c.id == draft_id))
