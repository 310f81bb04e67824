"""The real process keeps the website in step: at its start, after a moderator's edit, and after a changed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standin.moderating import saved
from tests.standin.payloads import guild_on
from tests.standin.process import running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.standin import StandIn

HOME = guild_on(0, 1)
ANNA = 7_000_000_000_000_000_001
WRITTEN = "the site in "
WANTED, CHANGED = "wanted double pay at night", "wanted triple pay at night"
SECONDS = 60.0
"""For a process of its own to write the site, on a machine that is busy with other tests."""


async def test_the_site_is_written_and_follows_edits_and_files(standin: StandIn, tmp_path: Path) -> None:
    out, positions = tmp_path / "site", tmp_path / "knowledge/strikes/lamp-2025/positions.yaml"
    settings = {
        "HOME_GUILD_IDS": str(HOME), "MODERATOR_ROLE_IDS": "77", "AS_OF": "2026-01-05", "SITE_DIR": str(out),
        "SITE_URL": "https://strike.example.org/",
    }  # fmt: skip
    async with running(standin, tmp_path, settings) as bot:
        await standin.gateway.connected()
        first = await bot.says(WRITTEN, SECONDS)
        assert WANTED in (out / "talks.html").read_text("utf-8")
        assert "https://strike.example.org/" in (out / "feed.xml").read_text("utf-8")

        await saved(standin, HOME, ANNA, "who blinked")
        await bot.says(WRITTEN, SECONDS, times=2)
        positions.write_text(positions.read_text("utf-8").replace(WANTED, CHANGED), "utf-8")
        await bot.says(WRITTEN, SECONDS, times=3)
        told = (out / "talks.html").read_text("utf-8")
        code, _ = await bot.stop()

    assert " 0 removed, 0 as they were" in first
    assert CHANGED in told
    assert WANTED not in told
    assert code == 0, bot.log
