"""A small Discord on 127.0.0.1: enough of the REST interface and the gateway to start, stop and be refused."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

ME = {"id": "1000000000000000001", "username": "strikebot", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION: dict[str, Any] = {
    "id": "1000000000000000002",
    "name": "Strikebot",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": ME,
    "verify_key": "",
    "team": None,
    "flags": 0,
    "tags": [],
    "summary": "",
}


def _json(content: object, status: int = 200) -> web.Response:
    """As Discord sends it: discord.py takes no other content type for JSON."""
    return web.Response(
        body=json.dumps(content).encode(), status=status, headers={"Content-Type": "application/json"}
    )


@dataclass
class FakeDiscord:
    """What it was asked, and how it answers: with the `statuses` of some paths, or it `closes` the gateway with a code."""

    statuses: dict[str, int] = field(default_factory=dict)
    close: int | None = None
    port: int = 0
    requests: list[str] = field(default_factory=list)
    identifies: list[dict[str, Any]] = field(default_factory=list)
    commands: list[Any] = field(default_factory=list)
    closed: list[int | None] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._refusing])
        app.add_routes(
            [
                web.get("/api/v10/users/@me", self._me),
                web.get("/api/v10/oauth2/applications/@me", self._application),
                web.get("/api/v10/gateway/bot", self._gateway_url),
                web.put("/api/v10/applications/{id}/commands", self._commands),
                web.get("/gateway/", self._gateway),
                web.get("/gateway", self._gateway),
            ]
        )
        return app

    @web.middleware
    async def _refusing(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        status = self.statuses.get(request.path.removeprefix("/api/v10"))
        self.requests.append(request.path)
        return _json({"message": "no", "code": 0}, status) if status else await handler(request)

    async def _me(self, _: web.Request) -> web.Response:
        return _json(ME)

    async def _application(self, _: web.Request) -> web.Response:
        return _json(APPLICATION)

    async def _gateway_url(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
        url = f"ws://127.0.0.1:{self.port}/gateway"
        return _json({"url": url, "shards": 1, "session_start_limit": limit})

    async def _commands(self, request: web.Request) -> web.Response:
        self.commands = await request.json()
        known = {"application_id": APPLICATION["id"], "version": "1"}
        return _json(
            [{"description": "", **c, **known, "id": str(n + 10)} for n, c in enumerate(self.commands)]
        )

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 45000}, "s": None, "t": None})
        async for message in socket:
            event = json.loads(message.data)
            if event["op"] == 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
            if event["op"] == 2:
                self.identifies.append(event["d"])
                if self.close:
                    await socket.close(code=self.close)
                    break
                await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": self._hello()})
                self.ready.set()
        self.closed.append(socket.close_code)
        return socket

    def _hello(self) -> dict[str, Any]:
        return {"v": 10, "user": ME, "guilds": [], "session_id": "s", "shard": [0, 1], "application": APPLICATION,
                "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway"}  # fmt: skip


@contextmanager
def running(discord: FakeDiscord) -> Iterator[FakeDiscord]:
    """Serve in a thread of its own."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(discord.app(), shutdown_timeout=0.1)

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        discord.port = runner.addresses[0][1]

    loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield discord
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
