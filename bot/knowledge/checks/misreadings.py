"""Texts that YAML reads otherwise than whoever wrote them: cut off at a #, run on into the next line, held by no quotes.

All of this is valid YAML. What a comment says, and where a text is broken into lines, is only judged for texts that
people are shown: a comment after an id or a date is nobody's loss.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from bot.knowledge.model.texts import texts
from bot.knowledge.problems import Problem, show
from bot.knowledge.yaml.tree import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model.items import Item
    from bot.knowledge.model.texts import PlacedText

    Rule = Iterator["_Finding"]

QUOTES = 'straight "quotes" around the whole text'
ROOM = 50
"""An item that breaks its line before this column need not have gone on in the next one."""
VERBATIM = {"text", "passage"}
"""Fields whose words may be cut out of the middle of a sentence."""
_SET_OFF = re.compile(r"\s{2,}#(?:[\s#!]|$)")
"""A comment as it is usually written: two spaces before it, and one after its #."""
_FIELD = re.compile(r"(?:- +)?(?P<name>[a-z]+(?:_[a-z]+)*)\s*:(?P<after>\s|$|.)")
_NAME = re.compile(r"(?P<name>[a-z]+(?:_[a-z]+)+)\s")
_OPEN, _CLOSED = "“„‟‘", "”‟“’"
_WRAPPED = re.compile(f"[{_OPEN}][^{_OPEN}{_CLOSED}]*(?:\\w’\\w[^{_OPEN}{_CLOSED}]*)*[{_CLOSED}]")


class _Finding(NamedTuple):
    line: int
    column: int
    found: str
    expected: str
    level: Literal["error", "notice"] = "error"


class _Written(NamedTuple):
    """A text as it stands in the file: its first and last line (from 0), and the column that further lines are beyond."""

    text: PlacedText
    lines: Sequence[str]
    column: int
    first: int
    last: int

    @property
    def value(self) -> str:
        return self.text.scalar.text or ""

    @property
    def style(self) -> str:
        return self.text.scalar.style

    def further(self) -> Iterator[tuple[int, int, str]]:
        """The lines after its first: the number of each and its column (from 1), and what of it belongs to the text."""
        end = self.text.scalar.end
        for number in range(self.first + 1, self.last + 1):
            line = self.lines[number]
            part = line[: end.column - 1] if end and number == self.last else line
            if part.strip():
                yield number + 1, len(part) - len(part.lstrip()) + 1, part.strip()


def misread(item: Item, lines: Sequence[str]) -> Iterator[Problem]:
    """What of an entry is likely to be read otherwise than it was meant; `lines` are those of its file."""
    for text in texts(item.kind.model, item.node):
        written = _written(text, lines)
        if written is None:
            continue
        where = ".".join(filter(None, (item.label, words(text.steps))))
        for rule in RULES if item.model else RULES[:-1]:
            for one in rule(written):
                yield Problem(item.file, one.line, one.column, where, one.found, one.expected, "", one.level)


def _written(text: PlacedText, lines: Sequence[str]) -> _Written | None:
    """None of what was not read from a file, or cannot be used anyway."""
    scalar = text.scalar
    if scalar.spoiled or scalar.end is None:
        return None
    first, last = scalar.mark.line - 1, min(scalar.end.line, len(lines)) - 1
    bare = lines[first].lstrip()
    column = len(lines[first]) - len(bare) + (1 if bare.startswith("-") else 0)
    return _Written(text, lines, text.name.column if text.name else column, first, last)


def _cut(written: _Written) -> Rule:
    """A # with a space before it ends a text that is not in quote marks; so it does before a text in further lines."""
    for number, start in _open_ends(written):
        rest = written.lines[number][start:]
        if not re.match(r"\s+#", rest):
            continue
        column = start + rest.index("#") + 1
        comment = show(rest.strip())
        if not _SET_OFF.match(rest):
            found = f"a text that is cut off at a #: {comment} is a comment, which nobody is shown"
            yield _Finding(number + 1, column, found, f"{QUOTES}, or the comment on a line of its own")
        elif number == written.last and written.value and not written.style:
            found = f"the comment {comment} after a text, which nobody is shown"
            expected = f"it on a line of its own, or {QUOTES} if it belongs to it"
            yield _Finding(number + 1, column, found, expected, "notice")


def _open_ends(written: _Written) -> Iterator[tuple[int, int]]:
    """Where a comment would cut something off: after the name, the dash or the bar, and after the last letter."""
    scalar, name = written.text.scalar, written.text.name
    colon = written.lines[name.line - 1].find(":", name.column - 1) if name else -1
    if name and colon >= 0 and name.line - 1 < written.first:
        yield name.line - 1, colon + 1
    if written.style in {"|", ">"}:
        header = re.compile(r"[|>][-+\d]*").match(written.lines[written.first], scalar.mark.column - 1)
        if header:
            yield written.first, header.end()
    elif not written.style and scalar.end:
        yield written.last, scalar.end.column - 1


