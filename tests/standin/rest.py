"""The REST interface: what the bot needs of it, with rate-limit headers, and faults that tests ask for."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standin.payloads import APPLICATION, ME, Json, message, snowflake

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.standin.gateway import Gateway

ACKNOWLEDGED = {"message": "Interaction has already been acknowledged.", "code": 40060}
UNKNOWN = {"message": "Unknown interaction", "code": 10062}
LIMIT = 1000
V2, LOADING = 1 << 15, 1 << 7


def answer(content: object = None, status: int = 200, **headers: str) -> web.Response:
    """As Discord sends it: discord.py takes no other content type for JSON."""
    if content is None:
        return web.Response(status=204, headers=headers)
    return web.Response(
        body=json.dumps(content).encode(),
        status=status,
        headers={"Content-Type": "application/json", **headers},
    )


@dataclass
class Fault:
    """What happens to the next `times` requests of a route. `after`: once they have been carried out."""

    route: str
    times: int = 1
    status: int = 0
    retry_after: float = 0.0
    seconds: float = 0.0
    after: bool = False
    cut: bool = False
    met: int = 0


@dataclass
class Asked:
    """One interaction: all that was sent back for it."""

    payload: Json
    shard: int
    callbacks: list[Json] = field(default_factory=list)
    refused: list[Json] = field(default_factory=list)
    followups: list[Json] = field(default_factory=list)
    edits: list[Json] = field(default_factory=list)
    looked_at: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event)
    at: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0

    @property
    def token(self) -> str:
        return str(self.payload["token"])

    @property
    def answers(self) -> int:
        """How many replies a person sees: a message, an edited card, choices, a form."""
        shown = sum(one["type"] in (4, 7, 8, 9) for one in self.callbacks)
        deferred = any(one["type"] in (5, 6) for one in self.callbacks)
        return shown + len(self.followups) + (bool(self.edits) if deferred else 0)

    @property
    def shown(self) -> str:
        """Everything sent back, as text."""
        return json.dumps([*self.callbacks, *self.followups, *self.edits], ensure_ascii=False)

    def button(self, action: str) -> str:
        """The custom id of a button of the card."""
        return next(text for text in self.shown.split('"') if text.startswith(f"sb:{action}:"))

    def kb_button(self, action: str) -> str:
        """The custom id of a moderators' button, or of the form that it was answered with."""
        return next(text for text in reversed(self.shown.split('"')) if text.startswith(f"kb:{action}:"))

    def message(self) -> Json:
        """The message that it was answered with, as a button on it would bring it along."""
        sent = [self.callbacks[0].get("data") or {}, *self.edits, *self.followups]
        body = next(one for one in sent if "components" in one)
        flags = int(body.get("flags", 0)) | V2
        return message(
            snowflake(), int(self.payload["channel_id"]), ME, components=body["components"], flags=flags
        )


