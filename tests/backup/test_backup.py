"""Saving and restoring knowledge and records in a SQLite file."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import sqlite3
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bot import __version__
from bot.backup import sqlite
from bot.backup.errors import BackupError
from bot.backup.records import RecordsPlace
from bot.backup.restore import restore
from bot.backup.save import save, usable
from bot.knowledge.loader import load
from bot.records.migrate import NEWEST, VERSIONS
from tests.backup.conftest import NOW, ask, contents, questions
from tests.knowledge.samples import STRIKE, changed, put

if TYPE_CHECKING:
    from pathlib import Path

Forge = Callable[[Mapping[str, bytes | None]], "Path"]


def manifest_of(file: Path) -> dict[str, object]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, object] = json.loads(archive.read("manifest.json"))
    return found


def signed(file: Path, name: str, data: bytes, **fields: object) -> dict[str, bytes | None]:
    """A change together with a manifest that knows of it."""
    manifest = manifest_of(file)
    digests = {**manifest["digests"], name: hashlib.sha256(data).hexdigest()}  # type: ignore[dict-item]  # of JSON
    return {name: data, "manifest.json": json.dumps({**manifest, "digests": digests, **fields}).encode()}


def test_a_backup_comes_back_as_it_was(backup: Path, knowledge: Path, place: RecordsPlace) -> None:
    before = contents(knowledge)
    shutil.rmtree(knowledge)
    shutil.rmtree(place.path.parent)

    manifest = restore(backup, knowledge, place, force=False)

    assert contents(knowledge) == before
    assert questions(place.path) == ["who won", "is it over"]
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o600
    assert (manifest.records, manifest.schema_version, manifest.strikebot) == ("sqlite", NEWEST, __version__)
    assert (manifest.revision, manifest.taken) == (load(knowledge).revision, "2026-11-23T10:15:01+00:00")


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it(backup: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "knowledge", "state"]


def test_hidden_and_linked_files_stay_out_of_a_backup(
    knowledge: Path, place: RecordsPlace, tmp_path: Path
) -> None:
    (knowledge / ".git").mkdir()
    (knowledge / ".git" / "config").write_text("secret")
    (tmp_path / "secret").write_text("secret")
    (knowledge / "linked.yaml").symlink_to(tmp_path / "secret")
    (knowledge / "sources.yaml~").write_text("old")

    manifest = save(tmp_path / "backup.zip", knowledge, place, NOW)

    assert not [name for name in manifest.digests if "git" in name or "linked" in name or "~" in name]


def test_records_are_saved_while_somebody_writes_to_them(
    knowledge: Path, place: RecordsPlace, tmp_path: Path
) -> None:
    ask(place.path, "first")
    with closing(sqlite3.connect(place.path)) as bot:
        bot.execute("UPDATE questions SET text = 'not confirmed yet'")
        save(tmp_path / "backup.zip", knowledge, place, NOW)
        bot.rollback()

    ask(place.path, "later")
    restore(tmp_path / "backup.zip", knowledge, place, force=True)

    assert questions(place.path) == ["first"]


def test_records_come_back_while_a_bot_has_them_open(
    backup: Path, knowledge: Path, place: RecordsPlace
) -> None:
    ask(place.path, "later")
    with closing(sqlite3.connect(place.path)) as bot:
        assert len(bot.execute("SELECT text FROM questions").fetchall()) == 3
        restore(backup, knowledge, place, force=True)
        assert len(bot.execute("SELECT text FROM questions").fetchall()) == 2
        assert bot.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_records_that_stay_in_use_are_given_up_with_the_knowledge_as_it_was(
    backup: Path, knowledge: Path, place: RecordsPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "TRIES", 3)
    monkeypatch.setattr(sqlite, "PAUSE", 0.01)
    put(knowledge, {"README.md": "Changed since\n"})
    before = contents(knowledge)
    with closing(sqlite3.connect(place.path)) as bot:
        bot.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupError, match=r"in use|locked"):
            restore(backup, knowledge, place, force=True)

    assert contents(knowledge) == before


def test_what_is_there_is_not_overwritten_unless_told(
    backup: Path, knowledge: Path, place: RecordsPlace
) -> None:
    put(knowledge, {"README.md": "Changed since\n"})
    ask(place.path, "later")
    before = contents(knowledge)

    with pytest.raises(BackupError) as refused:
        restore(backup, knowledge, place, force=False)

    assert (
        str(refused.value)
        == f"{knowledge} and {place.path} are there already. --force replaces what is there."
    )
    assert (contents(knowledge), len(questions(place.path))) == (before, 3)

    restore(backup, knowledge, place, force=True)
    assert (knowledge / "README.md").read_text() == "How to edit\n"


def test_what_is_hidden_in_the_folder_stays_and_new_files_go(
    backup: Path, knowledge: Path, place: RecordsPlace
) -> None:
    (knowledge / ".git").mkdir()
    (knowledge / ".git" / "config").write_text("mine")
    put(knowledge, {"strikes/other-2024/strike.yaml": "id: other-2024\n"})

    restore(backup, knowledge, place, force=True)

    assert (knowledge / ".git" / "config").read_text() == "mine"
    assert not (knowledge / "strikes" / "other-2024").exists()
    assert load(knowledge).strikes


def test_knowledge_with_problems_is_saved_but_not_restored(
    knowledge: Path, place: RecordsPlace, tmp_path: Path
) -> None:
    good = contents(knowledge)
    put(knowledge, {STRIKE: changed(STRIKE, "union: wga", "union: wgx")})
    assert not usable(knowledge)
    save(tmp_path / "backup.zip", knowledge, place, NOW)
    put(knowledge)

    with pytest.raises(
        BackupError, match=r"(?s)has problems, so nothing was restored:.*strike\.yaml:\d+: .*wgx"
    ):
        restore(tmp_path / "backup.zip", knowledge, place, force=True)

    assert contents(knowledge) == good


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.999])
def test_a_backup_cut_short_is_refused(
    backup: Path, knowledge: Path, place: RecordsPlace, share: float
) -> None:
    before = contents(knowledge)
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BackupError, match="is no backup that can be restored"):
        restore(backup, knowledge, place, force=True)

    assert contents(knowledge) == before


def test_a_damaged_byte_anywhere_changes_nothing(backup: Path, knowledge: Path, place: RecordsPlace) -> None:
    before, asked, whole = contents(knowledge), questions(place.path), backup.read_bytes()
    for position in range(0, len(whole), max(len(whole) // 60, 1)):
        backup.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        with suppress(BackupError):
            restore(backup, knowledge, place, force=True)
        assert (contents(knowledge), questions(place.path)) == (before, asked), position


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "/etc/evil",
        "knowledge/../../evil.yaml",
        "knowledge//evil.yaml",
        "knowledge/.git/hooks/evil",
        "knowledge\\evil.yaml",
        "knowledge/c:evil.yaml",
        "evil.yaml",
        "records.sqlite3-wal",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(
    backup: Path, forge: Forge, knowledge: Path, place: RecordsPlace, tmp_path: Path, name: str
) -> None:
    before = contents(tmp_path)
    forged = forge(signed(backup, name, b"evil"))

    with pytest.raises(BackupError, match=r"does not belong there|not those that its manifest lists"):
        restore(forged, knowledge, place, force=True)

    forged.unlink()
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"knowledge/sources.yaml": b"[]\n"}, "knowledge/sources.yaml is not what was put in"),
        ({"knowledge/sources.yaml": None}, "its files are not those that its manifest lists"),
        ({"knowledge/more.yaml": b""}, "its files are not those that its manifest lists"),
        ({"manifest.json": None}, "it has no manifest"),
        ({"manifest.json": b"[]"}, "its manifest is not one that this version reads (it)"),
        ({"manifest.json": b"[" * 100_000}, "its manifest is not one that this version reads (it)"),
        (
            {"manifest.json": b'{"format": 2}'},
            "its manifest is not one that this version reads (digests, format,",
        ),
        ({"records.sqlite3": b"no database"}, "records.sqlite3 is not what was put in"),
    ],
)
def test_a_backup_that_was_tampered_with_is_refused(
    forge: Forge, knowledge: Path, place: RecordsPlace, changes: dict[str, bytes | None], reason: str
) -> None:
    before = contents(knowledge)

    with pytest.raises(BackupError) as refused:
        restore(forge(changes), knowledge, place, force=True)

    assert reason in str(refused.value)
    assert (contents(knowledge), questions(place.path)) == (before, ["who won", "is it over"])


def without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM")


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")


def of_another_program_with_the_same_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES (?)", (NEWEST,))
        database.execute("CREATE TABLE questions (id INTEGER PRIMARY KEY, text TEXT)")


def without_one_table(path: Path) -> None:
    changed_records(path, "DROP TABLE tallies")


def with_another_key(path: Path) -> None:
    changed_records(path, "DROP TABLE dismissals", "CREATE TABLE dismissals (digest TEXT)")


def without_a_version(path: Path) -> None:
    changed_records(path, "DELETE FROM alembic_version")


def of_a_newer_version(path: Path) -> None:
    changed_records(path, "UPDATE alembic_version SET version_num = '9001'")


def with_a_trigger(path: Path) -> None:
    changed_records(
        path, "CREATE TRIGGER t AFTER INSERT ON questions BEGIN UPDATE questions SET text = ''; END"
    )


def changed_records(path: Path, *statements: str) -> None:
    ask(path, "forged")
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)
    sqlite.alone(path)


def cut_short(path: Path) -> None:
    ask(path, "forged")
    sqlite.alone(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def of_noise(path: Path) -> None:
    ask(path, "forged")
    sqlite.alone(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(range(256)) * 16 + whole[8192:])


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda path: path.write_bytes(b""), "damaged: file is not a database"),
        (lambda path: path.write_bytes(b"no database" * 500), "damaged: file is not a database"),
        (lambda path: path.write_bytes(sqlite.MAGIC), "damaged"),
        (lambda path: path.write_bytes(bytes(8192)), "damaged: file is not a database"),
        (cut_short, "damaged"),
        (of_noise, "damaged"),
        (without_tables, "holds no records of Strikebot"),
        (of_another_program, "holds no records of Strikebot"),
        (without_a_version, "holds no records of Strikebot"),
        (of_another_program_with_the_same_version, "not Strikebot's: the table questions"),
        (without_one_table, "not Strikebot's: the table tallies"),
        (with_another_key, "not Strikebot's: the table dismissals"),
        (with_a_trigger, "not Strikebot's: it holds views or triggers"),
        (of_a_newer_version, f"newer version of Strikebot: found version '9001' of the tables, expected at most {NEWEST}"),
    ],
)  # fmt: skip
def test_records_that_the_bot_could_not_go_on_with_are_refused_before_anything_is_touched(
    backup: Path, forge: Forge, tmp_path: Path, made: Callable[[Path], object], reason: str
) -> None:
    other = tmp_path / "other.sqlite3"
    made(other)
    forged = forge(signed(backup, "records.sqlite3", other.read_bytes()))
    before = contents(tmp_path)

    with pytest.raises(BackupError) as refused:
        restore(
            forged,
            tmp_path / "knowledge",
            RecordsPlace("sqlite", path=tmp_path / "state" / "records.sqlite3"),
            force=True,
        )

    assert reason in str(refused.value)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("version", VERSIONS)
def test_records_of_every_earlier_version_come_back(
    knowledge: Path, place: RecordsPlace, version: str
) -> None:
    ask(place.path, "who won", version=version)
    file = knowledge.parent / "backup.zip"
    save(file, knowledge, place, NOW)
    ask(place.path, "later")

    manifest = restore(file, knowledge, place, force=True)

    assert (manifest.schema_version, questions(place.path)) == (version, ["who won"])


@pytest.mark.parametrize("share", [0.0, 0.4])
def test_records_come_back_where_those_that_are_there_are_damaged(
    backup: Path, knowledge: Path, place: RecordsPlace, share: float
) -> None:
    whole = place.path.read_bytes()
    damaged = b"no database" * 500 + whole[: int(len(whole) * share)]
    place.path.write_bytes(damaged)

    restore(backup, knowledge, place, force=True)

    assert questions(place.path) == ["who won", "is it over"]
    assert place.path.with_name("records.sqlite3.damaged").read_bytes() == damaged
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o600


def packed(file: Path, name: str, data: Callable[[], Iterator[bytes]], packing: int) -> Path:
    """The backup with one file more or another one, told in its manifest, and packed in some way."""
    digest = hashlib.sha256()
    for block in data():
        digest.update(block)
    manifest = manifest_of(file)
    digests = {**manifest["digests"], name: digest.hexdigest()}  # type: ignore[dict-item]  # of JSON
    bomb = file.with_name("bomb.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bomb, "w", packing) as new:
        for held in old.namelist():
            if held not in (name, "manifest.json"):
                new.writestr(held, old.read(held), zipfile.ZIP_DEFLATED)
        new.writestr("manifest.json", json.dumps({**manifest, "digests": digests}))
        with new.open(name, "w") as target:
            for block in data():
                target.write(block)
    return bomb


def zeros() -> Iterator[bytes]:
    """100 MB that a zip holds in 100 KB."""
    return (bytes(1_000_000) for _ in range(100))


def some() -> Iterator[bytes]:
    return iter([b"x" * 1000])


@pytest.mark.parametrize(
    ("name", "data", "packing", "reason"),
    [
        ("records.sqlite3", zeros, zipfile.ZIP_DEFLATED, "packed so tightly that they cannot be records"),
        ("knowledge/sources.yaml", zeros, zipfile.ZIP_DEFLATED, "its knowledge takes more than 64 MiB"),
        ("records.sqlite3", some, zipfile.ZIP_BZIP2, "packed in a way that Strikebot does not use"),
        ("knowledge/sources.yaml", some, zipfile.ZIP_LZMA, "packed in a way that Strikebot does not use"),
    ],
)
def test_what_would_fill_the_disk_is_refused_before_it_is_unpacked(
    backup: Path,
    knowledge: Path,
    place: RecordsPlace,
    tmp_path: Path,
    name: str,
    data: Callable[[], Iterator[bytes]],
    packing: int,
    reason: str,
) -> None:
    bomb = packed(backup, name, data, packing)
    before = contents(tmp_path)

    with at_most_written(1_000_000), pytest.raises(BackupError, match=reason):
        restore(bomb, knowledge, place, force=True)

    assert contents(tmp_path) == before


@contextmanager
def at_most_written(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes meanwhile."""
    if sys.platform == "win32":
        pytest.skip("Windows sets no such limit")
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("told", [0, 1, 5000, 2**31])
def test_a_file_that_says_another_size_than_it_has_is_refused(
    backup: Path, knowledge: Path, place: RecordsPlace, tmp_path: Path, told: int
) -> None:
    whole = bytearray(backup.read_bytes())
    entry = whole.rindex(b"records.sqlite3") - 46
    assert whole[entry : entry + 4] == b"PK\x01\x02"
    whole[entry + 24 : entry + 28] = told.to_bytes(4, "little")
    backup.write_bytes(whole)
    before = contents(tmp_path)

    with at_most_written(1_000_000), pytest.raises(BackupError, match="is no backup that can be restored"):
        restore(backup, knowledge, place, force=True)

    assert contents(tmp_path) == before


