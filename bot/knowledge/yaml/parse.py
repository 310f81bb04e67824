"""Bytes of a YAML file into a tree with places. Only what the knowledge files need of YAML is allowed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bot.knowledge.problems import MANY, Problem, character_name, show
from bot.knowledge.yaml.syntax import Spot, reword
from bot.knowledge.yaml.tree import Mapping, Mark, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 12
MAX_VALUES = 250_000
"""Names, values, and beginnings and ends of lists and fields: each takes hundreds of bytes once it is read."""
MAX_CHARACTER_PROBLEMS = 20
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)

# Control characters, invisible ones, those that turn the direction of text, and hidden line breaks.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e0fff]"
)


def parse(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a file, and all that is wrong with it. No tree where the content cannot be judged, or is comments alone."""
    if len(data) > MAX_BYTES:
        found = f"{len(data) / MAX_BYTES:.1f} MiB"
        return None, [Problem(file, 0, 0, "", found, "at most 1 MiB in a file")]
    text, problems = _decode(data, file)
    if text is None:
        return None, problems
    problems += _characters(text, file)
    if problems:
        return None, problems
    if only_comments(text):
        return None, []
    return _Builder(file).build(text)


def only_comments(text: str) -> bool:
    """Whether a file holds comments and nothing else: it has no entries yet, while one without a word may have lost them."""
    lines = [line.lstrip() for line in text.split("\n") if line.strip()]
    return bool(lines) and all(line.startswith("#") for line in lines)


def lines_of(data: bytes) -> list[str]:
    """The lines of a file that could be read, as the marks of its tree count them."""
    return data.decode("utf-8").replace("\r\n", "\n").split("\n")


def _decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem(file, 1, 1, "", "a file saved as UTF-16", "one saved as UTF-8")]
    if data.startswith(b"\xef\xbb\xbf"):
        found = "an invisible mark before the first letter (a byte order mark)"
        return None, [Problem(file, 1, 1, "", found, "a file saved as UTF-8 without it")]
    try:
        return data.decode("utf-8").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        found = f"the byte 0x{data[error.start]:02X} (byte {error.start + 1} of the file), which is not UTF-8"
        return None, [Problem(file, line, column, "", found, "a file saved as UTF-8")]


def _characters(text: str, file: str) -> list[Problem]:
    """The first unwanted character of each line."""
    problems: list[Problem] = []
    seen = 0
    line, start = 1, 0
    for match in _UNWANTED.finditer(text):
        breaks = text.count("\n", start, match.start())
        if breaks or not seen:
            line += breaks
            seen += 1
            if len(problems) < MAX_CHARACTER_PROBLEMS:
                column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
                problems.append(Problem(file, line, column, "", *unwanted(match[0])))
        start = match.start()
    if seen > MAX_CHARACTER_PROBLEMS:
        problems.append(Problem(file, 0, 0, "", f"such characters on {seen} lines", "none"))
    return problems


def first_unwanted(text: str) -> str | None:
    """The first character that no file may hold, also one that UTF-8 cannot hold."""
    found = _UNWANTED.search(text) or re.search("[\ud800-\udfff]", text)
    return found[0] if found else None


def unwanted(char: str) -> tuple[str, str]:
    """What was found and what is expected, for a character that no file may hold."""
    if char == "\t":
        return "a tab", "spaces"
    return f"the character {character_name(char)}", "text without it"


@dataclass
class _Open:
    """A list or mapping whose end has not come yet, and the name that waits for its value."""

    node: Sequence | Mapping
    name: str | None = None
    named: bool = False


