"""A database that is away, at the start or later, for real: nothing waits for it, nothing is lost in silence, and it is
used again when it is back."""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import socket
import sqlite3
import stat
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.records import questions, tallies
from bot.records.errors import NewerRecordsError, RecordsAwayError
from bot.records.migrate import NEWEST
from bot.records.store import Records
from tests.records.looking import execute
from tests.records.test_edits import NEW

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import date
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.clock import FixedClock
    from bot.records.rows import Noted
    from tests.records.servers import Postgres

SECRET = "what does Anna earn"


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that happens in the background."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  # it has no event of its own
            await asyncio.sleep(0.01)


@asynccontextmanager
async def at_most(seconds: float) -> AsyncIterator[None]:
    loop = asyncio.get_running_loop()
    began = loop.time()
    yield
    assert loop.time() - began < seconds


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("bot.records")]


async def expect_away(records: Records) -> None:
    """Noting goes on in silence, the rest says that it cannot be done; nothing takes long, and nothing is lost."""
    async with at_most(2):
        await records.note_question("k", SECRET, "unanswered")
        await records.note_question("k", SECRET, "not_asked")
        await records.note_asked(["a"])
    assert records.lost == {"questions": 0, "asked": 0}
    async with at_most(4):
        with pytest.raises(RecordsAwayError) as caught:
            await records.begin_edit(NEW)
    assert str(caught.value) == (
        "The records cannot be reached at the moment, so this cannot be done now. "
        "Questions are answered as usual. Please try again in a minute."
    )
    assert not records.reachable


async def expect_back(records: Records, *, noted: int) -> None:
    """What was noted meanwhile (so many questions) is there, with one more."""
    await records.note_question("k", SECRET, "unanswered")
    assert [(question.text, question.times) for question in await records.waiting()] == [(SECRET, noted + 1)]
    assert await records.begin_edit(NEW)
    assert records.reachable


