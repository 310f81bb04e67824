"""What a moderator leaves open is asked: which entry, which strike; and what was made by mistake is left out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.discord_app.conftest import labels, menu, message, parts, text
from tests.discord_app.kb.conftest import House, button
from tests.discord_app.kb.test_adding import added

if TYPE_CHECKING:
    from simcord import InteractionResult

REASON = "It was somebody else."


def options(shown: InteractionResult) -> dict[str, str]:
    """What the last menu of a card offers, by its label."""
    menus = [part for part in parts(shown) if part["type"] == 3]
    return {option["label"]: option["value"] for option in menus[-1]["options"]}


async def choose(house: House, shown: InteractionResult, label: str) -> InteractionResult:
    return await house.town.mod.select(message(shown), [options(shown)[label]])


@pytest.mark.parametrize("typed", ["mara lind", "person/mara-lind", "Mara Lind"])
async def test_an_entry_is_named_by_its_title_or_id(house: House, typed: str) -> None:
    shown = await house.kb("withdraw", entry=typed, reason=REASON)
    assert "Withdraw" in text(shown)
    assert "Mara Lind" in text(shown)


async def test_of_several_entries_one_is_chosen_to_be_withdrawn(house: House) -> None:
    shown = await house.kb("withdraw", entry="round", reason=REASON)
    assert button(shown, "Save")["disabled"]
    assert "choose the right one from the menu" in text(shown)
    chosen = await choose(house, shown, "First round, December 11, 2025")
    assert "Withdraw First round" in text(chosen)
    await house.press(chosen, "Save")
    assert REASON in house.read("strikes/lamp-2025/meetings.yaml")


async def test_of_several_entries_one_is_chosen_to_be_taught(house: House) -> None:
    shown = await house.kb("teach", question="who blew the lamp out", entry="round")
    assert button(shown, "Save")["disabled"]
    assert list(options(shown))[:2] == ["First round, December 11, 2025", "Second round, December 29, 2025"]
    await house.press(await choose(house, shown, "First round, December 11, 2025"), "Save")
    assert "who blew the lamp out" in house.read("strikes/lamp-2025/meetings.yaml")


async def test_of_several_entries_one_is_chosen_to_see_its_edits(house: House) -> None:
    shown = await house.kb("history", entry="round")
    chosen = await choose(house, shown, "First round, December 11, 2025")
    assert "No edits of this entry" in text(chosen)


async def test_an_entry_that_nothing_is_called_like_is_said_not_to_be_there(house: House) -> None:
    assert "I know no entry called “zzz”" in text(await house.kb("withdraw", entry="zzz", reason=REASON))


async def test_a_question_that_no_entry_is_likely_meant_for_is_taught_to_none_unasked(house: House) -> None:
    shown = await house.kb("teach", question="are bakers striking too")
    assert button(shown, "Save")["disabled"]
    assert menu(shown), "others can be chosen all the same"


async def test_whoever_is_withdrawn_is_not_told_of_afterwards(house: House) -> None:
    shown = await house.kb("withdraw", entry="mara lind", reason=REASON)
    await house.press(shown, "Save")
    ask = house.town.alice.slash
    await ask(house.town.channel, "ask", question="what did the glassworks say about robots?")
    told = text(await ask(house.town.channel, "ask", question="what did mara lind say"))
    assert "I have no sourced answer to that." in told
    assert "According to" not in told, "nothing about the question before"


async def test_the_card_that_is_ready_says_where_it_goes(house: House) -> None:
    shown = await added(house)
    assert not button(shown, "Save").get("disabled")
    assert "**Filed under** 2025 lampmakers strike (assumed)" in text(shown)


async def test_a_quote_of_no_strike_is_asked_for_its_strike(house: House) -> None:
    form = await house.kb("add quote")
    shown = await house.fill(
        form, text="We never liked lamps.", speaker="otto-berg", said="2019-03-01", source=["ledger"]
    )
    assert "**Strike**: I cannot tell which strike" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_a_source_made_by_mistake_is_left_out_again(house: House) -> None:
    shown = await added(house, source=[])
    for title in ("Third", "Fourth"):
        form = await house.press(shown, "New source")
        shown = await house.fill(form, publisher="Harbor Post", published="2025-12-30 21:00", title=title)
    assert list(options(shown)) == ["New source: Third", "New source: Fourth"]
    left = await choose(house, shown, "New source: Third")
    assert list(options(left)) == ["New source: Fourth"]
    assert "Change new source" in labels(left)
    await house.press(left, "Save")
    assert "title: Fourth" in house.read("sources.yaml")
    assert "title: Third" not in house.read("sources.yaml")


async def test_what_a_field_named_of_a_source_that_is_left_out_is_forgotten_with_it(house: House) -> None:
    shown = await added(house, source=[])
    form = await house.press(shown, "New source")
    shown = await house.fill(form, publisher="Harbor Post", published="2025-12-30 21:00", title="Third")
    again = await house.press(shown, "The meeting")
    shown = await house.fill(again)
    left = await choose(house, shown, "New source: Third")
    assert "I know no source" not in text(left)
    assert "Nothing can be said without a source" in text(left)


@pytest.mark.parametrize(
    "again",
    [
        "https://harborpost.example.org/third",
        "http://www.harborpost.example.org/third/?utm_source=x#top",
        "harborpost.example.org/third/amp",
    ],
)
async def test_the_same_page_twice_in_a_draft_is_recognised(house: House, again: str) -> None:
    shown = await added(house, source=[])
    for url in ("https://harborpost.example.org/third", again):
        form = await house.press(shown, "New source")
        shown = await house.fill(form, publisher="Harbor Post", published="2025-12-30 21:00", url=url)
    assert "This page is a new source of this draft already" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_a_page_that_the_base_has_is_recognised_however_it_is_written(house: House) -> None:
    form = await house.kb("add source")
    shown = await house.fill(
        form,
        publisher="Harbor Post",
        published="2025-12-01",
        url="http://m.harborpost.example.org/walk-out/#x",
    )
    assert "This page is in the base already" in text(shown)
