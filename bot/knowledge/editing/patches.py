"""What an edit changed, entry by entry, so that it can be shown, kept, made again elsewhere, and undone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from bot.errors import StrikebotError
from bot.knowledge.editing.changes import changed_files
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.sheet import FileLine, Sheet, read, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.editing.address import Files

Part = Literal["entry", "head", "foot", "file"]
VERSION = 1
"""Of the JSON: a later version of the program must know what it reads."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """An entry (with the blank lines and comments above it), the head or foot of a file, or a whole file.

    `before` and `after` are its lines with their ends, None where it is not there. `line` and `line_after` count
    from 1 in the whole file. `behind` is the entry that it stands behind.
    """

    part: Part
    entry: str
    behind: str
    line: int
    line_after: int
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None

    @property
    def where(self) -> str:
        """The entry, or the line, for a person to look at."""
        return self.entry or f"line {self.line}"

    def inverse(self) -> Hunk:
        return Hunk(self.part, self.entry, self.behind, self.line_after, self.line, self.after, self.before)


@dataclass(frozen=True, slots=True)
class FilePatch:
    """The changes of a file. `before` and `after` are SHA-256 digests of it, None where there is none."""

    file: str
    before: str | None
    after: str | None
    hunks: tuple[Hunk, ...]

    def inverse(self) -> FilePatch:
        return FilePatch(self.file, self.after, self.before, tuple(hunk.inverse() for hunk in self.hunks))


class Segment(NamedTuple):
    """Some lines of a file that belong together; all segments of a file are the whole of it."""

    part: Part
    key: str
    lines: tuple[FileLine, ...]


class UnreadablePatchError(StrikebotError):
    """The text is not one that `to_json` made."""

    def __init__(self) -> None:
        super().__init__("a recorded change cannot be read; it was made by another version of Strikebot")


def patches(before: Files, after: Files) -> tuple[FilePatch, ...]:
    """What leads from `before` to `after`."""
    return tuple(_patch(name, before.get(name), after.get(name)) for name in changed_files(before, after))


def to_json(made: Sequence[FilePatch]) -> str:
    return json.dumps({"version": VERSION, "files": [asdict(patch) for patch in made]})


def from_json(text: str) -> tuple[FilePatch, ...]:
    try:
        read_back = json.loads(text)
        if read_back["version"] != VERSION:
            raise UnreadablePatchError
        return tuple(
            FilePatch(**{**patch, "hunks": tuple(_hunk(hunk) for hunk in patch["hunks"])})
            for patch in read_back["files"]
        )
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadablePatchError from error


def digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def segments(name: str, data: bytes | None) -> list[Segment]:
    """The head of a file, each of its entries with what stands above it, and its foot.

    A file that cannot be read, or is written in brackets, is one segment.
    """
    if data is None:
        return []
    try:
        sheet = read(name, data)
    except CannotEditError:
        return [Segment("file", "", split(data.decode("utf-8", "surrogateescape")))]
    return list(_segments(sheet))


def _segments(sheet: Sheet) -> Iterator[Segment]:
    if not sheet.blocks:
        yield Segment("head" if sheet.is_empty else "file", "", sheet.lines)
        return
    at = _head_end(sheet)
    yield Segment("head", "", sheet.lines[:at])
    for block in sheet.blocks:
        yield Segment("entry", block.key, sheet.lines[at : block.end])
        at = block.end
    yield Segment("foot", "", sheet.lines[at:])


def _head_end(sheet: Sheet) -> int:
    """Comments above the first entry belong to it only where a blank line parts them from those of the file."""
    top = sheet.blocks[0].start
    return next((at + 1 for at in reversed(range(top)) if not sheet.lines[at].text.strip()), top)


def _hunk(data: dict[str, Any]) -> Hunk:
    lines = {name: None if data[name] is None else tuple(data[name]) for name in ("before", "after")}
    return Hunk(**{**data, **lines})


def _patch(name: str, before: bytes | None, after: bytes | None) -> FilePatch:
    old, new = segments(name, before), segments(name, after)
    return FilePatch(name, digest(before), digest(after), tuple(_hunks(old, new)))


def _hunks(old: list[Segment], new: list[Segment]) -> Iterator[Hunk]:
    matcher = SequenceMatcher(None, [part[:2] for part in old], [part[:2] for part in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs = [(i1 + step, j1 + step) for step in range(i2 - i1) if old[i1 + step] != new[j1 + step]]
            for i, j in pairs:
                yield _made(old, i, new, j, old[i], old[i], new[j])
            continue
        for i in range(i1, i2):
            yield _made(old, i, new, j1, old[i], old[i], None)
        for j in range(j1, j2):
            yield _made(old, i2, new, j, new[j], None, new[j])


def _made(
    old: list[Segment],
    i: int,
    new: list[Segment],
    j: int,
    what: Segment,
    was: Segment | None,
    now: Segment | None,
) -> Hunk:
    side, at = (old, i) if was else (new, j)
    return Hunk(
        what.part,
        what.key,
        side[at - 1].key if at else "",
        sum(len(part.lines) for part in old[:i]) + 1,
        sum(len(part.lines) for part in new[:j]) + 1,
        _texts(was),
        _texts(now),
    )


def _texts(segment: Segment | None) -> tuple[str, ...] | None:
    return None if segment is None else tuple(line.text + line.ending for line in segment.lines)
