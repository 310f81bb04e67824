"""Keepers are told once a week, in a direct message, what is to be looked at again; one press says that it is still true."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.discord_app.kb.keepers import SHOWN, due_card
from bot.discord_app.kb.press import parse
from bot.discord_app.text.limits import walk
from bot.moderating.questions.due import Due
from bot.publishing.corrections import recorded
from tests.discord_app.conftest import labels, message, text
from tests.discord_app.kb.conftest import House, fields, last_told
from tests.discord_app.kb.test_editing import opened

if TYPE_CHECKING:
    import discord
    from simcord import UserHandle

MONDAY = dt.datetime(2026, 1, 5, 20, tzinfo=dt.UTC)
EVERY = "reviewed: 2025-12-31"


async def kept(house: House, keeper: int | str, file: str = "issues.yaml", every: str = "1 day") -> None:
    """Every entry of a file is to be looked at again, and somebody's."""
    path = house.folder / file
    more = (
        f"{EVERY}\n  review_every: {every}\n  keeper: {keeper}"
        if keeper
        else f"{EVERY}\n  review_every: {every}"
    )
    path.write_text(path.read_text("utf-8").replace(EVERY, more), "utf-8")
    await house.keeper.reload()
    assert not [one for one in house.keeper.problems if one.level == "error"], house.keeper.problems


async def monday(house: House, weeks: int = 0) -> None:
    house.bot.desk.clock.moment = MONDAY + dt.timedelta(weeks=weeks)  # type: ignore[attr-defined]  # the tests' clock
    assert house.bot.house is not None
    await house.bot.house.see_to_it()


def kay(house: House, *, moderates: bool = True, bot: bool = False) -> UserHandle:
    """Somebody of the home server, as they are in their own messages. Nobody can write to a bot."""
    user = house.town.env.create_user("kay", bot=bot)
    house.town.guild.add_member(user, roles=[house.town.role] if moderates else [])
    return user


def raw(house: House, letter: discord.Message) -> dict[str, Any]:
    """A message as it is stored."""
    stored = house.town.env.backend.get_message(letter.channel.id, letter.id)
    return {"components": stored.components, "id": stored.id}


def history(house: House) -> list[dict[str, Any]]:
    """The messages in the moderators' channel."""
    channel = house.town.desk_channel
    return [raw(house, one) for one in channel.history()]


def still(shown: dict[str, Any]) -> str:
    """The first button of its kind."""
    return next(
        str(part["custom_id"]) for part in walk(shown["components"]) if part.get("label") == "Still true"
    )


def told(house: House) -> int:
    return len(house.town.desk_channel.history())


