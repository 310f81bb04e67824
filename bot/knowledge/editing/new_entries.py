"""The lines of a new entry, and where they go in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import entry_lines, field_lines, field_order
from bot.knowledge.editing.nodes import NOWHERE
from bot.knowledge.editing.sheet import FileLine, Sheet, is_content, joined
from bot.knowledge.yaml import comments as remarks
from bot.knowledge.yaml.tree import Mapping, Sequence

if TYPE_CHECKING:
    from bot.knowledge.model.items import FileKind

SCHEMA = "# yaml-language-server: $schema="
"""How the first line of a file begins, from which editors know what it may hold."""


def begun(name: str, kind: FileKind, node: Mapping) -> bytes:
    """A new file with this entry."""
    lines = [_first_line(name, kind), "", *_lines(kind, node, 0)]
    return "".join(f"{line}\n" for line in lines).encode()


def appended(sheet: Sheet, node: Mapping) -> bytes:
    """The file with this entry after its last one; comments at the foot of the file stay at its foot."""
    if not sheet.blocks:
        return _filled(sheet, node)
    end = sheet.blocks[-1].end
    first = sheet.lines[sheet.blocks[0].start].text
    lines = _lines(sheet.kind, node, len(first) - len(first.lstrip(" ")))
    return sheet.spliced(end, end, ["", *lines] if _is_spaced(sheet) else lines)


def _lines(kind: FileKind, node: Mapping, indent: int) -> list[str]:
    if kind.is_list:
        return entry_lines(Sequence(NOWHERE, [node]), 0, indent, kind.model)
    names = field_order(node, kind.model)
    return [line for name in names for line in field_lines(node, name, indent, kind.model)]


def _first_line(name: str, kind: FileKind) -> str:
    return f"{SCHEMA}{'../' * name.count('/')}schema/{kind.name}.json"


def _is_spaced(sheet: Sheet) -> bool:
    """Whether blank lines stand between the entries; so it is wherever that cannot be told."""
    if len(sheet.blocks) < 2:
        return True
    above, below = sheet.blocks[-2:]
    return any(not line.text.strip() for line in sheet.lines[above.end : below.start])


def _filled(sheet: Sheet, node: Mapping) -> bytes:
    """A file of comments, perhaps with [] for no entry, with its first entry in the place of that."""
    content = [number for number, line in enumerate(sheet.lines) if is_content(line)]
    start, end = (content[0], content[-1] + 1) if content else (len(sheet.lines),) * 2
    ending = sheet.ending(0)
    beside = [comment.text for comment in remarks.find(sheet.text(0, len(sheet.lines))) if not comment.alone]
    head = [*_trimmed(sheet.lines[:start]), *(FileLine(text, ending) for text in beside)]
    foot = _trimmed(sheet.lines[end:])
    if not any(line.text.startswith(SCHEMA) for line in sheet.lines):
        head.insert(0, FileLine(_first_line(sheet.name, sheet.kind), ending))
    entry = [FileLine(text, ending) for text in ["", *_lines(sheet.kind, node, 0)]]
    made = [*head, *entry, *([FileLine("", ending), *foot] if foot else [])]
    return joined(FileLine(line.text, line.ending or ending) for line in made)


def _trimmed(lines: tuple[FileLine, ...]) -> list[FileLine]:
    """Without the blank lines around them."""
    told = [number for number, line in enumerate(lines) if line.text.strip()]
    return list(lines[told[0] : told[-1] + 1]) if told else []
