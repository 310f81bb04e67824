"""Messages suggested for the base: each once, bounded, forgotten when they are handled or old, and never who suggested them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.records.suggested import KEPT, OF_ONE_SERVER
from bot.records.tables import suggestions

if TYPE_CHECKING:
    from bot.clock import FixedClock
    from bot.records.store import Records

LINK = "https://discord.com/channels/1/2/{}"


async def test_a_message_waits_once_however_often_it_is_suggested(records: Records) -> None:
    added = [await records.suggestions.add(1, LINK.format(n), "Words\0") for n in (5, 6, 5)]
    assert added == ["kept", "kept", "again"]
    waiting = await records.suggestions.waiting()
    assert [(one.link[-1], one.text, one.times) for one in waiting] == [("5", "Words", 2), ("6", "Words", 1)]
    assert await records.suggestions.one(waiting[1].id) == waiting[1]
    assert await records.suggestions.one(999) is None


async def test_one_that_was_handled_is_not_taken_again(records: Records) -> None:
    await records.suggestions.add(1, LINK.format(5), "Words")
    (only,) = await records.suggestions.waiting()
    assert [await records.suggestions.settle(only.id) for _ in range(2)] == [True, False]
    assert await records.suggestions.add(1, LINK.format(5), "Words") == "handled"
    assert await records.suggestions.waiting() == []


async def test_one_server_cannot_fill_the_list(records: Records) -> None:
    added = [await records.suggestions.add(1, LINK.format(n), "Words") for n in range(OF_ONE_SERVER + 1)]
    assert added == ["kept"] * OF_ONE_SERVER + ["full"]
    assert await records.suggestions.add(2, "elsewhere", "Words") == "kept"


async def test_after_thirty_days_or_when_the_server_is_left_they_are_gone(
    records: Records, clock: FixedClock
) -> None:
    await records.suggestions.add(1, LINK.format(5), "Words")
    await records.suggestions.add(2, LINK.format(6), "Words")
    assert [await records.suggestions.drop(2) for _ in range(2)] == [1, 0]
    clock.moment += KEPT + timedelta(days=1)
    assert await records.suggestions.waiting() == []
    await records.expire()
    assert await records.suggestions.drop(1) == 0


def test_nothing_in_the_table_says_who_suggested_it() -> None:
    assert set(suggestions.columns.keys()) == {"id", "guild", "link", "text", "day", "times"}
