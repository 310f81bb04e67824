"""Which folder this is: processes that share their records need not share their knowledge folder.

The mark is made with the first edit, in a hidden file that goes where the folder goes, and that git does not take along.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.knowledge.disk.durable import write_atomic
from bot.knowledge.editing.errors import CannotWriteError

if TYPE_CHECKING:
    from pathlib import Path

MARK = ".folder-id"


def mark_of(folder: Path) -> str:
    """Empty where the folder has none: nothing was ever written to it."""
    try:
        return (folder / MARK).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def marked(folder: Path) -> str:
    """The mark of a folder, made where there is none; the caller holds its `edit_lock`. CannotWriteError."""
    found = mark_of(folder)
    if not found:
        found = secrets.token_hex(8)
        try:
            write_atomic(folder / MARK, found.encode())
        except OSError as error:
            raise CannotWriteError(MARK, error) from error
    return found
