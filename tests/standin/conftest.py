"""A stand-in for Discord, and the real process connected to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.records.servers import Postgres, postgres
from tests.standin.standin import standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.standin.standin import StandIn


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with standing_in() as standin:
        yield standin


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    yield from postgres()
