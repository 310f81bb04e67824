"""Why an edit was not made. Each says what it is about, what was found there, and what to do next."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge.disk.access import MOUNTED, why_not
from bot.knowledge.problems import brief

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMED, TOLD = 200, 1000
"""Characters of a name and of a sentence: what is in a file may be as long as the file."""


class CannotEditError(StrikebotError):
    """The text was left as it is. `where` is the full id of an entry or the name of a file."""

    def __init__(self, where: str, found: str, todo: str = "") -> None:
        self.where = where
        self.found = found
        self.todo = todo
        super().__init__(
            brief(f"{brief(where, NAMED)}: {brief(found, TOLD)}" + (f"; {todo}" if todo else ""), 2 * TOLD)
        )


class CannotApplyError(StrikebotError):
    """A patch does not fit the files any more: nothing was changed. `where`: the entry, else the line, that does not fit."""

    def __init__(self, file: str, where: str, reason: str) -> None:
        self.file = file
        self.where = where
        self.reason = reason
        super().__init__(
            f"{file}: {brief(where, NAMED)}: {reason}, so nothing was changed; look at it, and edit it as it is now"
        )


class ChangedMeanwhileError(StrikebotError):
    """Somebody else changed these files on the disk since they were read: nothing was written."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        names = ", ".join(self.files)
        super().__init__(
            f"{names}: changed by somebody else in the meantime; look at the change, then save again"
        )


_WORDS = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("the disk quota is used up", "free some space"),
    errno.EFBIG: ("the file is larger than the system allows", "raise the limit of the file size"),
    errno.EROFS: ("the folder is read-only", "mount it so that it can be written"),
    errno.EACCES: ("no permission to write there", "let the bot's user write to the folder"),
    errno.EPERM: ("no permission to write there", "let the bot's user write to the folder"),
    errno.ENOENT: ("the folder is gone", "put it back"),
    errno.EMFILE: ("too many files are open", "raise the limit of open files"),
    errno.EBUSY: ("the file is mounted by itself", "mount its folder instead"),
    errno.EIO: ("the disk reported a failure", "look after the disk"),
}


class CannotWriteError(StrikebotError):
    """The disk refused. `file` is the one that could not be written; `left` are files that are new all the same."""

    def __init__(self, file: str, error: OSError, left: Iterable[str] = ()) -> None:
        self.file = file
        self.errno = error.errno
        self.left = tuple(left)
        unknown = ((error.strerror or type(error).__name__).lower(), "fix that")
        why, todo = _WORDS.get(error.errno or 0, unknown)
        if error.errno in {errno.EACCES, errno.EPERM} and error.filename:
            todo = why_not(Path(os.fsdecode(error.filename)).parent) or todo
        kept = "nothing was changed"
        if self.left:
            kept = f"{', '.join(self.left)} could not be put back as before"
        super().__init__(f"{file}: {why}, so the edit was not saved and {kept}; {todo}, then save again")


class EditLockedError(StrikebotError):
    """Another process kept the folder's lock for too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"another process has been writing knowledge files for over {seconds:g} seconds; try again in a minute"
        )


class FolderReadOnlyError(StrikebotError):
    """The process may not write to the knowledge folder at all, which may well be meant so. `why` not."""

    def __init__(self, why: str = MOUNTED) -> None:
        self.why = why
        opening = "The knowledge can only be read here, so nothing was changed"
        if why == MOUNTED:
            super().__init__(
                f"{opening}: {why}. Change the files where they come from: I serve them soon after, without a restart. If"
                " edits in Discord are meant to work, whoever runs me has to mount the folder so that it can be written."
            )
        else:
            super().__init__(
                f"{opening}: {why}. I serve what is changed in the files soon after, without a restart."
            )
