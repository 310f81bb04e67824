"""The demo: a moderator sets up a channel, saves a deal, and the channel has it at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from bot.answering.engine import Engine
from bot.clock import FixedClock
from bot.demo.town import Town, build, close_town, open_town
from bot.knowledge.loader import load
from bot.telling.facts import KINDS
from tests.dates.zones import PACIFIC
from tests.discord_app import world
from tests.discord_app.conftest import message
from tests.discord_app.kb.conftest import prefilled

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import InteractionResult

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DEAL = "reached a tentative agreement on December 31, 2025"


def told(town: Town) -> list[str]:
    return [one.content for one in town.channel.history() if one.content]


async def submit(town: Town, form: InteractionResult, **values: Any) -> InteractionResult:  # noqa: ANN401  (several kinds)
    return await town.moderator.submit_modal(form, {**prefilled(form), **values})


async def test_a_deal_that_a_moderator_saves_is_told_in_the_channel_that_follows(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    for name, content in world.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content.lstrip("\n"), "utf-8")
    town = build(NOW, PACIFIC, live=True)
    await open_town(town, Engine(load(folder)), FixedClock(NOW), live=True, folder=tmp_path)

    form = await town.moderator.slash(town.channel, "follow")
    chosen: dict[str, Any] = {
        "channel": [town.channel],
        "strikes": ["*"],
        "kinds": list(KINDS),
        "when": ["now"],
    }
    await submit(town, form, **chosen, role=[])
    deal = await town.moderator.slash(town.channel, "kb strike", what="deal", strike="2025 lampmakers strike")
    card = await submit(town, deal, date="dec 31", source=["post-talks"])
    await town.moderator.click(message(card), label="Save")
    await town.env.settle()
    said = told(town)
    await close_town(town)

    (one,) = said
    assert one.startswith("**Tentative agreement · Lampmakers strike** · December 31, 2025")
    assert DEAL in one
