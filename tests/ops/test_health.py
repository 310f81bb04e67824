"""The health checks and the server that tells of them and of the metrics."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Any

import aiohttp
import pytest

from bot.ops.health import Health
from bot.ops.metrics import Metrics, Readings
from bot.ops.server import serving


def fine() -> None:
    return None


async def away() -> str:
    return "the database is away"


async def never() -> str | None:
    await asyncio.Event().wait()
    return None


def broken() -> str | None:
    raise OSError("/secret/path")


async def test_alive_is_what_a_restart_would_mend_and_ready_is_everything() -> None:
    health = Health(live={"gateway": fine}, ready={"records": away})

    assert (await health.liveness()).healthy
    ready = await health.readiness()
    assert not ready.healthy
    assert ready.found == {"gateway": "ok", "records": "the database is away"}


async def test_a_check_that_hangs_or_breaks_is_a_failed_one() -> None:
    health = Health(live={"hangs": never, "breaks": broken, "works": fine}, patience=0.05)
    report = await health.liveness()

    assert report.found == {
        "hangs": "no answer within 0.05 s",
        "breaks": "the check failed: OSError",
        "works": "ok",
    }


async def get(port: int, path: str, seconds: float = 5.0) -> tuple[int, str, str]:
    limit = aiohttp.ClientTimeout(total=seconds)
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession(timeout=limit) as session, session.get(url) as response:
        return response.status, response.content_type, await response.text()


@pytest.fixture
def health() -> Health:
    return Health(live={"gateway": fine}, ready={"records": fine})


async def test_the_server_tells_health_readiness_and_metrics(health: Health) -> None:
    metrics = Metrics(Readings(base_revision=lambda: "208afbe58962"))
    metrics.observe_question("answer", 0.02)
    async with serving("127.0.0.1", 0, health, metrics) as port:
        assert await get(port, "/healthz") == (
            200, "application/json", '{"status": "ok", "checks": {"gateway": "ok"}}',
        )  # fmt: skip
        health.ready["records"] = away
        assert (await get(port, "/healthz"))[0] == 200
        status, _, text = await get(port, "/readyz")
        assert status == 503
        assert "the database is away" in text
        status, kind, text = await get(port, "/metrics")
        assert (status, kind) == (200, "text/plain")
        assert 'strikebot_questions_total{outcome="answer"} 1.0' in text
        assert (await get(port, "/"))[0] == 404


async def test_a_port_that_is_taken_is_an_error_at_the_start(health: Health) -> None:
    async with serving("127.0.0.1", 0, health, Metrics()) as port:
        with pytest.raises(OSError, match="address already in use"):
            async with serving("127.0.0.1", port, health, Metrics()):
                pytest.fail("served twice")


async def test_a_loop_that_is_blocked_gives_no_answer_and_recovers(health: Health) -> None:
    loop, release, blocked = asyncio.new_event_loop(), threading.Event(), threading.Event()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    stack = contextlib.AsyncExitStack()

    def call(work: Any) -> Any:  # noqa: ANN401
        return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, loop))

    def block() -> None:
        blocked.set()
        release.wait(20)

    try:
        port = await call(stack.enter_async_context(serving("127.0.0.1", 0, health, Metrics())))
        assert (await get(port, "/healthz"))[0] == 200
        loop.call_soon_threadsafe(block)
        await asyncio.to_thread(blocked.wait, 5)
        with pytest.raises(TimeoutError):
            await get(port, "/healthz", seconds=0.3)
        release.set()
        assert (await get(port, "/healthz"))[0] == 200
        await call(stack.aclose())
    finally:
        release.set()
        loop.call_soon_threadsafe(loop.stop)
        await asyncio.to_thread(thread.join, 10)
        loop.close()
