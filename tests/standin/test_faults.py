"""One process while Discord's REST interface fails: whoever asked gets one answer, not none and not two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.discord_app.lifecycle.shutdown import FINISH
from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.rest import Fault
from tests.standin.standin import StandIn, answered, standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOME = guild_on(0, 1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def standin(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[StandIn]:
    async with standing_in() as standin, running(standin, tmp_path_factory.mktemp("faults")) as bot:
        await standin.gateway.connected()
        yield standin
        code, _ = await bot.stop()
    assert code == 0, bot.log
    assert {one.answers for one in standin.asked} == {1}
    assert standin.gateway.resumes == 0, "no fault of REST costs a connection"


@pytest.mark.parametrize(
    "fault",
    [
        Fault("callback", status=429, retry_after=0.3, times=2),
        Fault("callback", status=500),
        Fault("callback", status=503),
        Fault("callback", seconds=1.0),
        Fault("callback", status=502, after=True),
        Fault("callback", cut=True),
        Fault("callback", cut=True, after=True),
    ],
    ids=["429", "500", "503", "slow", "taken but 502", "cut before it is taken", "cut after it is taken"],
)
async def test_a_question_has_one_answer_whatever_becomes_of_the_first_try(
    standin: StandIn, fault: Fault
) -> None:
    standin.rest.faults.append(fault)
    asked = await standin.ask("what day is it", HOME)
    await answered([asked])
    await answered([await standin.ask("what day is it", HOME)])
    if fault.after:  # the receipt was lost: it tries again, and is refused
        await standin.gateway.until(lambda: bool(asked.refused))
        await standin.gateway.until(lambda: asked.looked_at)

    assert fault.met == fault.times
    assert asked.answers == 1, asked.shown


@pytest.mark.parametrize("status", [500, 502])
async def test_a_press_has_one_answer_though_its_receipt_was_lost(standin: StandIn, status: int) -> None:
    asked = await standin.ask("what day is it", HOME)
    await answered([asked])
    fault = Fault("callback", status=status, after=True)
    standin.rest.faults.append(fault)
    pressed = await standin.press(asked, asked.button("n"))
    await answered([pressed])
    await standin.gateway.until(lambda: pressed.looked_at)

    assert fault.met == 1
    assert pressed.answers == 1, pressed.shown


async def test_other_questions_are_answered_while_one_waits_for_its_limit(standin: StandIn) -> None:
    fault = Fault("callback", status=429, retry_after=2.0)
    standin.rest.faults.append(fault)
    held = await standin.ask("what day is it", HOME)
    await standin.rest.met(fault)
    others = [await standin.ask("what day is it", HOME) for _ in range(20)]
    await answered(others, 1.5)
    assert not held.done.is_set()
    await answered([held])

    assert [one.answers for one in [held, *others]] == [1] * 21


async def test_a_mention_is_answered_though_the_first_try_fails(standin: StandIn) -> None:
    posted = len(standin.rest.posted)
    standin.rest.faults += [Fault("post", status=429, retry_after=0.2), Fault("post", status=500)]
    await standin.write("what day is it", HOME)
    await standin.gateway.until(lambda: len(standin.rest.posted) > posted)

    assert len(standin.rest.posted) == posted + 1


async def test_an_interaction_that_discord_has_forgotten_is_no_failure(standin: StandIn) -> None:
    forgotten = Fault("callback", status=404)
    standin.rest.faults.append(forgotten)
    standin.rest.asked.pop((await standin.ask("what day is it", HOME)).token)
    await standin.rest.met(forgotten)
    await answered([await standin.ask("what day is it", HOME)])


async def test_a_response_that_may_not_be_sent_in_time_is_given_up(tmp_path: Path) -> None:
    held = Fault("callback", status=429, retry_after=3600.0)
    async with standing_in() as standin, running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        standin.rest.faults.append(held)
        asked = await standin.ask("what day is it", HOME)
        await bot.says("answered too late")
        await answered([await standin.ask("what day is it", HOME)])
        code, seconds = await bot.stop()

    assert (held.met, asked.answers) == (1, 0)
    assert (code, seconds < FINISH) == (0, True), "nothing is in flight any more"
    assert "Traceback" not in bot.log


async def test_what_outlives_the_token_of_its_interaction_is_given_up(tmp_path: Path) -> None:
    lost = Fault("callback", status=502, after=True)
    held = Fault("original", status=429, retry_after=3600.0)
    async with standing_in() as standin, running(standin, tmp_path, hooks={"late": "3"}) as bot:
        await standin.gateway.connected()
        standin.rest.faults += [lost, held]
        asked = await standin.ask("what day is it", HOME)
        await bot.says("answered too late")
        code, seconds = await bot.stop()

    assert (held.met, asked.answers) == (1, 1)
    assert (code, seconds < FINISH) == (0, True), "nothing is in flight any more"
    assert "Traceback" not in bot.log


async def test_a_press_and_what_is_typed_are_given_up_too(tmp_path: Path) -> None:
    async with standing_in() as standin, running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        asked = await standin.ask("what day is it", HOME)
        await answered([asked])
        held = Fault("callback", status=429, retry_after=3600.0, times=2)
        standin.rest.faults.append(held)
        await standin.press(asked, asked.button("n"))
        await standin.typing("what day", HOME)
        await bot.says("answered too late")
        await bot.says("suggestions could not be shown: too late")
        code, seconds = await bot.stop()

    assert held.met == 2
    assert (code, seconds < FINISH) == (0, True), "nothing is in flight any more"
    assert "Traceback" not in bot.log


@pytest.mark.parametrize("status", [404, 400, 500])
async def test_suggestions_that_nobody_waits_for_any_more_are_no_failure(tmp_path: Path, status: int) -> None:
    async with standing_in() as standin, running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        standin.rest.faults.append(Fault("callback", status=status, times=5))
        asked = await standin.typing("what day", HOME)
        await bot.says("suggestions could not be shown")
        await bot.stop()

    assert "Traceback" not in bot.log
    assert str(asked.payload["member"]["user"]["id"]) not in bot.log
