"""The form in which someone tells the moderators what they had expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.discord_app.text.limits import walk
from tests.discord_app.conftest import Town, labels, message, text
from tests.discord_app.test_failures import CALLBACK, code_in

if TYPE_CHECKING:
    import pytest
    from simcord import InteractionResult, MemberActor

MORE = "Tell the moderators more"
QUESTION = "where are the picket rules about robots"


def inputs(shown: InteractionResult) -> list[dict[str, Any]]:
    """The fields of a form."""
    assert shown.modal is not None, shown
    found = walk(shown.modal["components"])
    return [part for part in found if part["type"] == 4]


async def not_asked(town: Town, actor: MemberActor) -> InteractionResult:
    result = await actor.slash(town.channel, "ask", question=QUESTION)
    return await actor.click(message(result), label="Not what I asked")


async def opened(town: Town, actor: MemberActor) -> InteractionResult:
    return await actor.click(message(await not_asked(town, actor)), label=MORE)


async def fill(actor: MemberActor, form: InteractionResult, *values: str) -> InteractionResult:
    filled = {field["custom_id"]: value for field, value in zip(inputs(form), values, strict=False)}
    return await actor.submit_modal(form, filled)


def told(town: Town) -> dict[str, Any]:
    """The latest message to the moderators."""
    stored = town.env.backend.get_message(town.desk_channel.id, town.desk_channel.history()[-1].id)
    return {"components": stored.components}


async def test_what_a_member_expected_reaches_the_moderators_without_a_name(town: Town) -> None:
    done = await fill(town.alice, await opened(town, town.alice), "@everyone the **rules** of <#1> the gate")
    assert done.ephemeral
    assert "without your name" in text(done)
    assert len(town.desk_channel.history()) == 2
    shown = text(told(town))
    assert QUESTION in shown
    assert "the gate" in shown
    assert "@everyone" not in shown
    assert "**rules**" not in shown
    assert "<#1>" not in shown
    assert "alice" not in shown
    assert str(town.alice.id) not in str(told(town))


async def test_only_a_moderator_is_asked_for_the_entry(town: Town) -> None:
    assert len(inputs(await opened(town, town.alice))) == 1
    form = await opened(town, town.mod)
    assert [field["required"] for field in inputs(form)] == [True, False]
    await fill(town.mod, form, "The rules", "the picket rules")
    assert "**Entry** the picket rules" in text(told(town))


async def test_a_moderator_may_leave_the_entry_empty(town: Town) -> None:
    await fill(town.mod, await opened(town, town.mod), "The rules")
    assert "**Entry**" not in text(told(town))


async def test_the_form_opens_after_a_restart(town: Town) -> None:
    pressed = await not_asked(town, town.alice)
    await town.restart()
    form = await town.alice.click(message(pressed), label=MORE)
    await fill(town.alice, form, "The rules")
    assert QUESTION in text(told(town))


async def test_a_form_that_was_open_at_a_restart_is_not_lost(town: Town) -> None:
    form = await opened(town, town.alice)
    await town.restart()
    done = await fill(town.alice, form, "The rules")
    assert "Thank you" in text(done)
    assert QUESTION in text(told(town))
    assert "**Expected** The rules" in text(told(town))


async def test_a_long_text_full_of_marks_arrives_whole(town: Town) -> None:
    await fill(town.mod, await opened(town, town.mod), "*" * 999 + "z", "_" * 199 + "z")
    assert text(told(town)).count("z") == 2


async def test_without_a_moderators_channel_there_is_no_form(town: Town) -> None:
    await town.env.restart_bot(type(town.bot)(town.bot.desk.engine, town.bot.desk.clock, town.bot.config))
    assert MORE not in labels(await not_asked(town, town.alice))


async def test_moderators_who_can_no_longer_be_reached_are_not_said_to_know(town: Town) -> None:
    form = await opened(town, town.alice)
    town.env.inject_error("POST", f"/channels/{town.desk_channel.id}/messages", status=403, code=50013)
    done = await fill(town.alice, form, "The rules")
    assert "I cannot reach the moderators" in text(done)
    assert "Thank you" not in text(done)


async def test_a_moderators_channel_that_is_unset_while_the_form_is_open(town: Town) -> None:
    form = await opened(town, town.alice)
    town.bot.presses.tray = type(town.bot.presses.tray)(town.bot, type(town.moderators)())
    assert "I cannot reach the moderators" in text(await fill(town.alice, form, "The rules"))


async def test_a_failing_form_is_told_like_a_failing_command(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await opened(town, town.alice)

    async def fail(*_: object) -> bool:
        raise RuntimeError("secret inner workings")

    monkeypatch.setattr(town.bot.presses.tray, "more", fail)
    done = await fill(town.alice, form, "The rules")
    assert code_in(text(done))
    assert "secret" not in text(done)


async def test_a_form_that_cannot_be_opened_is_told(town: Town) -> None:
    pressed = await not_asked(town, town.alice)
    town.env.inject_error("POST", CALLBACK, status=500)
    failed = await town.alice.click(message(pressed), label=MORE)
    assert code_in(text(failed))
