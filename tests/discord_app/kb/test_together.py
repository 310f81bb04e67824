"""Two at once: moderators, files on the disk, a second pair of eyes; and what happens when things fail."""

from __future__ import annotations

import asyncio
import errno
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from bot.discord_app.kb.press import parse
from bot.knowledge import editing
from bot.knowledge.loader import load
from tests.discord_app.conftest import parts, text
from tests.discord_app.kb.conftest import House, button, last_told
from tests.discord_app.kb.test_adding import added

if TYPE_CHECKING:
    from simcord import InteractionResult, MemberActor

    from bot.discord_app.kb.press import Press
    from tests.discord_app.conftest import Town

EVENTS = "strikes/lamp-2025/events.yaml"


def second(town: Town) -> MemberActor:
    return town.guild.add_member(town.env.create_user("robin"), roles=[town.role])


async def test_the_second_of_two_moderators_is_told_what_the_first_one_changed(house: House) -> None:
    other = second(house.town)
    mine = await added(house)
    theirs = await house.kb("teach", other, question="who blinked", entry="lamp-2025/quote/berg-robots")
    await house.press(theirs, "Save", other)
    shown = await house.press(mine, "Save")
    assert "Somebody changed the knowledge files meanwhile" in text(shown)
    assert "who blinked" in text(shown), "what they changed"
    assert "- id: 2025-12-30" not in house.read("strikes/lamp-2025/meetings.yaml")
    await house.press(mine, "Save")
    assert "- id: 2025-12-30" in house.read("strikes/lamp-2025/meetings.yaml")
    assert "who blinked" in house.read("strikes/lamp-2025/quotes.yaml"), "nothing is overwritten"


async def test_a_change_on_the_disk_at_the_same_time_is_told_too(house: House) -> None:
    mine = await added(house)
    path = house.folder / EVENTS
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    shown = await house.press(mine, "Save")
    assert "Somebody changed the knowledge files meanwhile" in text(shown)
    assert "a remark" in text(shown)
    await house.press(mine, "Save")
    assert house.read(EVENTS).endswith("# a remark\n")


async def test_files_that_are_broken_on_the_disk_are_not_blamed_on_the_edit(house: House) -> None:
    path = house.folder / EVENTS
    path.write_text("- id: [\n", "utf-8")
    shown = await added(house)
    assert "has nothing to do with this" in text(shown)
    assert f"{EVENTS}:1" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_a_full_disk_loses_nothing_and_gives_back_what_was_typed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await added(house)
    before = load(house.folder).revision

    def full(*_: object) -> None:
        raise editing.CannotWriteError(
            "strikes/lamp-2025/meetings.yaml", OSError(errno.ENOSPC, "No space left")
        )

    monkeypatch.setattr(editing, "write_files", full)
    failed = await house.press(shown, "Save")
    assert "nothing of what you typed is lost" in text(failed)
    assert load(house.folder).revision == before
    assert await house.records.history(5) == []
    monkeypatch.undo()
    await house.press(shown, "Save")
    assert "- id: 2025-12-30" in house.read("strikes/lamp-2025/meetings.yaml")


