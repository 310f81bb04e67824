"""Processes as a StatefulSet runs them: by number, one shard each, with one PostgreSQL for all."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.standin.moderating import WORDS
from tests.standin.payloads import guild_on
from tests.standin.process import Bot, knowledge, running
from tests.standin.standin import StandIn, answered, standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
    from pathlib import Path

    from tests.records.servers import Postgres

CHANNEL = 4_242
MONDAY = "2026-01-05T10:00:00-08:00"
"""When the digest is due."""


@dataclass
class Pods:
    """Every server is a home server. Each process has a folder of its own; the knowledge is shared, unless told otherwise."""

    standin: StandIn
    folder: Path
    url: str
    count: int
    stack: AsyncExitStack
    bots: dict[int, Bot] = field(default_factory=dict)

    @property
    def guilds(self) -> list[int]:
        return [guild_on(shard, self.count) for shard in range(self.count)]

    @property
    def knowledge(self) -> Path:
        return knowledge(self.folder / "knowledge")

    @property
    def hold(self) -> Path:
        """A disk that is held is slow for as long as this is there."""
        return self.folder / "hold"

    async def start(
        self,
        number: int,
        hooks: Mapping[str, str] | None = None,
        *,
        base: Path | None = None,
        within: Sequence[str] = (),
    ) -> Bot:
        settings = {
            "HOSTNAME": f"strikebot-{number}",
            "SHARD_COUNT": str(self.count),
            "SHARDS_PER_PROCESS": "1",
            "DATABASE_URL": self.url,
            "KNOWLEDGE_DIR": str(base or self.knowledge),
            "HOME_GUILD_IDS": ",".join(map(str, self.guilds)),
            "MODERATOR_ROLE_IDS": "77",
            "MODERATOR_CHANNEL_ID": str(CHANNEL),
            "AS_OF": MONDAY,
        }
        own = self.folder / f"pod{number}"
        own.mkdir(exist_ok=True)
        process = running(self.standin, own, settings, hooks=hooks, within=within)
        self.bots[number] = bot = await self.stack.enter_async_context(process)
        return bot

    async def replace(self, number: int, hooks: Mapping[str, str] | None = None) -> Bot:
        """Kill a process, and start another one in its place."""
        gone = self.standin.gateway.current[number]
        await self.kill(number)
        bot = await self.start(number, hooks)
        await self.standin.gateway.until(lambda: self.standin.gateway.current[number] is not gone)
        return bot

    async def kill(self, number: int) -> None:
        if self.bots[number].process.returncode is None:
            self.bots[number].process.kill()
        await self.standin.gateway.until(lambda: self.standin.gateway.connection(number) is None)

    async def say(self, text: str) -> None:
        """Wait until all of them have said it."""
        await asyncio.gather(*(bot.says(text) for bot in self.bots.values()))

    async def one_says(self, text: str, numbers: Iterable[int]) -> None:
        """Wait until one of these has said it."""
        saying = [asyncio.create_task(self.bots[number].says(text)) for number in numbers]
        done, others = await asyncio.wait(saying, return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for task in done:
            task.result()

    async def know(self, question: str) -> None:
        """In every server it gets one answer, from the entry that moderators teach."""
        asked = [await self.standin.ask(question, guild) for guild in self.guilds]
        await answered(asked)
        assert all(WORDS in one.shown for one in asked), [one.shown for one in asked]


@asynccontextmanager
async def pods(folder: Path, server: Postgres, count: int) -> AsyncIterator[Pods]:
    url = await server.database()
    async with standing_in(count) as standin, AsyncExitStack() as stack:
        yield Pods(standin, folder, url, count, stack)
    await server.drop(url)