async def test_a_keeper_gets_one_message_a_week_with_what_is_due(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    (letter,) = keeper.dm_channel.history()
    shown = raw(house, letter)
    assert "**Robots**" in text(shown)
    assert "**Night pay**" in text(shown)
    assert "last looked at on December 31, 2025" in text(shown)
    assert labels(shown).count("Still true") == 2
    await monday(house)
    assert len(keeper.dm_channel.history()) == 1
    await monday(house, 1)
    assert len(keeper.dm_channel.history()) == 2


async def test_whatever_process_dies_the_next_one_sends_nothing_twice(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    await house.open()
    await monday(house)
    assert len(keeper.dm_channel.history()) == 1


async def test_what_has_a_keeper_is_not_in_the_digest_and_what_has_none_is(house: House) -> None:
    await kept(house, kay(house).id)
    await kept(house, "", "answers.yaml")
    await monday(house)
    digest = last_told(house)
    assert "picket rules" in digest
    assert "night pay" not in digest
    assert "2 entries with a keeper" in digest


async def test_still_true_is_looked_at_saved_and_undone_in_the_message(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    (letter,) = keeper.dm_channel.history()
    press = still(raw(house, letter))
    shown = await keeper.click(letter, custom_id=press)
    assert "Still true: " in text(shown)
    assert "reviewed: 2026-01-05" not in house.read("issues.yaml")
    saved = await keeper.click(message(shown), label="Save")
    assert "Saved as edit 1" in text(saved)
    assert house.read("issues.yaml").count("reviewed: 2026-01-05") == 1
    again = await keeper.click(letter, custom_id=press)
    assert "Somebody has looked at this today already." in text(again)
    undo = await keeper.click(message(saved), label="Undo this edit")
    await keeper.click(message(undo), label="Save")
    assert "reviewed: 2026-01-05" not in house.read("issues.yaml")


async def test_an_entry_is_changed_and_withdrawn_from_the_message(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    (letter,) = keeper.dm_channel.history()
    edit, withdraw = (part for part in walk(raw(house, letter)["components"]) if part["type"] == 3)
    value = withdraw["options"][0]["value"]
    shown = await keeper.select(letter, values=[value], custom_id=edit["custom_id"])
    assert "Choose what to change from the menu" in text(shown)
    form = await keeper.select(letter, values=[value], custom_id=withdraw["custom_id"])
    assert set(fields(form)) == {"reason"}
    card = await keeper.submit_modal(form, {"reason": "It was wrong."})
    assert "Withdraw" in text(card)
    await keeper.click(message(card), label="Save")
    assert "reason: It was wrong." in house.read("issues.yaml")


async def test_the_message_keeps_its_other_entries_when_one_is_withdrawn(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    (letter,) = keeper.dm_channel.history()
    before = raw(house, letter)
    menu = next(part for part in reversed([*walk(before["components"])]) if part["type"] == 3)
    for option, reason in zip(menu["options"], ("It was wrong.", "It was old."), strict=True):
        form = await keeper.select(letter, values=[option["value"]], custom_id=menu["custom_id"])
        card = await keeper.submit_modal(form, {"reason": reason})
        assert card.response is not None
        assert card.response.ephemeral
        assert raw(house, letter) == before
        await keeper.click(message(card), label="Save")
        assert f"reason: {reason}" in house.read("issues.yaml")
    assert labels(raw(house, letter)).count("Still true") == 2


async def test_a_keeper_is_named_with_edit_and_members_are_told_nothing_of_it(house: House) -> None:
    shown = await house.kb("edit", entry="Night pay")
    form = await opened(house, shown, "keeper")
    typed = await house.fill(form, keeper=str(house.town.mod.id), review_every="4 weeks")
    await house.press(typed if typed.response else shown, "Save")
    assert f"  review_every: 4 weeks\n  keeper: {house.town.mod.id}\n" in house.read("issues.yaml")
    assert await recorded(house.records) == []
    card = await house.town.alice.slash(house.town.channel, "ask", question="what is night pay?")
    assert str(house.town.mod.id) not in text(card)


async def test_who_no_longer_moderates_gets_nothing_and_can_press_nothing(house: House) -> None:
    keeper = kay(house, moderates=False)
    await kept(house, keeper.id)
    await monday(house)
    assert keeper.dm_channel.history() == []
    shown = next(one for one in history(house) if "Still true?" in text(one))
    assert f"<@{keeper.id}>" in text(shown)


async def test_a_moderator_of_before_can_press_nothing_in_an_old_message(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    (letter,) = keeper.dm_channel.history()
    press = still(raw(house, letter))
    house.town.env.backend.remove_member_role(house.town.guild.id, keeper.id, house.town.role.id)
    refused = await keeper.click(letter, custom_id=press)
    assert "Only the moderators" in text(refused)


async def test_where_no_message_can_be_sent_the_moderators_channel_is_told_once(house: House) -> None:
    keeper = kay(house, bot=True)
    await kept(house, keeper.id)
    before = told(house)
    await monday(house)
    await monday(house)
    assert told(house) == before + 2, "the entries, and the digest"
    posted = next(one for one in house.town.desk_channel.history() if "Still true?" in text(raw(house, one)))
    card = await house.town.mod.click(posted, custom_id=still(raw(house, posted)))
    assert "Still true: " in text(card)


async def test_an_id_that_is_nobodys_is_told_in_the_channel_too(house: House) -> None:
    await kept(house, 1100000000000000007)
    await monday(house)
    assert any("<@1100000000000000007>" in text(one) for one in history(house))


HOME = "/guilds/*/members/*"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", HOME), ("POST", "/users/@me/channels")],
    ids=["asking who they are", "opening"],
)
async def test_while_discord_is_away_a_keeper_is_not_told_of_as_away_and_is_told_later(
    house: House, method: str, path: str
) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    house.town.env.inject_error(method, path, status=503)
    await monday(house)
    assert keeper.dm_channel.history() == []
    assert not any("Still true?" in text(one) for one in history(house))
    await monday(house)
    await monday(house)
    assert len(keeper.dm_channel.history()) == 1
    assert not any("Still true?" in text(one) for one in history(house))


async def test_a_message_that_was_lost_on_the_way_is_not_sent_again_before_the_next_week(
    house: House,
) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    sent = f"/channels/{keeper.dm_channel.id}/messages"
    house.town.env.inject_error("POST", sent, status=503)
    await monday(house)
    await monday(house)
    assert keeper.dm_channel.history() == []
    assert not any("Still true?" in text(one) for one in history(house))
    await monday(house, 1)
    assert len(keeper.dm_channel.history()) == 1


async def test_one_keeper_of_whom_discord_cannot_be_asked_holds_up_no_other(house: House) -> None:
    first, second = sorted((kay(house), kay(house)), key=lambda one: str(one.id))
    await kept(house, first.id)
    await kept(house, second.id, "answers.yaml")
    house.town.env.inject_error("GET", f"/guilds/*/members/{first.id}", status=503)
    await monday(house)
    assert [len(one.dm_channel.history()) for one in (first, second)] == [0, 1]


async def test_the_database_does_not_say_who_was_told(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    await monday(house)
    assert len(keeper.dm_channel.history()) == 1
    files = [path.read_bytes() for path in house.state.glob("records.sqlite3*")]
    assert any(b"keeper." in one for one in files)
    assert not any(str(keeper.id).encode() in one for one in files)


async def test_before_nine_on_monday_nobody_is_told(house: House) -> None:
    keeper = kay(house)
    await kept(house, keeper.id)
    early = dt.datetime(2026, 1, 5, 8, 59, tzinfo=ZoneInfo("America/Los_Angeles"))
    house.bot.desk.clock.moment = early  # type: ignore[attr-defined]  # the tests' clock
    assert house.bot.house is not None
    await house.bot.house.see_to_it()
    assert keeper.dm_channel.history() == []
    await monday(house)
    assert len(keeper.dm_channel.history()) == 1


def test_ten_entries_are_shown_the_rest_is_counted_and_discord_takes_it() -> None:
    day = dt.date(2026, 1, 1)
    nasty = "@everyone **x** <@1> " + "w" * 300
    entries = [Due(f"answer/{n}", f"{n} {nasty}", day, day) for n in range(25)]
    view = due_card(entries, "Intro.")
    assert sum(1 for _ in view.walk_children()) <= 40
    assert view.content_length() <= 4000
    drawn = {"components": [one.to_component_dict() for one in view.children]}
    assert "and 15 more" in text(drawn)
    assert "@everyone" not in text(drawn)
    assert labels(drawn).count("Still true") == SHOWN
    ids = [part["custom_id"] for part in walk(drawn["components"]) if part.get("custom_id")]
    assert len(ids) == len(set(ids)) == SHOWN + 2
    assert all(parse(one.removeprefix("m")) for one in ids)
