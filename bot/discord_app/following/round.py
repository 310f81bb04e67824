"""One round of telling: claims what is due in the servers of this process, sends it, mends what has changed, records all."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.errors import UNREACHABLE
from bot.discord_app.following.messages import post
from bot.discord_app.following.permissions import is_announcements, lacking
from bot.discord_app.text.words import words_for
from bot.errors import StrikebotError
from bot.telling import parcels
from bot.telling.closed_strikes import all_over
from bot.telling.parcels import OLD, due, outdated, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.clock import Clock
    from bot.discord_app.following.messages import Post
    from bot.discord_app.following.sender import Sender
    from bot.live.keeper import Keeper
    from bot.records.follow_rows import Follow, Parcel, Stored
    from bot.records.telling import Telling

log = logging.getLogger(__name__)

BATCH = 30
"""Messages that are claimed at once: what is sent in a second."""
AT_ONCE = 10
"""Messages that are under way at the same time."""
AGAIN, SOON = dt.timedelta(minutes=10), dt.timedelta(minutes=1)
"""When it is tried again to tell a channel that did not take it; and one that could not be reached."""
LACKS, REFUSED, UNREACHED = "lacks ", "refused", "unreached"
"""Why a channel could not be told: by what is recorded of it. Behind the first come the permissions."""


@dataclass
class _Round:
    """What is known at the beginning of a round."""

    now: dt.datetime
    follows: dict[int, Follow]
    recent: Sequence[Stored]
    parcels: list[Parcel]
    facts: dict[str, Stored] = field(default_factory=dict)
    sent: list[Parcel] = field(default_factory=list)


class Delivery:
    """Sends and mends what is due in the servers of this process. `stopped` ends a round after what is under way."""

    def __init__(
        self,
        client: discord.Client,
        sender: Sender,
        keeper: Keeper,
        telling: Telling,
        clock: Clock,
        wall: Clock,
    ) -> None:
        """`clock` may stand still; `wall`, by which it is known whose turn it is, may not."""
        self._client = client
        self._sender = sender
        self._keeper = keeper
        self.telling = telling
        self._clock = clock
        self._wall = wall
        self.stopped = False

    async def deliver(self) -> None:
        """Send and mend what is due in the servers that this process holds. RecordsAwayError."""
        follows = {one.id: one for one in await self.telling.follows() if self._holds(one)}
        if not follows:
            return
        here = await self._begin(follows)
        wanted = [*self._unsent(here), *self._due(here)]
        for start in range(0, len(wanted), BATCH):
            if self.stopped:
                return
            await self._send(here, wanted[start : start + BATCH])
        await self._mend(here)
        await self._publish(here)
        await self._end_what_is_over(here)

    def _holds(self, follow: Follow) -> bool:
        """Whether the server is on a shard of this process, and there."""
        guild = self._client.get_guild(follow.guild)
        return guild is not None and not guild.unavailable

    async def _begin(self, follows: dict[int, Follow]) -> _Round:
        now = self._clock.now()
        recent = await self.telling.changed_since(now - OLD)
        about = await self.telling.parcels_about([fact.key for fact in recent])
        unfinished = await self.telling.unfinished(self._wall.now() - OLD)
        there = {one.id: one for one in (*about, *unfinished) if one.follow in follows}
        facts = {fact.key: fact for fact in recent}
        missing = {key for one in there.values() for key in one.keys} - set(facts)
        facts |= {fact.key: fact for fact in await self.telling.facts(missing)}
        return _Round(now, follows, recent, list(there.values()), facts)

    def _unsent(self, here: _Round) -> list[Parcel]:
        """Those that were begun, and whose sender has not come back."""
        now = self._wall.now()
        return [
            replace(p, until=now + parcels.LEASE)
            for p in here.parcels
            if p.message is None and p.until <= now
        ]

    def _due(self, here: _Round) -> list[Parcel]:
        told: defaultdict[int, set[str]] = defaultdict(set)
        for parcel in here.parcels:
            told[parcel.follow].update(parcel.keys)
        wall = self._wall.now()
        found = [
            parcel
            for follow in here.follows.values()
            for parcel in due(follow, here.recent, told[follow.id], here.now)
        ]
        return [replace(one, at=wall, until=wall + parcels.LEASE) for one in found]

    # ---- sending ----

    async def _send(self, here: _Round, wanted: Sequence[Parcel]) -> None:
        claimed = await self.telling.claim(wanted, self._wall.now())
        begun = {one.id: one.at for one in wanted}
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(parcel: Parcel) -> Parcel | None:
            async with gate:
                return await self._one(
                    here, parcel, again=parcel.at < begun[parcel.id] or self._tried(here, parcel)
                )

        for some in asyncio.as_completed([one(parcel) for parcel in claimed]):
            if (sent := await some) is not None:
                await self.telling.sent([sent])
                here.sent.append(sent)

    @staticmethod
    def _tried(here: _Round, parcel: Parcel) -> bool:
        """Whether somebody has begun to send it before."""
        return any(one.id == parcel.id for one in here.parcels)

    async def _one(self, here: _Round, parcel: Parcel, *, again: bool) -> Parcel | None:
        """The parcel once its message is there; None where it could not be sent."""
        follow = here.follows[parcel.follow]
        made = self._post(here, parcel)
        try:
            if again and (found := await self._sender.find(follow.channel, follow.guild, made, parcel.at)):
                return self._sent(here, parcel, found)
            if all(
                here.facts[key].withdrawn for key in parcel.keys if key in here.facts
            ) and not self._corrects(here, parcel):
                return replace(parcel, message=0)
            if missing := lacking(self._client, follow):
                raise _CannotTellError(f"{LACKS}{missing}")
            message = await self._sender.send(follow.channel, follow.guild, made, parcel.id[:24])
        except _CannotTellError as error:
            await self._not_told(follow, parcel, str(error))
        except discord.NotFound:
            log.info("channel %d is gone: it is told no more", follow.channel)
            await self.telling.unfollow(follow.guild, follow.channel)
        except UNREACHABLE as error:
            log.warning("channel %d could not be told: %s", follow.channel, error)
            refused = isinstance(error, discord.HTTPException) and error.status < 500
            await self._not_told(follow, parcel, REFUSED if refused else UNREACHED)
        else:
            if follow.trouble:
                await self.telling.trouble(follow.id, "")
            return self._sent(here, parcel, message)
        return None

    @staticmethod
    def _corrects(here: _Round, parcel: Parcel) -> bool:
        return any(here.facts[key].kind == "correction" for key in parcel.keys if key in here.facts)

    def _sent(self, here: _Round, parcel: Parcel, message: int) -> Parcel:
        follow = here.follows[parcel.follow]
        publish = follow.publish and is_announcements(self._client, follow)
        return replace(parcel, message=message, shown=shown(parcel, here.facts), unpublished=publish)

    async def _not_told(self, follow: Follow, parcel: Parcel, why: str) -> None:
        """Tried again later; whoever manages the server sees why in `/following`."""
        again = SOON if why == UNREACHED else AGAIN
        await self.telling.put_off(parcel.id, self._wall.now() + again)
        if follow.trouble != why:
            await self.telling.trouble(follow.id, why)

    def _post(self, here: _Round, parcel: Parcel) -> Post:
        follow = here.follows[parcel.follow]
        guild = self._client.get_guild(follow.guild)
        return post(parcel, here.facts, follow, words_for(guild.preferred_locale if guild else None))

    # ---- mending, publishing, ending ----

    async def _mend(self, here: _Round) -> None:
        """Messages that show something else than what is known now."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(parcel: Parcel) -> None:
            async with gate:
                if not self.stopped:
                    await self._mend_one(here, parcel)

        await asyncio.gather(*(one(parcel) for parcel in outdated(here.parcels, here.facts)))

    async def _mend_one(self, here: _Round, parcel: Parcel) -> None:
        follow, made = here.follows[parcel.follow], self._post(here, parcel)
        try:
            there = await self._sender.mend(follow.channel, follow.guild, parcel.message or 0, made)
        except UNREACHABLE as error:
            log.warning("a message in channel %d could not be mended yet: %s", follow.channel, error)
            return
        message = parcel.message if there else 0
        await self.telling.sent([replace(parcel, message=message, shown=shown(parcel, here.facts))])

    async def _publish(self, here: _Round) -> None:
        """What was told in announcement channels, now or earlier, for the servers that follow them."""
        for parcel in (*here.parcels, *here.sent):
            if not parcel.unpublished or not parcel.message:
                continue
            follow = here.follows[parcel.follow]
            if await self._sender.publish(follow.channel, follow.guild, parcel.message):
                await self.telling.sent([replace(parcel, unpublished=False)])

    async def _end_what_is_over(self, here: _Round) -> None:
        """A channel whose strikes are all over is told so, and no more."""
        view = self._keeper.engine.view(here.now)
        for follow in here.follows.values():
            if all_over(view, follow.strikes) and await self.telling.unfollow(follow.guild, follow.channel):
                guild = self._client.get_guild(follow.guild)
                words = words_for(guild.preferred_locale if guild else None)
                with contextlib.suppress(*UNREACHABLE):
                    await self._sender.say(follow.channel, follow.guild, words("follow.over"))


class _CannotTellError(StrikebotError):
    """The bot lacks permissions in a channel."""
