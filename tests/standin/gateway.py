"""The gateway: sessions that outlive their connections, compressed frames, and every way in which it can fail."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import WSMsgType, web

from tests.standin.payloads import APPLICATION, ME, Json, guild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = (
    0,
    1,
    2,
    3,
    6,
    7,
    9,
    10,
    11,
)
REPLAYED = 20_000
"""Events that a session keeps for a connection that comes back."""


class Packer(Protocol):
    def __call__(self, text: str, /) -> str | bytes: ...


def packer(compress: str | None) -> Packer:
    """How a connection's frames are packed, as it asked for in its address."""
    if compress is None:
        return lambda text: text
    if compress == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda text: deflate.compress(text.encode()) + deflate.flush(zlib.Z_SYNC_FLUSH)
    zstd: Any = importlib.import_module(
        "compression.zstd"
    )  # Python 3.14 has it, and discord.py asks for it there
    stream = zstd.ZstdCompressor()
    return lambda text: bytes(stream.compress(text.encode(), stream.FLUSH_BLOCK))


@dataclass
class Connection:
    """One socket. A silent one reads, and says nothing."""

    socket: web.WebSocketResponse
    request: web.Request
    pack: Packer
    silent: bool = False
    ended: bool = False
    """By the stand-in: the session lives on."""
    heartbeats: int = 0

    async def send(
        self, op: int, data: object = None, name: str | None = None, seq: int | None = None
    ) -> None:
        await self.raw(self.pack(json.dumps({"op": op, "d": data, "s": seq, "t": name})))

    async def raw(self, frame: str | bytes) -> None:
        if self.silent or self.socket.closed:
            return
        with contextlib.suppress(ConnectionError):
            await (self.socket.send_str(frame) if isinstance(frame, str) else self.socket.send_bytes(frame))

    async def close(self, code: int) -> None:
        self.ended = True
        await self.socket.close(code=code)

    def cut(self) -> None:
        """End the connection without a word, as a network does."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass
class Session:
    """What one IDENTIFY began."""

    id: str
    shard: int
    token: str
    connection: Connection | None
    seq: int = 0
    kept: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=REPLAYED))
    resumed: int = 0

    async def dispatch(self, name: str, data: Json) -> None:
        self.seq += 1
        self.kept.append((self.seq, name, data))
        if self.connection is not None:
            await self.connection.send(DISPATCH, data, name, self.seq)

    async def replay(self, connection: Connection, seq: int) -> None:
        self.connection = connection
        self.resumed += 1
        for number, name, data in [one for one in self.kept if one[0] > seq]:
            await connection.send(DISPATCH, data, name, number)
        self.seq += 1
        await connection.send(DISPATCH, {}, "RESUMED", self.seq)


class Gateway:
    """All shards. The newest session of a shard is the one that gets its events."""

    def __init__(self, url: Callable[[], str], token: str) -> None:
        self._url = url
        self._token = token
        self.heartbeat_interval = 41_250
        self.max_concurrency = 16
        self.spacing = 5.0
        self.shards = 1
        self.refuse_with: int | None = None
        """Close each IDENTIFY with this code."""
        self.down = False
        """Take no connection."""
        self.forget = False
        """Answer each RESUME with an invalid session."""
        self.guilds: list[int] = []
        self.describe: Callable[[int], Json] = guild
        """What a server is like."""
        self.sessions: dict[str, Session] = {}
        self.current: dict[int, Session] = {}
        self.identifies: list[tuple[float, int]] = []
        self.too_soon = 0
        self.resumes = 0
        self.presences: list[Json] = []
        self.closed: list[int | None] = []
        self.changed = asyncio.Condition()

    async def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until something has become true; TimeoutError where it does not."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(true)

    async def tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def connected(self, shards: Iterable[int] = (0,), seconds: float = 30.0) -> None:
        await self.until(lambda: all(self.connection(shard) is not None for shard in shards), seconds)

    def connection(self, shard: int = 0) -> Connection | None:
        session = self.current.get(shard)
        return session.connection if session else None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            return web.Response(status=503)
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        connection = Connection(socket, request, packer(request.query.get("compress")))
        await connection.send(HELLO, {"heartbeat_interval": self.heartbeat_interval})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._received(connection, json.loads(message.data))
                await self.tell()
        if not connection.ended:
            self.closed.append(socket.close_code)
        for session in self.sessions.values():
            if session.connection is connection:
                session.connection = None
                if socket.close_code in (1000, 1001) and not connection.ended:  # this ends the session too
                    session.id = ""
        await self.tell()
        return socket

    async def _received(self, connection: Connection, event: Json) -> None:
        op, data = event["op"], event["d"]
        if op == HEARTBEAT:
            connection.heartbeats += 1
            await connection.send(ACK)
        elif op == PRESENCE:
            self.presences.append(data)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            await self._resume(connection, data)

    async def _identify(self, connection: Connection, data: Json) -> None:
        now, (shard, count) = asyncio.get_running_loop().time(), data.get("shard", [0, 1])
        bucket = [
            at for at, one in self.identifies if one % self.max_concurrency == shard % self.max_concurrency
        ]
        self.identifies.append((now, shard))
        if bucket and now - max(bucket) < self.spacing:
            self.too_soon += 1
            await connection.send(INVALID_SESSION, data=False)
            return
        if self.refuse_with is not None or data["token"] != self._token:
            await connection.close(self.refuse_with or 4004)
            return
        session = Session(f"session-{len(self.sessions)}", shard, data["token"], connection)
        self.sessions[session.id] = self.current[shard] = session
        mine = [one for one in self.guilds if (one >> 22) % count == shard]
        ready = {"v": 10, "user": ME, "session_id": session.id, "shard": [shard, count], "application": APPLICATION,
                 "resume_gateway_url": self._url(), "guilds": [{"id": str(g), "unavailable": True} for g in mine]}  # fmt: skip
        await session.dispatch("READY", ready)
        for number in mine:
            await session.dispatch("GUILD_CREATE", self.describe(number))

    async def _resume(self, connection: Connection, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if self.forget or session is None or not session.id or session.token != data["token"]:
            await connection.send(INVALID_SESSION, data=False)
            return
        self.resumes += 1
        await session.replay(connection, data["seq"])
