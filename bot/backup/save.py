"""Making a backup: one file, complete or not there."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.backup import folder, records
from bot.backup.archive import KNOWLEDGE, ArchiveWriter, Manifest
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import read, revision

if TYPE_CHECKING:
    import datetime as dt

    from bot.backup.records import RecordsPlace


def save(target: Path, knowledge: Path, place: RecordsPlace, now: dt.datetime) -> Manifest:
    """Write a backup to `target`, readable by its owner only: it holds what people have asked."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        scratch = Path(name)
        unfinished = scratch / "backup.zip"
        with zipfile.ZipFile(unfinished, "w") as opened:
            manifest = _fill(ArchiveWriter(opened, now), knowledge, place, scratch, now)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(target)
    return manifest


def usable(knowledge: Path) -> bool:
    """Whether `restore` would take the knowledge back."""
    return read(knowledge)[0] is not None


def _fill(
    archive: ArchiveWriter, knowledge: Path, place: RecordsPlace, scratch: Path, now: dt.datetime
) -> Manifest:
    for name, path in folder.files(knowledge).items():
        with path.open("rb") as source:
            archive.add(f"{KNOWLEDGE}{name}", source)
    schema = records.save(place, scratch, archive) if place.exists else None
    manifest = Manifest(
        strikebot=__version__,
        taken=now.isoformat(timespec="seconds"),
        revision=revision(gather(knowledge)[0]),
        records=place.kind if place.exists else None,
        schema_version=schema,
        digests=archive.digests,
    )
    archive.finish(manifest)
    return manifest
