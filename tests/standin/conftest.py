"""A stand-in for Discord, and the real process connected to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.standin.standin import standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.standin.standin import StandIn


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with standing_in() as standin:
        yield standin
