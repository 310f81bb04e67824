"""What goes wrong is survived, and said where it can be said: a sentence and an id, never a trace."""

from __future__ import annotations

import contextvars
import logging
import re
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.answering.engine import Engine
from bot.discord_app.card.state import parse
from bot.discord_app.errors import explain
from bot.discord_app.questions.desk import FixedEngine
from bot.discord_app.text.words import EN
from bot.ops.logs import EVENT
from tests.discord_app import world
from tests.discord_app.conftest import Town, message, text

if TYPE_CHECKING:
    import datetime as dt

    from simcord import InteractionResult

    from bot.answering.handlers.whats_new import Since
    from bot.answering.reply import Context, Reply
    from bot.discord_app.config import BotConfig

ROBOTS = "what did the glassworks say about robots?"
CALLBACK = "/interactions/*/*/callback"


class Troubled(Engine):
    """An engine that fails, or takes its time, when asked to."""

    def __init__(self) -> None:
        super().__init__(world.base())
        self.slow = threading.Event()

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
        if question == "fail":
            raise RuntimeError("the secret inner workings")
        if question == "slow":
            self.slow.wait(5)
        return super().ask(
            question, as_of, previous=previous, strike=strike, preferred=preferred, live=live, since=since
        )


@pytest.fixture
def engine() -> Engine:
    return Troubled()


@pytest.fixture
def config(config: BotConfig) -> BotConfig:
    return replace(config, patience=0.05)


def code_in(shown: str) -> str:
    found = re.search(r"`([0-9a-f]{8})`", shown)
    assert found, shown
    return found[1]


async def test_a_failing_command_tells_a_code_that_finds_the_trace_in_the_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    result = await town.alice.slash(town.channel, "ask", question="fail")
    shown = text(result)
    assert result.ephemeral
    assert "Something went wrong on my side" in shown
    assert "secret" not in shown
    record = next(r for r in caplog.records if code_in(shown) in r.getMessage())
    assert record.exc_info
    assert "secret inner workings" in str(record.exc_info[1])
    assert "alice" not in record.getMessage()
    assert town.env.errors


def test_the_code_is_the_id_that_the_log_has_for_the_interaction() -> None:
    def told() -> str:
        EVENT.set("5f3a9c1b")
        return explain(ValueError(), EN, "/ask") or ""

    assert code_in(contextvars.copy_context().run(told)) == "5f3a9c1b"


async def test_a_failing_button_is_told_like_a_failing_command(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question=ROBOTS)
    town.bot.desk.holder = FixedEngine(Troubled())
    town.bot.desk.engine.show = _fail  # type: ignore[method-assign]  # on purpose
    town.bot.desk.engine.ask = _fail  # type: ignore[method-assign]  # on purpose
    for label in ("Not what I asked",):
        pressed = await town.alice.click(message(result), label=label)
        assert code_in(text(pressed))
    chosen = await town.alice.select(message(result), ["What did the Lampmakers Union say about robots?"])
    assert code_in(text(chosen))


def _fail(*_: object, **__: object) -> Reply:
    raise RuntimeError("no")


async def test_a_failing_mention_is_told(town: Town) -> None:
    await town.alice.send(town.channel, f"<@{town.env.backend.bot_user.id}> fail")
    assert code_in(text(town.last()))


