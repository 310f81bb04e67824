"""Writing a file so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

LEFT_OVER = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")
"""What the names of temporary files and folders look like."""
OLD = 3600.0
"""Seconds after which such a file cannot belong to a process that still writes it."""


def write_atomic(path: Path, data: bytes) -> None:
    """Replace the content of `path`; a link stays a link, and the file keeps its permissions."""
    path = path.resolve()
    temporary = stage(path, data)
    try:
        temporary.replace(path)
    except BaseException:
        discard(temporary)
        raise
    sync_folder(path.parent)


def stage(path: Path, data: bytes, folder: Path | None = None) -> Path:
    """A temporary file beside `path` (or in `folder`), complete on the disk, that only has to take its name."""
    descriptor, name = tempfile.mkstemp(dir=folder or path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # the bytes must be on the disk before the name points to them
        _take_after(path, Path(name))
    except BaseException:
        discard(Path(name))
        raise
    return Path(name)


def discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new name durable too; some systems cannot open a folder, and keep names safe by themselves."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: Path, now: float) -> None:
    """Remove what killed processes have left in `folder`; `now` as the file system's own clock has it."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if LEFT_OVER.fullmatch(path.name) and path.lstat().st_mtime < now - OLD:
                remove_tree(path)


def remove_tree(path: Path) -> None:
    """Remove a file, a link or a folder, as far as the system lets us."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _take_after(path: Path, temporary: Path) -> None:
    """The permissions of the file that it replaces, and its owner where we may."""
    if not path.exists():
        temporary.chmod(0o644)
        return
    old = path.stat()
    with contextlib.suppress(OSError, AttributeError):  # only root gives files away; Windows has no owners
        os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(old.st_mode & 0o777)
