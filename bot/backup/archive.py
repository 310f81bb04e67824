"""The file of a backup: a zip with a manifest, the knowledge files, and the records. What is in one is not trusted."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.backup.errors import BackupError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "manifest.json"
KNOWLEDGE = "knowledge/"
RECORDS = {"sqlite": "records.sqlite3", "postgresql": "records.jsonl"}
"""The file of the records by the kind of their database."""
MAX_MANIFEST = 4 * 1024 * 1024
MAX_KNOWLEDGE = 64 * 1024 * 1024
MAX_RECORDS = 8 * 1024 * 1024 * 1024
MAX_RATIO, SMALL = 200, 16 * 1024 * 1024
"""Records shrink to a twentieth at most; what unpacks to two hundred times its size was made to fill a disk. A small file
may: it does no harm."""
BLOCK = 1024 * 1024
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others unpack a block at once, however large it is."""
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, OSError,
)  # fmt: skip
"""What zipfile raises for a file that is damaged, encrypted or packed in an unknown way, or says that it begins before itself."""


class Manifest(BaseModel):
    """What a backup holds; `digests` are the SHA-256 of its files by their names in the archive."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    strikebot: str
    taken: str
    revision: str
    records: Literal["sqlite", "postgresql"] | None
    schema_version: str | None
    digests: dict[str, str]
    format: Literal[1] = 1

    def knowledge(self) -> list[str]:
        return [name for name in self.digests if name.startswith(KNOWLEDGE)]


class ArchiveWriter:
    """Takes the files in, and their digests; the manifest comes last."""

    def __init__(self, opened: zipfile.ZipFile, taken: dt.datetime) -> None:
        self._zip = opened
        self._taken = taken
        self.digests: dict[str, str] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        digest = hashlib.sha256()
        with self._zip.open(self._info(name), "w", force_zip64=True) as target:
            while block := source.read(BLOCK):
                digest.update(block)
                target.write(block)
        self.digests[name] = digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(self._info(MANIFEST), manifest.model_dump_json(indent=2).encode())

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._taken.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info


class Archive:
    """A backup opened for reading, its manifest read and its names found to be harmless."""

    def __init__(self, opened: zipfile.ZipFile, path: Path) -> None:
        self._zip, self.path = opened, path
        if any(info.compress_type not in PACKINGS for info in opened.infolist()):
            raise self.broken("it is packed in a way that Strikebot does not use")
        self.manifest = self._manifest()
        names = [info.filename for info in opened.infolist()]
        if sorted(names) != sorted([MANIFEST, *self.manifest.digests]):
            raise self.broken("its files are not those that its manifest lists")
        if self.manifest.records and RECORDS[self.manifest.records] not in names:
            raise self.broken("it lacks the records that its manifest names")
        for name in self.manifest.digests:
            self._judge(name)

    def knowledge(self) -> dict[str, bytes]:
        """The knowledge files by their names in the folder."""
        names = self.manifest.knowledge()
        if sum(self._zip.getinfo(name).file_size for name in names) > MAX_KNOWLEDGE:
            raise self.broken(f"its knowledge takes more than {MAX_KNOWLEDGE >> 20} MiB")
        return {name.removeprefix(KNOWLEDGE): b"".join(self.blocks(name)) for name in names}

    def records(self) -> int:
        """How many bytes the records take once they are unpacked, and no more: zipfile stops reading there."""
        info = self._zip.getinfo(RECORDS[self.manifest.records or "sqlite"])
        if info.file_size > MAX_RECORDS:
            raise self.broken(f"its records take more than {MAX_RECORDS >> 30} GiB")
        if info.file_size > max(SMALL, MAX_RATIO * info.compress_size):
            raise self.broken("its records are packed so tightly that they cannot be records")
        return info.file_size

    def blocks(self, name: str) -> Iterator[bytes]:
        """A file in parts; BackupError at its end where it is not what was put in."""
        digest = hashlib.sha256()
        try:
            with self._zip.open(name) as file:
                while block := file.read(BLOCK):
                    digest.update(block)
                    yield block
        except BROKEN as error:
            raise self.broken(f"{name} cannot be unpacked ({error})") from None
        if digest.hexdigest() != self.manifest.digests[name]:
            raise self.broken(f"{name} is not what was put in")

    def broken(self, why: str) -> BackupError:
        return BackupError(f"{self.path} is no backup that can be restored: {why}.")

    def _manifest(self) -> Manifest:
        try:
            if self._zip.getinfo(MANIFEST).file_size > MAX_MANIFEST:
                raise self.broken("its manifest is too large")
            return Manifest.model_validate_json(self._zip.read(MANIFEST))
        except ValidationError as error:
            wrong = ", ".join(sorted({str((one["loc"] or ("it",))[0]) for one in error.errors()}))
            raise self.broken(f"its manifest is not one that this version reads ({wrong})") from None
        except BROKEN:
            raise self.broken("it has no manifest") from None

    def _judge(self, name: str) -> None:
        """Only plain names below knowledge/, and the one file of the records."""
        if self.manifest.records and name == RECORDS[self.manifest.records]:
            return
        parts = name.split("/")
        odd = any(part in ("", ".", "..") or part.startswith(".") or ":" in part for part in parts)
        if odd or "\\" in name or not name.isprintable() or not name.startswith(KNOWLEDGE) or len(parts) < 2:
            raise self.broken(
                f"it holds a file that does not belong there ({PurePosixPath(name).name[:60]!r})"
            )


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The backup at `path`; BackupError where it is none."""
    with path.open("rb") as raw:
        try:
            file = zipfile.ZipFile(raw)
        except BROKEN as error:
            raise BackupError(f"{path} is no backup that can be restored: {str(error).lower()}.") from None
        with file:
            yield Archive(file, path)
