"""What goes on beside the conversation: the records, the watched folder, and what moderators are told in time."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from typing import TYPE_CHECKING

from bot.discord_app.delivery.background import begin
from bot.discord_app.kb.notices import News, digest_card, news_of, told_card
from bot.errors import StrikebotError
from bot.knowledge.disk.access import unwritable
from bot.knowledge.disk.folder import folders_of

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.clock import Clock
    from bot.discord_app.kb.dispatch import KbDesk
    from bot.discord_app.kb.keepers import Keepers
    from bot.discord_app.questions.moderators import ModeratorChannel
    from bot.live.changes import Change
    from bot.live.keeper import Keeper
    from bot.records.store import Records

log = logging.getLogger(__name__)

LOOK = 900.0
"""Seconds between two looks at whether something is due."""
DIGEST_DAY, DIGEST_HOUR = 0, 9
"""Monday at nine, where the base is at home."""
ONCE_A_WEEK = dt.timedelta(days=6)
ONCE_A_DAY = dt.timedelta(hours=23)
TOLD_ONCE = dt.timedelta(minutes=1)
"""Within this time all processes have seen a change in the files that they share."""


class BackgroundWork:
    """The tasks beside the conversation, from `start` to `stop`; `kb` is None where there are no home servers."""

    def __init__(
        self,
        keeper: Keeper,
        records: Records,
        tray: ModeratorChannel,
        clock: Clock,
        kb: KbDesk | None,
        keepers: Keepers | None = None,
    ) -> None:
        self._keeper = keeper
        self._records = records
        self._tray = tray
        self._clock = clock
        self._kb = kb
        self._keepers = keepers
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._unwritable = ""
        self.unanswered = 0
        """Questions that waited when it was last looked."""

    async def start(self) -> None:
        """Open the records, put right what a crash left, and begin to watch. The records may be away: then without."""
        await self._records.start()
        await self._recover()
        self._keeper.listen(self._told)
        self._begin("watching", self._keeper.watch(self._stop))
        self._begin("chores", self._chores())

    async def _recover(self) -> None:
        if self._kb is not None:
            await self._look_at_access()
            try:
                await self._kb.editor.recover()
            except StrikebotError as error:
                log.warning("unfinished edits are looked at again later: %s", error)

    async def _look_at_access(self) -> None:
        """Say in the log, once, that moderators cannot change everything, and what lets them."""
        folder = self._keeper.folder
        why = await asyncio.to_thread(lambda: unwritable(folders_of(folder)))
        if why and why != self._unwritable:
            log.warning("moderators cannot change all of the knowledge in %s: %s", folder, why)
        elif self._unwritable and not why:
            log.info("moderators can change the knowledge in %s now", folder)
        self._unwritable = why

    def _begin(self, name: str, work: Coroutine[object, object, None]) -> None:
        self._tasks.append(begin(name, work))

    async def stop(self) -> None:
        """End all of it; what is buffered is written."""
        self._stop.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._records.close()

    async def _told(self, change: Change) -> None:
        """Every process that shares the files sees the change: one of them tells."""
        if self._kb is not None and (news := news_of(change)) and await self._first_to_tell(news):
            await self._tray.show(told_card(news, self._keeper.revision))

    async def _first_to_tell(self, news: News) -> bool:
        try:
            return await self._records.claim(f"told.{news.digest}", TOLD_ONCE)
        except StrikebotError:
            return True  # better told twice than not at all

    async def _chores(self) -> None:
        """Look every quarter of an hour, for the first time when the bot has had the time to connect."""
        while not await self._stopped_within(LOOK):
            try:
                await self.see_to_it()
            except StrikebotError as error:
                log.warning("the chores are tried again later: %s", error)
            except Exception:
                log.exception("the chores failed; they are tried again later")

    async def _stopped_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)
        return self._stop.is_set()

    async def see_to_it(self) -> None:
        """Put right what another process left half done; delete what has expired, once a day; tell keepers and post the
        digest, once a week: by one process of all."""
        await self._recover()
        self.unanswered = len(await self._records.waiting())
        if await self._records.claim("expire", ONCE_A_DAY):
            await self._records.expire()
        local = self._clock.now().astimezone(self._keeper.engine.base.zone)
        due = local.weekday() == DIGEST_DAY and local.hour >= DIGEST_HOUR
        if due and self._kb is not None:
            await self._tell_all(self._kb)

    async def _tell_all(self, kb: KbDesk) -> None:
        """What is told once a week: to the keepers what is theirs, to all moderators the digest."""
        if self._keepers is not None:
            await self._keepers.tell(ONCE_A_WEEK)
        if self._tray.reaches and await self._records.claim("digest", ONCE_A_WEEK):
            await self._tray.show(await digest_card(kb))
