"""Mentions, replies to a card, direct messages, and follow-ups that stay where they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.engine import Engine
from bot.answering.reply import Context, Note, Reply
from bot.clock import FixedClock
from tests.discord_app import world
from tests.discord_app.conftest import Town, message, text

if TYPE_CHECKING:
    import datetime as dt

    from simcord import ChannelHandle, Env

    from bot.answering.handlers.whats_new import Since

ROBOTS = "what did the glassworks say about robots?"


class Listening(Engine):
    """An engine that tells in its reply which question it was told to follow."""

    def ask(
        self,
        question: str,
        as_of: dt.datetime,
        *,
        previous: Context | None = None,
        strike: str | None = None,
        preferred: str | None = None,
        live: bool = True,
        since: Since | None = None,
    ) -> Reply:
        reply = super().ask(
            question, as_of, previous=previous, strike=strike, preferred=preferred, live=live, since=since
        )
        note = Note(f"After {previous.question}" if previous else "After nothing")
        return replace(reply, blocks=(note, *reply.blocks), shown=None)


@pytest.fixture
def engine() -> Engine:
    return Listening(world.base())


def sent(town: Town, channel: ChannelHandle | None = None) -> list[dict[str, Any]]:
    """The bot's messages in a channel, as stored, oldest first."""
    channel = channel or town.channel
    me = town.env.backend.bot_user.id
    stored = (town.env.backend.get_message(channel.id, said.id) for said in channel.history())
    return [{"components": m.components, "id": m.id, "m": m} for m in stored if m.author_id == me]


def me(town: Town) -> str:
    return f"<@{town.env.backend.bot_user.id}>"


async def test_a_mention_is_answered_as_a_reply_without_a_ping(town: Town) -> None:
    written = await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    (card,) = sent(town)
    assert "refused to rule out robots" in text(card)
    assert card["m"].reference["message_id"] == str(written.id)


async def test_messages_that_are_not_for_the_bot_are_left_alone(town: Town) -> None:
    await town.alice.send(town.channel, ROBOTS)
    await town.alice.send(town.channel, f"@everyone {ROBOTS}")
    hook = town.guild.create_webhook(town.channel, "hook")
    await hook.send(f"{me(town)} {ROBOTS}")
    assert sent(town) == []


async def test_other_bots_are_not_answered(town: Town) -> None:
    robot = town.guild.add_member(town.env.create_user("robot", bot=True))
    await robot.send(town.channel, f"{me(town)} {ROBOTS}")
    assert sent(town) == []


async def test_a_bare_mention_gets_a_hello(town: Town) -> None:
    await town.alice.send(town.channel, me(town))
    assert "What day of the strike is it?" in text(sent(town)[0])


async def test_a_direct_message_needs_no_mention(town: Town) -> None:
    await town.alice.send_dm("what day is it?")
    assert "day 31" in text(sent(town, town.alice.user.dm_channel)[0])


