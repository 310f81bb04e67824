"""Every test of the records runs on SQLite and on PostgreSQL, each time in a database of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.clock import FixedClock
from bot.records.store import Records
from tests.records.servers import Postgres, postgres

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    yield from postgres()


@pytest.fixture
async def postgres_url(server: Postgres) -> AsyncIterator[str]:
    url = await server.database()
    yield url
    await server.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'records.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 1, 5, 12, tzinfo=UTC))


@pytest.fixture
async def records(url: str, clock: FixedClock) -> AsyncIterator[Records]:
    records = Records(url, clock)
    await records.start()
    yield records
    await records.close()
