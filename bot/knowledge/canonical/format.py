"""Every file of the knowledge folder into its canonical form; one that cannot be is named and keeps no other from it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import FormatRefused, canonical
from bot.knowledge.checks.misreadings import misread
from bot.knowledge.disk.durable import write_atomic
from bot.knowledge.disk.folder import gather
from bot.knowledge.model.items import KINDS, FileKind, Item, read_id
from bot.knowledge.problems import Report
from bot.knowledge.yaml.parse import lines_of, parse
from bot.knowledge.yaml.tree import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.problems import Problem
    from bot.knowledge.yaml.tree import Node


@dataclass(frozen=True, slots=True)
class Reformatted:
    """A file that is not in its canonical form, and what would change (a unified diff)."""

    file: str
    diff: str


@dataclass(frozen=True, slots=True)
class Formatted:
    """What was changed, or would be; and what keeps other files from it, which are left as they are."""

    changes: tuple[Reformatted, ...]
    problems: tuple[Problem, ...]


def format_folder(folder: Path, *, write: bool) -> Formatted:
    """The changes that bring the files into their canonical form, made if `write`."""
    files, found = gather(folder)
    report = Report(problem for problem in found if problem.level == "error")
    changes = []
    for name, data in files.items():
        wrong = _unclear(name, data)
        report.add(wrong)
        try:
            before = "" if wrong else data.decode()
            after = "" if wrong else canonical(before, _kind(name).name, name)
        except FormatRefused as error:
            report.add([error.problem])
            continue
        if after != before:
            changes.append(Reformatted(name, _diff(name, before, after)))
            if write:
                write_atomic(folder / name, after.encode())
    return Formatted(tuple(changes), tuple(report.problems()))


def _unclear(name: str, data: bytes) -> list[Problem]:
    """Why a file cannot be read, or is read otherwise than it was meant, which would look right once it is formatted."""
    root, problems = parse(data, name)
    if root is None or problems:
        return problems
    lines = lines_of(data)
    return [
        problem
        for item in _items(root, _kind(name), name)
        for problem in misread(item, lines)
        if problem.level == "error"
    ]


def _items(root: Node, kind: FileKind, name: str) -> Iterator[Item]:
    for position, node in enumerate(root.items if isinstance(root, Sequence) else [root]):
        label = read_id(node) or (f"#{position + 1}" if kind.is_list else "")
        yield Item(kind, "", None, label, name, node, None)


def _kind(name: str) -> FileKind:
    return next(kind for kind in KINDS if kind.file == name.rpartition("/")[2])


def _diff(name: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "\n".join(lines)
