"""A knowledge file as lines, with the lines that each of its entries takes up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.canonical.printer import FormatRefused, canonical
from bot.knowledge.editing.address import kind_of
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.model import items as kinds
from bot.knowledge.model.items import FileKind, plain_text, read_id
from bot.knowledge.model.validation import shape
from bot.knowledge.problems import KnowledgeError, closest
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as SequenceOf


class FileLine(NamedTuple):
    """A line without its end, and its end: a line feed, perhaps with a carriage return, or nothing."""

    text: str
    ending: str


class Block(NamedTuple):
    """An entry: its key, its tree, and its lines `start` to `end` (from 0, the end not included)."""

    key: str
    node: Mapping
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that could be read. `blocks` are its entries, in order; of a file that is one entry, that one."""

    name: str
    kind: FileKind
    lines: tuple[FileLine, ...]
    root: Node | None
    """None where the file holds nothing but comments."""
    blocks: tuple[Block, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it holds no entry: nothing but comments, or []."""
        return self.root is None or (isinstance(self.root, Sequence) and not self.root.items)

    def block(self, full_id: str) -> Block:
        for block in self.blocks:
            if block.key == full_id:
                return block
        raise unknown(full_id, (block.key for block in self.blocks))

    def text(self, start: int, end: int) -> str:
        return "\n".join(line.text for line in self.lines[start:end])

    def spliced(self, start: int, end: int, texts: SequenceOf[str]) -> bytes:
        """The file with the lines `start` to `end` replaced; new lines end as those around them do."""
        lines = list(self.lines)
        ending = self.ending(start)
        new = [FileLine(text, ending) for text in texts]
        if new and start < end == len(lines) and not lines[-1].ending:
            new[-1] = FileLine(new[-1].text, "")
        if new and start and not lines[start - 1].ending:
            lines[start - 1] = FileLine(lines[start - 1].text, ending)
        lines[start:end] = new
        return joined(lines)

    def ending(self, at: int) -> str:
        """How lines end around the line `at`."""
        near = [*reversed(self.lines[:at]), *self.lines[at:]]
        return next((line.ending for line in near if line.ending), "\n")


def unknown(full_id: str, known: Iterable[str], part: int = -1) -> CannotEditError:
    """There is no such entry, but perhaps one of the known ones was meant, which differs in one part of its id."""
    words = {key.split("/")[part]: key for key in known}
    meant = words.get(closest(full_id.split("/")[part], words))
    todo = f"did you mean {meant}?" if meant else "look its id up in the file"
    return CannotEditError(full_id, "there is no such entry", todo)


def is_content(line: FileLine) -> bool:
    """Whether it is more than a comment, outside of texts that go on over several lines."""
    return bool(line.text.strip()) and not line.text.lstrip().startswith("#")


def split(text: str) -> tuple[FileLine, ...]:
    """The lines of a text, of which only the last may have no end."""
    return tuple(_line(part) for part in _parts(text))


def joined(lines: Iterable[FileLine]) -> bytes:
    return "".join(line.text + line.ending for line in lines).encode("utf-8", "surrogateescape")


def _parts(text: str) -> Iterator[str]:
    parts = text.split("\n")
    yield from (f"{part}\n" for part in parts[:-1])
    if parts[-1]:
        yield parts[-1]


def _line(part: str) -> FileLine:
    for ending in ("\r\n", "\n"):
        if part.endswith(ending):
            return FileLine(part.removesuffix(ending), ending)
    return FileLine(part, "")


@lru_cache(maxsize=6)
def read(name: str, data: bytes) -> Sheet:
    """The file as it is; CannotEditError where it cannot be read, or its entries are not on lines of their own."""
    kind, strike = kind_of(name)
    lines = split(data.decode("utf-8", "surrogateescape"))
    if not any(is_content(line) for line in lines):
        return Sheet(name, kind, lines, None, ())
    root, problems = parse(data, name)
    if root is None or problems:
        raise CannotEditError(name, f"the file cannot be read ({problems[0]})", "fix that first")
    return Sheet(name, kind, lines, root, tuple(_blocks(root, lines, kind, strike, name)))


def editable(name: str, data: bytes) -> Sheet:
    """The same; a file in brackets is brought into lines first."""
    sheet = read(name, data)
    if sheet.blocks or sheet.is_empty:
        return sheet
    try:
        return read(name, canonical(data.decode(), sheet.kind.name, name).encode())
    except (FormatRefused, KnowledgeError) as error:
        raise CannotEditError(name, "the file is written in an unusual way", "edit it by hand") from error


def entries(root: Node, kind: FileKind, strike: str | None, name: str) -> list[tuple[str, Mapping]]:
    """Each entry of a file by its key: its full id, of a check its question; CannotEditError where it is none."""
    found: list[tuple[str, Mapping]] = []
    seen: Counter[str] = Counter()
    fits = isinstance(root, Sequence) == kind.is_list
    for node in root.items if isinstance(root, Sequence) and fits else [root]:
        if not isinstance(node, Mapping) or not fits:
            wrong = (
                f"line {node.mark.line} is {shape(node)}, not {kind.one if kind.is_list else 'named fields'}"
            )
            raise CannotEditError(name, wrong, "fix that first")
        key = _key(node, kind, strike)
        seen[key] += 1
        found.append((key if seen[key] == 1 else f"{key} ({seen[key]})", node))
    return found


def _blocks(
    root: Node, lines: tuple[FileLine, ...], kind: FileKind, strike: str | None, name: str
) -> Iterator[Block]:
    keyed = entries(root, kind, strike, name)
    if not keyed or _in_brackets(root, lines):
        return
    column = root.mark.column - 1
    starts = [_dash(node, column, lines) if kind.is_list else node.mark.line - 1 for _, node in keyed]
    for (key, node), start, following in zip(keyed, starts, [*starts[1:], len(lines)], strict=True):
        yield Block(key, node, start, last(lines, start, following, column))


def _in_brackets(root: Node, lines: tuple[FileLine, ...]) -> bool:
    return lines[root.mark.line - 1].text[root.mark.column - 1] in "[{"


def _dash(node: Node, column: int, lines: tuple[FileLine, ...]) -> int:
    """The line of an entry's dash: that on which it begins, or above it where the dash stands alone."""
    line = node.mark.line - 1
    while line > 0 and not (lines[line].text[:column].strip() == "" and lines[line].text[column:][:1] == "-"):
        line -= 1
    return line


def last(lines: tuple[FileLine, ...], start: int, end: int, column: int) -> int:
    """Where what begins at `start` in `column` is over: without the blank lines and comments that follow it.

    Comments further to the right belong to it.
    """
    while end > start + 1 and _is_between(lines[end - 1].text, column):
        end -= 1
    return end


def _is_between(text: str, column: int) -> bool:
    bare = text.lstrip()
    return not bare or text.startswith("...") or (bare[0] == "#" and len(text) - len(bare) <= column)


def _key(node: Mapping, kind: FileKind, strike: str | None) -> str:
    if kind is kinds.CHECKS:
        return f"checks: {plain_text(node.fields.get('question')) or ''}"
    if kind in kinds.WITHOUT_ID:
        return kind.name
    return kind.full_id(strike or "" if kind is kinds.STRIKE else read_id(node), strike)
