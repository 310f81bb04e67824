"""One writer at a time among all processes that share the knowledge folder."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from bot.knowledge.editing.errors import CannotWriteError, EditLockedError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".edit.lock"
"""The file in the knowledge folder. It stays there: removing it would let two in."""
PATIENCE = 10.0
"""Seconds to wait for another process."""
_PAUSE = 0.02


@contextlib.contextmanager
def edit_lock(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Held from reading the files until they are written; let go by itself when the process ends, however it ends.

    EditLockedError where another one holds it for `patience` seconds; CannotWriteError where it cannot be made. It waits
    by sleeping, so it is for a thread, and it is not to be taken twice by the same caller.
    """
    descriptor = _open(folder)
    try:
        _take(descriptor, patience)
        yield
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    try:
        try:
            return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except PermissionError:  # made by another user; to lock it, reading is enough
            return os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CannotWriteError(LOCK, error) from error


def _take(descriptor: int, patience: float) -> None:
    if sys.platform == "win32":  # where files cannot be locked so; one process runs alone there
        return
    end = time.perf_counter() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.perf_counter() >= end:
                raise EditLockedError(patience) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise CannotWriteError(LOCK, error) from error
        else:
            return
