"""Databases as earlier versions of the program left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.records.migrate import VERSIONS, upgrade
from tests.records.looking import engine, execute

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

T = TypeVar("T")

HELD = {
    "0001": [
        "INSERT INTO questions VALUES ('old key', 'Old?', 'unanswered', 3, '2026-01-01', '2026-01-02', false)",
        "INSERT INTO expectations (key, text) VALUES ('old key', 'an answer')",
        "INSERT INTO tallies VALUES ('2026-01-02', 'wga-2023/strike', 4)",
    ],
    "0002": [
        "INSERT INTO edits (at, moderator_id, moderator, what, reason, patches, revision, state, revision_after, "
        "decided_by) VALUES ('2026-01-02 12:00:00.000000', 5, 'Anna', 'Added', '', '[]', 'a', 'done', 'b', '')",
        "INSERT INTO edit_entries SELECT id, 0, 'wga-2023/strike' FROM edits",
    ],
    "0003": [],
    "0004": ["INSERT INTO identifies (shard, at, settled) VALUES (0, '2026-01-02 12:00:00.000000', false)"],
    "0005": [],
    "0006": [],
    "0007": [],
}
"""What a database of each version holds beside that of the versions before."""


async def run(url: str, work: Callable[[Connection], T]) -> T:
    used = engine(url)
    async with used.begin() as connection:
        found = await connection.run_sync(work)
    await used.dispose()
    return found


async def make(url: str, version: str) -> None:
    """A database as that version of the program left it."""
    await run(url, lambda connection: upgrade(connection, version))
    for each in VERSIONS[: VERSIONS.index(version) + 1]:
        await execute(url, *HELD[each])
