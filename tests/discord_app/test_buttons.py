"""The card's buttons and menu: who may press them, what they do, after a restart too, and on an old card."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.answering.reply import Option
from bot.discord_app.card.request import QUESTION_LIMIT, pick
from bot.discord_app.questions.desk import FixedEngine
from bot.discord_app.questions.moderators import Moderators
from tests.discord_app import world
from tests.discord_app.conftest import Shown, Town, labels, menu, message, parts, text
from tests.discord_app.engines import LongWinded
from tests.discord_app.test_failures import acknowledged_elsewhere

if TYPE_CHECKING:
    import simcord

    from bot.answering.engine import Engine


QUESTION = "what did the glassworks say about robots?"


@pytest.fixture
def engine() -> Engine:
    return LongWinded(world.base())


def button(shown: Shown | simcord.InteractionResult, label: str) -> dict[str, Any]:
    return next(part for part in parts(shown) if part.get("label") == label)


async def test_long_answers_turn_pages_in_place(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="long")
    assert "Part 1." in text(result)
    assert "Page 1 of" in text(result)
    assert "‹ Back" not in labels(result)
    await town.alice.click(message(result), label="Next ›")
    assert "Page 2 of" in text(result)
    assert "Part 1." not in text(result)
    await town.alice.click(message(result), label="‹ Back")
    assert "Part 1." in text(result)


async def test_someone_else_turns_pages_for_themselves_alone(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="long")
    own = await town.bob.click(message(result), label="Next ›")
    assert own.ephemeral
    assert "Page 2 of" in text(own)
    assert "Page 1 of" in text(result)
    await town.bob.click(message(own), label="Next ›")
    assert "Page 3 of" in text(own)


async def test_pages_turn_after_a_restart(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="long")
    await town.restart()
    await town.alice.click(message(result), label="Next ›")
    assert "Page 2 of" in text(result)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("ask", {"question": QUESTION}),
        ("ask", {"question": "day?", "strike": "lamp-2025"}),
        ("day", {}),
        ("day", {"date": "2025-12-05", "strike": "lamp-2025"}),
        ("status", {"strike": "lamp-1950"}),
        ("timeline", {}),
        ("meeting", {"meeting": "lamp-2025/meeting/2025-12-11"}),
        ("position", {"party": "lamp-union", "issue": "robots"}),
        ("compare", {"issue": "robots"}),
        ("compare", {}),
        ("talks", {}),
        ("talks", {"strike": "lamp-2025"}),
        ("changed", {}),
        ("changed", {"since": "2025-12-20"}),
        ("quote", {"person": "otto-berg"}),
        ("quote", {"person": "otto-berg", "issue": "robots"}),
        ("quote", {"issue": "robots"}),
        ("who", {"person": "mara lind"}),
        ("sources", {}),
    ],
)
async def test_every_card_is_still_understood_after_a_restart(
    town: Town, command: str, options: dict[str, str]
) -> None:
    result = await town.alice.slash(town.channel, command, **options)
    before = text(result)
    await town.restart()
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "told what was asked" in text(pressed)
    assert text(result) == before


async def test_the_asker_removes_a_card(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    await town.alice.click(message(result), label="Remove")
    assert result.response is None


async def test_a_moderator_removes_a_card(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    await town.mod.click(message(result), label="Remove")
    assert result.response is None


async def test_nobody_else_removes_a_card_also_after_a_restart(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    for _ in range(2):
        refused = await town.bob.click(message(result), label="Remove")
        assert refused.ephemeral
        assert "Only the person who asked and moderators" in text(refused)
        assert result.response is not None
        await town.restart()


async def test_a_moderator_of_before_no_longer_removes(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    stored = town.env.backend.get_guild(town.guild.id).members[town.mod.id]
    stored.role_ids.clear()
    refused = await town.mod.click(message(result), label="Remove")
    assert "Only the person who asked" in text(refused)


async def test_a_private_card_is_removed_by_its_asker(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION, private=True)
    await town.alice.click(message(result), label="Remove")
    assert result.response is None


async def test_a_related_question_is_answered_beside_the_card(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    chosen = await town.alice.select(message(result), [menu(result)[0]])
    assert not chosen.ephemeral
    assert "no robots at the ovens" in text(chosen)
    assert "refused to rule out" in text(result)


async def test_a_related_question_chosen_by_someone_else_is_theirs_alone(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    await town.restart()
    chosen = await town.bob.select(message(result), [menu(result)[0]])
    assert chosen.ephemeral
    assert "no robots at the ovens" in text(chosen)


async def test_a_related_question_of_an_old_date_is_answered_for_that_date(town: Town) -> None:
    result = await town.alice.slash(
        town.channel, "ask", question="what did the lampmakers say about robots?", as_of="2025-12-20"
    )
    chosen = await town.alice.select(message(result), [menu(result)[0]])
    assert "As of the end of December 20, 2025" in text(chosen)


async def test_an_issue_is_chosen_from_the_menu_under_the_talks_also_after_a_restart(town: Town) -> None:
    result = await town.alice.slash(town.channel, "talks", strike="lamp-2025")
    robots = next(value for value in menu(result) if value.endswith("/robots"))
    await town.restart()
    chosen = await town.alice.select(message(result), [robots])
    assert not chosen.ephemeral
    assert "robots" in text(chosen).casefold()
    assert "/talks" in text(chosen)
    theirs = await town.bob.select(message(result), [robots])
    assert theirs.ephemeral, "somebody else's card stays as it is"


@pytest.mark.parametrize(
    "value", ["talks/lamp-2025//no-such-issue", "status/lamp-2025//", "talks/lamp-2025", "", "talks////"]
)
def test_a_choice_that_the_base_does_not_hold_is_none(value: str) -> None:
    assert pick(value, world.base()) is None


async def test_nothing_on_the_cards_is_disabled_and_each_menu_says_what_it_is_for(town: Town) -> None:
    for command in ("talks", "compare", "changed", "timeline"):
        result = await town.alice.slash(town.channel, command)
        controls = [part for part in parts(result) if part.get("type") in (2, 3)]
        assert not any(part.get("disabled") for part in controls)
        assert all(part.get("label") or part.get("placeholder") for part in controls)


async def test_choices_are_buttons_and_answer_in_place(town: Town, engine: LongWinded) -> None:
    engine.options = tuple(
        Option(f"Robots {n}", f"what did the glassworks say about robots? {n}") for n in range(4)
    )
    result = await town.alice.slash(town.channel, "ask", question="which")
    assert labels(result)[:4] == ["Robots 0", "Robots 1", "Robots 2", "Robots 3"]
    await town.restart()
    await town.alice.click(message(result), label="Robots 2")
    assert "refused to rule out robots" in text(result)


async def test_a_choice_of_someone_else_is_theirs_alone(town: Town, engine: LongWinded) -> None:
    engine.options = (Option("Robots", QUESTION),)
    result = await town.alice.slash(town.channel, "ask", question="which")
    own = await town.bob.click(message(result), label="Robots")
    assert own.ephemeral
    assert "Which one?" in text(result)


async def test_a_choice_that_is_gone_says_so(town: Town, engine: LongWinded) -> None:
    engine.options = (Option("Robots", QUESTION),)
    result = await town.alice.slash(town.channel, "ask", question="which")
    engine.options = (Option("Lamps", "who makes the lamps?"),)
    pressed = await town.alice.click(message(result), label="Robots")
    assert "no longer there" in text(pressed)


async def test_a_card_from_an_older_revision_says_so(town: Town, engine: LongWinded) -> None:
    result = await town.alice.slash(town.channel, "ask", question="long")
    newer = replace(world.base(), revision="0123456789ab")
    await town.restart(LongWinded(newer))
    await town.alice.click(message(result), label="Next ›")
    assert text(result).splitlines()[1].startswith("-# The knowledge base has changed since")
    await town.alice.click(message(result), label="Next ›")
    assert "Page 2 of" in text(result)


async def test_a_card_whose_entry_was_withdrawn_says_so(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="long")
    asked = town.bot.desk._recent.get(_key(result))
    assert asked is not None
    town.bot.desk._recent.put(_key(result), replace(asked, entries=("lamp-2025/position/robots-glass",)))
    town.bot.desk.holder = FixedEngine(
        LongWinded(world.without(world.base(), "lamp-2025/position/robots-glass"))
    )
    await town.alice.click(message(result), label="Next ›")
    assert "has been withdrawn since" in text(result)


@pytest.mark.parametrize(
    "typed",
    [
        "*" * 240 + " what did the glassworks say about robots?",
        "what did the glassworks say about robots? " + "\\" * 240,
        "*what* ~~did~~ " * 12 + "the glassworks say about robots?",
        "@a @b " * 40 + "what did the glassworks say about robots?",
        "🎬" * 240 + " what did the glassworks say about robots?",
        "https://a.example " * 12 + "what did the glassworks say about robots?",
        "𝐰𝐡𝐚𝐭 " * 45 + "did the glassworks say about robots?",
    ],
)
async def test_a_question_of_signs_is_still_understood_after_a_restart(town: Town, typed: str) -> None:
    assert len(typed) <= QUESTION_LIMIT
    result = await town.alice.slash(town.channel, "ask", question=typed)
    await town.restart()
    assert "told what was asked" in text(await town.alice.click(message(result), label="Not what I asked"))


async def test_a_message_too_long_for_its_card_is_still_understood_after_a_restart(town: Town) -> None:
    me = f"<@{town.env.backend.bot_user.id}>"
    await town.alice.send(town.channel, f"{me} {'well, ' * 100} what did the glassworks say about robots?")
    await town.restart()
    card = town.channel.history()[-1]
    assert "told what was asked" in text(await town.alice.click(card, label="Not what I asked"))


async def test_a_message_that_is_gone_leaves_its_long_card_without_its_question(town: Town) -> None:
    me = f"<@{town.env.backend.bot_user.id}>"
    written = await town.alice.send(town.channel, f"{me} {'well, ' * 100} what about robots?")
    await town.restart()
    card = town.channel.history()[-1]
    town.env.backend.delete_message(town.channel.id, written.id)
    await town.env.settle()
    assert "Please ask again" in text(await town.alice.click(card, label="Not what I asked"))


def _key(result: simcord.InteractionResult) -> str:
    return str(button(result, "Remove")["custom_id"]).split(":")[2]


async def test_a_card_that_can_no_longer_be_understood_says_so(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="where " * 49)
    stored = town.env.backend.get_message(town.channel.id, message(result).id)
    for part in parts({"components": stored.components}):
        if part["type"] == 10 and part["content"].startswith("-# “"):
            part["content"] = "-# “something else”"
    await town.restart()
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "Please ask again" in text(pressed)


async def test_a_custom_id_of_nobody_is_left_alone(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    stored = town.env.backend.get_message(town.channel.id, message(result).id)
    for part in parts({"components": stored.components}):
        if part.get("label") == "Remove":
            part["custom_id"] = "sb:x:nonsense"
    pressed = await town.alice.click(message(result), label="Remove")
    assert not pressed.acknowledged


async def test_a_custom_id_of_an_impossible_moment_is_left_alone(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    stored = town.env.backend.get_message(town.channel.id, message(result).id)
    for part in parts({"components": stored.components}):
        if part.get("custom_id"):
            part["custom_id"] = re.sub(r":[0-9a-z]+\+:", ":zzzzzzzzz+:", part["custom_id"])
    assert not (await town.alice.click(message(result), label="Remove")).acknowledged
    assert not (await town.alice.select(message(result), [menu(result)[0]])).acknowledged


async def test_a_card_in_a_direct_message_is_removed_by_its_asker(town: Town) -> None:
    user = town.alice.user
    result = await user.slash("ask", question=QUESTION)
    await user.click(message(result), label="Remove")
    assert result.response is None


async def test_moderators_by_discords_own_permission_remove_too(town: Town) -> None:
    janitors = town.guild.create_role("Janitors", permissions=discord.Permissions(manage_messages=True))
    carol = town.guild.add_member(town.env.create_user("carol"), roles=[janitors])
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    await carol.click(message(result), label="Remove")
    assert result.response is None


async def test_the_role_counts_only_in_the_home_server(town: Town) -> None:
    town.bot.presses.moderators = Moderators((1,), (town.role.id,), None)
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    refused = await town.mod.click(message(result), label="Remove")
    assert "Only the person who asked" in text(refused)


async def test_the_next_day_no_button_tells_yesterdays_day_as_todays(
    town: Town, engine: LongWinded, clock: world.TestClock
) -> None:
    engine.options = (Option("Day", "what day is it?"),)
    paged = await town.alice.slash(town.channel, "ask", question="long")
    choice = await town.alice.slash(town.channel, "ask", question="which")
    clock.moment = world.EPOCH + dt.timedelta(days=1)
    await town.alice.click(message(paged), label="Next ›")
    assert "day 32" in text(paged)
    await town.alice.click(message(choice), label="Day")
    assert "day 32" in text(choice)


async def test_on_the_same_day_the_pages_of_a_card_stay_as_they_were(
    town: Town, clock: world.TestClock
) -> None:
    paged = await town.alice.slash(town.channel, "ask", question="long")
    before = button(paged, "Remove")["custom_id"]
    clock.moment = world.EPOCH + dt.timedelta(hours=1)
    await town.alice.click(message(paged), label="Next ›")
    assert button(paged, "Remove")["custom_id"] == before


async def test_an_acknowledged_press_still_turns_the_page(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="long")
    before = text(result)
    acknowledged_elsewhere(town)
    await town.alice.click(message(result), label="Next ›")
    assert text(result) != before
