"""The knowledge folder on the disk: which files it may hold, and their bytes."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.knowledge.items import KINDS, PER_STRIKE, TOP, Kind
from bot.knowledge.problems import Problem, closest, show
from bot.knowledge.yaml_text import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

MAX_TOTAL = 8 * 1024 * 1024
SIDE_FILES = frozenset({"README.md"})
SIDE_FOLDERS = frozenset({"schema"})
STRIKES = "strikes"


def gather(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The bytes of each knowledge file by its name in `folder`, and what is wrong with the folder itself."""
    gathering = _Gathering(folder)
    gathering.run()
    return gathering.files, gathering.problems


@dataclass
class _Gathering:
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    total: int = 0

    def run(self) -> None:
        if not self.folder.is_dir():
            found = f"{'a file' if self.folder.exists() else 'no folder'} at {show(self.folder)}"
            self.problems.append(Problem("", 0, 0, "", found, "the folder with the knowledge files"))
            return
        self._files(self.folder, TOP, SIDE_FOLDERS | {STRIKES})
        folders = self._strike_folders(self.folder / STRIKES)
        for folder in folders:
            self._files(folder, PER_STRIKE, frozenset())
        if not folders:
            self._report(self.folder / STRIKES, "no strike", "a folder for each, with its strike.yaml")

    def _strike_folders(self, strikes: Path) -> list[Path]:
        folders = []
        for path in self._listing(strikes) if strikes.is_dir() and self._inside(strikes) else []:
            if path.is_dir() and self._inside(path):
                folders.append(path)
            elif not path.is_dir():
                self._report(path, "a file here", "only folders, one a strike")
        return folders

    def _files(self, folder: Path, kinds: tuple[Kind, ...], folders: frozenset[str]) -> None:
        """Read what belongs into `folder`, in the order of `kinds`, and report what does not."""
        names = [path.name for path in self._listing(folder)]
        for kind in kinds:
            if kind.file in names:
                self._read(folder / kind.file)
            elif kind.required:
                expected = "one, even if it holds only []" if kind.is_list else "one"
                self._report(folder / kind.file, "no such file", expected)
        for name in names:
            self._judge(folder / name, {kind.file for kind in kinds}, folders)

    def _judge(self, path: Path, known: set[str], folders: frozenset[str]) -> None:
        if path.is_dir():
            if path.name not in folders:
                self._report(path, "an unknown folder", "a known one", closest(path.name, folders))
        elif path.name not in known | SIDE_FILES:
            elsewhere = {kind.file for kind in KINDS} - known
            meant = "" if path.name in elsewhere else closest(path.name, known)
            expected = "a known one" if meant else ", ".join(sorted(known))
            if path.name in elsewhere:
                expected = (
                    "it in a strike's folder" if STRIKES in folders else f"it beside the folder {STRIKES}"
                )
            self._report(path, "an unknown file", expected, meant)

    def _listing(self, folder: Path) -> list[Path]:
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            self._report(folder, f"a folder that cannot be read ({_reason(error)})", "one that can")
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
            self._report(path, f"a file that cannot be read ({_reason(error)})", "one that can")
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
        self.problems.append(Problem(self._name(path), 0, 0, "", found, expected, hint))


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
