"""The folder of a new base: it must not hold anything yet, and gets all files or none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Mapping

MODE = 0o755
"""A folder is made for its owner alone at first; the bot may run as another user."""


class OccupiedError(StrikebotError):
    """There is something already where the base would be."""


def need_empty(folder: Path) -> None:
    """OccupiedError, unless there is no such folder, or nothing in it."""
    if folder.is_dir():
        if any(folder.iterdir()):
            raise OccupiedError(
                f"{folder} is not empty. Name a new folder, such as `strikebot init my-strike`; nothing was written."
            )
    elif folder.exists() or folder.is_symlink():
        raise OccupiedError(f"{folder} is there already, and no folder. Name another; nothing was written.")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files beside the folder, and move them there as a whole. Raises OSError, with nothing left behind."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, data in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        made.chmod(MODE)
        if folder.is_dir():
            folder.rmdir()
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
