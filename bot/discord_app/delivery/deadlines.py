"""Gives up what can no longer reach anybody: Discord takes the first response to an interaction for three seconds, all
else that is sent with its token for a quarter of an hour, and may itself ask to wait for longer.

https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.discord_app.delivery.inflight import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from discord.http import Route

log = logging.getLogger(__name__)

FIRST, LATER = 3.0, 15 * 60.0
"""Seconds from the arrival of an interaction."""
RECEIPT = 1.0
"""Seconds more for what is on its way already."""
CALLBACK = "/callback"
"""How the path of a first response ends."""
SUGGESTIONS = discord.InteractionResponseType.autocomplete_result.value


class TooLateError(TimeoutError):
    """An interaction that nothing can be sent for any more."""


class PunctualAdapter(AsyncWebhookAdapter):
    """Sends what belongs to an interaction, and waits for a rate limit only as long as that is of use."""

    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Any) -> Any:  # noqa: ANN401  (discord.py's own)
        try:
            async with asyncio.timeout(_left(FIRST if route.path.endswith(CALLBACK) else LATER)):
                return await super().request(route, session, **options)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            late = isinstance(error, TimeoutError)
            if not _are_suggestions(options):
                if late:
                    raise TooLateError("Discord takes nothing for this interaction any more") from None
                raise
            log.info("suggestions could not be shown: %s", "too late" if late else error)


def _are_suggestions(options: Mapping[str, Any]) -> bool:
    """Nobody waits for those once more has been typed, and discord.py would log their failure with who typed."""
    return (options.get("payload") or {}).get("type") == SUGGESTIONS


def _left(limit: float) -> float:
    """Seconds until `limit` after the arrival of what is being worked on; after now, where that is not known."""
    work = current()
    past = time.perf_counter() - work.began if work is not None else 0.0
    return max(limit - past, 0.0) + RECEIPT


@contextmanager
def punctual() -> Iterator[None]:
    """Let everything that is sent for interactions go this way while the block runs."""
    before = async_context.set(PunctualAdapter())  # type: ignore[no-untyped-call]  # discord.py's own `__init__`
    try:
        yield
    finally:
        async_context.reset(before)
