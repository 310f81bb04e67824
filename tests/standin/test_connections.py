"""One process through every way in which a connection can fail: nothing that was delivered is lost or answered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.standin.payloads import guild_on
from tests.standin.process import Bot, running
from tests.standin.standin import StandIn, answered, standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.standin.gateway import Connection
    from tests.standin.rest import Asked

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOME = guild_on(0, 1)
HEARTBEAT = 250
TIMEOUT = 2.0
"""Milliseconds between heartbeats, and seconds of silence that are borne: Discord's and discord.py's are a minute."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def connected(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[StandIn, Bot]]:
    """One process for all of these tests; at the end each interaction of them all has one answer."""
    async with standing_in() as standin:
        standin.gateway.heartbeat_interval = HEARTBEAT
        folder = tmp_path_factory.mktemp("connections")
        async with running(standin, folder, waits={"heartbeat_timeout": TIMEOUT}) as bot:
            await standin.gateway.connected()
            yield standin, bot
            code, _ = await bot.stop()
    assert code == 0, bot.log
    assert [one.answers for one in standin.asked] == [1] * len(standin.asked)
    assert not any(one.refused for one in standin.asked)
    assert not standin.rest.unknown


@pytest_asyncio.fixture(loop_scope="module")
async def standin(connected: tuple[StandIn, Bot]) -> StandIn:
    """The stand-in, once the process is connected and the heart beats."""
    await connected[0].gateway.connected()
    await heart_beats(connected[0])
    return connected[0]


async def heart_beats(standin: StandIn) -> Connection:
    connection = standin.gateway.connection()
    assert connection is not None
    before = connection.heartbeats
    await standin.gateway.until(lambda: connection.heartbeats > before)
    return connection


async def ask(standin: StandIn, number: int = 3) -> list[Asked]:
    return [await standin.ask("what day is it", HOME) for _ in range(number)]


async def test_a_dropped_connection_is_resumed_and_what_came_meanwhile_is_answered(standin: StandIn) -> None:
    resumes, identifies = standin.gateway.resumes, len(standin.gateway.identifies)
    before = await ask(standin)
    await standin.cut()
    meanwhile = await ask(standin)
    await answered([*before, *meanwhile])

    assert standin.gateway.resumes == resumes + 1
    assert len(standin.gateway.identifies) == identifies


@pytest.mark.parametrize("code", [4000, 4001, 4008, 4009, 1011])
async def test_a_closed_connection_is_made_anew(standin: StandIn, code: int) -> None:
    resumes = standin.gateway.resumes
    await standin.close(code)
    await answered(await ask(standin))

    assert standin.gateway.resumes == resumes + 1


async def test_a_storm_of_requests_to_reconnect_is_weathered(standin: StandIn) -> None:
    resumes, identifies = standin.gateway.resumes, len(standin.gateway.identifies)
    asked: list[Asked] = []
    for _ in range(20):
        asked += await ask(standin, 2)
        await standin.reconnect()
        await standin.gateway.connected()
    await answered(asked)

    assert standin.gateway.resumes == resumes + 20
    assert len(standin.gateway.identifies) == identifies, "none of them cost an IDENTIFY"


async def test_a_gateway_that_falls_silent_is_left_and_resumed(standin: StandIn) -> None:
    resumes = standin.gateway.resumes
    connection = await heart_beats(standin)
    connection.silent = True
    asked = await ask(standin)
    await standin.gateway.until(lambda: standin.gateway.resumes > resumes, TIMEOUT * 4)
    await answered(asked)

    assert connection.socket.close_code == 4000, "not 1000, which would end the session"


async def test_an_invalid_session_that_may_be_resumed_is(standin: StandIn) -> None:
    resumes, identifies = standin.gateway.resumes, len(standin.gateway.identifies)
    await standin.invalidate(resumable=True)
    await answered(await ask(standin))

    assert (standin.gateway.resumes, len(standin.gateway.identifies)) == (resumes + 1, identifies)


async def test_an_invalid_session_is_begun_anew_no_sooner_than_discord_allows(standin: StandIn) -> None:
    identifies = len(standin.gateway.identifies)
    old = standin.gateway.current[0]
    await answered(await ask(standin))
    await standin.invalidate(resumable=False)
    await standin.gateway.until(lambda: standin.gateway.current[0] is not old)
    await answered(await ask(standin))

    assert len(standin.gateway.identifies) == identifies + 1
    assert standin.gateway.too_soon == 0


@pytest.mark.parametrize(
    "frame",
    [
        "not json",
        "[]",
        b"\x00\x01\x02\xff\x00\x00\xff\xff",
        b"\x00\x01\x02",
        '{"op": 0, "d": {}, "s": null, "t": "INTERACTION_CREATE"}',
    ],
    ids=["text", "list", "bytes", "part", "event without a number"],
)
async def test_after_a_frame_that_cannot_be_read_it_connects_anew(
    connected: tuple[StandIn, Bot], standin: StandIn, frame: str | bytes
) -> None:
    resumes = standin.gateway.resumes
    connection = standin.gateway.connection()
    assert connection is not None
    await connection.raw(frame)
    await answered(await ask(standin))

    assert standin.gateway.resumes == resumes + 1
    assert connected[1].process.returncode is None


async def test_an_event_that_cannot_be_understood_is_passed_over(
    connected: tuple[StandIn, Bot], standin: StandIn
) -> None:
    resumes = standin.gateway.resumes
    for name, data in (("INTERACTION_CREATE", {"id": "1"}), ("MESSAGE_CREATE", {}), ("A_NEW_THING", {})):
        await standin.gateway.current[0].dispatch(name, data)
    await answered(await ask(standin))

    assert standin.gateway.resumes == resumes
    assert connected[1].process.returncode is None
