"""Work that goes on beside all else; where it ends with an error, that is logged at once, and not when somebody waits for it."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Coroutine

log = logging.getLogger(__name__)


def begin(name: str, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
    """A task for such work; whoever begins it ends it."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_log_failure)
    return task


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("%s failed [%s]", task.get_name(), secrets.token_hex(4), exc_info=error)
