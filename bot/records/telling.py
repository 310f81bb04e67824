"""Following, in the records: who follows, what was seen, what was sent. Raises RecordsAwayError while the database is away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.records import facts, follows, parcels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.records.database import Database
    from bot.records.follow_rows import Follow, Parcel, Seen, Stored

FIRST_LOOK_SECONDS = 20.0
"""How long it may take to record the facts of a base that was never seen."""
KEPT = timedelta(days=400)
"""How long it is known which message told a fact, so that it can be mended."""


class Telling:
    """The records of following, over the one database of the bot."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # ---- who ----

    async def follow(self, follow: Follow) -> bool:
        """Tell a channel from now on, in this way; whether it was not told before."""
        return await self._database.write(follows.keep, follow, self._clock.now())

    async def follows(self, guild: int | None = None) -> list[Follow]:
        """Of one server, or of all."""
        return await self._database.read(follows.every, guild)

    async def unfollow(self, guild: int, channel: int | None = None) -> int:
        """Tell a channel no more, or none of a server; how many those were."""
        return await self._database.write(follows.drop, guild, channel)

    async def trouble(self, follow: int, words: str) -> None:
        """Why a channel could not be told; empty once it could."""
        await self._database.write(follows.trouble, follow, words)

    # ---- what ----

    async def snapshot(self) -> tuple[str, list[Stored]]:
        """The mark as it stands, for `move_on`, and all facts that were seen."""
        return await self._database.read(facts.snapshot)

    async def move_on(self, mark: str, seen: Seen, rows: Sequence[Stored]) -> bool:
        """Record what has changed since the mark was read; False where another process was first."""
        return await self._database.write(facts.move_on, mark, seen, rows, patience=FIRST_LOOK_SECONDS)

    async def changed_since(self, moment: datetime) -> list[Stored]:
        """The facts that came or changed since, in the order in which they are told."""
        return await self._database.read(facts.changed_since, moment)

    async def facts(self, keys: Collection[str]) -> list[Stored]:
        return await self._database.read(facts.named, keys)

    # ---- the messages ----

    async def parcels_about(self, keys: Collection[str]) -> list[Parcel]:
        """The messages in which any of these facts are."""
        return await self._database.read(parcels.about, keys)

    async def unfinished(self, since: datetime) -> list[Parcel]:
        """Messages that were begun since a moment, and are not sent, or not published."""
        return await self._database.read(parcels.unfinished, since)

    async def claim(self, wanted: Sequence[Parcel], now: datetime) -> list[Parcel]:
        """Those that are the caller's to send now, and nobody else's; each with what is in it. `now` never stands still."""
        return await self._database.write(parcels.claim, wanted, now)

    async def sent(self, done: Iterable[Parcel]) -> None:
        """Their messages are there."""
        await self._database.write(parcels.sent, list(done))

    async def put_off(self, id: str, until: datetime) -> None:
        """It could not be sent, and is not tried again before then."""
        await self._database.write(parcels.put_off, id, until)

    async def expire(self) -> None:
        await self._database.write(parcels.expire, self._clock.now() - KEPT)
