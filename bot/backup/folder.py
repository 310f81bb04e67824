"""The files of the knowledge folder, and replacing all of them so that a crash cannot mix old and new for good.

The folder itself stays, since it may be a mount, and so does what is hidden in it, such as .git. The new files are written into
.restore/new, the old ones move to .restore/old, the new ones in; then .restore is renamed, and from then on the new ones count.
Until then `recover` brings the old ones back, whatever step the work was stopped at.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.backup.errors import BackupError
from bot.knowledge.disk.durable import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WORK = ".restore"
DONE = ".restored"
LEAVING = "old"
"""Old files on their way out, or on their way back."""
LEFT = "all-old"
"""The same once all are out: whatever is in the folder then is new."""


def files(folder: Path) -> dict[str, Path]:
    """Every file that can be seen in the folder, by its name there."""
    found = {}
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if _seen(name))
        for path in (folder.__class__(at, name) for name in sorted(names) if _seen(name)):
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                found[path.relative_to(folder).as_posix()] = path
    return found


def stage(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """Write new files where nobody reads them yet; the folder that holds them. An earlier try is cleared away."""
    folder.mkdir(parents=True, exist_ok=True)
    recover(folder)
    new = folder / WORK / "new"
    for name, data in contents.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    return new


@contextmanager
def exchanged(folder: Path) -> Iterator[None]:
    """Move the staged files in; they stay if the body succeeds, else the old ones come back."""
    try:
        _exchange(folder)
        yield
        (folder / WORK).rename(folder / DONE)
    except BaseException:
        recover(folder)
        raise
    recover(folder)


def recover(folder: Path) -> None:
    """Clear away what a restore has left behind, and put the old files back if it had not come to its end."""
    work = folder / WORK
    if (work / LEFT).exists():
        for path in visible(folder):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        (work / LEFT).rename(work / LEAVING)
    if (work / LEAVING).exists():
        for path in (work / LEAVING).iterdir():
            path.rename(folder / path.name)
    for rest in (work, folder / DONE):
        if rest.exists():
            shutil.rmtree(rest)


def visible(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if _seen(path.name)] if folder.is_dir() else []


def _exchange(folder: Path) -> None:
    work = folder / WORK
    if not (work / "new").is_dir():
        raise BackupError("The backup holds no knowledge.")
    (work / LEAVING).mkdir()
    for path in visible(folder):
        path.rename(work / LEAVING / path.name)
    (work / LEAVING).rename(work / LEFT)
    for path in (work / "new").iterdir():
        path.rename(folder / path.name)


def _seen(name: str) -> bool:
    """What the knowledge base would read or complain of: editors' and git's own files are none of it."""
    return not name.startswith((".", "#")) and not name.endswith("~")
