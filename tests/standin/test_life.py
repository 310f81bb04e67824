"""How the real process begins and ends: signals under load, what is in flight, refusals, and what hangs."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.standin.payloads import guild_on
from tests.standin.process import ROOT, running
from tests.standin.rest import Fault
from tests.standin.standin import TOKEN, answered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.standin.rest import Asked
    from tests.standin.standin import StandIn

HOME = guild_on(0, 1)
QUESTIONS = ("what day is it", "what did mara lind say", "when did they last meet", "is it raining")


async def pour(standin: StandIn, asked: list[Asked], at_once: int) -> None:
    """Members ask for as long as there is a connection; so many wait for an answer at once."""
    while standin.gateway.connection() is not None:
        asked.append(await standin.ask(QUESTIONS[len(asked) % len(QUESTIONS)], HOME))
        if len(asked) >= at_once:
            await standin.answered_or_gone(asked[-at_once])
        await asyncio.sleep(0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_under_load_leaves_no_question_open(
    standin: StandIn, tmp_path: Path, number: signal.Signals
) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        asked = [await standin.ask(QUESTIONS[n % len(QUESTIONS)], HOME) for n in range(50)]
        await answered(asked[:1])
        later: list[Asked] = []
        pouring = asyncio.create_task(pour(standin, later, 20))
        code, seconds = await bot.stop(number)
        await pouring

    assert code == 0, bot.log
    assert seconds < 10
    assert [one.answers for one in asked] == [1] * len(asked)
    assert all(one.answers <= 1 and not one.refused for one in later)
    assert "Traceback" not in bot.log


async def test_a_signal_in_a_flood_ends_it_in_time_and_answers_nobody_twice(
    standin: StandIn, tmp_path: Path
) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        asked: list[Asked] = []
        pouring = asyncio.create_task(pour(standin, asked, 500))
        await answered([await standin.ask("what day is it", HOME)])
        code, seconds = await bot.stop()
        await pouring

    assert code == 0, bot.log[-2000:]
    assert seconds < 10
    assert all(one.answers <= 1 for one in asked)


async def test_what_discord_is_slow_to_take_is_still_finished(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        slow = Fault("callback", seconds=1.5)
        standin.rest.faults.append(slow)
        asked = await standin.ask("what day is it", HOME)
        await standin.rest.met(slow)
        code, seconds = await bot.stop()

    assert code == 0, bot.log
    assert 1 < seconds < 10
    assert asked.answers == 1
    assert standin.gateway.closed == [1000], "Discord was told goodbye"
    await bot.says("finishing 1 interactions")


async def test_who_waits_for_what_cannot_be_finished_is_told(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        stuck = Fault("callback", seconds=30.0)
        standin.rest.faults.append(stuck)
        asked = await standin.ask("what day is it", HOME)
        await standin.rest.met(stuck)
        code, seconds = await bot.stop()

    assert code == 0, bot.log
    assert 3 < seconds < 10
    assert "I am being restarted" in asked.shown
    assert asked.answers == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
async def test_a_second_signal_ends_it_at_once(
    standin: StandIn, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    async with running(standin, tmp_path) as bot:
        await standin.gateway.connected()
        stuck = Fault("callback", seconds=30.0)
        standin.rest.faults.append(stuck)
        await standin.ask("what day is it", HOME)
        await standin.rest.met(stuck)
        bot.process.send_signal(number)
        await bot.says("told to stop")
        found, seconds = await bot.stop(number)

    assert found == code
    assert seconds < 2


async def test_it_can_be_stopped_before_it_is_connected(standin: StandIn, tmp_path: Path) -> None:
    silent = Fault("me", seconds=30.0)
    standin.rest.faults.append(silent)
    async with running(standin, tmp_path) as bot:
        await standin.rest.met(silent)
        code, seconds = await bot.stop()

    assert (code, standin.gateway.identifies) == (0, []), bot.log
    assert seconds < 5


async def test_it_can_be_stopped_while_it_waits_for_a_database_that_says_nothing(
    standin: StandIn, tmp_path: Path
) -> None:
    met, left = asyncio.Event(), asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.set()
        await reader.read()
        writer.close()
        left.set()

    silent = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    settings = {
        "DATABASE_URL": f"postgresql://me:secret@127.0.0.1:{port}/records",
        "HOME_GUILD_IDS": f"{HOME}",
    }
    async with silent, running(standin, tmp_path, settings) as bot, asyncio.timeout(30):
        await met.wait()
        code, seconds = await bot.stop()
        await left.wait()

    assert (code, standin.gateway.identifies) == (0, []), bot.log
    assert seconds < 2.5
    assert "Traceback" not in bot.log


async def test_records_of_a_newer_version_end_it_before_it_logs_in(standin: StandIn, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    with closing(sqlite3.connect(state / "records.sqlite3")) as records:
        records.execute("CREATE TABLE alembic_version (version_num TEXT)")
        records.execute("INSERT INTO alembic_version VALUES ('9999')")
        records.commit()
    login = Fault("me")
    standin.rest.faults.append(login)
    async with running(standin, tmp_path, {"LOG_LEVEL": "ERROR"}) as bot:
        assert await bot.ended() == 78, bot.log

    assert bot.log.startswith("The records were made by a newer version of Strikebot")
    assert len(bot.lines) == 1
    assert login.met == 0


@pytest.mark.parametrize(
    ("settings", "close", "sentence"),
    [
        ({"DISCORD_TOKEN": "another"}, None, "Discord refused the token"),
        ({}, 4014, "allow the bot's intents"),
        ({"SHARD_IDS": "5", "SHARD_COUNT": "4", "HOME_GUILDS": "1"}, None, "SHARD_IDS: found 5"),
        (
            {"HTTP_HOST": "192.0.2.1", "HTTP_PORT": "1"},
            None,
            "HTTP_HOST and HTTP_PORT: 192.0.2.1 port 1 cannot be used",
        ),
    ],
)
async def test_what_a_person_has_to_put_right_ends_it_with_a_sentence(
    standin: StandIn, tmp_path: Path, settings: dict[str, str], close: int | None, sentence: str
) -> None:
    standin.gateway.refuse_with = close
    async with running(standin, tmp_path, {"LOG_LEVEL": "ERROR", **settings}) as bot:
        assert await bot.ended() == 78, bot.log

    assert sentence in bot.log
    assert len(bot.lines) <= 2
    assert len(standin.gateway.identifies) <= 1
    assert TOKEN not in bot.log


@pytest.mark.parametrize("second", [False, True])
async def test_a_blocked_process_ends_by_its_limit_or_by_a_second_signal(second: bool) -> None:
    code = (
        "import asyncio, threading, bot.discord_app.lifecycle.signals as stop\n"
        f"stop.LIMIT = {30 if second else 0.3}\n"
        "async def blocked():\n"
        "    print('blocked', flush=True)\n"
        "    threading.Event().wait(30)\n"
        "with stop.Stop().listening(): asyncio.run(blocked())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    async with asyncio.timeout(15):
        await process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        if second:
            process.send_signal(signal.SIGINT)
        told = (await process.stderr.read()).decode()
        ended = await process.wait()

    assert ended in ((130, 143) if second else (70,))
    assert told == ("" if second else "Strikebot could not end within 0.3 s, and was ended.\n")
