"""Who is due what: the facts that a channel has not been told of, in as many messages as are good to read."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from bot.dates.conventions import zone_named
from bot.records.follow_rows import Parcel
from bot.telling.difference import corrected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.records.follow_rows import Follow, Stored

OLD = dt.timedelta(hours=48)
"""What has been there for longer, and was not told, is not told any more."""
SINGLE = 5
"""More news than this at once are told in one message."""
LEASE = dt.timedelta(minutes=2)
"""How long a message may take to be sent, before another process takes it for lost."""


def due(
    follow: Follow,
    facts: Sequence[Stored],
    told: AbstractSet[str],
    now: dt.datetime,
) -> list[Parcel]:
    """The messages that a channel is to get now. `facts` in the order in which they are told; `told` are the keys of those
    that are in a message of this channel already, sent or on its way."""
    before = now if follow.hour is None else last_hour(follow.hour, follow.zone, now)
    keys = [fact.key for fact in facts if fact.key not in told and _concerns(follow, fact, told, now, before)]
    if not keys:
        return []
    together = follow.hour is not None or len(keys) > SINGLE
    return [_parcel(follow, group, now) for group in ([keys] if together else [[key] for key in keys])]


def _concerns(
    follow: Follow, fact: Stored, told: AbstractSet[str], now: dt.datetime, before: dt.datetime
) -> bool:
    if fact.since is None or not now - OLD <= fact.since <= before:
        return False
    if follow.at is not None and fact.since < follow.at:
        return False
    if follow.strikes and not set(follow.strikes) & set(fact.strikes):
        return False
    if fact.kind == "correction":
        return "correction" in follow.kinds and corrected(fact.key) in told
    return fact.kind in follow.kinds and not fact.withdrawn


def last_hour(hour: int, zone: str, now: dt.datetime) -> dt.datetime:
    """The latest moment, by now, at which it was that hour in a zone."""
    local = now.astimezone(zone_named(zone))
    days = (local.date() - dt.timedelta(days=back) for back in (0, 1, 2))
    at = (dt.datetime.combine(day, dt.time(hour), local.tzinfo).astimezone(dt.UTC) for day in days)
    return next(moment for moment in at if moment <= now)


def _parcel(follow: Follow, keys: Sequence[str], now: dt.datetime) -> Parcel:
    """Its id follows from what is in it, so that two processes cannot make two of it."""
    named = "\n".join((str(follow.id), *keys))
    id = hashlib.blake2b(named.encode(), digest_size=12).hexdigest()
    return Parcel(id, follow.id, tuple(keys), now, now + LEASE)


def shown(parcel: Parcel, facts: Mapping[str, Stored]) -> str:
    """What a message should show: changes with any of its facts."""
    states = (f"{key} {facts[key].digest} {facts[key].withdrawn:d}" for key in parcel.keys if key in facts)
    return hashlib.blake2b("\n".join(states).encode(), digest_size=9).hexdigest()


def outdated(parcels: Iterable[Parcel], facts: Mapping[str, Stored]) -> list[Parcel]:
    """The messages that show something else than what is known now; `facts` holds all that are in them."""
    return [one for one in parcels if one.message and one.shown != shown(one, facts)]
