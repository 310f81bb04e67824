"""The steps of writing: each is made ready first, takes effect in one system call, and can be taken back."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.knowledge.disk.durable import LEFT_OVER, discard, remove_tree, stage, sync_folder, write_atomic
from bot.knowledge.disk.folder import STRIKES
from bot.knowledge.editing.address import kind_of
from bot.knowledge.editing.errors import CannotEditError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.editing.address import Files


class Step(ABC):
    """`name` is what a message calls it, `path` what takes a new shape, links followed."""

    moment = 0.0
    """When it was made ready, by the clock of the file system."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path

    @abstractmethod
    def stage(self) -> None:
        """Everything that can be done before anybody sees it."""

    @abstractmethod
    def do(self) -> None:
        """Take effect, durably."""

    @abstractmethod
    def undo(self) -> None:
        """As it was before."""

    def clear(self) -> None:  # noqa: B027  (most have nothing to clear)
        """Remove what was made ready, or is not needed any more."""


class WriteFile(Step):
    def __init__(self, name: str, path: Path, before: bytes | None, after: bytes) -> None:
        super().__init__(name, path)
        self.before = before
        self.after = after
        self.temporary: Path | None = None

    def stage(self) -> None:
        self.temporary = stage(self.path, self.after)
        self.moment = self.temporary.stat().st_mtime

    def do(self) -> None:
        if self.temporary:
            self.temporary.replace(self.path)
            self.temporary = None
            sync_folder(self.path.parent)

    def undo(self) -> None:
        if self.before is None:
            self.path.unlink()
            sync_folder(self.path.parent)
        else:
            write_atomic(self.path, self.before)

    def clear(self) -> None:
        if self.temporary:
            discard(self.temporary)


class RemoveFile(Step):
    def __init__(self, name: str, path: Path, before: bytes) -> None:
        super().__init__(name, path)
        self.before = before

    def stage(self) -> None:
        self.moment = self.path.stat().st_mtime

    def do(self) -> None:
        self.path.unlink()
        sync_folder(self.path.parent)

    def undo(self) -> None:
        write_atomic(self.path, self.before)


class MakeFolder(Step):
    """The folder of a new strike, with all its files at once: without its strike.yaml it would not load."""

    def __init__(self, name: str, path: Path, files: dict[str, bytes]) -> None:
        super().__init__(name, path)
        self.files = files
        self.temporary: Path | None = None

    def stage(self) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.temporary = _hidden(self.path)
        self.temporary.mkdir(self.path.parent.stat().st_mode & 0o777)
        for name, data in self.files.items():
            stage(self.path / name, data, self.temporary).rename(self.temporary / name)
        sync_folder(self.temporary)
        self.moment = self.temporary.stat().st_mtime

    def do(self) -> None:
        if self.temporary:
            self.temporary.rename(self.path)
            self.temporary = None
            sync_folder(self.path.parent)

    def undo(self) -> None:
        self.temporary = _hidden(self.path)
        self.path.rename(self.temporary)
        sync_folder(self.path.parent)

    def clear(self) -> None:
        if self.temporary:
            remove_tree(self.temporary)


class DropFolder(Step):
    """The folder of a strike that goes: first out of sight, then its files."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, path)
        self.hidden: Path | None = None

    def stage(self) -> None:
        self.moment = self.path.stat().st_mtime

    def do(self) -> None:
        self.hidden = _hidden(self.path)
        self.path.rename(self.hidden)
        sync_folder(self.path.parent)

    def undo(self) -> None:
        if self.hidden:
            self.hidden.rename(self.path)
            self.hidden = None
            sync_folder(self.path.parent)

    def clear(self) -> None:
        if self.hidden:
            remove_tree(self.hidden)


def steps_of(folder: Path, before: Files, after: Files, names: Sequence[str]) -> list[Step]:
    """The steps in the order of `names`. The files of a strike's folder that comes or goes are one step."""
    made: dict[str, Step] = {}
    for name in names:
        kind_of(name)
        home = str(PurePosixPath(name).parent)
        if home.startswith(f"{STRIKES}/") and _is_new(folder / home):
            files = {PurePosixPath(one).name: after[one] for one in names if one.startswith(f"{home}/")}
            made.setdefault(home, MakeFolder(home, folder / home, files))
        elif home.startswith(f"{STRIKES}/") and not any(one.startswith(f"{home}/") for one in after):
            _refuse_others(folder / home, home, names)
            made.setdefault(home, DropFolder(home, folder / home))
        else:
            made[name] = _of_file(folder, name, before.get(name), after.get(name))
    return list(made.values())


def _of_file(folder: Path, name: str, before: bytes | None, after: bytes | None) -> Step:
    path = folder / name
    real = path.resolve()
    if not real.is_relative_to(folder.resolve()):
        raise CannotEditError(name, "is a link out of the knowledge folder", "put the file itself there")
    if after is not None:
        return WriteFile(name, real, before, after)
    return RemoveFile(name, path.parent.resolve() / path.name, before or b"")


def _is_new(path: Path) -> bool:
    return not (path.exists() or path.is_symlink())


def _refuse_others(path: Path, home: str, names: Sequence[str]) -> None:
    """A folder that goes must hold nothing that nobody asked to remove."""
    known = {PurePosixPath(name).name for name in names if name.startswith(f"{home}/")}
    others = [
        one.name for one in path.iterdir() if one.name not in known and not LEFT_OVER.fullmatch(one.name)
    ]
    if others:
        found = f"the folder holds {', '.join(sorted(others))} too"
        raise CannotEditError(home, found, "move that away first")


def _hidden(path: Path) -> Path:
    """A name that no reader of the folder looks at, and that is swept away if it stays."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