async def test_a_follow_up_leans_on_the_reply_before_it(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.alice.send(town.channel, f"{me(town)} and the lampmakers?")
    follow_up = text(sent(town)[-1])
    assert "wanted no robots at the ovens" in follow_up
    assert f"After {ROBOTS}" in follow_up
    assert f"“{ROBOTS}”\n-# “and the lampmakers?”" in follow_up


async def test_a_follow_up_works_across_commands_and_mentions(town: Town) -> None:
    await town.alice.slash(town.channel, "position", party="glass-alliance", issue="robots")
    result = await town.alice.slash(town.channel, "ask", question="and the lampmakers?")
    assert "wanted no robots at the ovens" in text(result)


async def test_a_follow_up_after_ten_minutes_stands_alone(town: Town) -> None:
    await town.alice.slash(town.channel, "ask", question=ROBOTS)
    await town.env.advance_time(601)
    result = await town.alice.slash(town.channel, "ask", question="and the lampmakers?")
    assert "After nothing" in text(result)


async def test_a_conversation_does_not_leak_to_another_member(town: Town) -> None:
    await town.alice.slash(town.channel, "ask", question=ROBOTS)
    result = await town.bob.slash(town.channel, "ask", question="and the lampmakers?")
    assert "After nothing" in text(result)


async def test_a_conversation_does_not_leak_to_another_channel(town: Town) -> None:
    other = town.guild.create_text_channel("other")
    await town.alice.slash(town.channel, "ask", question=ROBOTS)
    assert "After nothing" in text(await town.alice.slash(other, "ask", question="and the lampmakers?"))


async def test_what_was_asked_privately_does_not_leak_into_public(town: Town) -> None:
    await town.alice.slash(town.channel, "ask", question=ROBOTS, private=True)
    public = await town.alice.slash(town.channel, "ask", question="and the lampmakers?")
    assert "After nothing" in text(public)
    private = await town.alice.slash(town.channel, "ask", question="and the lampmakers?", private=True)
    assert f"After {ROBOTS}" in text(private)


async def test_replying_to_a_card_continues_it_after_a_restart_and_much_later(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.env.advance_time(3600)
    await town.restart()
    card = town.channel.history()[-1]
    await town.bob.send(town.channel, f"{me(town)} and the lampmakers?", reply_to=card)
    assert f"After {ROBOTS}" in text(sent(town)[-1])


async def test_replying_to_a_card_of_an_old_date_stays_at_that_date(town: Town) -> None:
    await town.alice.slash(town.channel, "ask", question="what day is it?", as_of="2025-12-10")
    card = town.channel.history()[-1]
    await town.alice.send(
        town.channel, f"{me(town)} what did the lampmakers say about robots?", reply_to=card
    )
    shown = text(sent(town)[-1])
    assert "As of the end of December 10, 2025" in shown


async def test_replying_to_any_other_message_is_a_question_of_its_own(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    written = await town.bob.send(town.channel, "hm")
    await town.bob.send(town.channel, f"{me(town)} and the lampmakers?", reply_to=written)
    assert "After nothing" in text(sent(town)[-1])


@pytest.mark.parametrize("remark", ["ratio", "based", "lol called it", "thanks!", "👀"])
async def test_a_remark_in_reply_to_a_card_is_left_alone(town: Town, remark: str) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    (card,) = sent(town)
    await town.bob.send(town.channel, remark, reply_to=town.channel.history()[-1])
    assert [each["id"] for each in sent(town)] == [card["id"]]


async def test_what_is_said_to_someone_else_in_reply_to_a_card_is_left_alone(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.bob.send(
        town.channel, f"{town.alice.mention} see what I told you", reply_to=town.channel.history()[-1]
    )
    assert len(sent(town)) == 1


@pytest.mark.parametrize("asked", ["and the lampmakers", "the lampmakers?", "source?", "who said that"])
async def test_a_question_of_a_word_or_two_in_reply_to_a_card_is_answered(town: Town, asked: str) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.bob.send(town.channel, asked, reply_to=town.channel.history()[-1])
    assert f"After {ROBOTS}" in text(sent(town)[-1])


async def test_a_remark_that_names_the_bot_is_answered_as_ever(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.bob.send(town.channel, f"{me(town)} thanks", reply_to=town.channel.history()[-1])
    assert "You are welcome" in text(sent(town)[-1])


async def test_remarks_do_not_count_as_questions(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    card = town.channel.history()[-1]
    for _ in range(10):
        await town.bob.send(town.channel, "ratio", reply_to=card)
    await town.bob.send(town.channel, f"{me(town)} {ROBOTS}")
    assert "refused to rule out robots" in text(sent(town)[-1])


async def test_a_third_question_in_a_row_is_still_a_card_that_can_be_asked_again(town: Town) -> None:
    for question in (ROBOTS, "and the lampmakers?", "and the glassworks?"):
        await town.alice.slash(town.channel, "ask", question=question)
    result = await town.alice.slash(town.channel, "ask", question="and the lampmakers?")
    assert "no robots at the ovens" in text(result)
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "Did you mean one of these?" in text(pressed)


async def test_a_follow_up_card_is_understood_after_a_restart(town: Town) -> None:
    await town.alice.slash(town.channel, "ask", question=ROBOTS)
    result = await town.alice.slash(town.channel, "ask", question="and the lampmakers?")
    await town.restart()
    await town.bob.send(
        town.channel,
        f"{me(town)} and the glassworks?",
        reply_to=message(result).message,
    )
    assert "refused to rule out robots" in text(sent(town)[-1])


async def test_a_clock_that_stands_still_keeps_follow_ups_and_cooldowns_going(town: Town) -> None:
    town.bot.desk.clock = FixedClock(world.EPOCH)
    for _ in range(5):
        await town.alice.slash(town.channel, "ask", question=ROBOTS)
    await town.env.advance_time(16)
    result = await town.alice.slash(town.channel, "ask", question="and the lampmakers?")
    assert "no robots" in text(result)


async def test_where_it_may_not_post_it_tells_the_asker_directly(town: Town) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=403, code=50013)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    assert sent(town) == []
    assert "I am not allowed to post there" in text(sent(town, town.alice.user.dm_channel)[0])


async def test_where_nothing_can_be_said_it_goes_on(town: Town) -> None:
    town.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=2)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    assert len(sent(town)) == 1


async def test_a_message_deleted_meanwhile_is_answered_without_the_reference(town: Town) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=400, code=50035)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    (card,) = sent(town)
    assert card["m"].reference is None


async def test_a_failure_at_discords_side_is_told_with_an_id(town: Town) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=500)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    assert "Something went wrong on my side" in text(sent(town)[0])


async def test_two_failures_at_discords_side_are_survived(town: Town) -> None:
    town.env.inject_error("POST", f"/channels/{town.channel.id}/messages", status=500, times=2)
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    assert sent(town) == []


async def test_a_guild_that_speaks_spanish_gets_spanish_words(simcord_env: Env) -> None:
    env = simcord_env
    guild = env.create_guild("Puerto", preferred_locale="es-ES")
    channel = guild.create_text_channel("general")
    ana = guild.add_member(env.create_user("ana"))
    await ana.send(channel, f"<@{env.backend.bot_user.id}>")
    stored = env.backend.get_message(channel.id, channel.history()[-1].id)
    assert "¡Hola!" in text({"components": stored.components})


async def test_ids_of_people_are_not_repeated(town: Town) -> None:
    await town.alice.send(
        town.channel, f"{me(town)} {town.bob.mention} what day is it? <:lamp:123456789012345678>"
    )
    shown = text(sent(town)[0])
    assert "“what day is it? :lamp:”" in shown
    assert str(town.bob.id) not in shown


async def test_the_card_of_a_complete_question_shows_no_question_before_it(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    await town.alice.send(town.channel, f"{me(town)} what day is it?")
    assert f"“{ROBOTS}”" not in text(sent(town)[-1])


async def test_a_remark_that_is_mended_to_a_question_is_answered(town: Town) -> None:
    await town.alice.send(town.channel, f"{me(town)} {ROBOTS}")
    remark = await town.bob.send(town.channel, "lol", reply_to=town.channel.history()[-1])
    assert len(sent(town)) == 1
    await town.bob.edit(remark, "and the lampmakers?")
    assert "wanted no robots at the ovens" in text(sent(town)[-1])
