"""The real process is told to stop while a moderator is at work: what was begun is finished, or still there afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.records.store import Records
from bot.records.urls import default_url
from tests.standin.moderating import SAVED, save, taught
from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.standin import answered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.standin import StandIn

HOME = guild_on(0, 1)
ANNA = 7_000_000_000_000_000_001
SETTINGS = {"HOME_GUILD_IDS": str(HOME), "MODERATOR_ROLE_IDS": "77", "AS_OF": "2026-01-05"}
LONGEST = 10.0
"""Seconds that Docker waits before it kills."""


async def history(folder: Path) -> list[tuple[int, str]]:
    records = Records(default_url(folder / "state"), SystemClock())
    await records.start()
    found = [*await records.unfinished(), *await records.history(20)]
    await records.close()
    return [(edit.id, edit.state) for edit in found]


async def test_a_save_that_is_under_way_is_finished_and_recorded(standin: StandIn, tmp_path: Path) -> None:
    hold = tmp_path / "hold"
    hold.touch()
    async with running(standin, tmp_path, SETTINGS, hooks={"held-before": str(hold)}) as bot:
        await standin.gateway.connected()
        pressed = await save(standin, await taught(standin, HOME, ANNA, "who blinked"), ANNA)
        await bot.says("the disk is slow")
        bot.process.terminate()
        await bot.says("finishing 1 interactions")
        hold.unlink()
        await answered([pressed])
        code = await bot.ended(LONGEST)

    assert code == 0, bot.log
    assert SAVED in pressed.shown
    assert "who blinked" in (tmp_path / "knowledge/strikes/lamp-2025/quotes.yaml").read_text("utf-8")
    assert await history(tmp_path) == [(1, "done")]


async def test_a_save_that_takes_longer_than_its_moderator_is_waited_for_is_still_recorded(
    standin: StandIn, tmp_path: Path
) -> None:
    hold = tmp_path / "hold"
    hold.touch()
    async with running(standin, tmp_path, SETTINGS, hooks={"held-before": str(hold)}) as bot:
        await standin.gateway.connected()
        pressed = await save(standin, await taught(standin, HOME, ANNA, "who blinked"), ANNA)
        await bot.says("the disk is slow")
        bot.process.terminate()
        await bot.says("were not finished in time")
        hold.unlink()
        code = await bot.ended(LONGEST)

    assert code == 0, bot.log
    assert pressed.answers == 1
    assert "who blinked" in (tmp_path / "knowledge/strikes/lamp-2025/quotes.yaml").read_text("utf-8")
    assert await history(tmp_path) == [(1, "done")]


async def test_a_save_that_outlasts_the_way_out_is_put_right_at_the_next_start(
    standin: StandIn, tmp_path: Path
) -> None:
    hold = tmp_path / "hold"
    hold.touch()
    async with running(standin, tmp_path, SETTINGS, hooks={"held-before": str(hold)}) as bot:
        await standin.gateway.connected()
        await save(standin, await taught(standin, HOME, ANNA, "who blinked"), ANNA)
        await bot.says("the disk is slow")
        bot.process.terminate()
        await bot.says("the last writing took longer")
        hold.unlink()
        await bot.ended(LONGEST)
    assert "who blinked" in (tmp_path / "knowledge/strikes/lamp-2025/quotes.yaml").read_text("utf-8")
    assert await history(tmp_path) == [(1, "writing")]

    async with running(standin, tmp_path, SETTINGS) as bot:
        await bot.says("edit 1 was cut short, and is now recorded as done")
    assert await history(tmp_path) == [(1, "done")]


async def test_a_draft_and_an_open_form_outlive_a_restart(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path, SETTINGS) as bot:
        await standin.gateway.connected()
        card = await taught(standin, HOME, ANNA, "who blinked")
        form = await standin.moderate("kb add answer", HOME, ANNA)
        await answered([form])
        code, seconds = await bot.stop()
    assert (code, seconds < LONGEST) == (0, True), bot.log

    gone = standin.gateway.current[0]
    async with running(standin, tmp_path, SETTINGS) as bot:
        await standin.gateway.until(lambda: standin.gateway.current.get(0) is not gone)
        typed = {"question": "Where is the strike office?", "answer": "It is at the gate."}
        sent = await standin.submit(form, form.kb_button("form"), user_id=ANNA, by_command=True, **typed)
        pressed = await save(standin, card, ANNA)
        await answered([sent, pressed])
        assert "It is at the gate." in sent.shown, sent.shown
        assert "Here it is again" in pressed.shown or SAVED in pressed.shown, pressed.shown
        assert (await bot.stop())[0] == 0
