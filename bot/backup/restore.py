"""Restoring a backup: all of it is looked at before anything is replaced, and what goes wrong leaves the old state."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.backup import folder, records
from bot.backup.archive import Archive, Manifest, opened
from bot.backup.errors import BackupError
from bot.knowledge.loader import read

if TYPE_CHECKING:
    from bot.backup.records import RecordsPlace

SHOWN = 5


def restore(source: Path, knowledge: Path, place: RecordsPlace, *, force: bool) -> Manifest:
    """Replace the knowledge and the records by those of the backup; BackupError with nothing changed."""
    with opened(source) as archive:
        files = archive.knowledge()
        if not force:
            _refuse_to_overwrite(knowledge, place, archive)
        new = folder.stage(knowledge, files)
        try:
            _check(new)
            _replace(archive, knowledge, place, force=force)
        finally:
            folder.recover(knowledge)
        return archive.manifest


def _replace(archive: Archive, knowledge: Path, place: RecordsPlace, *, force: bool) -> None:
    if archive.manifest.records is None:
        with folder.exchanged(knowledge):
            return
    beside = place.path.parent if place.kind == "sqlite" else knowledge / folder.WORK
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=".restore-") as scratch:
        file = records.unpack(place, archive, Path(scratch))
        with folder.exchanged(knowledge):
            records.restore(place, file, archive.manifest.schema_version, force=force)


def _check(new: Path) -> None:
    base, problems = read(new)
    if base is None:
        wrong = [str(problem) for problem in problems if problem.level == "error"]
        more = [f"and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        first = "The knowledge in the backup has problems, so nothing was restored:"
        raise BackupError("\n".join([first, *wrong[:SHOWN], *more]))


def _refuse_to_overwrite(knowledge: Path, place: RecordsPlace, archive: Archive) -> None:
    there = [str(knowledge)] if folder.visible(knowledge) else []
    if archive.manifest.records and place.kind == "sqlite" and place.exists:
        there.append(str(place.path))
    if there:
        are = "are" if len(there) > 1 else "is"
        raise BackupError(f"{' and '.join(there)} {are} there already. --force replaces what is there.")
