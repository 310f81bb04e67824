"""The address of the database, as operators write it and as the drivers need it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.records.errors import DatabaseUrlError
from bot.records.options import HOSTS, arguments

if TYPE_CHECKING:
    from pathlib import Path

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
EXPECTED = "sqlite:///FILE, or postgresql:// with user, password, host and database"
SEVERAL = re.compile(
    r"(?P<before>\w+://(?:[^/?#]*@)?)(?P<hosts>[^/?#@\[]+,[^/?#@\[]+)(?P<after>.*)", re.DOTALL
)
"""An address with several servers, as libpq writes it: host:port,host:port."""
PORT = "5432"


@dataclass(frozen=True, slots=True)
class Address:
    """A database as SQLAlchemy and its driver need it: `arguments` are those of the driver's `connect`, `left_out` the
    options that change nothing here."""

    url: URL
    arguments: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def default_url(state_dir: Path) -> str:
    """Where the records are unless DATABASE_URL says otherwise: a file in the state folder."""
    return URL.create("sqlite", database=str(state_dir / "records.sqlite3")).render_as_string()


def driver_url(url: str) -> URL:
    """The same database for the asynchronous drivers, without its options; DatabaseUrlError where it cannot be one."""
    return address(url).url


def address(url: str) -> Address:
    """The same database with its options in the terms of the driver; DatabaseUrlError where it cannot be one."""
    try:
        parsed = make_url(_one_host(url.strip()))
    except (ArgumentError, ValueError):
        raise DatabaseUrlError("something else", EXPECTED) from None
    if parsed.drivername not in DRIVERS:
        raise DatabaseUrlError(f"“{parsed.drivername}://”", EXPECTED)
    named = parsed.set(drivername=DRIVERS[parsed.drivername])
    return _file(named) if parsed.drivername == "sqlite" else _server(named)


def _one_host(url: str) -> str:
    """Several hosts go behind the ?, where SQLAlchemy looks for them."""
    if not (found := SEVERAL.fullmatch(url)):
        return url
    hosts = [host if ":" in host else f"{host}:{PORT}" for host in found["hosts"].split(",")]
    sign = "&" if "?" in found["after"] else "?"
    return f"{found['before']}{found['after']}{sign}{'&'.join(f'host={host}' for host in hosts)}"


def _file(url: URL) -> Address:
    """Only a file outlives a restart and is seen by another process."""
    if not url.database or url.database == ":memory:" or url.query or url.host:
        raise DatabaseUrlError("a database that is not a plain file", "sqlite:///FILE")
    return Address(url)


def _server(url: URL) -> Address:
    hosts = {name: value for name, value in url.query.items() if name in HOSTS}
    options = {
        name: value if isinstance(value, str) else value[-1]
        for name, value in url.query.items()
        if name not in HOSTS
    }
    found, left_out = arguments(options)
    return Address(url.set(query=hosts), found, tuple(left_out))