async def test_a_folder_that_cannot_be_used_is_looked_for_until_it_can(
    tmp_path: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    (tmp_path / "state").write_text("in the way")
    records = Records(f"sqlite:///{tmp_path}/state/records.sqlite3", clock, flush_seconds=0.02)
    await records.start()

    await expect_away(records)
    await expect_away(records)
    (tmp_path / "state").unlink()
    await until(lambda: records.reachable)
    await expect_back(records, noted=4)
    await records.close()

    assert records.lost == {"questions": 0, "asked": 0}
    away, migrated, back = lines(caplog)
    assert away.startswith("The database is out of reach: FileExistsError ")
    assert away.endswith(". What cannot be recorded meanwhile is counted")
    assert migrated == f"The records went from version none to {NEWEST}"
    assert back == "The records are back"
    assert SECRET not in caplog.text


async def test_who_reads_waits_for_what_is_just_being_written(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, add = questions.note, tallies.add
    begun = asyncio.Event()

    async def slowly_note(connection: AsyncConnection, noted: list[Noted]) -> None:
        begun.set()
        await asyncio.sleep(0.2)
        await note(connection, noted)

    async def slowly_add(connection: AsyncConnection, counts: Mapping[tuple[date, str], int]) -> None:
        await asyncio.sleep(0.2)
        await add(connection, counts)

    monkeypatch.setattr(questions, "note", slowly_note)
    monkeypatch.setattr(tallies, "add", slowly_add)
    records = Records(f"sqlite:///{tmp_path}/records.sqlite3", clock, flush_seconds=0.01)
    await records.start()
    await records.note_question("k", SECRET, "unanswered")
    await records.note_asked(["a"])
    await begun.wait()

    assert [question.text for question in await records.waiting()] == [SECRET]
    assert await records.most_asked(clock.now().date(), 10) == [("a", 1)]
    await records.close()


async def test_what_was_asked_about_waits_for_the_database(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "state").write_text("in the way")
    records = Records(f"sqlite:///{tmp_path}/state/records.sqlite3", clock)
    await records.start()
    await records.note_asked(["a", "b", "a"])
    with pytest.raises(RecordsAwayError):
        await records.most_asked(clock.now().date(), 10)

    (tmp_path / "state").unlink()

    assert await records.most_asked(clock.now().date(), 10) == [("a", 2), ("b", 1)]
    assert records.lost["asked"] == 0
    await records.close()


async def test_what_cannot_be_written_before_the_end_is_counted_and_told(
    tmp_path: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("in the way")
    records = Records(f"sqlite:///{tmp_path}/state/records.sqlite3", clock)
    await records.start()
    await records.note_asked(["a", "b", "a"])
    await records.note_question("k", SECRET, "unanswered")
    await records.close()

    assert records.lost == {"questions": 1, "asked": 3}
    assert lines(caplog)[1:] == ["Could not be recorded: 1 questions, 3 entries that were asked about"]


async def test_the_buffer_of_a_database_that_stays_away_is_bounded(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.records.asked.BUFFERED", 2)
    (tmp_path / "state").write_text("in the way")
    records = Records(f"sqlite:///{tmp_path}/state/records.sqlite3", clock)
    await records.start()

    await records.note_asked(["a", "b", "c", "a", "d"])

    assert records.lost["asked"] == 2
    await records.close()
    assert records.lost["asked"] == 5


async def test_the_questions_that_wait_for_a_database_are_bounded(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.records.pending.BUFFERED", 2)
    (tmp_path / "state").write_text("in the way")
    records = Records(f"sqlite:///{tmp_path}/state/records.sqlite3", clock)
    await records.start()

    for key in ("a", "b", "c", "a", "d"):
        await records.note_question(key, key, "unanswered")
    assert records.lost["questions"] == 2

    (tmp_path / "state").unlink()
    assert await records.ping()
    assert [(question.key, question.times) for question in await records.waiting()] == [("a", 2), ("b", 1)]
    await records.close()


async def test_a_file_that_another_process_has_locked_is_not_waited_for_long(
    sqlite_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    records = Records(sqlite_url, clock)
    await records.start()
    await records.note_question("before", "Before?", "not_asked")
    other = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    await expect_away(records)
    assert [question.key for question in await records.waiting()] == ["before"]  # reading needs no lock

    other.execute("ROLLBACK")
    other.close()
    await records.dismiss(["before"])
    await expect_back(records, noted=2)
    await records.close()


async def test_a_file_that_was_deleted_or_replaced_is_noticed(
    sqlite_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    file = tmp_path / "records.sqlite3"
    records = Records(sqlite_url, clock)
    await records.start()
    await records.set_mark("of", "the backup")
    shutil.copy(file, tmp_path / "backup")
    await records.set_mark("of", "now")

    file.unlink()
    assert not await records.ping()
    assert await records.ping()
    assert await records.mark("of") is None

    (tmp_path / "backup").replace(file)
    assert await records.mark("of") == "the backup"
    await records.close()


async def test_a_file_that_is_no_database_is_left_alone(
    sqlite_url: str, tmp_path: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "records.sqlite3").write_bytes(b"a letter to a friend " * 100)
    records = Records(sqlite_url, clock)
    await records.start()

    await expect_away(records)
    await records.close()

    assert "file is not a database" in lines(caplog)[0]
    assert (tmp_path / "records.sqlite3").read_bytes() == b"a letter to a friend " * 100


async def test_a_database_that_comes_back_newer_is_refused_then(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "state").write_text("in the way")
    url = f"sqlite:///{tmp_path}/state/records.sqlite3"
    records = Records(url, clock)
    await records.start()
    (tmp_path / "state").unlink()
    newer = Records(url, clock)
    await newer.start()
    await newer.close()
    await execute(url, "UPDATE alembic_version SET version_num = '9999'")

    assert not await records.ping()
    with pytest.raises(NewerRecordsError):
        await records.waiting()
    await records.note_question("k", SECRET, "unanswered")
    await records.close()
    assert records.lost["questions"] == 1


async def test_only_its_owner_may_read_the_file(sqlite_url: str, tmp_path: Path, clock: FixedClock) -> None:
    records = Records(sqlite_url, clock)
    await records.start()
    await records.close()

    assert stat.S_IMODE((tmp_path / "records.sqlite3").stat().st_mode) == 0o600


async def test_a_server_that_stops_and_starts_is_used_again(
    server: Postgres, postgres_url: str, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.records")
    with server.may_be_stopped():
        records = Records(postgres_url, clock, flush_seconds=0.05)
        await records.start()
        await records.note_question("before", "Before?", "unanswered")
        await asyncio.to_thread(server.stop)
        await expect_away(records)
        await expect_away(records)
        await asyncio.to_thread(server.start)

        await until(lambda: records.reachable)
        assert await records.dismiss(["before"]) == 1
        await expect_back(records, noted=4)
        await records.close()
    assert records.lost == {"questions": 0, "asked": 0}
    assert sum("is out of reach" in line for line in lines(caplog)) == 1
    assert SECRET not in caplog.text


async def test_a_server_that_is_away_at_the_start_is_migrated_when_it_comes(
    server: Postgres, postgres_url: str, clock: FixedClock
) -> None:
    with server.may_be_stopped():
        await asyncio.to_thread(server.stop)
        records = Records(postgres_url, clock)
        async with at_most(3):
            await records.start()
        await expect_away(records)
        await asyncio.to_thread(server.start)

        assert await records.ping()
        await expect_back(records, noted=2)
        await records.close()


async def test_a_server_that_hangs_is_not_waited_for(
    server: Postgres, postgres_url: str, clock: FixedClock
) -> None:
    with server.may_be_stopped():
        records = Records(postgres_url, clock)
        await records.start()
        processes = server.processes()
        for process in processes:
            process.send_signal(signal.SIGSTOP)
        try:
            await expect_away(records)
        finally:
            for process in reversed(processes):
                process.send_signal(signal.SIGCONT)
        assert await records.ping()
        await expect_back(records, noted=2)
        await records.close()


async def test_a_port_that_accepts_and_says_nothing_is_not_waited_for(clock: FixedClock) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    records = Records(f"postgresql://bot:pw@127.0.0.1:{silent.getsockname()[1]}/records", clock)

    async with at_most(5):
        await records.start()
    await expect_away(records)
    async with at_most(6):
        await records.close()

    silent.close()


@pytest.mark.parametrize("name", ["nobody:hunter2@", ""])
async def test_a_database_or_user_that_does_not_exist_is_named_without_the_password(
    server: Postgres, clock: FixedClock, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    records = Records(server.url.replace("postgres:@/postgres", f"{name}/missing"), clock)
    await records.start()
    assert not records.reachable
    await records.close()

    assert "does not exist" in lines(caplog)[0]
    assert "hunter2" not in caplog.text


async def test_connections_that_the_server_has_ended_are_replaced_without_a_loss(
    postgres_url: str, clock: FixedClock
) -> None:
    records = Records(postgres_url, clock)
    await records.start()
    await records.note_question("k", "t", "unanswered")
    await execute(
        postgres_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    await records.note_question("k", "t", "unanswered")

    assert [question.times for question in await records.waiting()] == [2]
    assert records.lost["questions"] == 0
    await records.close()


async def test_a_mistake_of_ours_is_no_absence(records: Records) -> None:
    with pytest.raises(IntegrityError):
        await records.begin_edit(replace(NEW, undoes=99))
    assert records.reachable


async def test_noting_never_fails_whatever_the_database_says(
    sqlite_url: str, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    records = Records(sqlite_url, clock)
    await records.start()
    for table in ("questions", "tallies"):
        refuse = f"CREATE TRIGGER no_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
        await execute(sqlite_url, refuse)

    await records.note_question("k", SECRET, "unanswered")
    await records.note_asked(["a", "b"])
    await records.close()

    assert records.lost == {"questions": 1, "asked": 2}
    assert lines(caplog) == [
        "A question could not be recorded: IntegrityError",
        "What was asked about could not be recorded: IntegrityError",
        "Could not be recorded: 1 questions, 2 entries that were asked about",
    ]