async def test_failing_suggestions_are_just_none(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.bot.desk.engine.suggest = _fail  # type: ignore[method-assign,assignment]  # on purpose
    assert await town.alice.autocomplete(town.channel, "ask", "question", "robots") == []
    assert re.search(r"suggestions failed \[[0-9a-f]{8}\]", caplog.text)
    assert str(town.alice.id) not in caplog.text


async def held(town: Town, monkeypatch: pytest.MonkeyPatch, press: str = "") -> tuple[InteractionResult, Any]:
    """An interaction that the bot has not answered yet: SimCord waits for threads, and so would never see a slow one."""
    caught: list[discord.Interaction[Any]] = []

    async def hold(interaction: discord.Interaction[Any], *_: object, **__: object) -> None:
        caught.append(interaction)

    with monkeypatch.context() as patch:
        if press:
            result = await town.alice.slash(town.channel, "ask", question="slow")
            patch.setattr(town.bot.presses, "press", hold)
            result = await town.alice.click(message(result), label=press)
        else:
            patch.setattr(town.bot.asking, "ask", hold)
            result = await town.alice.slash(town.channel, "ask", question="slow")
    return result, caught[0]


def _responses(town: Town) -> list[int]:
    """The types of the interaction responses sent, in order."""
    sent = (request for request in town.env.http_requests if request.path.endswith("/callback"))
    return [request.json["type"] for request in sent if isinstance(request.json, dict)]


@pytest.mark.parametrize("private", [True, False])
async def test_a_slow_answer_is_deferred(
    town: Town, engine: Troubled, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    result, interaction = await held(town, monkeypatch)
    threading.Timer(0.3, engine.slow.set).start()
    await town.bot.asking.ask(interaction, "slow", private=private)
    assert _responses(town)[-1] == 5, "Discord's “thinking …”"
    assert result.ephemeral == private
    assert "“slow”" in text(result)


async def test_a_slow_page_is_deferred_and_then_replaced(
    town: Town, engine: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.slow.set()
    result, interaction = await held(town, monkeypatch, press="Remove")
    engine.slow.clear()
    threading.Timer(0.3, engine.slow.set).start()
    state = parse(interaction.data["custom_id"])
    assert state is not None
    await town.bot.presses.press(interaction, replace(state, action="p", arg="0"))
    assert _responses(town)[-1] == 6, "an update that is still to come"
    assert result.followups == []
    assert "“slow”" in text(town.last())


async def test_a_slow_answer_whose_interaction_is_gone_is_survived(
    town: Town, engine: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, interaction = await held(town, monkeypatch)
    town.env.inject_error("POST", CALLBACK, status=404, code=10062)
    threading.Timer(0.3, engine.slow.set).start()
    with pytest.raises(discord.NotFound):
        await town.bot.asking.ask(interaction, "slow")


async def test_an_unknown_interaction_is_logged_and_nothing_more(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.inject_error("POST", CALLBACK, status=404, code=10062, message="Unknown interaction")
    result = await town.alice.slash(town.channel, "day")
    assert result.response is None
    assert "answered too late" in caplog.text
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert town.env.errors


async def test_an_acknowledged_interaction_is_answered_by_a_follow_up(town: Town) -> None:
    town.env.inject_error("POST", CALLBACK, status=400, code=40060, message="Already acknowledged")
    interactions = town.env.backend.interactions
    town.env._register_dispatch_observer(lambda record: interactions[record.id].defer_update())
    result = await town.alice.slash(town.channel, "day")
    assert "day 31" in text(result.followups[0])


def acknowledged_elsewhere(town: Town) -> None:
    """The next press was acknowledged before the bot could: Discord refuses every response to it."""
    town.env.inject_error(
        "POST", CALLBACK, status=400, code=40060, message="Already acknowledged", times=None
    )
    interactions = town.env.backend.interactions
    town.env._register_dispatch_observer(lambda record: interactions[record.id].defer_update())


async def test_an_acknowledged_press_that_defers_is_answered_by_a_follow_up(town: Town) -> None:
    result = await town.alice.slash(town.channel, "day")
    acknowledged_elsewhere(town)
    pressed = await town.alice.click(message(result), label="Not what I asked")
    assert "Did you mean one of these?" in text(pressed.followups[0])


async def test_remove_pressed_twice_is_silent_the_second_time(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    result = await town.alice.slash(town.channel, "day")
    town.env.inject_error("DELETE", "/webhooks/*/*/messages/@original", status=404, code=10008)
    pressed = await town.alice.click(message(result), label="Remove")
    assert not pressed.followups
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.parametrize(("status", "code"), [(429, 0), (500, 0), (503, 0)])
async def test_discord_failing_once_is_told(town: Town, status: int, code: int) -> None:
    town.env.inject_error("POST", CALLBACK, status=status, code=code)
    result = await town.alice.slash(town.channel, "day")
    assert code_in(text(result))
    assert town.env.errors


async def test_discord_failing_twice_is_survived(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.env.inject_error("POST", CALLBACK, status=500, times=2)
    await town.alice.slash(town.channel, "day")
    assert "could not say so either" in caplog.text
    assert town.env.errors
    assert "day 31" in text(await town.alice.slash(town.channel, "day"))


async def test_missing_permissions_are_named(town: Town) -> None:
    town.env.inject_error("POST", CALLBACK, status=403, code=50013)
    result = await town.alice.slash(town.channel, "day")
    assert "I am not allowed to post there" in text(result)
    assert town.env.errors


async def test_a_button_in_trouble_with_discord_is_survived(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    result = await town.alice.slash(town.channel, "day")
    town.env.inject_error("POST", CALLBACK, status=404, code=10062)
    await town.alice.click(message(result), label="Not what I asked")
    assert "answered too late" in caplog.text


async def test_a_card_that_cannot_be_removed_says_so(town: Town) -> None:
    result = await town.alice.slash(town.channel, "day")
    town.env.inject_error("DELETE", "/webhooks/*/*/messages/@original", status=500)
    pressed = await town.alice.click(message(result), label="Remove")
    assert code_in(text(pressed.followups[0]))


async def test_a_command_that_discord_knows_and_the_bot_does_not(town: Town) -> None:
    town.bot.tree.remove_command("status")
    result = await town.alice.slash(town.channel, "status")
    assert "This command has changed" in text(result)
    assert town.env.errors


def _never(_: object) -> bool:
    return False


async def test_a_check_that_fails_is_told(town: Town) -> None:
    command = town.bot.tree.get_command("status")
    assert isinstance(command, discord.app_commands.Command)
    command.add_check(_never)
    try:
        result = await town.alice.slash(town.channel, "status")
    finally:
        command.remove_check(_never)  # every bot of the tests shares it
    assert "cannot use this command" in text(result)
    assert town.env.errors


async def test_five_questions_in_fifteen_seconds_and_no_more(town: Town) -> None:
    for _ in range(5):
        assert "day 31" in text(await town.alice.slash(town.channel, "day"))
    refused = await town.alice.slash(town.channel, "day")
    assert refused.ephemeral
    assert "You can ask again in 15 seconds." in text(refused)
    assert "day 31" in text(await town.bob.slash(town.channel, "day")), "the others are not held up"
    await town.env.advance_time(14)
    assert "You can ask again in a second." in text(await town.alice.slash(town.channel, "day"))
    await town.env.advance_time(1)
    assert "day 31" in text(await town.alice.slash(town.channel, "day"))
    assert town.env.errors


async def test_help_is_free(town: Town) -> None:
    for command in ("help", "about") * 6:
        assert "That was quick" not in text(await town.alice.slash(town.channel, command))
    assert "day 31" in text(await town.alice.slash(town.channel, "day"))


async def test_the_cooldown_counts_messages_and_buttons_too_and_says_so_once(town: Town) -> None:
    direct = town.alice.user.dm_channel

    def said() -> str:
        latest = town.env.backend.get_message(direct.id, direct.history()[-1].id)
        return text({"components": latest.components})

    for _ in range(6):
        await town.alice.send_dm("what day is it?")
    assert "That was quick" in said()
    before = len(direct.history())
    await town.alice.send_dm("what day is it?")
    assert len(direct.history()) == before + 1, "only the member's own message"
    assert "That was quick" in text(await town.alice.slash(town.channel, "day"))
    await town.env.advance_time(15)
    await town.alice.send_dm("what day is it?")
    assert "day 31" in said()
    assert town.env.errors


async def test_an_error_in_an_event_is_logged_with_a_code(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise RuntimeError("event")
    except RuntimeError:
        await town.bot.on_error("on_something")
    assert re.search(r"on_something failed \[[0-9a-f]{8}\]", caplog.text)
    assert town.env.errors
