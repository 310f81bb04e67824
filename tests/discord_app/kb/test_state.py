"""The state of the base: what moderators see of it, and what they are told when the files change."""

from __future__ import annotations

import asyncio

from bot.discord_app.kb.background import BackgroundWork
from bot.knowledge.loader import load
from bot.knowledge.problems import Problem
from bot.live.changes import Change, Refused, Swapped
from bot.records.store import Records
from bot.records.urls import default_url
from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, last_told

EVENTS = "strikes/lamp-2025/events.yaml"
PATIENCE = 60


async def test_status_shows_the_revision_and_that_all_is_well(house: House) -> None:
    shown = text(await house.kb("status"))
    assert load(house.folder).revision in shown
    assert "in order" in shown
    assert "0 questions" in shown


async def test_a_broken_file_is_told_with_its_line_once_and_the_last_good_base_goes_on(house: House) -> None:
    heard: asyncio.Queue[Change] = asyncio.Queue()
    house.keeper.listen(heard.put_nowait)
    good = house.read(EVENTS)
    (house.folder / EVENTS).write_text(good.replace("kind: strike", "kind: strik"), "utf-8")
    change = await asyncio.wait_for(heard.get(), PATIENCE)
    assert isinstance(change, Refused)
    await house.keeper.reload()
    told = last_told(house)
    assert f"{EVENTS}:3" in told
    assert 'found "strik"' in told
    assert len(house.town.desk_channel.history()) == 1, "once, not at every look"
    assert "have problems" in text(await house.kb("status"))
    answer = await house.town.alice.slash(house.town.channel, "ask", question="what happened on december 20?")
    assert "marched to the harbor" in text(answer)
    (house.folder / EVENTS).write_text(good.replace("Two hundred", "Three hundred"), "utf-8")
    while not isinstance(await asyncio.wait_for(heard.get(), PATIENCE), Swapped):
        pass
    answer = await house.town.alice.slash(house.town.channel, "ask", question="what happened on december 20?")
    assert "Three hundred" in text(answer)


async def test_reload_says_what_came_of_it(house: House) -> None:
    assert "Nothing to reload" in text(await house.kb("reload"))
    (house.folder / EVENTS).write_text("- id: [\n", "utf-8")
    shown = text(await house.kb("reload"))
    assert f"{EVENTS}:1" in shown
    assert "I go on answering" in shown


async def test_the_revision_is_in_about_and_not_in_the_card(house: House) -> None:
    revision = house.keeper.engine.base.revision
    assert revision in text(await house.town.alice.slash(house.town.channel, "about"))
    card = text(await house.town.alice.slash(house.town.channel, "day"))
    assert "Checked on" in card
    assert revision not in card


async def test_of_all_processes_that_share_the_files_one_tells_of_a_mistake(house: House) -> None:
    clock = house.bot.desk.clock
    other = Records(default_url(house.state), clock)
    await other.start()
    assert house.bot.kb is not None
    assert house.bot.house is not None
    second = BackgroundWork(house.keeper, other, house.bot.kb.reviews.tray, clock, house.bot.kb)
    change = Refused((Problem("answers.yaml", 3, 1, "x", "nothing", "something"),))
    before = len(house.town.desk_channel.history())
    await asyncio.gather(house.bot.house._told(change), second._told(change))
    assert len(house.town.desk_channel.history()) == before + 1
    await other.close()
