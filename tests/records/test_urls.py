"""The address of the database: as operators write it, and as the drivers need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StrikebotError
from bot.records.errors import DatabaseUrlError
from bot.records.store import Records
from bot.records.urls import default_url, driver_url


def test_the_default_is_a_file_in_the_state_folder() -> None:
    assert default_url(Path("/var/lib/strikebot")) == "sqlite:////var/lib/strikebot/records.sqlite3"
    assert default_url(Path("state")) == "sqlite:///state/records.sqlite3"


@pytest.mark.parametrize("folder", ["a b", "50%", "q?x=1", "ü#"])
def test_the_default_names_the_file_in_whatever_folder(folder: str) -> None:
    assert driver_url(default_url(Path(folder))).database == f"{folder}/records.sqlite3"


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        ("sqlite:///records.sqlite3", "sqlite+aiosqlite:///records.sqlite3"),
        (" sqlite:////data/records.sqlite3\n", "sqlite+aiosqlite:////data/records.sqlite3"),
        ("postgresql://bot:pw@db:5433/records", "postgresql+asyncpg://bot:pw@db:5433/records"),
        ("postgres://bot@db/records", "postgresql+asyncpg://bot@db/records"),
        ("postgres://db/records?sslmode=require", "postgresql+asyncpg://db/records?ssl=require"),
        ("postgresql:///records?host=/run/pg", "postgresql+asyncpg:///records?host=%2Frun%2Fpg"),
    ],
)
def test_an_address_gets_the_driver_that_does_not_block(written: str, needed: str) -> None:
    assert driver_url(written).render_as_string(hide_password=False) == needed


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://bot:secret@db/records", "found “mysql://”, expected sqlite:///FILE, or postgresql:// with user, "
         "password, host and database"),
        ("secret", "found something else, expected sqlite:///FILE, or postgresql:// with user, password, host "
         "and database"),
        ("postgresql://bot:secret@db:port/records", "found something else, expected sqlite:///FILE, or postgresql:// "
         "with user, password, host and database"),
        ("sqlite://", "found a database that is not a plain file, expected sqlite:///FILE"),
        ("sqlite:///:memory:", "found a database that is not a plain file, expected sqlite:///FILE"),
        ("sqlite:///file?mode=ro", "found a database that is not a plain file, expected sqlite:///FILE"),
        ("postgres://bot:secret@db/x?sslmode=require&timeout=9", "found the option “timeout”, expected none but host, "
         "port, prepared_statement_cache_size, sslmode, statement_cache_size"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_named_without_its_password(url: str, message: str) -> None:
    with pytest.raises(DatabaseUrlError) as caught:
        Records(url, SystemClock())

    assert str(caught.value) == f"DATABASE_URL: {message}"
    assert isinstance(caught.value, StrikebotError)
