"""With a website, an answer has a button that opens the page of what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.discord_app.config import BotConfig
from tests.discord_app.conftest import Town, labels, parts

if TYPE_CHECKING:
    from pathlib import Path

ROBOTS = "what did the glassworks say about robots?"


@pytest.fixture
def config(tmp_path: Path) -> BotConfig:
    return BotConfig(state_dir=tmp_path, shard_count=1, site_url="https://strike.example.org/")


async def test_an_answer_opens_on_the_web(town: Town) -> None:
    shown = await town.alice.slash(town.channel, "ask", question=ROBOTS)
    addresses = [part["url"] for part in parts(shown) if part.get("label") == "Open on the web"]

    assert addresses == ["https://strike.example.org/entries/lamp-2025/position/robots-glass.html"]


async def test_what_is_no_answer_has_no_page(town: Town) -> None:
    shown = await town.alice.slash(town.channel, "ask", question="how do I bake bread?")

    assert "Open on the web" not in labels(shown)