def test_records_for_which_there_is_no_room_are_refused(
    backup: Path, knowledge: Path, place: RecordsPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    before = contents(tmp_path)

    with pytest.raises(BackupError, match=r"take 0 MiB, and .*state has only 0 MiB free"):
        restore(backup, knowledge, place, force=True)

    assert contents(tmp_path) == before


def test_a_manifest_that_names_records_which_are_not_there_is_refused(
    backup: Path, forge: Forge, knowledge: Path, place: RecordsPlace, tmp_path: Path
) -> None:
    manifest = manifest_of(backup)
    digests = {k: v for k, v in manifest["digests"].items() if k != "records.sqlite3"}  # type: ignore[attr-defined]  # of JSON
    forged = forge(
        {
            "records.sqlite3": None,
            "manifest.json": json.dumps({**manifest, "digests": digests}).encode(),
        }
    )
    before = contents(tmp_path)

    with pytest.raises(BackupError, match="lacks the records that its manifest names"):
        restore(forged, knowledge, place, force=True)

    assert contents(tmp_path) == before


def test_a_backup_without_knowledge_is_refused(
    backup: Path, forge: Forge, knowledge: Path, place: RecordsPlace
) -> None:
    before = contents(knowledge)
    empty = forge(
        {
            **{name: None for name in zipfile.ZipFile(backup).namelist()},
            "manifest.json": json.dumps({**manifest_of(backup), "digests": {}, "records": None}).encode(),
        }
    )

    with pytest.raises(BackupError, match="no "):
        restore(empty, knowledge, place, force=True)

    assert contents(knowledge) == before


def test_records_of_another_kind_of_database_are_refused(backup: Path, knowledge: Path) -> None:
    before = contents(knowledge)

    with pytest.raises(BackupError) as refused:
        restore(
            backup,
            knowledge,
            RecordsPlace("postgresql", url="postgresql://nobody@127.0.0.1:1/none"),
            force=True,
        )

    assert "holds records from a SQLite file, but DATABASE_URL names PostgreSQL" in str(refused.value)
    assert contents(knowledge) == before


def test_a_backup_without_records_leaves_those_that_are_there(
    knowledge: Path, place: RecordsPlace, tmp_path: Path
) -> None:
    manifest = save(tmp_path / "backup.zip", knowledge, place, NOW)
    ask(place.path, "later")

    restore(tmp_path / "backup.zip", knowledge, place, force=True)

    assert manifest.records is None
    assert questions(place.path) == ["later"]
