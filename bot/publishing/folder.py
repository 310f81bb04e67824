"""A folder that holds a site and remembers which files of it are its own: nothing else in it is ever touched."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge.disk.durable import discard, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST = ".strikebot-site.json"
"""The list of what was written; without it a folder with something in it is somebody else's."""
VERSION = 1


class SiteFolderError(StrikebotError):
    """A folder into which no site can be written: which one, what was found, what to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many files were written, and how many were removed; all others are as they were."""

    written: int
    removed: int
    unchanged: int


def write(folder: Path, files: Mapping[str, bytes]) -> Outcome:
    """Make the folder hold exactly these files of the site, and whatever else lies in it. SiteFolderError.

    A file takes its name at once and whole, and only where its bytes differ. A kill in between leaves old and new files,
    all of them in the list of what is ours, so that the next time puts it right.
    """
    own = _own(folder)
    _need_free(folder, files, own)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder, time.time())
        gone = sorted(own - files.keys())
        if not files.keys() <= own:
            _remember(folder, own | files.keys())
        changed = [path for path, data in files.items() if _replaced(folder, path, data)]
        for path in gone:
            _remove(folder, path)
        _remember(folder, files.keys())
    except OSError as error:
        where, why = error.filename or folder, (error.strerror or type(error).__name__).lower()
        raise SiteFolderError(f"The site cannot be written: {where}: {why}.") from None
    return Outcome(len(changed), len(gone), len(files) - len(changed))


def _own(folder: Path) -> set[str]:
    """The addresses of the files that a site wrote there. Raises SiteFolderError for a folder that is somebody else's."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise SiteFolderError(f"{folder} is a file, not a folder. Name a folder for the site.")
    manifest = folder / MANIFEST
    if not manifest.exists():
        if any(folder.iterdir()):
            raise SiteFolderError(
                f"{folder} holds files that are no site of Strikebot. Name a new or an empty folder, so that nothing is lost."
            )
        return set()
    return _listed(manifest)


def _listed(manifest: Path) -> set[str]:
    try:
        read = json.loads(manifest.read_text("utf-8"))
        paths = read["files"]
        if read["version"] != VERSION or not all(isinstance(path, str) and _inside(path) for path in paths):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError):
        raise SiteFolderError(
            f"{manifest} cannot be read, so nobody knows which files beside it are the site's."
            " Empty the folder, or name another one."
        ) from None
    return set(paths)


def _inside(path: str) -> bool:
    """Whether an address stays within the folder: relative, and without any step upwards."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and not {"..", "."} & set(parts) and "\\" not in path


def _need_free(folder: Path, files: Mapping[str, bytes], own: set[str]) -> None:
    """No file of somebody else is in the way, and no folder within is a link to elsewhere."""
    for path in files:
        target = folder / path
        if path not in own and os.path.lexists(target):
            raise SiteFolderError(
                f"{target} is in the way of the site, which did not write it. Move it, or name another folder."
            )
    for inner in {parent for path in (*files, *own) for parent in PurePosixPath(path).parents}:
        if (folder / inner).is_symlink() and str(inner) != ".":
            raise SiteFolderError(
                f"{folder / inner} is a link to another place. Remove it, or name another folder."
            )


def _replaced(folder: Path, path: str, data: bytes) -> bool:
    """Whether the file had to be written."""
    target = folder / path
    with contextlib.suppress(OSError):
        if not target.is_symlink() and target.read_bytes() == data:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".site.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)  # for the web server, which is another user
        temporary.replace(target)
    except BaseException:
        discard(temporary)
        raise
    return True


def _remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents[:-1]:
        with contextlib.suppress(OSError):  # something else lies in it
            (folder / parent).rmdir()


def _remember(folder: Path, paths: Iterable[str]) -> None:
    told = {"generator": "strikebot", "version": VERSION, "files": sorted(paths)}
    _replaced(folder, MANIFEST, (json.dumps(told, indent=0) + "\n").encode())
