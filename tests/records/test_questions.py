"""Questions without an answer: counted, listed, dismissed, settled, deleted when they are old; never with a person."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.records import questions, tables
from bot.records.rows import Noted, Waiting
from bot.records.store import Records
from tests.records.looking import rows

if TYPE_CHECKING:
    from bot.clock import FixedClock

DAY = datetime(2026, 1, 5, tzinfo=UTC)


async def keys(records: Records) -> list[str]:
    return [question.key for question in await records.waiting()]


async def test_a_question_waits_with_its_text_its_count_and_its_days(
    records: Records, clock: FixedClock
) -> None:
    await records.note_question("who pays", "Who pays?", "unanswered")
    clock.moment += timedelta(days=2, hours=3)
    await records.note_question("who pays", "WHO PAYS???", "not_asked")

    assert await records.waiting() == [
        Waiting("who pays", "Who pays?", "not_asked", 2, DAY, DAY + timedelta(days=2), ())
    ]
    assert records.lost == {"questions": 0, "asked": 0}


async def test_questions_are_written_together_within_seconds(url: str, clock: FixedClock) -> None:
    records = Records(url, clock, flush_seconds=0.02)
    await records.start()
    for number in range(200):
        await records.note_question(f"k{number % 50}", "t", "unanswered")

    async with asyncio.timeout(10):
        while not (found := await rows(url, tables.questions)):  # noqa: ASYNC110  # it has no event of its own
            await asyncio.sleep(0.01)
    await records.close()

    assert {row[0]: row[3] for row in found} == {f"k{number}": 4 for number in range(50)}


async def test_what_somebody_tells_on_purpose_is_written_at_once(records: Records, url: str) -> None:
    await records.note_question("before", "Before?", "unanswered")
    await records.note_question("k", "t", "not_asked", expected="x")

    assert {row[0] for row in await rows(url, tables.questions)} == {"before", "k"}


async def test_the_reason_that_came_last_holds_wherever_it_waited(records: Records) -> None:
    await records.note_question("k", "t", "unanswered")
    await records.note_question("k", "t", "not_asked", expected="x")
    await records.note_question("k", "t", "unanswered")

    assert [(question.why, question.times) for question in await records.waiting()] == [("unanswered", 3)]


async def test_only_the_day_of_a_question_is_kept(records: Records) -> None:
    await records.note_question("k", "t", "unanswered")

    assert (await records.waiting())[0].first == DAY  # asked at noon


async def test_the_most_asked_come_first_then_the_latest(records: Records, clock: FixedClock) -> None:
    for key in ("twice", "old", "twice", "other"):
        await records.note_question(key, key, "unanswered")
    clock.moment += timedelta(days=1)
    await records.note_question("new", "new", "unanswered")

    assert await keys(records) == ["twice", "new", "old", "other"]
    assert [question.key for question in await records.waiting(limit=2)] == ["twice", "new"]


async def test_what_was_expected_is_kept_once_newest_first_and_only_five(records: Records) -> None:
    for text in ("1", "2", "3", "1", "4", "5", "6", ""):
        await records.note_question("k", "t", "not_asked", expected=text)
    await records.note_question("other", "t", "not_asked", expected="9")

    assert {question.key: question.expected for question in await records.waiting()} == {
        "k": ("6", "5", "4", "1", "3"),
        "other": ("9",),
    }


async def test_a_dismissed_question_is_not_listed_when_it_is_asked_again(records: Records) -> None:
    await records.note_question("silly", "Silly?", "unanswered", expected="fun")
    await records.note_question("good", "Good?", "unanswered")

    assert await records.dismiss(["silly", "silly"]) == 1
    await records.note_question("silly", "Silly again?", "unanswered", expected="more fun")

    assert await keys(records) == ["good"]
    assert await records.dismiss(["silly"]) == 0
    assert await records.dismiss([]) == 0


async def test_of_a_dismissed_question_nothing_readable_is_left_once_it_expired(
    records: Records, clock: FixedClock, url: str
) -> None:
    await records.note_question("silly key", "Silly?", "unanswered", expected="fun")
    await records.dismiss(["silly key"])
    clock.moment += timedelta(days=91)

    assert await records.expire() == 1
    await records.note_question("silly key", "Silly?", "unanswered", expected="fun")

    assert await keys(records) == []
    assert await rows(url, tables.questions) == []
    assert await rows(url, tables.expectations) == []
    (left,) = await rows(url, tables.dismissals)
    assert "silly" not in str(left)


async def test_a_settled_question_is_forgotten_and_counts_anew(records: Records, url: str) -> None:
    for _ in range(3):
        await records.note_question("k", "t", "not_asked", expected="x")

    assert await records.settle(["k", "unknown"]) == 1
    assert await records.settle(["k"]) == 0
    assert await rows(url, tables.expectations) == []
    await records.note_question("k", "t", "unanswered")
    assert [(question.times, question.expected) for question in await records.waiting()] == [(1, ())]


async def test_a_question_expires_when_nobody_has_asked_it_for_the_days_that_were_set(
    records: Records, clock: FixedClock
) -> None:
    await records.note_question("old", "old", "unanswered")
    await records.note_question("asked again", "asked again", "unanswered")
    clock.moment += timedelta(days=1)
    await records.note_question("asked again", "asked again", "unanswered")
    clock.moment += timedelta(days=89)

    assert await records.expire() == 0
    assert await keys(records) == ["asked again", "old"]
    clock.moment += timedelta(days=1)
    assert await keys(records) == ["asked again"]  # not listed, even before somebody cleans up
    assert await records.expire() == 1
    assert await keys(records) == ["asked again"]


async def test_the_table_of_questions_cannot_grow_without_end(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "AT_MOST", 2)
    for key in ("a", "b", "c", "c", "b", "d"):
        await records.note_question(key, key, "unanswered")

    assert await records.expire() == 2
    assert await keys(records) == ["b", "c"]


async def test_the_entries_asked_about_are_counted_by_day(records: Records, clock: FixedClock) -> None:
    today = clock.now().date()
    await records.note_asked(["a", "b"])
    await records.note_asked(["a"])
    assert await records.most_asked(today, 10) == [("a", 2), ("b", 1)]

    clock.moment += timedelta(days=1)
    await records.note_asked(["b", "b", "b", "a", "c"])

    assert await records.most_asked(today, 10) == [("b", 4), ("a", 3), ("c", 1)]
    assert await records.most_asked(today + timedelta(days=1), 2) == [("b", 3), ("a", 1)]
    assert await records.most_asked(today + timedelta(days=2), 2) == []


async def test_thousands_of_entries_are_written_at_once(records: Records, clock: FixedClock) -> None:
    await records.note_asked(f"entry-{number}" for number in range(2_500))

    assert len(await records.most_asked(clock.now().date(), 5_000)) == 2_500


async def test_old_tallies_are_deleted(records: Records, clock: FixedClock) -> None:
    await records.note_asked(["a"])
    assert await records.most_asked(date.min, 10) == [("a", 1)]
    clock.moment += timedelta(days=401)

    await records.expire()

    assert await records.most_asked(date.min, 10) == []


async def test_what_is_buffered_is_written_when_the_records_are_closed(records: Records, url: str) -> None:
    await records.note_asked(["a", "a"])
    await records.close()

    assert [row[1:] for row in await rows(url, tables.tallies)] == [("a", 2)]


@pytest.mark.parametrize(
    "key",
    [
        "",
        "\0",
        "a\0b",
        "\ud800",
        "é" * 600,
        "😀" * 600,
        "a" * 10_000,
        "'; DROP TABLE questions; --",
        "%s {} $1",
    ],
    ids=[
        "empty",
        "nul",
        "nul inside",
        "half a character",
        "long",
        "longer",
        "longest",
        "sql",
        "placeholders",
    ],
)
async def test_no_text_is_too_strange_to_be_kept_and_dismissed_for_good(
    records: Records, clock: FixedClock, key: str
) -> None:
    await records.note_question(key, key, "not_asked", expected=key)
    await records.note_question("other", "other", "unanswered")

    assert records.lost == {"questions": 0, "asked": 0}
    (found,) = [question.key for question in await records.waiting() if question.key != "other"]
    await records.dismiss([found])
    clock.moment += timedelta(days=91)
    await records.expire()
    await records.note_question(key, key, "not_asked", expected=key)
    assert await keys(records) == []


def test_a_question_holds_nobody_and_no_place() -> None:
    columns = {column.name for table in (tables.questions, tables.expectations) for column in table.columns}

    assert columns == {"id", "key", "text", "why", "times", "first", "last", "dismissed"}
    assert set(Noted.__dataclass_fields__) == {"key", "text", "why", "day", "expected", "times"}
    assert {column.name for column in tables.dismissals.columns} == {"digest"}
