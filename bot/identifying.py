"""When a shard may IDENTIFY: Discord allows so many in five seconds and a thousand a day, then it resets the token.

https://docs.discord.com/developers/events/gateway#identifying
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SPACING = 5.0
MARGIN = 0.5
"""Seconds on top of Discord's five, for the way of the message."""
DAY = 24 * 3600.0
SPARED = 0.1
"""The part of a day's IDENTIFYs that is left to the operator."""
FREE = 3
"""IDENTIFYs of a shard, one after the other without staying, that need no pause."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0
AHEAD = 60.0
"""A moment further ahead than this was written by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What Discord allows this bot: IDENTIFYs in five seconds, and in a day."""

    max_concurrency: int = 1
    total: int = 1000


@dataclass(frozen=True, slots=True)
class Identify:
    """One that was sent, or is about to be. `settled`: the connection lasted, or was ended on purpose."""

    shard: int
    at: float
    settled: bool = False


class TooSoonError(StrikebotError, TimeoutError):
    """A shard that may not IDENTIFY yet. As a TimeoutError it makes discord.py wait and try again."""

    def __init__(self, wait: float) -> None:
        super().__init__(
            f"There were too many connections to Discord of late: the next may be made in {dt.timedelta(seconds=round(wait))}."
        )
        self.wait = wait


class Gate(Protocol):
    """What every process asks before it IDENTIFYs; one for all that use the same token."""

    async def reserve(self, shards: Sequence[int], limits: Limits, patience: float) -> float:
        """Reserve the next IDENTIFY of the first of these shards: the seconds until then.

        The others are to follow from the same process. Where it would be more than `patience`, nothing is
        reserved, and TooSoonError tells the wait.
        """
        ...

    async def settle(self, shards: Iterable[int]) -> None:
        """These shards are connected for good, or were ended on purpose: what was no longer counts as failed."""
        ...


def due(history: Iterable[Identify], shard: int, now: float, limits: Limits) -> float:
    """The moment from which a shard may IDENTIFY, `now` or later."""
    known = [one for one in history if now - DAY < one.at <= now + AHEAD]
    return max(
        now,
        _after_the_last_of_its_bucket(known, shard, limits.max_concurrency),
        _after_a_pause([one.at for one in known if one.shard == shard and not one.settled]),
        _within_a_day([one.at for one in known], limits.total),
    )


def _after_the_last_of_its_bucket(known: Iterable[Identify], shard: int, buckets: int) -> float:
    bucket = [one.at for one in known if one.shard % buckets == shard % buckets]
    return max(bucket) + SPACING + MARGIN if bucket else 0.0


def _after_a_pause(failed: Sequence[float]) -> float:
    """Twice as long after each that did not last."""
    if len(failed) < FREE:
        return 0.0
    return max(failed) + min(FIRST_PAUSE * 2.0 ** (len(failed) - FREE), LONGEST_PAUSE)


def _within_a_day(moments: Sequence[float], total: int) -> float:
    """When enough of the day's have passed out of it."""
    allowed = max(1, int(total * (1 - SPARED)))
    return sorted(moments)[-allowed] + DAY if len(moments) >= allowed else 0.0
