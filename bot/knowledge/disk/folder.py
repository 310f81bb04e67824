"""The knowledge folder on the disk: which files it may hold, and their bytes."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.knowledge.disk.access import READ, may_look, why_not
from bot.knowledge.disk.strays import is_copy, is_yaml, meant_by
from bot.knowledge.model.items import KINDS, PER_STRIKE, STRIKE, TOP, FileKind
from bot.knowledge.problems import MANY, Problem, closest, show
from bot.knowledge.yaml.parse import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

MAX_TOTAL = 8 * 1024 * 1024
STRAYS = 10
"""So many strays are named; the others are counted."""
SIDE_FILES = frozenset({"README.md"})
SIDE_FOLDERS = frozenset({"schema"})
STRIKES = "strikes"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def gather(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of each knowledge file by its name in `folder`, and what is wrong with the folder itself.

    What is no knowledge file is passed over, and named in notices.
    """
    gathering = _Gathering(folder)
    gathering.run()
    return gathering.files, gathering.problems + gathering.notices()


def folders_of(folder: Path) -> list[Path]:
    """The knowledge folder and those in it that hold knowledge files, as far as they can be seen."""
    strikes = folder / STRIKES
    try:
        inner = [path for path in sorted(strikes.iterdir()) if path.is_dir() and _ID.fullmatch(path.name)]
    except OSError:
        inner = []
    return [folder, strikes, *inner]