@dataclass
class _Builder:
    file: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    lines: list[str] = field(default_factory=list)

    def build(self, text: str) -> tuple[Node | None, list[Problem]]:
        self.lines = text.split("\n")
        try:
            finished = self._events(yaml.parse(text, Loader=LOADER))
        except yaml.YAMLError as error:
            self._syntax(error)
            return None, self.problems
        if finished and self.root is None:
            self._report(Mark(1, 1), "an empty file", "entries, or [] for none")
        return (self.root if finished else None), self.problems

    def _events(self, events: Iterator[yaml.Event]) -> bool:
        """Take all events in; False when the rest of the file is not worth reading."""
        documents = 0
        for count, event in enumerate(events):
            mark = _mark(event.start_mark)
            if not self._in_bounds(event, mark, count):
                return False
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if not self._may_start(event, mark, documents):
                    return False
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event, mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event, mark)
            elif isinstance(event, yaml.ScalarEvent):
                self._value(event, mark)
        return True

    def _in_bounds(self, event: yaml.Event, mark: Mark, count: int) -> bool:
        """Whether to read on: no further than somebody would read the problems, or a base could use the values."""
        if len(self.problems) >= MANY:
            return False
        if count > MAX_VALUES:
            self._report(mark, f"more than {MAX_VALUES:,} values in a file", "fewer")
            return False
        if isinstance(event, yaml.CollectionStartEvent) and len(self.stack) >= MAX_DEPTH:
            self._report(mark, f"more than {MAX_DEPTH} levels inside each other", f"at most {MAX_DEPTH}")
            return False
        return True

    def _may_start(self, event: yaml.DocumentStartEvent, mark: Mark, documents: int) -> bool:
        if event.version or event.tags:
            self._report(mark, "a line that begins with %", "no such line")
            return False
        if documents > 1:
            self._report(mark, "a second document (a line ---)", "one document a file")
            return False
        return True

    def _start(self, event: yaml.CollectionStartEvent, mark: Mark) -> None:
        self._refuse_marks(event, mark)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node: Sequence | Mapping = Sequence(mark, flow=bool(event.flow_style)) if is_list else Mapping(mark)
        self._add(node, mark)
        self.stack.append(_Open(node))

    def _alias(self, event: yaml.AliasEvent, mark: Mark) -> None:
        expected = 'the text itself, in "quotes" if it begins with *'
        self._report(mark, f"an alias (*{event.anchor})", expected)
        self._add(Scalar(None, mark, spoiled=True), mark)

    def _value(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        self._refuse_marks(event, mark)
        plain_style = not event.style
        text: str = event.value
        bad = _UNWANTED.search(text.replace("\t", " "))
        if bad:
            self._report(mark, *unwanted(bad[0]))
        value = None if plain_style and text in NOTHING else text
        scalar = Scalar(value, mark, style=event.style or "", end=_mark(event.end_mark))
        self._add(scalar, mark, plain_style=plain_style)

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> None:
        if event.anchor is not None:
            self._report(
                mark, f"an anchor (&{event.anchor})", 'the text itself, in "quotes" if it begins with &'
            )
        if event.tag is not None:
            self._report(
                mark, f"a tag ({show(event.tag)})", 'the text itself, in "quotes" if it begins with !'
            )

    def _add(self, node: Node, mark: Mark, *, plain_style: bool = False) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent.node, Sequence):
            parent.node.items.append(node)
        elif parent.named:
            if parent.name is not None:
                parent.node.fields[parent.name] = node
            parent.name, parent.named = None, False
        else:
            parent.name, parent.named = self._name(parent.node, node, mark, plain_style), True

    def _name(self, parent: Mapping, node: Node, mark: Mark, plain_style: bool) -> str | None:
        """The name of a field, or None (the value is dropped) where it cannot be one."""
        if not isinstance(node, Scalar) or node.spoiled or node.text is None:
            if not isinstance(node, Scalar) or not node.spoiled:
                self._report(
                    mark,
                    "a field without a plain name",
                    '`name: value`, and "quotes" around a text with [ or {',
                )
            return None
        if node.text == "<<" and plain_style:
            self._report(mark, "a merge (<<)", "the fields themselves")
            return None
        if node.text in parent.names:
            first = parent.names[node.text].line
            self._report(mark, f"{show(node.text)} a second time (first on line {first})", "each field once")
            return None
        parent.names[node.text] = mark
        return node.text

    def _syntax(self, error: yaml.YAMLError) -> None:
        if not isinstance(error, yaml.MarkedYAMLError):
            error = yaml.MarkedYAMLError(problem=str(error))  # from the reader, which has no marks
        spot = _mark(error.problem_mark or error.context_mark)
        last = max((number for number, line in enumerate(self.lines, 1) if line.strip()), default=1)
        where = Spot(self.lines, *spot, _mark(error.context_mark).line)
        found, expected = reword(error.problem or "", error.context or "", where, ended=spot.line > last)
        if error.context_mark and re.search("quoted scalar|simple key|flow", error.context or ""):
            spot = _mark(error.context_mark)  # where it began says more than where the parser gave up
        self._report(Mark(last, 1) if spot.line > last else spot, found, expected)

    def _report(self, mark: Mark, found: str, expected: str) -> None:
        self.problems.append(Problem(self.file, mark.line, mark.column, "", found, expected))


def _mark(spot: Any) -> Mark:  # noqa: ANN401  (the C parser's marks have a class of their own)
    return Mark(spot.line + 1, spot.column + 1) if spot else Mark(1, 1)
