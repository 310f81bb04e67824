"""Bringing the tables of a database to the version of this program; safe when several processes start at once."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Text, column, inspect, select, table, text

from bot.records.errors import NewerRecordsError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).with_name("migrations")
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every version that there was, named here so that Alembic is imported only where there is something to do."""
NEWEST = VERSIONS[-1]
LOCK = int.from_bytes(b"strike")
"""The number of PostgreSQL's advisory lock."""
LOCK_SECONDS = 20.0
"""How long a process waits while another one migrates."""


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables to the newest version; NewerRecordsError where they are beyond it."""
    async with engine.connect() as connection:
        if await version(connection) == NEWEST:
            return
    await asyncio.to_thread(_import_alembic)
    alone = engine.execution_options(writes=True, busy_seconds=LOCK_SECONDS)
    async with alone.begin() as connection:
        await _lock(connection)
        found = await version(connection)  # again: another process may have migrated while this one waited
        if found != NEWEST:
            await connection.run_sync(upgrade)
            log.info("The records went from version %s to %s", found or "none", NEWEST)


async def version(connection: AsyncConnection) -> str | None:
    """The version of the tables, None where there are none yet; NewerRecordsError for one that is not known."""
    if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
        return None
    found = await written_version(connection)
    if found is not None and found not in VERSIONS:
        raise NewerRecordsError(found, NEWEST)
    return found


async def written_version(connection: AsyncConnection) -> str | None:
    """What the database says of itself; an error of the database where the tables are gone."""
    wanted = select(column("version_num", Text)).select_from(table("alembic_version"))
    return (await connection.execute(wanted)).scalar()


async def _lock(connection: AsyncConnection) -> None:
    """One process at a time. In SQLite, a transaction that writes has the file for itself from its beginning."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS:.0f}s'"))
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=LOCK))


def _import_alembic() -> None:
    """Slow, so it is read in a thread; `upgrade` finds it there. What it would log of each step, one line says."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    import alembic.command  # noqa: F401


def upgrade(connection: Connection, to: str = NEWEST) -> None:
    """Run the migrations that are missing, within the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, to)
