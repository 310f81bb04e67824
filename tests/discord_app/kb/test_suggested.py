"""Members suggest messages for the base: kept without who did, for moderators to begin a form with, or to clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.discord_app.lifecycle.command_sync import payload
from bot.discord_app.text.limits import CUSTOM_ID
from bot.records.errors import RecordsAwayError
from bot.records.suggested import OF_ONE_SERVER, Suggestions
from tests.discord_app.conftest import labels, message, parts, text
from tests.discord_app.kb.conftest import House, last_told, prefilled

if TYPE_CHECKING:
    from simcord import InteractionResult, MemberActor

MENU = "Suggest for the base"
NEWS = "The Harbor Post says talks resume: https://harborpost.example.org/talks, at noon."


async def suggest(house: House, actor: MemberActor, words: str = NEWS) -> InteractionResult:
    written = await house.town.bob.send(house.town.channel, words)
    return await actor.context_menu(house.town.channel, MENU, written)


async def begin(house: House, kind: str, number: int = 1) -> InteractionResult:
    """Choose a form for the first message of the list."""
    listed = message(await house.kb("suggested"))
    menu = next(part["custom_id"] for part in parts(listed) if part["type"] == 3)
    return await house.town.mod.select(listed, [f"{kind}.{number}"], custom_id=menu)


async def test_a_message_waits_for_the_moderators_without_who_suggested_it(house: House) -> None:
    thanks = await suggest(house, house.town.alice)
    assert thanks.ephemeral
    assert text(thanks).startswith("Thank you: the moderators now see this message")
    assert "`/kb suggested`" in last_told(house)
    (kept,) = await house.records.suggestions.waiting()
    assert kept.text == NEWS
    assert kept.link.startswith(
        f"https://discord.com/channels/{house.town.guild.id}/{house.town.channel.id}/"
    )
    assert str(house.town.alice.id) not in repr(kept)
    listed = await house.kb("suggested")
    assert kept.link in text(listed)
    assert "talks resume" in text(listed)
    assert "1 message that members suggest" in text(await house.kb("status"))
    assert "1 message: `/kb suggested`" in text(await house.kb("digest")) + last_told(house)


async def test_moderators_are_told_once_however_much_is_suggested(house: House) -> None:
    for number in range(3):
        await suggest(house, house.town.alice, f"News number {number}")
    assert len(house.town.desk_channel.history()) == 1


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("event", "text", NEWS),
        ("quote", "text", NEWS),
        ("position", "text", NEWS),
        ("answer", "answer", NEWS),
        ("source", "url", "https://harborpost.example.org/talks"),
    ],
)
async def test_a_form_begins_with_the_words_and_the_message_waits_until_it_is_cleared(
    house: House, kind: str, field: str, words: str
) -> None:
    await suggest(house, house.town.alice)
    form = await begin(house, kind)
    assert prefilled(form)[field] == words
    assert len(await house.records.suggestions.waiting()) == 1
    cleared = await house.press(await house.kb("suggested"), "Take off the list")
    assert "off the list" in text(cleared.followups[0])
    assert await house.records.suggestions.waiting() == []
    again = await house.kb("suggested")
    assert "Nothing is suggested" in text(again)


async def test_one_that_somebody_else_has_cleared_is_said_to_be_gone(house: House) -> None:
    await suggest(house, house.town.alice)
    listed, other = await house.kb("suggested"), await house.kb("suggested")
    await house.press(listed, "Take off the list")
    told = await house.press(other, "Take off the list")
    assert "no longer waiting" in text(told.followups[0])
    menu = next(part["custom_id"] for part in parts(other) if part["type"] == 3)
    assert "no longer waiting" in text(
        await house.town.mod.select(message(other), ["event.1"], custom_id=menu)
    )


async def test_the_same_message_waits_once_and_one_that_was_handled_is_not_taken_again(house: House) -> None:
    town = house.town
    written = await town.bob.send(town.channel, NEWS)
    for actor, told in ((town.alice, "without your name"), (town.mod, "suggested again")):
        assert told in text(await actor.context_menu(town.channel, MENU, written))
    assert "suggested 2 times" in text(await house.kb("suggested"))
    await house.press(await house.kb("suggested"), "Take off the list")
    assert "already seen" in text(await town.bob.context_menu(town.channel, MENU, written))


async def test_words_are_clipped_escaped_and_nobody_is_pinged(house: House) -> None:
    alice = house.town.alice
    nasty = f"<@{alice.id}> @everyone **[win](https://evil.example.org)** `x` " + "lamp " * 350
    await suggest(house, alice, nasty)
    (kept,) = await house.records.suggestions.waiting()
    assert len(kept.text) <= 1000
    assert str(alice.id) not in kept.text
    shown = text(await house.kb("suggested"))
    assert "**[win](" not in shown
    assert "\\*\\*" in shown


async def test_many_are_shown_on_pages_within_discords_limits(house: House) -> None:
    for number in range(9):
        await house.records.suggestions.add(1, f"https://discord.com/channels/1/2/{number}", "word " * 190)
    listed = await house.kb("suggested")
    assert "page 1 of 3" in text(listed)
    second = await house.press(listed, "Next ›")
    assert "page 2 of 3" in text(second)
    ids = [part["custom_id"] for part in parts(second) if part.get("custom_id")]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= CUSTOM_ID


async def test_one_member_can_suggest_so_many_an_hour(house: House) -> None:
    told = [text(await suggest(house, house.town.alice, f"News {number}")) for number in range(6)]
    assert "You can suggest more in" in told[-1]
    assert len(await house.records.suggestions.waiting()) == 5


async def test_where_too_many_of_a_server_wait_it_is_said(house: House) -> None:
    for number in range(OF_ONE_SERVER):
        await house.records.suggestions.add(house.town.guild.id, f"link {number}", "Words")
    assert "cannot take another" in text(await suggest(house, house.town.alice))


async def test_a_picture_and_a_card_of_the_bot_are_not_taken(house: House) -> None:
    town = house.town
    picture = await town.bob.send(town.channel, "", attachments=[("lamp.png", b"png")])
    assert "no text" in text(await town.alice.context_menu(town.channel, MENU, picture))
    card = message(await town.alice.slash(town.channel, "day"))
    assert "mine" in text(await town.alice.context_menu(town.channel, MENU, card))
    assert await house.records.suggestions.waiting() == []


async def test_while_the_records_are_away_it_is_said_and_nothing_is_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise RecordsAwayError("gone fishing")

    with monkeypatch.context() as patched:
        patched.setattr(Suggestions, "add", away)
        assert "cannot be reached" in text(await suggest(house, house.town.alice))
    assert await house.records.suggestions.waiting() == []


async def test_only_moderators_see_the_list_and_press_its_buttons(house: House) -> None:
    await suggest(house, house.town.alice)
    refused = await house.kb("suggested", house.town.alice)
    assert "Only the moderators" in text(refused)
    assert labels(refused) == []


async def test_it_is_for_servers_alone_and_the_menus_stay_within_discords_number(house: House) -> None:
    menus = [command for command in await payload(house.bot.tree) if command["type"] == 3]
    assert {menu["name"] for menu in menus} == {MENU, "Answer this"}
    (mine,) = [menu for menu in menus if menu["name"] == MENU]
    assert (mine["contexts"], mine["integration_types"]) == ([0], [0])
    assert mine["name_localizations"]["es-ES"] == "Sugerir para la base"
