"""Records in a SQLite file, copied whole by SQLite itself, so that a bot which runs meanwhile does no harm."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.backup.errors import BackupError

if TYPE_CHECKING:
    from pathlib import Path

TRIES, PAUSE = 40, 0.25
"""How often, and after how many seconds, a database that somebody is writing to is tried again."""


def copy(source: Path, target: Path) -> str | None:
    """Make `target` hold what `source` holds, in one transaction; the version of its tables. Neither needs to be idle."""
    try:
        with closing(_open(source, "rw")) as old, closing(_open(target, "rwc")) as new:
            old.backup(new, progress=_Patience(target), sleep=PAUSE)
            return version(new)
    except sqlite3.Error as error:
        raise BackupError(f"The records in {source} cannot be copied to {target}: {error}.") from None


def alone(path: Path) -> None:
    """Put all of a database into its one file, with nothing beside it."""
    with closing(_open(path, "rw")) as database:
        database.execute("PRAGMA journal_mode = DELETE")


def check(path: Path) -> str | None:
    """The version of the tables; BackupError where the file is damaged or no database."""
    try:
        with closing(_open(path, "ro")) as database:
            (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            if found == "ok":
                return version(database)
    except sqlite3.Error as error:
        found = error
    raise BackupError(f"The records in the backup are damaged: {found}.")


def version(database: sqlite3.Connection) -> str | None:
    """What Alembic wrote down, None where there is none of it."""
    try:
        row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    return str(row[0]) if row else None


def _open(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=TRIES * PAUSE)


class _Patience:
    """Gives up once the database has been busy too often; sqlite3 itself would wait for ever."""

    def __init__(self, path: Path) -> None:
        self._path, self._left = path, TRIES

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self._left -= 1
            if not self._left:
                raise BackupError(f"The records in {self._path} are in use. Stop the bot, and try again.")
