"""Forms that were begun, small things to remember, and work that is done once a period."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.records import tables
from bot.records.rows import StoredDraft
from bot.records.store import Records
from tests.records.looking import rows

if TYPE_CHECKING:
    from bot.clock import FixedClock

WEEK = timedelta(days=7)


async def test_a_draft_is_kept_replaced_and_dropped(records: Records, clock: FixedClock) -> None:
    draft = StoredDraft("d1", 2**62, '{"kind": "meeting"}', clock.now())
    await records.keep_draft(draft)
    await records.keep_draft(replace(draft, data="{}"))

    assert await records.draft("d1") == replace(draft, data="{}")
    assert await records.draft("d2") is None
    await records.drop_draft("d1")
    assert await records.draft("d1") is None
    await records.drop_draft("d1")


async def test_a_draft_lasts_a_day(records: Records, clock: FixedClock) -> None:
    draft = StoredDraft("d1", 1, "{}", clock.now())
    await records.keep_draft(draft)

    clock.moment += timedelta(hours=23)
    assert await records.draft("d1") == draft
    clock.moment += timedelta(hours=1)
    assert await records.draft("d1") is None

    await records.keep_draft(StoredDraft("d2", 1, "{}", clock.now()))
    clock.moment -= timedelta(hours=1)
    assert await records.draft("d1") is None  # deleted, not only out of sight


async def test_a_mark_is_what_was_last_set(records: Records) -> None:
    assert await records.mark("digest") is None
    await records.set_mark("digest", "one")
    await records.set_mark("digest", "two")
    await records.set_mark("other", "three")

    assert await records.mark("digest") == "two"


async def test_a_claim_is_given_once_a_period(records: Records, clock: FixedClock) -> None:
    assert await records.claim("digest", WEEK)
    assert not await records.claim("digest", WEEK)
    assert await records.claim("other", WEEK)

    clock.moment += WEEK - timedelta(seconds=1)
    assert not await records.claim("digest", WEEK)
    clock.moment += timedelta(seconds=1)
    assert await records.claim("digest", WEEK)
    assert not await records.claim("digest", WEEK)


async def test_a_claim_that_is_given_back_goes_to_the_next_who_asks(records: Records) -> None:
    assert await records.claim("digest", WEEK)
    assert await records.claim("other", WEEK)
    await records.give_back("digest")
    assert await records.claim("digest", WEEK)
    assert not await records.claim("other", WEEK)


async def test_a_claim_by_a_clock_that_was_years_ahead_does_not_block_for_years(
    records: Records, clock: FixedClock
) -> None:
    clock.moment += timedelta(days=20_000)
    assert await records.claim("digest", WEEK)
    clock.moment -= timedelta(days=20_000)

    assert await records.claim("digest", WEEK)
    assert not await records.claim("digest", WEEK)


async def test_a_claim_that_is_long_over_is_deleted(records: Records, url: str, clock: FixedClock) -> None:
    assert await records.claim("told.1", WEEK)
    clock.moment += timedelta(days=29)
    assert await records.claim("told.2", WEEK)
    clock.moment += timedelta(days=1)
    await records.expire()

    assert [name for name, _ in await rows(url, tables.claims)] == ["told.2"]
    assert not await records.claim("told.2", WEEK)


async def test_of_many_who_claim_at_once_exactly_one_gets_it(
    records: Records, url: str, clock: FixedClock
) -> None:
    other = Records(url, clock)
    await other.start()
    for _ in range(3):
        claims = await asyncio.gather(*(each.claim("digest", WEEK) for each in [records, other] * 4))
        assert sum(claims) == 1
        clock.moment += WEEK
    await other.close()
