"""What careless hands do: files out of their place, an entry withdrawn twice, checks that fail for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, button, last_told
from tests.discord_app.kb.test_adding import added

if TYPE_CHECKING:
    from pathlib import Path

QUOTES = "strikes/lamp-2025/quotes.yaml"


async def test_no_edit_is_made_on_files_of_which_one_cannot_be_read(house: House, tmp_path: Path) -> None:
    quotes = house.folder / QUOTES
    (tmp_path / "elsewhere.yaml").write_bytes(quotes.read_bytes())
    quotes.unlink()
    quotes.symlink_to(tmp_path / "elsewhere.yaml")
    shown = await added(house)
    assert "has nothing to do with this" in text(shown)
    assert f"{QUOTES}: found a link out of the knowledge folder" in text(shown)
    assert button(shown, "Save")["disabled"], "saving would put a base without its quotes into use"


async def test_a_folder_that_is_gone_is_said_to_be(house: House) -> None:
    form = await house.kb("add meeting")
    house.folder.rename(house.folder.with_name("moved"))
    shown = await house.fill(form, date="dec 30", summary="They met.", source=["post-talks"])
    assert "found no folder" in text(shown)
    assert "add its strike.yaml first" not in text(shown)


async def test_a_check_that_fails_already_is_not_blamed_on_the_next_edits(house: House) -> None:
    tried = await house.kb("try", question="what did the glassworks say about robots?")
    await house.press(await house.press(tried, "Keep as a check"), "Save")
    gone = await house.kb("withdraw", entry="lamp-2025/position/robots-glass", reason="It was wrong.")
    await house.press(gone, "Save anyway")
    assert "no longer get their right reply" in last_told(house)
    told = len(house.town.desk_channel.history())
    await house.press(await added(house), "Save")
    assert "Checks that fail" in text(await house.kb("status"))
    assert len(house.town.desk_channel.history()) == told, "told once"
    taught = await house.kb("teach", question="who blinked first", entry="lamp-2025/quote/berg-robots")
    assert "breaks" not in text(taught)
