"""A knowledge folder, records beside it, and a backup of both."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, inspect

from bot.backup.records import RecordsPlace
from bot.backup.save import save
from bot.records.migrate import NEWEST, upgrade
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
        return [row[0] for row in database.execute("SELECT text FROM questions ORDER BY rowid")]


def ask(path: Path, *texts: str, version: str = NEWEST) -> None:
    """Record questions, as a bot of some version would."""
    tables(path, version)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executemany(
            "INSERT INTO questions VALUES (?, ?, 'nothing', 1, '2023-08-04', '2023-08-04', 0)",
            [(text, text) for text in texts],
        )


def tables(path: Path, version: str) -> None:
    """The tables as the program of that version makes them, unless there are some."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            upgrade(connection, version)
    engine.dispose()


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    put(folder, {"README.md": "How to edit\n"})
    return folder


@pytest.fixture
def place(tmp_path: Path) -> RecordsPlace:
    (tmp_path / "state").mkdir()
    return RecordsPlace("sqlite", path=tmp_path / "state" / "records.sqlite3")


@pytest.fixture
def backup(tmp_path: Path, knowledge: Path, place: RecordsPlace) -> Path:
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
