"""`backup` and `restore` as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.exits import ExitCode
from tests.backup.conftest import ask, questions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_what_is_saved_comes_back(run: Run, place: Path, sample: Path) -> None:
    (place / "state").mkdir()
    ask(place / "state" / "records.sqlite3", "who won")

    saved = run("backup", "copy.zip")
    (place / "state" / "records.sqlite3").unlink()
    back = run("restore", "copy.zip", "--knowledge", "back")

    files = len([path for path in sample.rglob("*") if path.is_file()])
    assert (saved.exit_code, back.exit_code) == (0, 0)
    assert saved.stdout.startswith(f"copy.zip: {files} knowledge files (revision ")
    assert saved.stdout.endswith("), records from SQLite.\n")
    assert back.stdout.startswith(f"Restored {files} knowledge files (revision ")
    assert questions(place / "state" / "records.sqlite3") == ["who won"]
    assert run("check", "--knowledge", "back").exit_code == 0


def test_a_backup_that_is_there_is_not_overwritten_unless_told(run: Run, place: Path) -> None:
    (place / "copy.zip").write_text("precious")

    refused = run("backup", "copy.zip")

    assert (refused.exit_code, refused.stderr) == (
        ExitCode.NO_OUTPUT,
        "strikebot: copy.zip is there already. --force replaces it.\n",
    )
    assert (place / "copy.zip").read_text() == "precious"
    assert run("backup", "copy.zip", "--force").exit_code == 0


def test_a_backup_of_knowledge_with_problems_says_so(run: Run, place: Path) -> None:
    (place / "empty").mkdir()

    saved = run("backup", "copy.zip", "--knowledge", "empty")

    assert saved.exit_code == 0
    assert "`strikebot restore` would refuse this backup" in saved.stdout


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(run: Run, place: Path) -> None:
    (place / "copy.zip").write_text("no zip")

    refused = run("restore", "copy.zip", "--knowledge", "back")

    assert refused.exit_code == ExitCode.NO_INPUT
    assert (
        refused.stderr == "strikebot: copy.zip is no backup that can be restored: file is not a zip file.\n"
    )
    assert not (place / "back").exists()


def test_the_database_of_the_settings_is_the_one_that_is_saved(run: Run, place: Path) -> None:
    ask(place / "other.sqlite3", "elsewhere")

    saved = run("backup", "copy.zip", env={"DATABASE_URL": "sqlite:///other.sqlite3"})

    assert saved.stdout.endswith("), records from SQLite.\n")


def test_an_address_of_a_database_that_cannot_be_used_is_a_wrong_setting(run: Run, place: Path) -> None:
    refused = run("backup", "copy.zip", env={"DATABASE_URL": "postgres://bot:secret@db/x?charset=latin1"})

    assert refused.exit_code == ExitCode.CONFIGURATION
    assert refused.stderr.startswith(
        "strikebot: DATABASE_URL: found the option “charset”, expected none but "
    )
    assert not (place / "copy.zip").exists()