async def test_an_edit_that_cannot_be_recorded_is_not_made(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.records.errors import RecordsAwayError

    shown = await added(house)

    async def away(*_: object) -> int:
        raise RecordsAwayError("gone")

    monkeypatch.setattr(house.records, "begin_edit", away)
    failed = await house.press(shown, "Save")
    assert "nothing of what you typed is lost" in text(failed)
    assert "- id: 2025-12-30" not in house.read("strikes/lamp-2025/meetings.yaml")


@pytest.fixture
async def reviewed(house: House) -> House:
    house.review = True
    await house.open()
    return house


async def test_an_edit_waits_for_another_moderator(reviewed: House) -> None:
    house = reviewed
    shown = await added(house)
    sent = await house.press(shown, "Send for approval")
    assert "waiting for another moderator's approval" in text(sent)
    assert "- id: 2025-12-30" not in house.read("strikes/lamp-2025/meetings.yaml")
    assert "An edit is waiting for approval" in last_told(house)
    posted = house.town.desk_channel.history()[-1]
    own = await house.town.mod.click(posted, label="Approve")
    (told,) = own.followups
    assert "You made this edit yourself" in text({"components": told.components})
    assert told.ephemeral
    other = second(house.town)
    await other.click(posted, label="Approve")
    assert "- id: 2025-12-30" in house.read("strikes/lamp-2025/meetings.yaml")
    assert "approved by robin" in last_told(house)


async def test_a_refused_edit_changes_nothing(reviewed: House) -> None:
    house = reviewed
    await house.press(await added(house), "Send for approval")
    posted = house.town.desk_channel.history()[-1]
    await second(house.town).click(posted, label="Refuse")
    assert "refused by robin" in last_told(house)
    assert "- id: 2025-12-30" not in house.read("strikes/lamp-2025/meetings.yaml")


async def test_a_proposal_is_decided_once_also_after_a_restart(reviewed: House) -> None:
    house = reviewed
    await house.press(await added(house), "Send for approval")
    posted = house.town.desk_channel.history()[-1]
    await house.open()
    other, third = (
        second(house.town),
        house.town.guild.add_member(house.town.env.create_user("kim"), roles=[house.town.role]),
    )
    components = house.town.env.backend.get_message(house.town.desk_channel.id, posted.id).components
    approve = next(p["custom_id"] for p in parts({"components": components}) if p.get("label") == "Approve")
    assert approve
    await other.click(posted, label="Approve")
    with pytest.raises(Exception, match="Approve"):
        await third.click(posted, label="Approve")
    assert house.read("strikes/lamp-2025/meetings.yaml").count("- id: 2025-12-30") == 1


async def test_an_edit_cut_short_by_a_crash_is_put_right_at_the_next_start(house: House) -> None:
    shown = await added(house)
    draft = button(shown, "Save")["custom_id"].split(":")[2]
    assert house.bot.kb is not None
    prepared = house.bot.kb.workbench.drafts.shown(draft)
    assert prepared is not None
    editor = house.bot.kb.editor
    from bot.records.rows import Moderator

    number = await house.records.begin_edit(editor._record(prepared, Moderator(1, "mod")))
    editing.write_files(house.folder, prepared.before, prepared.plan.after)
    await house.open()
    (edit,) = await house.records.history(5)
    assert (edit.id, edit.state) == (number, "done")


async def twice(house: House, shown: InteractionResult, label: str, *, then: str = "") -> list[str]:
    """Press a button, and before that is done the same one again, or another."""
    kb = house.bot.kb
    assert kb is not None
    other = parse(button(shown, then or label)["custom_id"])
    assert other is not None
    pressed = kb.pressed

    async def both(interaction: discord.Interaction[Any], press: Press) -> None:
        await asyncio.gather(pressed(interaction, press), pressed(interaction, other))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kb, "pressed", both)
        result = await house.press(shown, label)
    return [text(result), *(text({"components": more.components}) for more in result.followups)]


async def test_save_pressed_twice_saves_once_and_says_so(house: House) -> None:
    assert await twice(house, await added(house), "Save") == [
        "Saved as edit 1. Answers use it from now on. `/kb undo` takes it back."
    ]
    assert len(await house.records.history(5)) == 1


async def test_discard_pressed_during_a_save_does_not_say_that_nothing_changed(house: House) -> None:
    (told,) = await twice(house, await added(house), "Save", then="Discard")
    assert "Saved as edit 1" in told


async def test_a_proposal_pressed_twice_is_one_proposal(reviewed: House) -> None:
    await twice(reviewed, await added(reviewed), "Send for approval")
    assert len(await reviewed.records.proposals()) == 1


async def test_whoever_approves_sees_the_checks_that_it_breaks(reviewed: House) -> None:
    house, other = reviewed, second(reviewed.town)
    tried = await house.kb("try", question="what did the glassworks say about robots?")
    await house.press(await house.press(tried, "Keep as a check"), "Send for approval")
    await other.click(house.town.desk_channel.history()[-1], label="Approve")
    gone = await house.kb("withdraw", entry="lamp-2025/position/robots-glass", reason="It was wrong.")
    await house.press(gone, "Send for approval")
    assert "breaks 1 check" in last_told(house)


async def test_an_approved_edit_says_which_waiting_questions_it_answers(reviewed: House) -> None:
    house = reviewed
    question = "who lights the lamp at the pier at night"
    await house.records.note_question("pier", question, "unanswered")
    shown = await house.kb("teach", question=question, entry="lamp-2025/quote/lind-ovens")
    await house.press(shown, "Send for approval")
    await second(house.town).click(house.town.desk_channel.history()[-1], label="Approve")
    assert question in last_told(house)
    assert await house.records.waiting() == []


async def test_a_network_that_fails_is_no_error_where_the_channel_cannot_be_told(
    reviewed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cut(*_: object, **__: object) -> None:
        raise aiohttp.ClientConnectionError

    shown = await added(reviewed)
    monkeypatch.setattr(discord.PartialMessageable, "send", cut)
    sent = await reviewed.press(shown, "Send for approval")
    assert "in the moderators' channel or with `/kb history`" in text(sent)
    assert sent.followups == []
