"""Containers of the image: the folders that they are given, the bot in one of them, and what it left behind."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.records.store import Records
from bot.records.urls import default_url
from tests.standin.payloads import guild_on
from tests.standin.process import Bot, knowledge
from tests.standin.standin import TOKEN, answered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.deploy.engine import Engine
    from tests.standin.standin import StandIn

GIVEN = Path(__file__).with_name("given")
USER = 10001
HOME = guild_on(0, 1)
ANNA = 7_000_000_000_000_000_001


def owned(folder: Path) -> None:
    """Give a folder, with what is in it, to the user of the image and to nobody else."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, USER, USER)
        path.chmod(0o700 if path.is_dir() else 0o600)


@dataclass(frozen=True)
class Host:
    """The folders of one machine that its containers are given: knowledge, data, secrets, and the tests' own."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Host:
        knowledge(folder / "knowledge")
        (folder / "data").mkdir()
        (folder / "secrets").mkdir()
        (folder / "secrets/discord_token").write_text(f"{TOKEN}\n", "utf-8")
        shutil.copytree(GIVEN, folder / "given")
        owned(folder)
        return cls(folder)

    def mounts(self) -> list[str]:
        places = {"knowledge": "/app/knowledge", "data": "/data"}
        shut = {"secrets": "/run/secrets:ro", "given": "/given:ro"}
        return [f"--volume={self.folder / here}:{there}" for here, there in {**places, **shut}.items()]


@asynccontextmanager
async def running(
    podman: Engine, image: str, name: str, host: Host, standin: StandIn, **settings: str
) -> AsyncIterator[Bot]:
    """The image's own command, connected to the stand-in; the container is gone when the block ends."""
    told = {
        "PYTHONPATH": "/given", "STANDIN_API": standin.api, "STANDIN_GATEWAY": standin.gateway_url,
        "HTTP_PORT": "0", "HOME_GUILD_IDS": f"{HOME}", "MODERATOR_ROLE_IDS": "77", "UNANSWERED_DAYS": "3650",
        **settings,
    }  # fmt: skip
    options = [f"--env={key}={value}" for key, value in told.items()]
    words = podman.start(image, f"--name={name}", *host.mounts(), *options)
    async with following(words) as bot:
        try:
            yield bot
        finally:
            await asyncio.to_thread(podman.do, "rm", "--force", "--time=0", name)


@asynccontextmanager
async def following(words: list[str]) -> AsyncIterator[Bot]:
    """A command that is attached to a container: what that says, and its exit code."""
    process = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.PIPE, limit=1 << 22)
    bot = Bot(process)
    bot._reading = asyncio.create_task(bot.read())
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await bot.ended()


async def answer(standin: StandIn, question: str) -> str:
    asked = await standin.ask(question, HOME)
    await answered([asked], 60)
    return asked.shown


async def history(host: Host) -> list[tuple[str, str]]:
    """What moderators changed, as the records of a bot that has stopped hold it, and how each edit ended."""
    records = Records(default_url(host.folder / "data"), SystemClock())
    await records.start()
    found = [*await records.unfinished(), *await records.history(20)]
    await records.close()
    owned(host.folder / "data")
    return [(edit.what, edit.state) for edit in found]


async def waiting(host: Host) -> list[tuple[str, int]]:
    """The questions that wait in the records of a bot that has stopped, and how often each was asked."""
    records = Records(default_url(host.folder / "data"), SystemClock(), unanswered_days=3650)
    await records.start()
    found = [(question.key, question.times) for question in await records.waiting()]
    await records.close()
    return found
