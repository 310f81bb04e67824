"""Messages as people really write them: mended, deleted, forwarded, to the bot's role, in threads that are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from simcord.backend import serializers

from tests.discord_app.conftest import Town, text
from tests.discord_app.test_talk import ROBOTS, me, sent

if TYPE_CHECKING:
    import discord
    from simcord import RoleHandle

DAY = "what day of the strike is it?"


def own_role(town: Town) -> RoleHandle:
    """The role that Discord makes for a bot when it joins, which only its tags tell from others."""
    backend = town.env.backend
    role = town.guild.create_role("Strikebot", managed=True, mentionable=True)
    told = {**serializers.role_payload(role._role), "tags": {"bot_id": str(backend.bot_user.id)}}
    backend.emit("GUILD_ROLE_UPDATE", {"guild_id": str(town.guild.id), "role": told})
    return role


async def told_of_as_of_an_edit(town: Town, written: discord.Message) -> None:
    """What Discord sends when a message is pinned, or when the preview of a link is there."""
    stored = town.env.backend.get_message(town.channel.id, written.id)
    town.env.backend.emit("MESSAGE_UPDATE", serializers.message_payload(town.env.backend, stored))
    await town.env.settle()


async def test_a_ping_of_the_bots_own_role_is_answered(town: Town) -> None:
    role = own_role(town)
    await town.alice.send(town.channel, f"{role.mention} {me(town)} {ROBOTS}")
    shown = text(sent(town)[0])
    assert "refused to rule out robots" in shown
    assert str(role.id) not in shown


async def test_who_pings_only_the_role_is_told_what_works(town: Town) -> None:
    await town.alice.send(town.channel, f"{own_role(town).mention} {ROBOTS}")
    assert "instead of the role" in text(sent(town)[0])


async def test_other_roles_are_not_the_bot(town: Town) -> None:
    await town.alice.send(town.channel, f"{town.role.mention} {ROBOTS}")
    assert sent(town) == []


@pytest.mark.parametrize("code", [50083, 160005])
async def test_the_author_is_told_that_a_thread_is_closed(
    town: Town, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=400, code=code)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    assert sent(town) == []
    assert "archived or locked" in text(sent(town, town.alice.user.dm_channel)[0])
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (50001, "not allowed to post"),
        (50013, "not allowed to post"),
        (10003, "is gone"),
        (200000, "filter"),
        (20028, "try again"),
    ],
)
async def test_what_discord_refuses_is_told_to_the_author_and_is_no_error_of_ours(
    town: Town, code: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=403, code=code)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    assert said in text(sent(town, town.alice.user.dm_channel)[0])
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_mention_that_was_forgotten_is_added_by_editing(town: Town) -> None:
    written = await town.alice.send(town.channel, DAY)
    assert sent(town) == []
    await town.env.advance_time(20)
    await town.alice.edit(written, f"{me(town)} {DAY}")
    (card,) = sent(town)
    assert "day 31" in text(card)
    assert card["m"].reference["message_id"] == str(written.id)


async def test_a_question_that_is_mended_changes_its_card(town: Town) -> None:
    written = await town.alice.send(town.channel, f"{me(town)} what did the glassworks say about snow?")
    await town.alice.edit(written, f"{me(town)} {ROBOTS}")
    (card,) = sent(town)
    assert "refused to rule out robots" in text(card)


async def test_a_mended_follow_up_still_follows_what_came_before_it(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    written = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    await town.alice.edit(written, f"{me(town)} and the lampmakers?")
    assert "no robots at the ovens" in text(sent(town)[-1])


async def test_a_hello_becomes_the_answer_when_the_question_is_added(town: Town) -> None:
    written = await town.alice.send(town.channel, me(town))
    await town.alice.edit(written, f"{me(town)} {DAY}")
    (card,) = sent(town)
    assert "day 31" in text(card)


async def test_a_message_edited_later_than_a_minute_is_left_alone(town: Town) -> None:
    written = await town.alice.send(town.channel, DAY)
    answered = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    before = text(sent(town)[0])
    await town.env.advance_time(61)
    await town.alice.edit(written, f"{me(town)} {DAY}")
    await town.alice.edit(answered, f"{me(town)} {ROBOTS}")
    assert [text(card) for card in sent(town)] == [before]


async def test_a_message_that_is_pinned_or_edited_without_other_words_is_not_answered_again(
    town: Town,
) -> None:
    written = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    await town.alice.edit(written, f"{me(town)}  {DAY} ")
    await told_of_as_of_an_edit(town, written)
    assert len(sent(town)) == 1
    edits = [one for one in town.env.http_requests if one.method == "PATCH"]
    assert edits == []


async def test_a_message_that_is_pinned_long_after_a_restart_is_not_answered_again(town: Town) -> None:
    written = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    await town.alice.edit(written, f"{me(town)} {ROBOTS}")
    await town.restart()
    await town.env.advance_time(3600)
    await told_of_as_of_an_edit(town, written)
    assert len(sent(town)) == 1


async def test_a_card_that_was_removed_does_not_come_back_when_its_question_is_mended(town: Town) -> None:
    written = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    await town.alice.click(town.channel.history()[-1], label="Remove")
    await town.alice.edit(written, f"{me(town)} {ROBOTS}")
    assert sent(town) == []


async def test_the_card_goes_with_its_question(town: Town) -> None:
    kept = await town.bob.send(town.channel, f"{me(town)} {DAY}")
    written = await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.alice.delete(written)
    (card,) = sent(town)
    assert card["m"].reference["message_id"] == str(kept.id)


async def test_cards_go_with_questions_that_a_moderator_sweeps_away(town: Town) -> None:
    asked = [await town.alice.send(town.channel, f"{me(town)} {question}") for question in (DAY, ROBOTS)]
    town.env.backend.bulk_delete_messages(town.channel.id, [message.id for message in asked])
    await town.env.settle()
    assert sent(town) == []


async def test_a_card_that_is_gone_already_is_no_error_when_its_question_goes(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    written = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    await town.alice.click(town.channel.history()[-1], label="Remove")
    await town.alice.delete(written)
    assert not [record for record in caplog.records if record.exc_info]
    assert not town.env.errors


async def test_a_forwarded_question_is_read_in_a_direct_message(town: Town) -> None:
    written = await town.bob.send(town.channel, DAY)
    await town.alice.send_dm("hi")
    await town.alice.forward(written, town.alice.user.dm_channel)
    assert "day 31" in text(sent(town, town.alice.user.dm_channel)[-1])


async def test_a_forwarded_picture_has_nothing_to_answer(town: Town) -> None:
    written = await town.bob.send(town.channel, attachments=[("lamp.png", b"x")])
    await town.alice.send_dm("hi")
    await town.alice.forward(written, town.alice.user.dm_channel)
    assert "no text in that message" in text(sent(town, town.alice.user.dm_channel)[-1])


async def test_the_menu_reads_a_forwarded_question(town: Town) -> None:
    written = await town.bob.send(town.channel, DAY)
    forwarded = await town.alice.forward(written, town.channel)
    result = await town.alice.context_menu(town.channel, "Answer this", target=forwarded)
    assert "day 31" in text(result)


async def test_too_many_mentions_are_refused_where_only_a_reaction_shows_it(town: Town) -> None:
    for _ in range(5):
        await town.alice.send(town.channel, f"{me(town)} {DAY}")
    sixth = await town.alice.send(town.channel, f"{me(town)} {DAY}")
    await town.alice.send(town.channel, f"{me(town)} {DAY}")
    assert len(sent(town)) == 5
    stored = [town.env.backend.get_message(town.channel.id, said.id) for said in town.channel.history()]
    reacted = [one for one in stored if one.reactions]
    assert [one.id for one in reacted] == [sixth.id]
    assert reacted[0].reactions[0].user_ids == [town.env.backend.bot_user.id]


async def test_who_may_not_see_a_reaction_is_told_directly(town: Town) -> None:
    town.env.inject_error("PUT", "/channels/*/messages/*/reactions/*/@me", status=403, code=50013)
    for _ in range(6):
        await town.alice.send(town.channel, f"{me(town)} {DAY}")
    assert len(sent(town)) == 5
    assert "15 seconds" in text(sent(town, town.alice.user.dm_channel)[0])
