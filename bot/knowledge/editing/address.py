"""Where an entry lives: its full id, its kind, and the name of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from bot.knowledge.disk.folder import STRIKES
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.model import items as kinds
from bot.knowledge.model.items import KINDS, FileKind
from bot.knowledge.problems import closest, one_of, show

Files: TypeAlias = Mapping[str, bytes]
"""Every knowledge file by its name relative to the folder."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Address(NamedTuple):
    """The parts of a full id."""

    kind: FileKind
    strike: str | None
    file: str


def find(full_id: str) -> Address:
    """The kind and file of a full id, as KnowledgeBase.entry and .where have them; whether it is there or not."""
    strike, _, rest = full_id.partition("/")
    noun, _, bare = rest.partition("/")
    for kind in (kinds.SOURCES, *kinds.ENTRIES):
        if kind is kinds.STRIKE and not rest and _ID.fullmatch(strike):
            return Address(kind, strike, file_of(kind, strike))
        if kind.in_strike and noun == kind.noun and bare:
            return Address(kind, strike, file_of(kind, strike))
        if not kind.in_strike and strike == kind.noun and rest:
            return Address(kind, None, file_of(kind, None))
    raise CannotEditError(full_id, "is not the full id of an entry", "such as bakers-2024/meeting/2024-03-04")


def file_named(full_id: str) -> str:
    """The name of the file that an entry stands in."""
    return find(full_id).file


def kind_of_entry(full_id: str) -> FileKind:
    """What an entry is, by its full id."""
    return find(full_id).kind


def file_of(kind: FileKind, strike: str | None) -> str:
    """The name of the file of a kind, in the folder of its strike where it has one."""
    if not kind.in_strike:
        return kind.file
    if not _ID.fullmatch(strike or ""):
        found = f"found {show(strike)}, which cannot be the id of a strike"
        raise CannotEditError(kind.file, found, "use small letters, digits and hyphens")
    return f"{STRIKES}/{strike}/{kind.file}"


def kind_of(name: str) -> tuple[FileKind, str | None]:
    """The kind and strike of a file; CannotEditError where no knowledge file has such a name."""
    path = PurePosixPath(name)
    in_strike = len(path.parts) == 3 and path.parts[0] == STRIKES
    if in_strike or len(path.parts) == 1:
        for kind in KINDS:
            if kind.file == path.name and kind.in_strike == in_strike:
                strike = path.parts[1] if in_strike else None
                if file_of(kind, strike) == name:
                    return kind, strike
    names = [kind.file if not kind.in_strike else f"{STRIKES}/<strike>/{kind.file}" for kind in KINDS]
    meant = closest(name, names)
    raise CannotEditError(
        name, "is not the name of a knowledge file", f"use {meant}" if meant else f"use {one_of(names)}"
    )