@dataclass
class _Gathering:
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    strays: list[Path] = field(default_factory=list)
    total: int = 0

    def run(self) -> None:
        if not self.folder.is_dir():
            found = f"{'a file' if self.folder.exists() else 'no folder'} at {show(self.folder)}"
            self.problems.append(Problem("", 0, 0, "", found, "the folder with the knowledge files"))
            return
        if not may_look(self.folder):
            self._listing(self.folder)
            return
        self._files(self.folder, TOP)
        folders = self._strike_folders(self.folder / STRIKES)
        for folder in folders:
            if len(self.problems) < MANY:
                self._files(folder, PER_STRIKE)
        if not folders:
            self._report(self.folder / STRIKES, "no strike", "a folder for each, with its strike.yaml")

    def notices(self) -> list[Problem]:
        """What was passed over, each once, and how many more."""
        told = []
        for path in self.strays[:STRAYS]:
            found = f"a {'folder' if path.is_dir() else 'file'} that is not part of the knowledge base; it is ignored"
            told.append(self._problem(path, found, "", level="notice"))
        if len(self.strays) > STRAYS:
            found = f"{len(self.strays) - STRAYS:,} more that are not part of the knowledge base; they are ignored"
            told.append(self._problem(self.strays[STRAYS], found, "", level="notice"))
        return told

    def _strike_folders(self, strikes: Path) -> list[Path]:
        if not strikes.is_dir() or not self._inside(strikes):
            return []
        paths = self._listing(strikes)
        names = {path.name for path in paths}
        return [path for path in paths if self._is_strike(path, names)]

    def _is_strike(self, path: Path, names: set[str]) -> bool:
        """Whether it is the folder of a strike; what is none is reported, or a stray."""
        if path.is_symlink() and _ID.fullmatch(path.name) and not self._inside(path):
            return False
        if not path.is_dir() and is_yaml(path.name):
            self._report(path, "a file here", "only folders, one a strike")
            return False
        if not path.is_dir() or is_copy(path.name, names) or not _has_knowledge(path):
            self.strays.append(path)
            return False
        return self._inside(path)

    def _files(self, folder: Path, kinds: tuple[FileKind, ...]) -> None:
        """Read what belongs into `folder`, in the order of `kinds`, and report what does not."""
        names = [path.name for path in self._listing(folder)]
        for kind in kinds:
            if kind.file in names:
                self._read(folder / kind.file)
            elif kind.required:
                expected = "one, even if it holds only []" if kind.is_list else "one"
                self._report(folder / kind.file, "no such file", expected)
        known = {kind.file for kind in kinds}
        for name in names:
            if (folder / name).is_dir():
                self._judge_folder(folder / name, top=kinds is TOP)
            elif name not in known | SIDE_FILES:
                self._judge(folder / name, known, names)

    def _judge_folder(self, path: Path, *, top: bool) -> None:
        if top and path.name in SIDE_FOLDERS | {STRIKES}:
            return
        meant = closest(path.name.casefold(), {STRIKES}) if top else ""
        if meant:
            self._report(path, "an unknown folder", "a known one", meant)
        elif top and _ID.fullmatch(path.name) and _is_file(path / STRIKE.file):
            self._report(path, "the folder of a strike", f"it in the folder {STRIKES}")
        else:
            self.strays.append(path)

    def _judge(self, path: Path, known: set[str], names: list[str]) -> None:
        """A name that is none of ours: a knowledge file that is misnamed or out of its place, or a stray."""
        meant = meant_by(path.name)
        if is_copy(path.name, known & set(names)) or not (
            is_yaml(path.name) or (meant in known and meant not in names)
        ):
            self.strays.append(path)
        elif path.name in {kind.file for kind in KINDS}:
            elsewhere = f"beside the folder {STRIKES}" if STRIKE.file in known else "in a strike's folder"
            self._report(path, "an unknown file", f"it {elsewhere}")
        elif meant in known:
            self._report(path, "an unknown file", "a known one", meant)
        elif meant:
            where = f"beside the folder {STRIKES}" if STRIKE.file in known else "in a strike's folder"
            self._report(path, "an unknown file", "a known one", f"{meant} {where}")
        else:
            self._report(path, "an unknown file", ", ".join(sorted(known)))

    def _listing(self, folder: Path) -> list[Path]:
        try:
            if not may_look(folder):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            paths = sorted(folder.iterdir())
        except OSError as error:
            self._report(folder, f"a folder that cannot be read ({_reason(error)})", _readable(folder, error))
            return []
        return [
            path for path in paths if not path.name.startswith((".", "#")) and not path.name.endswith("~")
        ]

    def _read(self, path: Path) -> None:
        if not self._inside(path):
            return
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                self._report(path, "something that is not a file", "a file")
                return
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            self._report(path, f"a file that cannot be read ({_reason(error)})", _readable(path, error))
            return
        self.total += len(data)
        if self.total <= MAX_TOTAL:
            self.files[self._name(path)] = data
        elif self.total - len(data) <= MAX_TOTAL:
            self._report(path, "more than 8 MiB in all files together", "at most 8 MiB")

    def _inside(self, path: Path) -> bool:
        """Whether it lies in the knowledge folder, wherever links lead; a container may link within it."""
        try:
            inside = path.resolve(strict=True).is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError):
            self._report(path, "a link that leads nowhere", "a file or folder")
            return False
        if not inside:
            self._report(path, "a link out of the knowledge folder", "the file or folder itself")
        return inside

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _report(self, path: Path, found: str, expected: str, hint: str = "") -> None:
        if len(self.problems) < MANY:
            self.problems.append(self._problem(path, found, expected, hint))

    def _problem(
        self,
        path: Path,
        found: str,
        expected: str,
        hint: str = "",
        level: Literal["error", "notice"] = "error",
    ) -> Problem:
        return Problem(self._name(path), 0, 0, "", found, expected, hint, level)


def _has_knowledge(folder: Path) -> bool:
    """Whether a folder may be that of a strike: one that is just being made is none yet."""
    try:
        return any(is_yaml(path.name) for path in folder.iterdir())
    except OSError:
        return _ID.fullmatch(folder.name) is not None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that only the system may look into
        return False


def _readable(path: Path, error: OSError) -> str:
    """What is expected of a file or folder that cannot be read, with what makes it so."""
    why = why_not(path, READ) if isinstance(error, PermissionError) else ""
    return f"one that can: {why}" if why else "one that can"


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
