"""Moderators' edits: begun, finished or given up; proposed and decided; listed with what has undone them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, update

from bot.records.questions import changed
from bot.records.rows import Edit, Moderator, NewEdit, State
from bot.records.tables import edit_entries, edits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def add(connection: AsyncConnection, edit: NewEdit, state: State, at: datetime) -> int:
    """Write a new edit down; gives its number."""
    values = asdict(edit)
    entries = values.pop("entries")
    new = insert(edits).values(**values, state=state, at=at, decided_by="").returning(edits.c.id)
    edit_id: int = (await connection.execute(new)).scalar_one()
    if entries:
        places = [{"edit_id": edit_id, "place": place, "entry": entry} for place, entry in enumerate(entries)]
        await connection.execute(insert(edit_entries).values(places))
    return edit_id


async def finish(connection: AsyncConnection, edit_id: int, revision: str) -> None:
    """The files hold it now. Finishing twice changes nothing."""
    done = update(edits).where(edits.c.id == edit_id, edits.c.state == "writing")
    done = done.values(state="done", revision_after=revision)
    if row := (await connection.execute(done.returning(edits.c.undoes))).first():
        await _take_effect(connection, edit_id, row.undoes)


async def _take_effect(connection: AsyncConnection, edit_id: int, target: int | None) -> None:
    """An edit undoes its target; what that had undone stands again; what stood against this is undone again; and so on."""
    by, stands = edit_id, True
    while target is not None:
        undone = update(edits).where(edits.c.id == target).values(undone_by=by if stands else None)
        row = (await connection.execute(undone.returning(edits.c.undoes))).one()
        by, target, stands = target, row.undoes, not stands


async def abandon(connection: AsyncConnection, edit_id: int) -> None:
    """It could not be written to the files: an edit is forgotten, an approved proposal waits again."""
    writing = (edits.c.id == edit_id) & (edits.c.state == "writing")
    await connection.execute(delete(edits).where(writing, edits.c.decided_by_id.is_(None)))
    again = {"state": "waiting", "decided_by": "", "decided_by_id": None}
    await connection.execute(update(edits).where(writing).values(again))


async def decide(
    connection: AsyncConnection, edit_id: int, moderator: Moderator, approved: bool, folder: str
) -> bool:
    """Approve (it is being written then, to that folder) or refuse a proposal; False where it waits no more."""
    decision = {
        "state": "writing" if approved else "refused",
        "decided_by": moderator.name,
        "decided_by_id": moderator.id,
        "folder": folder,
    }
    waits = update(edits).where(edits.c.id == edit_id, edits.c.state == "waiting")
    return changed(await connection.execute(waits.values(decision))) == 1


async def of_state(connection: AsyncConnection, state: State) -> list[Edit]:
    """All that are being written, or that wait: the oldest first."""
    return await _edits(connection, select(edits).where(edits.c.state == state).order_by(edits.c.id))


async def one(connection: AsyncConnection, edit_id: int) -> Edit | None:
    found = await _edits(connection, select(edits).where(edits.c.id == edit_id))
    return found[0] if found else None


async def history(
    connection: AsyncConnection, limit: int, before_id: int | None, entry: str | None
) -> list[Edit]:
    """Edits that are in the files, the newest first; those of one entry, those before one edit."""
    wanted: list[ColumnElement[bool]] = [edits.c.state == "done"]
    if before_id is not None:
        wanted.append(edits.c.id < before_id)
    if entry is not None:
        wanted.append(edits.c.id.in_(select(edit_entries.c.edit_id).where(edit_entries.c.entry == entry)))
    return await _edits(connection, select(edits).where(*wanted).order_by(edits.c.id.desc()).limit(limit))


async def _edits(connection: AsyncConnection, wanted: Select[Any]) -> list[Edit]:
    rows = (await connection.execute(wanted)).all()
    entries = await _entries(connection, [row.id for row in rows])
    return [_edit(row, entries.get(row.id, ())) for row in rows]


async def _entries(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    named = select(edit_entries).where(edit_entries.c.edit_id.in_(ids)).order_by(edit_entries.c.place)
    for row in await connection.execute(named):
        found[row.edit_id] = (*found.get(row.edit_id, ()), row.entry)
    return found


def _edit(row: Row[Any], entries: tuple[str, ...]) -> Edit:
    return Edit(**row._asdict(), entries=entries)
