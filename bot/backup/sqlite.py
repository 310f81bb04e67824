"""Records in a SQLite file, copied whole by SQLite itself, so that a bot which runs meanwhile does no harm."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

from bot.backup.errors import BackupError
from bot.records.migrate import NEWEST, VERSIONS, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

TRIES, PAUSE = 40, 0.25
"""How often, and after how many seconds, a database that somebody is writing to is tried again."""
MAGIC = b"SQLite format 3\0"
"""How a database begins; to SQLite, a file of no bytes is one too."""
ASIDE = ".damaged"
VERSION = "alembic_version"
"""Alembic's own table, which is as its version makes it."""
DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
COLUMNS = (
    "SELECT m.name, c.name || c.pk FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
)
"""Each column of each table, with its place in the primary key."""


def copy(source: Path, target: Path) -> str | None:
    """Make `target` hold what `source` holds, in one transaction; the version of its tables. Neither needs to be idle."""
    try:
        return _copy(source, target)
    except sqlite3.Error as error:
        raise _not_copied(source, target, error) from None


def replace(source: Path, target: Path) -> None:
    """As `copy`, where `source` was checked. A damaged `target`, into which SQLite copies nothing, is moved aside."""
    try:
        _copy(source, target)
    except sqlite3.Error as error:
        if isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF in DAMAGED:
            _move_aside(target)
            copy(source, target)
        else:
            raise _not_copied(source, target, error) from None


def _move_aside(path: Path) -> None:
    """The main file last: without it, what is beside it is nothing."""
    for suffix in ("-wal", "-shm", ""):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.replace(file.with_name(file.name + ASIDE))
    path.touch(0o600)


def _not_copied(source: Path, target: Path, error: sqlite3.Error) -> BackupError:
    return BackupError(f"The records in {source} cannot be copied to {target}: {error}.")


def _copy(source: Path, target: Path) -> str | None:
    with closing(_open(source, "rw")) as old, closing(_open(target, "rwc")) as new:
        old.backup(new, progress=_Patience(target), sleep=PAUSE)
        return version(new)


def alone(path: Path) -> None:
    """Put all of a database into its one file, with nothing beside it."""
    with closing(_open(path, "rw")) as database:
        database.execute("PRAGMA journal_mode = DELETE")


def check(path: Path) -> str:
    """The version of the tables; BackupError where this bot could not go on with the records in the file."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupError("The records in the backup are damaged: file is not a database.")
    try:
        with closing(_open(path, "ro")) as database:
            (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            if found == "ok":
                return _known(database)
    except sqlite3.Error as error:
        found = error
    raise BackupError(f"The records in the backup are damaged: {found}.")


def _known(database: sqlite3.Connection) -> str:
    """The version of tables that are Strikebot's, all of them and of a version that this program brings up to date."""
    found = version(database)
    if found is None:
        raise BackupError("The database in the backup holds no records of Strikebot.")
    if found not in VERSIONS:
        raise BackupError(
            f"The records in the backup were made by a newer version of Strikebot: found version {found[:20]!r} of the"
            f" tables, expected at most {NEWEST}. Restore with the version of Strikebot that made the backup."
        )
    tables = _by_table(database.execute(COLUMNS))
    for table, columns in _columns_of(found).items():
        if table != VERSION and columns != tables.get(table):
            raise BackupError(
                f"The database in the backup is not Strikebot's: the table {table} is not there, or has other columns."
            )
    if database.execute("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')").fetchone():
        raise BackupError("The database in the backup is not Strikebot's: it holds views or triggers.")
    return found


def _columns_of(version: str) -> dict[str, set[str]]:
    """What the migrations up to a version make: they are run in memory."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            upgrade(connection, version)
            return _by_table(connection.exec_driver_sql(COLUMNS))
    finally:
        engine.dispose()


def _by_table(rows: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    return found


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
