"""Several files onto the disk: each is old or new as a whole, and the base loads whenever the writing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.disk.durable import sweep
from bot.knowledge.editing.changes import changed_files
from bot.knowledge.editing.errors import CannotWriteError, ChangedMeanwhileError
from bot.knowledge.editing.order import write_order
from bot.knowledge.editing.steps import Step, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.knowledge.editing.address import Files


def write_files(folder: Path, before: Files, after: Files) -> None:
    """Write the files that differ. `before` is what they were made from, `after` what they become.

    ChangedMeanwhileError where one of them is not `before` on the disk any more, CannotWriteError where the disk
    refuses: then nothing was changed. When it returns, everything is on the disk. Take `edit_lock` around reading the
    files and this, so that no other process comes in between; an editor on the disk can, in the milliseconds between
    the last look and the renames.
    """
    names = changed_files(before, after)
    _look(folder, before, names)
    steps = steps_of(folder, before, after, write_order(before, after, names))
    staged: list[Step] = []
    try:
        for step in steps:
            staged.append(step)
            _stage(step)
        _look(folder, before, names)
        _carry_out(steps)
    finally:
        for step in staged:
            step.clear()
    for step in steps:
        sweep(step.path.parent, step.moment)


def _look(folder: Path, before: Files, names: Iterable[str]) -> None:
    """ChangedMeanwhileError where a file is not as it was."""
    changed = [name for name in names if _on_disk(folder, name) != before.get(name)]
    if changed:
        raise ChangedMeanwhileError(changed)


def _on_disk(folder: Path, name: str) -> bytes | None:
    try:
        return (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CannotWriteError(name, error) from error


def _stage(step: Step) -> None:
    """All that needs room on the disk comes first: where it is full, no file has been touched yet."""
    try:
        step.stage()
    except OSError as error:
        raise CannotWriteError(step.name, error) from error


def _carry_out(steps: list[Step]) -> None:
    for number, step in enumerate(steps):
        try:
            step.do()
        except OSError as error:
            raise CannotWriteError(step.name, error, _undo(steps[:number])) from error


def _undo(done: list[Step]) -> list[str]:
    """The names of what could not be put back."""
    left = []
    for step in reversed(done):
        try:
            step.undo()
        except OSError:
            left.append(step.name)
    return left
