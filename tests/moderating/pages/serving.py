"""A web server on this machine that stands for every host, with pages that have a body."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aiohttp import web

from bot.moderating.links.reach import Network, through

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

HOST = "127.0.0.1"
HTML = "text/html; charset=utf-8"
PIECE = b"x" * 65536


@dataclass(frozen=True)
class Answer:
    """`endless` pieces follow the body until whoever asked is gone; `silent` never says anything."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    type: str = HTML
    endless: bool = False
    silent: bool = False


@dataclass
class Server:
    """`asked`: host and path of each question; `headers`: the last one's."""

    network: Network
    asked: list[str] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int = 0


@asynccontextmanager
async def serving(answers: Mapping[str, Answer], patience: float = 5) -> AsyncIterator[Server]:
    """Serve answers by addresses without the scheme: `gazette.example/a`. What is not there is not found."""
    told = Server(Network())
    over = asyncio.Event()

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        told.asked.append(f"{request.host}{request.rel_url}")
        told.headers = request.headers
        one = answers.get(f"{request.host}{request.path}", Answer(status=404))
        if one.silent:
            await over.wait()
        response = web.StreamResponse(status=one.status, headers={"Content-Type": one.type, **one.headers})
        await response.prepare(request)
        await response.write(one.body)
        while one.endless and not over.is_set():
            await response.write(PIECE)
            told.sent += len(PIECE)
        await response.write_eof()
        return response

    runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    told.network = replace(through(HOST, runner.addresses[0][1]), patience=patience)
    try:
        yield told
    finally:
        over.set()
        await runner.cleanup()
