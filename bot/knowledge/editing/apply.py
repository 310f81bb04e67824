"""Patches onto files: exactly where nothing else has changed since, else entry by entry, never at a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.editing.errors import CannotApplyError
from bot.knowledge.editing.patches import digest
from bot.knowledge.editing.refit import refitted
from bot.knowledge.editing.sheet import FileLine, joined, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.editing.address import Files
    from bot.knowledge.editing.patches import FilePatch


def apply(patches: Sequence[FilePatch], files: Files) -> dict[str, bytes]:
    """The files with the patches made. CannotApplyError where what they change is not as it was."""
    made = dict(files)
    for patch in patches:
        data = _patched(patch, made.get(patch.file))
        if data is None:
            made.pop(patch.file, None)
        else:
            made[patch.file] = data
    return made


def revert(patches: Sequence[FilePatch], files: Files) -> dict[str, bytes]:
    """The files with the patches undone, whatever else was changed since, before or after them."""
    return apply([patch.inverse() for patch in reversed(patches)], files)


def _patched(patch: FilePatch, data: bytes | None) -> bytes | None:
    if digest(data) == patch.before:
        made = _exactly(patch, data)
        if digest(made) == patch.after:
            return made
    if data is None:
        raise CannotApplyError(patch.file, patch.hunks[0].where, "the file is gone")
    return refitted(patch, data)


def _exactly(patch: FilePatch, data: bytes | None) -> bytes | None:
    """Line by line, on just the file that it was made for."""
    if patch.after is None:
        return None
    lines = list(split(data.decode("utf-8", "surrogateescape"))) if data is not None else []
    for hunk in reversed(patch.hunks):
        start = hunk.line - 1
        new = [FileLine(text, "") for text in hunk.after or ()]
        lines[start : start + len(hunk.before or ())] = new
    return joined(lines)
