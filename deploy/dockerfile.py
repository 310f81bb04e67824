"""Reads a Dockerfile and a .dockerignore: as much of them as this project's use, and no more."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FLAG = re.compile(r"--(\w[\w-]*)=(\S+)\s+")
VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction; `text` is what follows its flags, with continued lines joined."""

    name: str
    text: str
    flags: tuple[tuple[str, str], ...] = ()

    def flag(self, name: str) -> str | None:
        return dict(self.flags).get(name)

    def words(self, variables: Mapping[str, str] | None = None) -> list[str]:
        """The arguments, of the exec form or of the plain one, with variables filled in."""
        if self.text.startswith("["):
            return [str(word) for word in json.loads(self.text)]
        return [expand(word, variables or {}) for word in shlex.split(self.text)]

    def pairs(self, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        """What ENV, LABEL and ARG set."""
        return {name: value for name, _, value in (word.partition("=") for word in self.words(variables))}


@dataclass(frozen=True, slots=True)
class Stage:
    """What lies between one FROM and the next."""

    base: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def all(self, name: str) -> list[Instruction]:
        return [one for one in self.instructions if one.name == name]

    def last(self, name: str) -> Instruction | None:
        return next(reversed(self.all(name)), None)


def stages(text: str) -> list[Stage]:
    """The stages of a Dockerfile, in order."""
    found: list[Stage] = []
    for one in _instructions(text):
        if one.name == "FROM":
            base, *name = one.words()
            found.append(Stage(base, name[1] if name else str(len(found))))
        else:
            found[-1].instructions.append(one)
    return found


def expand(text: str, variables: Mapping[str, str]) -> str:
    """`text` with $NAME and ${NAME} filled in; unknown ones become nothing, as in a build."""
    return VARIABLE.sub(lambda found: variables.get(found[1] or found[2], ""), text)


def _instructions(text: str) -> Iterator[Instruction]:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines():
        name, _, rest = line.strip().partition(" ")
        flags = []
        while found := FLAG.match(rest := rest.lstrip()):
            flags.append((found[1], found[2]))
            rest = rest[found.end() :]
        yield Instruction(name.upper(), rest, tuple(flags))


def context(root: Path, ignore: str) -> list[str]:
    """The files that a build gets to see, by their names in `root`; the last pattern that fits decides."""
    rules = [
        (not line.startswith("!"), _pattern(line.removeprefix("!")))
        for line in ignore.splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return sorted(name for name in _files(root, rules) if not _ignored(name, rules))


def _files(root: Path, rules: list[tuple[bool, re.Pattern[str]]]) -> Iterator[str]:
    """All files, but of the folders at the top only those that a rule could let in."""
    for top in root.iterdir():
        if top.is_dir():
            if not _ignored(top.name, rules):
                yield from (path.relative_to(root).as_posix() for path in top.rglob("*") if path.is_file())
        else:
            yield top.name


def _ignored(name: str, rules: list[tuple[bool, re.Pattern[str]]]) -> bool:
    ignored = False
    for ignores, pattern in rules:
        if pattern.fullmatch(name):
            ignored = ignores
    return ignored


def _pattern(line: str) -> re.Pattern[str]:
    """A pattern also fits everything below what it names."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", line.strip().strip("/"))
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    inside = re.compile(r"(\[[^\]]*\])")
    return re.compile(
        "".join(
            signs.get(part) or "".join(p if p.startswith("[") else re.escape(p) for p in inside.split(part))
            for part in parts
        )
        + "(?:/.*)?"
    )
