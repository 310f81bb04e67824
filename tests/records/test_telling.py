"""Following in the records: one step for what was seen, one sender for each message, nothing in two messages."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.records.follow_rows import Follow, Parcel, Seen, Stored
from bot.records.store import Records

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import FixedClock

NOW = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=5)
FOLLOW = Follow(
    guild=1, channel=2, kinds=("deal", "vote"), strikes=("a", "b"), hour=9, zone="UTC", role=3, publish=True
)
SEEN = Seen("r1", (), "folder", NOW)


@pytest.fixture
async def other(url: str, clock: FixedClock) -> AsyncIterator[Records]:
    """Another process on the same database."""
    made = Records(url, clock)
    await made.start()
    yield made
    await made.close()


def stored(key: str, changed: dt.datetime = NOW) -> Stored:
    return Stored(key, "deal", ("a",), "d", "{}", 1, changed, changed)


def parcel(id: str, follow: int, *keys: str, at: dt.datetime = NOW) -> Parcel:
    return Parcel(id, follow, keys, at, at + dt.timedelta(minutes=2))


async def following(records: Records) -> int:
    await records.telling.follow(FOLLOW)
    return (await records.telling.follows())[0].id


async def test_a_channel_has_one_setting_which_is_replaced(records: Records) -> None:
    assert await records.telling.follow(FOLLOW)
    assert not await records.telling.follow(replace(FOLLOW, kinds=("quote",), hour=None, role=None))
    (kept,) = await records.telling.follows(1)
    assert (kept.kinds, kept.hour, kept.role, kept.strikes, kept.publish) == (
        ("quote",),
        None,
        None,
        ("a", "b"),
        True,
    )
    assert kept.at == NOW


async def test_a_channel_that_is_not_told_any_more_is_forgotten_with_its_messages(records: Records) -> None:
    id = await following(records)
    await records.telling.claim([parcel("p", id, "a")], NOW)
    assert await records.telling.unfollow(1, 99) == 0
    assert await records.telling.unfollow(1) == 1
    assert await records.telling.follows() == []
    assert await records.telling.parcels_about(["a"]) == []


async def test_what_was_seen_moves_on_in_one_step_and_for_one_process(
    records: Records, other: Records
) -> None:
    mark, rows = await records.telling.snapshot()
    assert (mark, rows) == ("", [])
    moved = await asyncio.gather(
        *(each.telling.move_on(mark, SEEN, [stored("a"), stored("b")]) for each in (records, other))
    )
    assert sorted(moved) == [False, True]
    mark, rows = await other.telling.snapshot()
    assert {row.key for row in rows} == {"a", "b"}
    assert await records.telling.move_on(
        mark, replace(SEEN, revision="r2"), [replace(stored("a"), withdrawn=True)]
    )
    assert not await other.telling.move_on(mark, replace(SEEN, revision="r3"), [stored("c")])
    _, rows = await other.telling.snapshot()
    assert {row.key: row.withdrawn for row in rows} == {"a": True, "b": False}


async def test_facts_come_in_the_order_in_which_they_are_told(records: Records) -> None:
    rows = [
        stored("b", NOW),
        stored("a", NOW),
        stored("z", NOW - dt.timedelta(hours=1)),
        stored("old", NOW - dt.timedelta(days=9)),
    ]
    await records.telling.move_on("", SEEN, rows)
    found = await records.telling.changed_since(NOW - dt.timedelta(days=2))
    assert [fact.key for fact in found] == ["z", "a", "b"]
    assert found[1] == stored("a")


async def test_many_facts_are_recorded_at_once(records: Records) -> None:
    rows = [stored(f"k{number}") for number in range(1500)]
    await records.telling.move_on("", SEEN, rows)
    assert len(await records.telling.facts([row.key for row in rows])) == 1500


async def test_a_message_has_one_sender_until_that_one_does_not_come_back(
    records: Records, other: Records
) -> None:
    id = await following(records)
    wanted = [parcel("p", id, "a")]
    claimed = await asyncio.gather(*(each.telling.claim(wanted, NOW) for each in (records, other)))
    assert sorted(len(one) for one in claimed) == [0, 1]
    assert await other.telling.claim(wanted, NOW + dt.timedelta(minutes=1)) == []
    (again,) = await other.telling.claim([parcel("p", id, "a", at=LATER)], LATER)
    assert again.at == NOW, "since when it may have been sent"
    assert await records.telling.claim(wanted, LATER) == []


async def test_a_message_that_is_there_is_nobodys_to_send(records: Records) -> None:
    id = await following(records)
    (mine,) = await records.telling.claim([parcel("p", id, "a")], NOW)
    await records.telling.sent([replace(mine, message=5, shown="x", unpublished=True)])
    assert await records.telling.claim([parcel("p", id, "a", at=LATER)], LATER) == []
    (kept,) = await records.telling.unfinished(NOW - dt.timedelta(days=1))
    assert (kept.message, kept.shown, kept.unpublished, kept.keys) == (5, "x", True, ("a",))
    await records.telling.sent([replace(kept, unpublished=False)])
    assert await records.telling.unfinished(NOW - dt.timedelta(days=1)) == []


async def test_a_fact_is_in_one_message_of_a_channel(records: Records) -> None:
    id = await following(records)
    await records.telling.claim([parcel("p", id, "a")], NOW)
    claimed = await records.telling.claim([parcel("q", id, "a", "b"), parcel("r", id, "a")], NOW)
    assert [(one.id, one.keys) for one in claimed] == [("q", ("b",))]
    found = {one.id: one.keys for one in await records.telling.parcels_about(["a", "b"])}
    assert found == {"p": ("a",), "q": ("b",)}


async def test_what_could_not_be_sent_waits(records: Records) -> None:
    id = await following(records)
    await records.telling.claim([parcel("p", id, "a")], NOW)
    await records.telling.put_off("p", NOW + dt.timedelta(minutes=10))
    assert await records.telling.claim([parcel("p", id, "a", at=LATER)], LATER) == []
    assert (
        len(await records.telling.claim([parcel("p", id, "a", at=LATER)], NOW + dt.timedelta(minutes=11)))
        == 1
    )


async def test_messages_of_long_ago_are_forgotten(records: Records, clock: FixedClock) -> None:
    id = await following(records)
    await records.telling.claim([parcel("p", id, "a")], NOW)
    clock.moment = NOW + dt.timedelta(days=401)
    await records.expire()
    assert await records.telling.parcels_about(["a"]) == []
    assert len(await records.telling.follows()) == 1
