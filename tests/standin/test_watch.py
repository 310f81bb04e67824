"""What an operator sees of the real process: health, readiness, metrics, and a log without anything private in it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.discord_app.card.state import base36
from tests.standin.payloads import guild_on
from tests.standin.process import ROOT, Bot, running
from tests.standin.rest import Fault
from tests.standin.standin import TOKEN, StandIn, answered

if TYPE_CHECKING:
    from pathlib import Path

HOME = guild_on(0, 1)
QUESTIONS = ("what did mara lind say about robots", "is the moon made of cheese", "what about otto")


async def port_of(bot: Bot) -> int:
    line = await bot.says("health and metrics are served")
    found = re.search(r"port (\d+)", line)
    assert found is not None
    return int(found[1])


async def get(port: int, path: str) -> tuple[int, str]:
    limit = aiohttp.ClientTimeout(total=5)
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as response:
        return response.status, await response.text()


async def health(folder: Path, port: int, *args: str) -> tuple[int, str]:
    """`strikebot health`: its exit code, and what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "health", *args,
        cwd=ROOT, env={**os.environ, "HTTP_PORT": str(port), "HTTP_HOST": "0.0.0.0"},  # noqa: S104
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode or 0, out.decode()


async def test_a_process_is_healthy_ready_blocked_and_gone(standin: StandIn, tmp_path: Path) -> None:
    held = Fault("gateway", seconds=20.0)
    standin.rest.faults.append(held)
    async with running(standin, tmp_path, {"HTTP_PORT": "0"}) as bot:
        port = await port_of(bot)
        await standin.rest.met(held)
        assert await health(tmp_path, port) == (0, "gateway: ok\n")
        code, told = await health(tmp_path, port, "--ready")
        assert (code, "connected: not connected yet" in told) == (1, True)

        bot.process.send_signal(signal.SIGSTOP)
        code, told = await health(tmp_path, port, "--timeout", "0.5")
        assert code == 1
        assert "The bot does not answer" in told
        bot.process.send_signal(signal.SIGCONT)
        assert (await health(tmp_path, port))[0] == 0
        await bot.stop()
    assert (await health(tmp_path, port))[0] == 1


async def test_it_is_ready_while_it_is_connected_and_tells_its_figures(
    standin: StandIn, tmp_path: Path
) -> None:
    async with running(standin, tmp_path, {"HTTP_PORT": "0"}) as bot:
        port = await port_of(bot)
        await standin.gateway.connected()
        await until_ready(port)
        asked = [await standin.ask(question, HOME) for question in QUESTIONS[:2]]
        await answered([*asked, await standin.typing("what", HOME)])
        page = await counted(port, 2)

        assert 'strikebot_questions_total{outcome="answer"} 1.0' in page
        assert 'strikebot_questions_total{outcome="decline"} 1.0' in page
        assert "strikebot_shards 1.0" in page
        assert re.search(r'strikebot_base_info{revision="\w+"} 1.0', page)
        standin.gateway.down = True
        await standin.close(4000)
        status, told = await get(port, "/readyz")
        assert (status, "connecting again: shard 0" in told) == (503, True)
        assert (await get(port, "/healthz"))[0] == 200, "discord.py is given time to connect again"


async def counted(port: int, questions: int) -> str:
    """The figures once so many questions are counted: a question is, when the work on it has ended."""
    async with asyncio.timeout(20):
        while f"strikebot_question_seconds_count {questions}.0" not in (
            page := (await get(port, "/metrics"))[1]
        ):
            pass
    return page


async def until_ready(port: int) -> None:
    """Ask as often as a probe may; each answer takes a moment."""
    async with asyncio.timeout(20):
        while (await get(port, "/readyz"))[0] != 200:
            pass


async def whole_session(standin: StandIn, members: list[int]) -> list[str]:
    """Members use everything while things go wrong; what they wrote."""
    first = [await standin.ask(q, HOME, user_id=m) for q, m in zip(QUESTIONS, members, strict=True)]
    await answered([*first, await standin.typing(QUESTIONS[0][:9], HOME), await standin.command("day")])
    for fault in (
        Fault("callback", status=429, retry_after=0.05),
        Fault("callback", status=500, after=True),
        Fault("callback", status=403),
        Fault("callback", cut=True),
    ):
        standin.rest.faults.append(fault)
        await answered([await standin.press(first[0], first[0].button("n"), user_id=members[0])])
    pressed = await standin.press(first[0], first[0].button("n"), user_id=members[1])
    await answered([pressed])
    await answered([await standin.press(pressed, pressed.button("w"), user_id=members[1])])
    await answered(
        [await standin.submit(pressed, pressed.button("w"), expected="the secret words of a member")]
    )
    standin.rest.faults.append(Fault("post", status=400))
    await standin.write(QUESTIONS[1], HOME)
    await answered([await standin.ask(QUESTIONS[2], HOME, user_id=members[1]) for _ in range(9)])
    await standin.gateway.current[0].dispatch(
        "INTERACTION_CREATE", {"id": "1", "member": {"user": {"id": str(members[0])}}}
    )
    await standin.reconnect()
    await answered([await standin.command("status", HOME)])
    return [*QUESTIONS, "the secret words of a member"]


async def test_nothing_private_is_logged(standin: StandIn, tmp_path: Path) -> None:
    members = [900_123_450_000_000_001, 900_123_450_000_000_002, 900_123_450_000_000_003]
    settings = {
        "LOG_FORMAT": "json",
        "MODERATOR_CHANNEL_ID": "77",
        "DATABASE_URL": "postgresql://me:hunter2@host/x",
    }
    async with running(standin, tmp_path, settings) as bot:
        await standin.gateway.connected()
        texts = await whole_session(standin, members)
        code, _ = await bot.stop()
    lines: list[dict[str, Any]] = [json.loads(line) for line in bot.lines]

    assert code == 0, bot.log
    assert {line["level"] for line in lines} >= {"INFO", "WARNING", "ERROR"}, "there was something to log"
    assert len({line["event"] for line in lines if "event" in line}) >= 3, "each interaction has its id"
    for secret in (TOKEN, "hunter2", *texts, *(one.token for one in standin.asked)):
        assert secret not in bot.log
    for one in (
        *members,
        *(int((o.payload.get("member") or o.payload)["user"]["id"]) for o in standin.asked),
    ):
        assert str(one) not in bot.log
        assert base36(one) not in bot.log


async def test_what_is_for_people_at_a_terminal_is_never_imported(standin: StandIn, tmp_path: Path) -> None:
    """The image does not hold it (the extra `terminal` of pyproject.toml)."""
    async with running(standin, tmp_path, {"PYTHONPROFILEIMPORTTIME": "1"}) as bot:
        await standin.gateway.connected()
        await answered([await standin.ask(question, HOME) for question in QUESTIONS])
        await bot.stop()
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in bot.lines if "|" in line}

    assert {"bot", "discord", "rapidfuzz"} <= imported
    assert not {"rich", "prompt_toolkit", "markdown_it"} & imported
