"""Serves /healthz, /readyz and /metrics on the bot's own event loop: a loop that is blocked gives no answer."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ops.health import Health, Report
    from bot.ops.metrics import Metrics

GOODBYE = 0.5
"""Seconds that an open request may take at the end."""


@asynccontextmanager
async def serving(host: str, port: int, health: Health, metrics: Metrics) -> AsyncIterator[int]:
    """Serve while the block runs; the port, which is a free one where 0 was asked for. OSError where it is taken."""
    runner = web.AppRunner(app(health, metrics), access_log=None, shutdown_timeout=GOODBYE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def app(health: Health, metrics: Metrics) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        return _told(await health.liveness())

    async def readyz(_: web.Request) -> web.Response:
        return _told(await health.readiness())

    async def figures(request: web.Request) -> web.Response:
        body, content_type = metrics.page(request.headers.get("Accept", ""))
        return web.Response(body=body, headers={"Content-Type": content_type})

    pages = web.Application()
    pages.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", figures)])
    return pages


def _told(report: Report) -> web.Response:
    state = "ok" if report.healthy else "failing"
    return web.json_response(
        {"status": state, "checks": dict(report.found)}, status=200 if report.healthy else 503
    )
