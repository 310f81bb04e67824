"""Who wants to be told: by question, claimed by one process, kept for 30 days, bounded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.records.waiters import KEPT, OF_ONE, Waiter

if TYPE_CHECKING:
    from bot.clock import FixedClock
    from bot.records.store import Records


async def test_those_who_wait_are_counted_with_their_question(records: Records) -> None:
    await records.note_question("hat", "Which hat?", "not_asked")
    for user in (1, 2, 2):
        assert await records.waiters.wait(Waiter(user, "hat", "en"), "Which hat?")
    assert [(one.key, one.people) for one in await records.waiting()] == [("hat", 2)]
    assert await records.waiters.questions(5) == [("hat", "Which hat?")]


async def test_those_who_wait_are_told_by_one_process(records: Records, clock: FixedClock) -> None:
    await records.waiters.wait(Waiter(1, "hat", "es"), "Which hat?")
    now, later = clock.now(), clock.now() + timedelta(minutes=10)
    assert await records.waiters.claim("hat", now, later) == [Waiter(1, "hat", "es")]
    assert await records.waiters.claim("hat", now, later) == []
    assert len(await records.waiters.claim("hat", later, later + timedelta(minutes=1))) == 1
    assert await records.waiters.stop(1, "hat")
    assert not await records.waiters.stop(1, "hat")


async def test_after_thirty_days_they_are_forgotten(records: Records, clock: FixedClock) -> None:
    await records.waiters.wait(Waiter(1, "hat", "en"), "Which hat?")
    clock.moment += KEPT + timedelta(days=1)
    assert await records.waiters.questions(5) == []
    await records.expire()
    assert not await records.waiters.stop(1, "hat")


async def test_one_member_waits_for_so_many_questions_at_most(records: Records) -> None:
    kept = [await records.waiters.wait(Waiter(1, f"q{n}", "en"), "What?") for n in range(OF_ONE + 1)]
    assert kept == [True] * OF_ONE + [False]