class Rest:
    """Keeps every interaction by its token."""

    def __init__(self, gateway: Gateway, url: Callable[[], str], token: str) -> None:
        self._gateway = gateway
        self._url = url
        self._token = token
        self.asked: dict[str, Asked] = {}
        self.faults: list[Fault] = []
        self.commands: list[Json] = []
        self.posted: list[Json] = []
        self.channels: dict[int, list[Json]] = {}
        """What stands in each channel, the oldest first, as the bot wrote it."""
        self.forgetful = False
        """Whether a nonce is no longer known, as some minutes after it was used."""
        self.logins = 0
        self.remaining = 1000
        self.unknown: list[str] = []

    async def met(self, fault: Fault, times: int = 1) -> None:
        """Wait until a fault has met a request."""
        await self._gateway.until(lambda: fault.met >= times)

    def routes(self) -> list[web.RouteDef]:
        api = "/api/v10"
        return [
            web.get(f"{api}/users/@me", self._faulty("me", self._me)),
            web.get(f"{api}/oauth2/applications/@me", self._faulty("application", self._application)),
            web.get(f"{api}/gateway/bot", self._faulty("gateway", self._gateway_bot)),
            web.put(f"{api}/applications/{{app}}/commands", self._faulty("commands", self._commands)),
            web.put(
                f"{api}/applications/{{app}}/guilds/{{guild}}/commands",
                self._faulty("commands", self._commands),
            ),
            web.post(
                f"{api}/interactions/{{id}}/{{token}}/callback", self._faulty("callback", self._callback)
            ),
            web.post(f"{api}/webhooks/{{app}}/{{token}}", self._faulty("followup", self._followup)),
            web.patch(
                f"{api}/webhooks/{{app}}/{{token}}/messages/{{message}}", self._faulty("edit", self._edit)
            ),
            web.get(
                f"{api}/webhooks/{{app}}/{{token}}/messages/@original",
                self._faulty("original", self._original),
            ),
            web.delete(
                f"{api}/webhooks/{{app}}/{{token}}/messages/{{message}}", self._faulty("delete", self._delete)
            ),
            web.post(f"{api}/channels/{{channel}}/messages", self._faulty("post", self._post)),
            web.get(f"{api}/channels/{{channel}}/messages", self._faulty("history", self._history)),
            web.patch(f"{api}/channels/{{channel}}/messages/{{message}}", self._faulty("mend", self._mend)),
        ]

    def _faulty(
        self, route: str, handle: Callable[[web.Request], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handled(request: web.Request) -> web.StreamResponse:
            fault = next((one for one in self.faults if one.route == route and one.met < one.times), None)
            if fault is None:
                return await self._limited(route, handle, request)
            fault.met += 1
            await self._gateway.tell()
            if fault.after:
                await handle(request)
            await asyncio.sleep(fault.seconds)
            if fault.cut and request.transport is not None:
                request.transport.abort()
                return web.Response()
            if fault.status == 429:
                told = {
                    "message": "You are being rate limited.",
                    "retry_after": fault.retry_after,
                    "global": False,
                }
                return answer(told, 429, Via="1.1 google", **{"Retry-After": str(fault.retry_after)})
            if fault.status:
                return answer(
                    UNKNOWN if fault.status == 404 else {"message": "a fault", "code": 0}, fault.status
                )
            return await self._limited(route, handle, request)

        return handled

    async def _limited(
        self, route: str, handle: Callable[[web.Request], Awaitable[web.Response]], request: web.Request
    ) -> web.Response:
        response = await handle(request)
        response.headers.update(
            {
                "X-RateLimit-Limit": str(LIMIT),
                "X-RateLimit-Remaining": str(LIMIT - 1),
                "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
                "X-RateLimit-Reset-After": "1.000",
                "X-RateLimit-Bucket": route,
            }
        )
        return response

    async def _me(self, request: web.Request) -> web.Response:
        self.logins += 1
        if request.headers.get("Authorization") != f"Bot {self._token}":
            return answer({"message": "401: Unauthorized", "code": 0}, 401)
        return answer(ME)

    async def _application(self, _: web.Request) -> web.Response:
        return answer(APPLICATION)

    async def _gateway_bot(self, _: web.Request) -> web.Response:
        limit = {
            "total": 1000,
            "remaining": self.remaining,
            "reset_after": 1000,
            "max_concurrency": self._gateway.max_concurrency,
        }
        return answer({"url": self._url(), "shards": self._gateway.shards, "session_start_limit": limit})

    async def _commands(self, request: web.Request) -> web.Response:
        self.commands = await request.json()
        known = {"application_id": APPLICATION["id"], "version": "1"}
        return answer(
            [{"description": "", **c, **known, "id": str(n + 10)} for n, c in enumerate(self.commands)]
        )

    async def _callback(self, request: web.Request) -> web.Response:
        asked, body = self.asked.get(request.match_info["token"]), await _body(request)
        if asked is None:
            self.unknown.append(request.path)
            return answer(UNKNOWN, 404)
        if asked.callbacks:
            asked.refused.append(body)
            await self._gateway.tell()
            return answer(ACKNOWLEDGED, 400)
        asked.callbacks.append(body)
        if body["type"] not in (5, 6):
            self._answered(asked)
        told: Json = {"interaction": {"id": asked.payload["id"], "type": asked.payload["type"]}}
        if body["type"] in (4, 7):
            told["resource"] = {"type": body["type"], "message": asked.message()}
        return answer(told)

    async def _followup(self, request: web.Request) -> web.Response:
        asked, body = self.asked[request.match_info["token"]], await _body(request)
        asked.followups.append(body)
        self._answered(asked)
        return answer(
            message(snowflake(), int(asked.payload["channel_id"]), ME, components=body.get("components"))
        )

    async def _edit(self, request: web.Request) -> web.Response:
        asked, body = self.asked[request.match_info["token"]], await _body(request)
        asked.edits.append(body)
        self._answered(asked)
        return answer(
            message(snowflake(), int(asked.payload["channel_id"]), ME, components=body.get("components"))
        )

    async def _original(self, request: web.Request) -> web.Response:
        asked = self.asked[request.match_info["token"]]
        asked.looked_at = True
        await self._gateway.tell()
        if not asked.callbacks:
            return answer({"message": "Unknown Message", "code": 10008}, 404)
        if asked.callbacks[0]["type"] in (6, 7):
            return answer(asked.payload["message"])
        if asked.callbacks[0]["type"] == 5 and not asked.edits:
            return answer(message(snowflake(), int(asked.payload["channel_id"]), ME, flags=LOADING))
        return answer(asked.message())

    async def _delete(self, request: web.Request) -> web.Response:
        self._answered(self.asked[request.match_info["token"]])
        return answer()

    async def _post(self, request: web.Request) -> web.Response:
        body, channel = await _body(request), int(request.match_info["channel"])
        there = self.channels.setdefault(channel, [])
        nonce = body.get("nonce") if body.get("enforce_nonce") and not self.forgetful else None
        same = next((one for one in there if nonce and one["nonce"] == nonce), None)
        if same is not None:
            return answer(same)
        self.posted.append(body)
        made = message(
            snowflake(), channel, ME, content=body.get("content") or "", components=body.get("components")
        )
        there.append({**made, "nonce": body.get("nonce"), "at": time.perf_counter()})
        await self._gateway.tell()
        return answer(there[-1])

    async def _history(self, request: web.Request) -> web.Response:
        there = self.channels.get(int(request.match_info["channel"]), [])
        after = int(request.query.get("after", 0))
        return answer([one for one in reversed(there) if int(one["id"]) > after])

    async def _mend(self, request: web.Request) -> web.Response:
        body, id = await _body(request), request.match_info["message"]
        there = self.channels.get(int(request.match_info["channel"]), [])
        found = next((one for one in there if one["id"] == id), None)
        if found is None:
            return answer({"message": "Unknown Message", "code": 10008}, 404)
        found.update({key: body[key] for key in ("content", "components") if key in body})
        await self._gateway.tell()
        return answer(found)

    def _answered(self, asked: Asked) -> None:
        if not asked.done.is_set():
            asked.seconds = time.perf_counter() - asked.at
            asked.done.set()


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json":
        found: Any = await request.json()
        return dict(found)
    form = await request.post()
    return dict(json.loads(str(form["payload_json"])))
