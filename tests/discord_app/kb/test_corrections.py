"""/corrections: everybody can read what was corrected, since when and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.discord_app.client import Strikebot
from bot.records.store import Records
from tests.discord_app import world
from tests.discord_app.conftest import Town, labels, text
from tests.discord_app.kb.test_editing import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.discord_app.kb.conftest import House


async def test_nothing_corrected_is_said_so(town: Town) -> None:
    assert "Nothing has had to be corrected so far." in text(
        await town.alice.slash(town.channel, "corrections")
    )


async def test_an_edit_is_told_to_members_without_who_made_it(house: House) -> None:
    reason = "The Glass Ledger corrected *its* report."
    form = await opened(
        house, await house.kb("edit", entry="First round, December 11, 2025", reason=reason), "outcome"
    )
    shown = await house.fill(form, outcome="The first round ended at *midnight*.")
    await house.press(shown, "Save")
    told = text(await house.town.alice.slash(house.town.channel, "corrections"))

    assert "**First round**" in told
    assert "Before** The first round ended without a deal." in told
    assert "Now** The first round ended at \\*midnight\\*." in told
    assert "Why** The Glass Ledger corrected \\*its\\* report." in told
    assert "mod" not in told.replace("moderators", "")


async def test_a_withdrawn_entry_is_told_and_the_website_is_linked(town: Town) -> None:
    position = "lamp-2025/position/robots-glass"
    town.bot.config = replace(town.bot.config, site_url="https://strike.example.org/")
    await town.restart(Engine(world.without(world.base(), position)))
    town.bot.desk.clock.moment = world.EPOCH.replace(day=3)  # type: ignore[attr-defined]  # the tests' own clock
    shown = await town.alice.slash(town.channel, "corrections")

    assert "It was wrong." in text(shown)
    assert "The Glassworks Alliance refused to rule out robots." in text(shown)
    assert "Nothing: it was taken out." in text(shown)
    assert "All corrections on the web" in labels(shown)


async def test_many_corrections_fit_into_a_message(town: Town) -> None:
    base = world.base()
    for full_id in (
        "lamp-2025/position/robots-glass",
        "lamp-2025/position/robots-lamp",
        "lamp-2025/position/night-glass",
    ):
        base = world.without(base, full_id)
    await town.restart(Engine(base))
    town.bot.desk.clock.moment = world.EPOCH.replace(day=3)  # type: ignore[attr-defined]  # the tests' own clock
    shown = text(await town.alice.slash(town.channel, "corrections"))

    assert shown.count("It was wrong.") == 3
    assert len(shown) < 4000


async def test_the_bot_writes_the_site_of_its_own_base(house: House, tmp_path: Path) -> None:
    config = replace(house.bot.config, site_dir=tmp_path / "site")
    bot = Strikebot(house.bot.desk.engine, house.bot.desk.clock, config)
    assert bot.site is not None

    assert await bot.site.write()
    assert "lampmakers strike" in (tmp_path / "site/index.html").read_text("utf-8")


async def test_without_a_folder_there_is_no_site(house: House) -> None:
    assert house.bot.site is None


async def test_while_the_records_are_away_what_the_base_knows_is_told(town: Town, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()  # no database can be there
    away = Records(f"sqlite:///{tmp_path / 'records'}", town.bot.desk.clock)
    town.bot.config = replace(town.bot.config, records=away)
    shown = text(await town.alice.slash(town.channel, "corrections"))

    assert "cannot be read at the moment" in shown
