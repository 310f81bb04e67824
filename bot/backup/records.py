"""Which database holds the records, and how it gets into a backup and back."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.backup.archive import RECORDS, Archive, ArchiveWriter
from bot.backup.errors import BackupError

if TYPE_CHECKING:
    from bot.settings import Settings

FILE = "records.sqlite3"
SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class RecordsPlace:
    """Where the records are: a SQLite file, or the address of a PostgreSQL database."""

    kind: Literal["sqlite", "postgresql"]
    path: Path = Path()
    url: str = ""

    @property
    def exists(self) -> bool:
        """Whether there is something to save, or to overwrite. Of PostgreSQL only the database itself can tell."""
        return self.kind == "postgresql" or (self.path.is_file() and self.path.stat().st_size > 0)


def place(settings: Settings, state_dir: Path) -> RecordsPlace:
    url = settings.database_url.get_secret_value().strip() if settings.database_url else ""
    if url.startswith("postgres"):
        return RecordsPlace("postgresql", url=url)
    return RecordsPlace("sqlite", path=Path(url.removeprefix(SQLITE)) if url else state_dir / FILE)


def save(records: RecordsPlace, scratch: Path, archive: ArchiveWriter) -> str | None:
    """Put the records into the archive; the version of their tables."""
    file = scratch / RECORDS[records.kind]
    if records.kind == "sqlite":
        from bot.backup import sqlite

        schema = sqlite.copy(records.path, file)
        sqlite.alone(file)
    else:
        from bot.backup import postgresql

        with file.open("wb") as target:
            schema = asyncio.run(postgresql.save(records.url, target))
    with file.open("rb") as source:
        archive.add(file.name, source)
    return schema


def unpack(records: RecordsPlace, archive: Archive, scratch: Path) -> Path:
    """The records of a backup as a file in `scratch`, found whole and fit for this version of the bot; BackupError."""
    kind = archive.manifest.records
    if kind != records.kind:
        names = {"sqlite": "a SQLite file", "postgresql": "PostgreSQL"}
        raise BackupError(
            f"The backup holds records from {names[kind or 'sqlite']}, but DATABASE_URL names {names[records.kind]}."
        )
    size, free = archive.records(), shutil.disk_usage(scratch).free
    if size > free:
        raise BackupError(
            f"The records in the backup take {size >> 20} MiB, and {scratch.parent} has only {free >> 20} MiB free."
        )
    file = scratch / RECORDS[records.kind]
    with file.open("wb") as target:
        target.writelines(archive.blocks(file.name))
    if kind == "sqlite":
        from bot.backup import sqlite

        sqlite.check(file)
    return file


def restore(records: RecordsPlace, file: Path, schema: str | None, *, force: bool) -> None:
    """Replace the records by those of `file`, whole or not at all."""
    if records.kind == "sqlite":
        from bot.backup import sqlite

        records.path.parent.mkdir(parents=True, exist_ok=True)
        if not records.path.exists():
            records.path.touch(0o600)
        sqlite.replace(file, records.path)
        return
    from bot.backup import postgresql

    with file.open("rb") as lines:
        asyncio.run(postgresql.restore(records.url, schema, lines, force=force))
