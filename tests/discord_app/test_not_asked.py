"""“Not what I asked”: what is offered instead, and what the moderators are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.engine import Engine
from bot.discord_app.questions.desk import FixedEngine
from tests.discord_app import world
from tests.discord_app.conftest import Town, labels, menu, message, text
from tests.discord_app.engines import LongWinded

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.knowledge.model.base import KnowledgeBase

QUESTION = "what did the glassworks say about robots?"


@pytest.fixture
def engine() -> Engine:
    return LongWinded(world.base())


async def test_not_what_i_asked_offers_runners_up_and_tells_the_moderators_once(town: Town) -> None:
    result = await town.alice.slash(
        town.channel, "ask", question="@everyone where are the picket rules about robots"
    )
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert pressed.ephemeral
    assert "not who asked it" in text(pressed)
    await town.bob.click(message(result), label="Not what I asked")
    told = town.desk_channel.history()
    assert len(told) == 1
    stored = town.env.backend.get_message(town.desk_channel.id, told[0].id)
    shown = text({"components": stored.components})
    assert "where are the picket rules about robots" in shown
    assert "alice" not in shown
    assert str(town.alice.id) not in str(stored.components)
    assert "@everyone" not in shown


async def test_a_runner_up_replaces_the_offer(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="weighed")
    pressed = await town.bob.click(message(result), label="Not what I asked")
    assert labels(pressed)[0] == "Title of lamp-2025/quote/berg-robots"
    await town.restart()
    await town.bob.click(message(pressed), label="Title of lamp-2025/quote/berg-robots")
    assert "We will not tie our hands." in text(pressed)
    assert "Not what I asked" in labels(pressed)


async def test_questions_near_the_one_asked_are_offered_too(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="where are the picket rules about robots")
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "Where can I read the picket rules?" in menu(pressed)
    chosen = await town.alice.select(message(pressed), ["Where can I read the picket rules?"])
    assert chosen.ephemeral
    assert "at the gate" in text(chosen)


async def test_without_a_moderators_channel_nothing_is_promised(town: Town) -> None:
    await town.env.restart_bot(type(town.bot)(town.bot.desk.engine, town.bot.desk.clock, town.bot.config))
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "moderators have been told" not in text(pressed)


async def test_a_moderators_channel_that_cannot_be_written_to_is_survived(town: Town) -> None:
    town.env.inject_error("POST", f"/channels/{town.desk_channel.id}/messages", status=403, code=50013)
    result = await town.alice.slash(town.channel, "ask", question=QUESTION)
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "moderators have been told" not in text(pressed)


async def test_a_runner_up_that_was_withdrawn_says_so(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="weighed")
    pressed = await town.alice.click(message(result), label="Not what I asked")
    first = labels(pressed)[0]
    view = town.bot.desk.engine.view(world.EPOCH)
    gone = _withdraw_all(view)
    town.bot.desk.holder = FixedEngine(Engine(gone))
    refused = await town.alice.click(message(pressed), label=first)
    assert "withdrawn this entry" in text(refused)


def _withdraw_all(view: View) -> KnowledgeBase:
    kept = view.base
    gone = (
        world.without(kept, "lamp-2025/position/robots-glass")
        .positions["lamp-2025/position/robots-glass"]
        .withdrawn
    )
    shelves: dict[str, Any] = {
        name: {
            key: entry.model_copy(update={"withdrawn": gone}) for key, entry in getattr(kept, name).items()
        }
        for name in ("answers", "people", "meetings", "positions", "quotes", "events")
    }
    return replace(kept, **shelves)


async def test_a_runner_up_that_is_no_more_says_so(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="weighed")
    pressed = await town.alice.click(message(result), label="Not what I asked")
    kept = town.bot.desk.base
    town.bot.desk.holder = FixedEngine(Engine(replace(kept, quotes={})))
    refused = await town.alice.click(message(pressed), label=labels(pressed)[0])
    assert "no longer there" in text(refused)
