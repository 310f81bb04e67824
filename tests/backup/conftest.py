"""A knowledge folder, records beside it, and a backup of both."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.backup.records import Place
from bot.backup.saving import save
from tests.knowledge.samples import put

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NOW = dt.datetime(2026, 11, 23, 10, 15, 1, tzinfo=dt.UTC)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def questions(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [row[0] for row in database.execute("SELECT text FROM questions ORDER BY id")]


def ask(path: Path, *texts: str) -> None:
    """Record questions, as a bot of some version would."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)")
        if not database.execute("SELECT 1 FROM alembic_version").fetchone():
            database.execute("INSERT INTO alembic_version VALUES ('0003')")
        database.execute("CREATE TABLE IF NOT EXISTS questions (id INTEGER PRIMARY KEY, text TEXT)")
        database.executemany("INSERT INTO questions (text) VALUES (?)", [(text,) for text in texts])


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    put(folder, {"README.md": "How to edit\n"})
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "state").mkdir()
    return Place("sqlite", path=tmp_path / "state" / "records.sqlite3")


@pytest.fixture
def backup(tmp_path: Path, knowledge: Path, place: Place) -> Path:
    ask(place.path, "who won", "is it over")
    file = tmp_path / "backup.zip"
    save(file, knowledge, place, NOW)
    return file


@pytest.fixture
def forge(tmp_path: Path, backup: Path) -> Callable[[Mapping[str, bytes | None]], Path]:
    """The backup with files changed, added or (None) taken out, but its manifest as it was."""

    def make(changes: Mapping[str, bytes | None]) -> Path:
        forged = tmp_path / "forged.zip"
        with zipfile.ZipFile(backup) as old, zipfile.ZipFile(forged, "w") as new:
            held: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
            for name, data in {**held, **changes}.items():
                if data is not None:
                    new.writestr(name, data)
        return forged

    return make
