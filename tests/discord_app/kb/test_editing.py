"""Changing what stands in an entry: its parts as forms, and nothing changed but what was typed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.discord_app.conftest import message, parts, text
from tests.discord_app.kb.conftest import House, button, fields, prefilled
from tests.discord_app.kb.test_choosing import choose

if TYPE_CHECKING:
    from simcord import InteractionResult

MEETINGS = "strikes/lamp-2025/meetings.yaml"
STRIKE = "strikes/lamp-2025/strike.yaml"


def offered(shown: InteractionResult) -> dict[str, tuple[str, str]]:
    """The parts that a card offers, by what they are called: the menu and the name of each."""
    menus = [part for part in parts(shown) if part["type"] == 3 and ":part:" in part["custom_id"]]
    return {
        option["label"].removeprefix("✓ "): (menu["custom_id"], option["value"])
        for menu in menus
        for option in menu["options"]
    }


async def open_part(house: House, shown: InteractionResult, part: tuple[str, str]) -> InteractionResult:
    return await house.town.mod.select(message(shown), [part[1]], custom_id=part[0])


async def opened(house: House, shown: InteractionResult, called: str) -> InteractionResult:
    """The form of the part whose name has these words."""
    return await open_part(house, shown, next(at for label, at in offered(shown).items() if called in label))


async def test_one_field_of_a_meeting_is_changed_and_no_other_byte(house: House) -> None:
    path = house.folder / MEETINGS
    path.write_text(
        path.read_text("utf-8").replace("  title: first round\n", "  title: first round   # of many\n"),
        "utf-8",
    )
    await house.kb("reload")
    before = house.read(MEETINGS)
    form = await opened(house, await house.kb("edit", entry="First round, December 11, 2025"), "outcome")
    assert prefilled(form)["outcome"] == "The first round ended without a deal."
    shown = await house.fill(form, outcome="The first round ended at midnight, without a deal.")
    assert "Change First round, December 11, 2025" in text(shown)
    assert "at midnight, without a deal" in text(shown), "the card that members will see"
    assert "What changes" in text(shown)
    assert house.read(MEETINGS) == before
    await house.press(shown, "Save")
    assert house.read(MEETINGS) == before.replace(
        "The first round ended without a deal.", "The first round ended at midnight, without a deal."
    )
    undone = await house.press(await house.kb("undo"), "Save")
    assert "Saved as edit 2" in text(undone)
    assert house.read(MEETINGS) == before


@pytest.mark.parametrize(
    "entry",
    [
        "party/lamp-union", "person/mara-lind", "issue/robots", "lamp-2025", "lamp-1950",
        "lamp-2025/meeting/2025-12-11", "lamp-2025/position/robots-lamp", "lamp-2025/quote/lind-ovens",
        "lamp-2025/event/2025-12-20-march", "answer/picket-rules", "source/post-open",
    ],
)  # fmt: skip
async def test_every_part_of_every_kind_opens_and_changes_nothing_by_itself(house: House, entry: str) -> None:
    shown = await house.kb("edit", entry=entry)
    before = {file: file.read_bytes() for file in house.folder.rglob("*.yaml")}
    for part in offered(shown).values():
        form = await open_part(house, shown, part)
        assert 1 <= len(fields(form)) <= 5
        await house.fill(form)
        assert button(shown, "Save")["disabled"], "nothing was typed"
    assert {file: file.read_bytes() for file in house.folder.rglob("*.yaml")} == before


async def test_several_parts_are_saved_as_one_edit(house: House) -> None:
    shown = await house.kb("edit", entry="Robots")
    await house.fill(await opened(house, shown, "Name"), name="robots at the ovens")
    await house.fill(await opened(house, shown, "Citations"), asked="will machines blow glass")
    saved = await house.press(shown, "Save")
    assert "Saved as edit 1" in text(saved)
    assert "name: robots at the ovens" in house.read("issues.yaml")
    assert "- will machines blow glass" in house.read("issues.yaml")


async def test_what_stands_deeper_is_a_part_of_its_own(house: House) -> None:
    shown = await house.kb("edit", entry="person/mara-lind")
    form = await opened(house, shown, "Roles: chief negotiator")
    await house.fill(form, title="lead negotiator", since="2024")
    await house.fill(await opened(house, shown, "Roles: one more"), title="glass blower", party="lamp-union")
    await house.press(shown, "Save")
    people = house.read("people.yaml")
    assert (
        "  roles:\n    - title: lead negotiator\n      party: lamp-union\n      since: 2024\n"
        "      citations: [post-open]\n    - title: glass blower\n      party: lamp-union\n" in people
    )
    assert people.count("title: president") == 1


async def test_where_sources_differ_each_claim_has_its_own(house: House) -> None:
    shown = await house.kb("edit", entry="First round, December 11, 2025")
    claim = "The Glass Ledger has it end at noon."
    await house.fill(
        await opened(house, shown, "Disputed: one more"), text=claim, citations="Glass Ledger dec 12"
    )
    assert "noon" in text(shown)
    await house.press(shown, "Save")
    assert f"  disputed:\n    - text: {claim}\n      citations: [ledger]\n" in house.read(MEETINGS)


async def test_a_field_that_is_emptied_goes_and_one_that_is_needed_stays(house: House) -> None:
    shown = await house.kb("edit", entry="First round, December 11, 2025")
    form = await opened(house, shown, "outcome")
    await house.fill(form, outcome="")
    assert not button(shown, "Save").get("disabled")
    form = await opened(house, shown, "Title")
    refused = await house.fill(form, title="", date="the day after the moon")
    assert "Title: Please fill this in" in text(refused if refused.response else shown)
    assert "Date" in text(shown)
    assert button(shown, "Save")["disabled"]
    again = await opened(house, shown, "Title")
    assert prefilled(again)["date"] == "the day after the moon", "what was typed is kept"


async def test_what_a_person_would_break_is_said_before_it_is_saved(house: House) -> None:
    shown = await house.kb("edit", entry="lamp-1950")
    await house.fill(await opened(house, shown, "last day"), last_day="1950-02-01")
    assert "Needs fixing" in text(shown)
    assert "The last day, February 1, 1950, is before the first" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_of_several_entries_one_is_chosen_first(house: House) -> None:
    shown = await house.kb("edit", entry="round")
    assert "choose the right one from the menu" in text(shown)
    chosen = await choose(house, shown, "First round, December 11, 2025")
    form = await opened(house, chosen, "outcome")
    assert "outcome" in fields(form)


async def test_somebody_elses_change_of_another_field_stays(house: House) -> None:
    shown = await house.kb("edit", entry="First round, December 11, 2025")
    form = await opened(house, shown, "outcome")
    path = house.folder / MEETINGS
    path.write_text(path.read_text("utf-8").replace("in the town hall", "in the harbor"), "utf-8")
    await house.fill(form, outcome="It ended late.")
    await house.press(shown, "Save")
    assert "in the harbor" in house.read(MEETINGS)
    assert "outcome: It ended late." in house.read(MEETINGS)


async def test_text_of_a_moderator_stays_text(house: House) -> None:
    shown = await house.kb("edit", entry="Robots")
    await house.fill(await opened(house, shown, "Name"), about="@everyone **bold** [x](https://evil.example)")
    assert "@everyone" not in text(shown).split("```")[0]
    assert "[x](https" not in text(shown).split("```")[0]


async def test_with_review_a_change_waits_for_another_moderator(house: House) -> None:
    house.review = True
    await house.open()
    shown = await house.kb("edit", entry="Robots")
    await house.fill(await opened(house, shown, "Name"), name="robots at the ovens")
    waiting = await house.press(shown, "Send for approval")
    assert "waiting for another moderator's approval" in text(waiting)
    assert "robots at the ovens" not in house.read("issues.yaml")


async def test_a_change_outlives_a_restart(house: House) -> None:
    shown = await house.kb("edit", entry="Robots")
    form = await opened(house, shown, "Name")
    await house.open()
    await house.fill(form, name="robots at the ovens")
    assert "Saved as edit" in text(await house.press(shown, "Save"))
