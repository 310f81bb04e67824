"""What SQLite needs to serve several processes, and to keep what it has confirmed."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import Connection, event

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 2.0
"""How long a transaction waits while another process is writing."""
TRIES = 20
TRY_SECONDS = 0.05
PRAGMAS = (
    "PRAGMA synchronous = FULL",  # an edit whose files survive a power cut must not lose its record; writes are few
    "PRAGMA foreign_keys = ON",
)


def prepare(path: Path) -> None:
    """Make the file, readable by its owner only: it holds what people asked. Readers go on while somebody writes (WAL).

    OSError or sqlite3.Error where that cannot be. Two processes that set a file to WAL at once may both be turned away
    without waiting, hence the tries. Blocking: for a thread.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(path, timeout=TRY_SECONDS, isolation_level=None)) as connection:
        for left in reversed(range(TRIES)):
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError:
                if not left:
                    raise
                time.sleep(TRY_SECONDS)
            else:
                return


def attend(engine: AsyncEngine) -> None:
    """Set up each connection, and begin transactions that write by taking the lock at once.

    A transaction that reads first and takes the lock later fails, without waiting, when another has written in between.
    """
    event.listen(engine.sync_engine, "connect", _connected)
    event.listen(engine.sync_engine, "begin", _begin)


def _connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if "busy_seconds" in options:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(options['busy_seconds'] * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
