"""A stand-in for Discord on 127.0.0.1: the gateway and the REST interface over real sockets, with a record of everything."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from tests.standin.gateway import INVALID_SESSION, RECONNECT, Gateway
from tests.standin.payloads import ME, Json, guild_on, interaction, member, message, snowflake, user
from tests.standin.rest import Asked, Rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.made.up"
FIRST_MEMBER = 900_000_000_000_000_000


class StandIn:
    """Members ask through it, tests break it, and both read what came back."""

    def __init__(self) -> None:
        self.port = 0
        self.gateway = Gateway(lambda: self.gateway_url, TOKEN)
        self.rest = Rest(self.gateway, lambda: self.gateway_url, TOKEN)
        self._members = itertools.count(FIRST_MEMBER)

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def asked(self) -> list[Asked]:
        return list(self.rest.asked.values())

    def app(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                *self.rest.routes(),
                web.get("/gateway", self.gateway.serve),
                web.get("/gateway/", self.gateway.serve),
            ]
        )
        return app

    async def command(
        self, name: str, guild: int | None = None, *, user_id: int = 0, **options: str
    ) -> Asked:
        """A member uses a slash command; in a direct message where no server is given."""
        chosen = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        return await self._send(
            2, {"id": "10", "name": name, "type": 1, "options": chosen}, guild, user_id=user_id
        )

    async def moderate(self, command: str, guild: int, user_id: int, **options: str) -> Asked:
        """A moderator uses a command of their own server: `kb teach`, or `kb add answer` in its group."""
        chosen: list[Json] = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        name, *path = command.split()
        for number, part in enumerate(reversed(path)):
            chosen = [{"name": part, "type": 2 if number else 1, "options": chosen}]
        data = {"id": "10", "name": name, "type": 1, "guild_id": str(guild), "options": chosen}
        return await self._send(2, data, guild, user_id=user_id)

    async def ask(self, question: str, guild: int | None = None, *, user_id: int = 0) -> Asked:
        return await self.command("ask", guild, user_id=user_id, question=question)

    async def typing(self, text: str, guild: int | None = None) -> Asked:
        """A member types into the question of /ask."""
        option = {"name": "question", "type": 3, "value": text, "focused": True}
        return await self._send(4, {"id": "10", "name": "ask", "type": 1, "options": [option]}, guild)

    async def press(self, asked: Asked, custom_id: str, *, user_id: int = 0) -> Asked:
        """A member presses a button of the reply to an interaction."""
        shown, guild = asked.message(), int(asked.payload.get("guild_id", 0)) or None
        return await self._send(
            3, {"custom_id": custom_id, "component_type": 2}, guild, user_id=user_id, shown=shown
        )

    async def submit(
        self,
        asked: Asked,
        custom_id: str,
        *,
        user_id: int = 0,
        by_command: bool = False,
        **fields: str | list[str],
    ) -> Asked:
        """A member sends off a form that a button of a reply had opened, or that a command was answered with.

        A field is a text, or what was chosen in a menu.
        """
        texts = [
            {
                "type": 18,
                "component": {"type": 4, "custom_id": key, "value": text}
                if isinstance(text, str)
                else {"type": 3, "custom_id": key, "values": text},
            }
            for key, text in fields.items()
        ]
        data = {"custom_id": custom_id, "components": texts}
        guild, shown = int(asked.payload.get("guild_id", 0)) or None, None if by_command else asked.message()
        return await self._send(5, data, guild, user_id=user_id, shown=shown)

    async def write(self, text: str, guild: int) -> None:
        """A member writes a message that mentions the bot."""
        number = next(self._members)
        told = message(snowflake(), guild + 1, user(number), f"<@{ME['id']}> {text}")
        told |= {"guild_id": str(guild), "member": {k: v for k, v in member(number).items() if k != "user"}}
        await self.gateway.current[self.shard_of(guild)].dispatch("MESSAGE_CREATE", told)

    def shard_of(self, guild: int | None) -> int:
        return (guild >> 22) % self.gateway.shards if guild else 0

    async def _send(
        self, kind: int, data: Json, guild: int | None, *, user_id: int = 0, shown: Json | None = None
    ) -> Asked:
        token, shard = f"interaction.{secrets.token_urlsafe(60)}", self.shard_of(guild)
        made = interaction(
            kind, data, token=token, user_id=user_id or next(self._members), guild_id=guild, shown=shown
        )
        asked = self.rest.asked[token] = Asked(made, shard)
        await self.gateway.current[shard].dispatch("INTERACTION_CREATE", made)
        return asked

    async def answered_or_gone(self, asked: Asked) -> None:
        """Wait until this has an answer, or its shard no connection."""
        answer = asyncio.create_task(asked.done.wait())
        gone = asyncio.create_task(
            self.gateway.until(lambda: self.gateway.connection(asked.shard) is None, 60)
        )
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        for task in (answer, gone):
            task.cancel()
        await asyncio.gather(answer, gone, return_exceptions=True)

    async def cut(self, shard: int = 0) -> None:
        """The network drops a connection."""
        if connection := self.gateway.connection(shard):
            connection.cut()
            await self.gateway.until(lambda: self.gateway.connection(shard) is not connection)

    async def close(self, code: int, shard: int = 0) -> None:
        """Discord closes a connection with a code."""
        if connection := self.gateway.connection(shard):
            await connection.close(code)

    async def reconnect(self, shard: int = 0) -> None:
        """Discord asks a connection to be made anew."""
        if connection := self.gateway.connection(shard):
            await connection.send(RECONNECT)
            await self.gateway.until(lambda: self.gateway.connection(shard) is not connection)

    async def invalidate(self, *, resumable: bool, shard: int = 0) -> None:
        """Discord says that a session is no longer valid."""
        if connection := self.gateway.connection(shard):
            await connection.send(INVALID_SESSION, data=resumable)
            await self.gateway.until(lambda: self.gateway.connection(shard) is not connection)


async def answered(asked: Iterable[Asked], seconds: float = 20.0) -> None:
    """Wait until each of these has an answer; TimeoutError where one has not."""
    async with asyncio.timeout(seconds):
        for one in asked:
            await one.done.wait()


@asynccontextmanager
async def standing_in(shards: int = 1) -> AsyncIterator[StandIn]:
    """Serve for as long as the block runs; one server on each shard."""
    standin = StandIn()
    standin.gateway.shards = shards
    standin.gateway.guilds = [guild_on(shard, shards) for shard in range(shards)]
    runner = web.AppRunner(standin.app(), shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    standin.port = runner.addresses[0][1]
    try:
        yield standin
    finally:
        await runner.cleanup()
