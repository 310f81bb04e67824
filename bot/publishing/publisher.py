"""Keeps the site in step while the bot runs: after each edit and reload, and when the day turns."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.live.changes import Swapped
from bot.publishing.corrections import recorded
from bot.publishing.process import SiteJob, publish

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.clock import Clock
    from bot.live.changes import Change
    from bot.live.keeper import Keeper
    from bot.records.store import Records
    from bot.site.model import Correction

log = logging.getLogger(__name__)

AT_LEAST = dt.timedelta(hours=1)
"""The site is looked at so often in any case: a source may have become known meanwhile."""


class Publisher:
    """Writes the site of a keeper's base into a folder. What fails is logged, and tried again with the next change."""

    def __init__(
        self,
        keeper: Keeper,
        records: Records | None,
        clock: Clock,
        out: Path,
        base_url: str = "",
        *,
        publish: Callable[[SiteJob], Awaitable[str]] = publish,
    ) -> None:
        self._keeper = keeper
        self._records = records
        self._clock = clock
        self._out = out
        self._base_url = base_url
        self._publish = publish
        self._changed = asyncio.Event()
        self._known: list[Correction] = []
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._keeper.listen(self.told)
        self._task = asyncio.create_task(self._keep(), name="site")

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def told(self, change: Change) -> None:
        """There is another base: the site is written soon, and once for all changes that come meanwhile."""
        if isinstance(change, Swapped):
            self._changed.set()

    async def _keep(self) -> None:
        while True:
            self._changed.clear()
            await self.write()
            await self._until_due()

    async def _until_due(self) -> None:
        try:
            await asyncio.wait_for(self._changed.wait(), self._seconds())
        except TimeoutError:
            return

    def _seconds(self) -> float:
        """Until the day turns where the base is at home, an hour at most."""
        local = self._clock.now().astimezone(self._keeper.engine.base.zone)
        turn = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(0, 0, 1), local.tzinfo)
        return max(1.0, min(AT_LEAST, turn - local).total_seconds())

    async def write(self) -> bool:
        """Write the site now; False where that failed."""
        try:
            work = SiteJob(
                self._keeper.folder, self._out, self._base_url, self._clock.now(), await self.corrections()
            )
            log.info("the site in %s: %s", self._out, await self._publish(work))
        except (StrikebotError, OSError) as error:
            log.warning("the site in %s was not written, and is tried again later: %s", self._out, error)
            return False
        except Exception:
            log.exception("the site in %s was not written", self._out)
            return False
        return True

    async def corrections(self) -> list[Correction]:
        """What the records know; while they are away what they knew last."""
        if self._records is not None:
            try:
                self._known = await recorded(self._records)
            except StrikebotError as error:
                log.warning("the corrections of the site are those of before: %s", error)
        return self._known
