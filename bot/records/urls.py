"""The address of the database, as operators write it and as the drivers need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.records.errors import DatabaseUrlError

if TYPE_CHECKING:
    from pathlib import Path

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
RENAMED = {"sslmode": "ssl"}
"""Options that hosts put into their addresses, in the words of the driver."""
OPTIONS = frozenset({"host", "port", "ssl", "prepared_statement_cache_size", "statement_cache_size"})
EXPECTED = "sqlite:///FILE, or postgresql:// with user, password, host and database"


def default_url(state_dir: Path) -> str:
    """Where the records are unless DATABASE_URL says otherwise: a file in the state folder."""
    return URL.create("sqlite", database=str(state_dir / "records.sqlite3")).render_as_string()


def driver_url(url: str) -> URL:
    """The same database for the asynchronous drivers; DatabaseUrlError where it cannot be one."""
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError):
        raise DatabaseUrlError("something else", EXPECTED) from None
    if parsed.drivername not in DRIVERS:
        raise DatabaseUrlError(f"“{parsed.drivername}://”", EXPECTED)
    named = parsed.set(drivername=DRIVERS[parsed.drivername])
    return _file(named) if parsed.drivername == "sqlite" else _server(named)


def _file(url: URL) -> URL:
    """Only a file outlives a restart and is seen by another process."""
    if not url.database or url.database == ":memory:" or url.query or url.host:
        raise DatabaseUrlError("a database that is not a plain file", "sqlite:///FILE")
    return url


def _server(url: URL) -> URL:
    query = {RENAMED.get(name, name): value for name, value in url.query.items()}
    if unknown := sorted(query.keys() - OPTIONS):
        known = ", ".join(sorted(OPTIONS - {"ssl"} | {"sslmode"}))
        raise DatabaseUrlError(f"the option “{unknown[0][:60]}”", f"none but {known}")
    return url.set(query=query)