def _cut_below(written: _Written) -> Rule:
    """A further line that begins with a # is no part of a text: `#1 in the country`, in the place of the next words."""
    number = written.last + 1
    if written.style or written.text.flow or number >= len(written.lines):
        return
    line = written.lines[number].strip()
    column = len(written.lines[number]) - len(written.lines[number].lstrip()) + 1
    if column > written.column and re.match(r"#[^\s#!]", line) and not re.match(r"#\w+:", line):
        found = f"a text that is cut off at a #: {show(line)} is a comment, which nobody is shown"
        yield _Finding(number + 1, column, found, f"{QUOTES}, or a space after the # of a comment")


def _ran_on(written: _Written) -> Rule:
    """Lines that were meant as fields, items or comments of their own."""
    for number, column, line in written.further():
        if written.style in {"'", '"'} and column <= written.column and not written.text.flow:
            found = f"{show(line)} as part of the text in quote marks above it"
            expected = "the closing quote mark where the text ends; its further lines are indented more than its name"
            yield _Finding(number, column, found, expected)
            return
        if _is_field(line, written):
            found = f"{show(line)} as part of the text above it"
            expected = (
                "`name: value` in the column of the other fields, or the text without a line that looks so"
            )
            yield _Finding(number, column, found, expected)
        elif not written.style and re.match(r"-(\s|\w)", line):
            found = f"{show(line)} as part of the text above it"
            yield _Finding(number, column, found, f"a list on lines of its own, or {QUOTES}")
        elif written.style in {"|", ">"} and (line.startswith("# ") or _has_comment(line)):
            found = f"the comment in {show(line)} as part of the text"
            expected = "comments above the field: below a | or > each line is text"
            yield _Finding(number, column, found, expected, "notice")


def _is_field(line: str, written: _Written) -> bool:
    """Whether a line of a text reads as a field that its entry could have and has not."""
    match = _FIELD.match(line)
    if match and match["name"] in written.text.absent:
        return not written.style or not match["after"].strip()
    match = None if written.style else _NAME.match(line)
    return match is not None and match["name"] in written.text.absent


def _has_comment(line: str) -> bool:
    return re.search(r"\S\s{2,}# ", line) is not None


def _held(written: _Written) -> Rule:
    """Curly quote marks hold nothing together: they are part of the text, and a comma between them divides it."""
    value, mark = written.value.strip(), written.text.scalar.mark
    if written.style or not value:
        return
    if written.text.flow and (value.count("“") != value.count("”")):
        found = f"{show(value)}, which a comma cuts off: curly quote marks hold nothing together"
        yield _Finding(*mark, found, 'straight "quotes" around a text with a comma in it')
    elif written.text.steps[-1] != "passage" and _WRAPPED.fullmatch(value):
        found = f"the curly quote marks around {show(value)} as part of the text"
        expected = f"straight \"quotes\" or none; '{value[0]}…{value[-1]}' where they belong to it"
        yield _Finding(*mark, found, expected, "notice")


def _around(written: _Written) -> Rule:
    """A dash before a text, a comma after it, a tab in it that nobody typed."""
    value, mark = written.value, written.text.scalar.mark
    if "\t" in value:
        found = f"a tab in {show(value)}: in double quotes, a backslash and a t are one"
        yield _Finding(*mark, found, "'single quotes' around the text, or a space")
    if written.style or not value:
        return
    if re.match(r"-\w", value):
        found = f"a text that begins with a dash, {show(value)}"
        yield _Finding(*mark, found, f"a space after the dash of an item, or {QUOTES}")
    elif value.endswith(",") and written.text.steps[-1] not in VERBATIM:
        expected = f"the text without it, or {QUOTES} if it belongs to it"
        yield _Finding(*mark, "a comma at the end of a text", expected, "notice")


def _listed(written: _Written) -> Rule:
    """An item that goes on in the next line, where there was room enough for it: a dash is missing."""
    short = len(written.lines[written.first]) < ROOM
    if written.style or written.text.name or written.text.flow or not short:
        return
    for number, column, line in written.further():
        if not line.startswith("-"):
            found = f"{show(line)} as part of the item above it"
            yield _Finding(number, column, found, "a dash before each item, or an item in one line", "notice")
        return


def _empty(written: _Written) -> Rule:
    """Nothing where a text may be: null and ~ are nothing too."""
    scalar, name = written.text.scalar, written.text.name
    rest = written.lines[written.first][scalar.mark.column - 1 :]
    if scalar.text is not None or name is None or "#" in rest:
        return
    found = f"{show(rest.strip())}, which is nothing in YAML" if rest.strip() else "nothing"
    yield _Finding(*name, found, 'a text, in "quotes" if it is that very word; or no such field', "notice")


# The last one is for entries that are in order: what must not be empty is told by the models.
RULES = (_cut, _cut_below, _ran_on, _held, _around, _listed, _empty)
