"""One process while Discord's REST interface fails: whoever asked gets one answer, not none and not two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.standin.payloads import guild_on
from tests.standin.process import running
from tests.standin.rest import Fault
from tests.standin.standin import StandIn, answered, standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

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
