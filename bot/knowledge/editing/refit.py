"""A patch onto a file in which other things have changed since: found by entry, and checked by what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import meaning
from bot.knowledge.editing import fields
from bot.knowledge.editing.changes import meanings
from bot.knowledge.editing.errors import CannotApplyError, CannotEditError
from bot.knowledge.editing.merge import alike, merge, merge_meanings
from bot.knowledge.editing.nodes import brackets_in, node_of
from bot.knowledge.editing.patches import FilePatch, Hunk, Segment, segments
from bot.knowledge.editing.sheet import FileLine, editable, is_content, joined
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

CHANGED = "changed by somebody since then"
GONE = "not there any more"
THERE = "there already"


def refitted(patch: FilePatch, data: bytes) -> bytes | None:
    """The file with the patch made; None where it is gone then. CannotApplyError where it does not fit."""
    refitting = _Refitting(patch, data)
    for hunk in patch.hunks:
        refitting.take(hunk)
    return refitting.finished()


class _Refitting:
    """The parts of the file as they become, and what each entry has to mean in the end."""

    def __init__(self, patch: FilePatch, data: bytes) -> None:
        self.patch = patch
        self.parts = segments(patch.file, data)
        self.expected = meanings(patch.file, data)
        self.ending = "\r\n" if b"\r\n" in data else "\n"
        self.is_spaced = all(_is_blank(part) for part in self.parts[2:] if part.part == "entry")
        self.by_field: list[Hunk] = []
        """Changes that cannot be made line by line, such as a second first item of a list."""
        whole = next((hunk for hunk in patch.hunks if hunk.part == "file"), None)
        if whole:
            raise self._refused(whole, CHANGED)
        if any(part.part == "file" for part in self.parts):
            raise CannotApplyError(patch.file, patch.hunks[0].where, "the file cannot be read as it is now")

    def take(self, hunk: Hunk) -> None:
        if hunk.part != "entry":
            self._around(hunk)
        elif hunk.before is None:
            self._add(hunk)
        elif hunk.after is None:
            self._remove(hunk)
        else:
            self._change(hunk)

    def finished(self) -> bytes | None:
        if not self.expected and self.patch.after is None:
            return None
        made = joined(tidied(self.parts, self.ending, is_spaced=self.is_spaced))
        for hunk in self.by_field:
            made = self._rewritten(hunk, made)
        found = meanings(self.patch.file, made)
        wrong = next((hunk for hunk in self.patch.hunks if not self._is_right(hunk.entry, found)), None)
        if wrong or not alike(found, self.expected):
            raise self._refused(wrong or self.patch.hunks[0], CHANGED)
        return made

    def _add(self, hunk: Hunk) -> None:
        if self._find(hunk) is not None:
            raise self._refused(hunk, THERE)
        keys = [part.key for part in self.parts]
        foot = next((at for at, part in enumerate(self.parts) if part.part == "foot"), len(keys))
        at = keys.index(hunk.behind) + 1 if hunk.behind in keys else foot
        self.parts.insert(at, Segment("entry", hunk.entry, self._lines(_texts(hunk.after))))
        self.expected[hunk.entry] = _meaning(hunk.after)

    def _remove(self, hunk: Hunk) -> None:
        at = self._need(hunk)
        if _told(line.text for line in self.parts[at].lines) != _told(_texts(hunk.before)):
            raise self._refused(hunk, CHANGED)
        del self.parts[at]
        del self.expected[hunk.entry]

    def _change(self, hunk: Hunk) -> None:
        at = self._need(hunk)
        current = self.parts[at].lines
        lines = merge(_texts(hunk.before), [line.text for line in current], _texts(hunk.after))
        wanted = merge_meanings(_meaning(hunk.before), self.expected[hunk.entry], _meaning(hunk.after))
        if lines is None or wanted is None:
            raise self._refused(hunk, CHANGED)
        self.expected[hunk.entry] = wanted
        if alike(_meaning([f"{line}\n" for line in lines]), wanted):
            ending = next((line.ending for line in current if line.ending), self.ending)
            self.parts[at] = self.parts[at]._replace(lines=tuple(FileLine(text, ending) for text in lines))
        else:
            self.by_field.append(hunk)

    def _around(self, hunk: Hunk) -> None:
        """The comments at the head or the foot. Where there were none, or none are to be left, what is there stays."""
        before, after = _comments(hunk.before), _comments(hunk.after)
        at = next((at for at, part in enumerate(self.parts) if part.part == hunk.part), None)
        if hunk.part == "foot" and at is not None and self._is_same(at, hunk):
            self.parts[at] = self.parts[at]._replace(lines=self._lines(after))
        if not _told(before) or not _told(after) or before == after or at is None:
            return
        lines = merge(before, [line.text for line in self.parts[at].lines], after)
        if lines is None:
            raise self._refused(hunk, CHANGED)
        self.parts[at] = self.parts[at]._replace(lines=self._lines(lines))

    def _is_same(self, at: int, hunk: Hunk) -> bool:
        return [line.text for line in self.parts[at].lines] == _texts(hunk.before)

    def _rewritten(self, hunk: Hunk, data: bytes) -> bytes:
        """The entry with each field that differs written anew; one that was to go but did not is found out later."""
        wanted = self.expected[hunk.entry]
        try:
            for name, value in wanted.items() if isinstance(wanted, dict) else ():
                sheet = editable(self.patch.file, data)
                block = sheet.block(hunk.entry)
                now = block.node.fields.get(name)
                if now is None or meaning(now) != value:
                    change = fields.put(sheet, block, name, node_of(value, brackets_in(sheet.root), name))
                    data = sheet.spliced(*change)
        except CannotEditError as error:
            raise self._refused(hunk, CHANGED) from error
        return data

    def _is_right(self, key: str, found: dict[str, object]) -> bool:
        return (key in found) == (key in self.expected) and alike(found.get(key), self.expected.get(key))

    def _find(self, hunk: Hunk) -> int | None:
        places = (at for at, part in enumerate(self.parts) if (part.part, part.key) == ("entry", hunk.entry))
        return next(places, None)

    def _need(self, hunk: Hunk) -> int:
        at = self._find(hunk)
        if at is None:
            raise self._refused(hunk, GONE)
        return at

    def _lines(self, texts: Iterable[str]) -> tuple[FileLine, ...]:
        return tuple(FileLine(text, self.ending) for text in texts)

    def _refused(self, hunk: Hunk, reason: str) -> CannotApplyError:
        return CannotApplyError(self.patch.file, hunk.where, reason)


def tidied(parts: list[Segment], ending: str, *, is_spaced: bool) -> list[FileLine]:
    """The lines of all parts: each with an end, blank lines as between the others, [] where no entry is left."""
    made: list[FileLine] = []
    has_entries = any(part.part == "entry" for part in parts)
    is_first = True
    for part in parts:
        lines = list(part.lines)
        if part.part == "head" and has_entries:
            lines = [line for line in lines if not is_content(line)]
        elif part.part == "head" and not any(is_content(line) for line in lines):
            lines.append(FileLine("[]", ending))
        elif part.part == "entry":
            if is_first and (not made or not made[-1].text.strip()):
                lines = lines[_lead(lines) :]
            elif not is_first and is_spaced and not _is_blank(part):
                lines.insert(0, FileLine("", ending))
            is_first = False
        made += lines
    return [FileLine(line.text, line.ending or ending) for line in made]


def _lead(lines: list[FileLine]) -> int:
    """How many blank lines they begin with."""
    return next(at for at, line in enumerate(lines) if line.text.strip())


def _is_blank(part: Segment) -> bool:
    """Whether it begins with a blank line."""
    return not part.lines[0].text.strip()


def _texts(lines: Iterable[str] | None) -> list[str]:
    return [line.rstrip("\r\n") for line in lines or ()]


def _comments(lines: Iterable[str] | None) -> list[str]:
    return [text for text in _texts(lines) if not is_content(FileLine(text, ""))]


def _told(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def _meaning(lines: Iterable[str] | None) -> object:
    """What the lines of an entry mean by themselves; None where they cannot be read."""
    root, problems = parse("".join(lines or ()).encode(), "")
    if root is None or problems:
        return None
    if isinstance(root, Sequence):
        return meaning(root.items[0]) if len(root.items) == 1 else None
    return meaning(root)
