"""Made-up files that are valid and written in every way that people write: comments, quotes, brackets, line ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.knowledge.samples import EVENTS, FILES

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

TEXTS = st.text(
    alphabet="ab -:#'\"[]{},&*!|>%@`~?.\\\u00e9\u2019\U0001f60019", min_size=1, max_size=20
).filter(lambda text: text.strip() != "")
PLAIN = st.sampled_from(["one", "two words", "2023-08-04", "no", "12:30", "it's", "a-b", "~x", "12"])
COMMENTS = st.sampled_from(["# note", "#", "# - id: commented-out", "# key: value", "# ’é", "# [", '# "'])
LISTS = ("asked", "topics", "citations")
FIELDS = ("text", "date", "kind", "more", "reviewed", "reported_by", *LISTS)


@dataclass(frozen=True)
class Spot:
    """A field in its lines `start` to `end` (from 0, the end not included), with what it means."""

    start: int
    end: int
    value: object


@dataclass(frozen=True)
class Page:
    """A file of events: its lines with their ends, the fields of each entry, and where each entry ends."""

    lines: tuple[bytes, ...]
    entries: tuple[dict[str, Spot], ...]
    ends: tuple[int, ...]

    @property
    def data(self) -> bytes:
        return b"".join(self.lines)

    @property
    def files(self) -> dict[str, bytes]:
        return {**{name: text.encode() for name, text in FILES.items()}, EVENTS: self.data}

    @property
    def meanings(self) -> list[dict[str, object]]:
        return [{name: spot.value for name, spot in entry.items()} for entry in self.entries]


@st.composite
def pages(draw: DrawFn) -> Page:
    pen = _Pen(draw)
    for number in range(draw(st.integers(1, 3))):
        pen.entry(number)
    pen.comments(0)
    lines = [line.encode() for line in pen.lines]
    ends = [draw(st.sampled_from([b"\n", b"\r\n"]))] * len(lines)
    if draw(st.integers(0, 5)) == 0:
        ends = [draw(st.sampled_from([b"\n", b"\r\n"])) for _ in lines]
    if draw(st.booleans()):
        ends[-1] = b""
    whole = tuple(line + end for line, end in zip(lines, ends, strict=True) if line + end)
    return Page(whole, tuple(pen.entries), tuple(pen.ends))


class _Pen:
    """Writes entries, each in a way of its own, and notes where everything stands."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.entries: list[dict[str, Spot]] = []
        self.ends: list[int] = []
        self.margin = draw(st.sampled_from(["", "", "", "  "]))
        self.comments(0)

    def comments(self, column: int) -> None:
        """None, one or some comments and blank lines."""
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 1, 2]))):
            blank = self.draw(st.booleans())
            self.lines.append("" if blank else " " * column + self.draw(COMMENTS))

    def entry(self, number: int) -> None:
        names = self.draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=5))
        names.insert(self.draw(st.integers(0, len(names))), "id")
        spots: dict[str, Spot] = {}
        dash = self.draw(st.sampled_from(["- ", "- ", "- ", "-   "]))
        column = len(self.margin) + len(dash)
        if self.draw(st.integers(0, 5)) == 0:
            self.lines.append(f"{self.margin}-{self.draw(st.sampled_from(['', '  # beside the dash']))}")
            dash = " " * len(dash)
        for place, name in enumerate(names):
            if place:
                self.comments(column)
            start = len(self.lines)
            value: object = f"e{number}"
            if name == "id":
                self.lines.append(f"{' ' * column}id: e{number}")
            else:
                value = self._field(name, column)
            spots[name] = Spot(start, len(self.lines), value)
            if not place:
                self.lines[start] = self.margin + dash + self.lines[start][column:]
        self.entries.append(spots)
        self.ends.append(len(self.lines))
        self.comments(0)

    def _field(self, name: str, column: int) -> object:
        if name in LISTS:
            items = self.draw(
                st.lists(PLAIN | TEXTS, max_size=3, unique_by=lambda text: text.strip().casefold())
            )
            bracketed = not items or self.draw(st.booleans())
            self._brackets(name, items, column) if bracketed else self._dashes(name, items, column)
            return [item.strip() for item in items]
        if name == "more":
            self.lines += [
                f"{' ' * column}more:",
                f"{' ' * column}  text: |",
                f"{' ' * column}    # not a comment",
            ]
            self.lines += [f"{' ' * column}  citations: [x]{self._beside()}"]
            return {"text": "# not a comment", "citations": ["x"]}
        return self._scalar(name, column)

    def _scalar(self, name: str, column: int) -> str:
        text = self.draw(PLAIN | TEXTS).strip()
        start = f"{' ' * column}{name}: "
        way = self.draw(st.sampled_from(["quoted", "folded", "double", "plain lines"]))
        if way == "folded":
            self.lines += [f"{start}>-", f"{' ' * column}    {text}", f"{' ' * column}    more"]
            return f"{text} more"
        if way == "plain lines":
            self.lines += [f"{start}plain", f"{' ' * column} lines"]
            return "plain lines"
        written = _single(text) if way == "quoted" else _double(text)
        self.lines.append(f"{start}{written}{self._beside()}")
        return text

    def _brackets(self, name: str, items: list[str], column: int) -> None:
        parts = [self.draw(st.sampled_from([_single, _double]))(item) for item in items]
        comma = self.draw(
            st.sampled_from([", ", ",", f",\n{' ' * column}   ", f",  # inside\n{' ' * column}  "])
        )
        inner = comma.join(parts) + self.draw(st.sampled_from(["", " ", ","] if items else ["", " "]))
        opening = self.draw(st.sampled_from(["[", "[ "]))
        self.lines += f"{' ' * column}{name}: {opening}{inner}]{self._beside()}".split("\n")

    def _dashes(self, name: str, items: list[str], column: int) -> None:
        self.lines.append(f"{' ' * column}{name}:{self._beside()}")
        inner = column + self.draw(st.sampled_from([0, 2, 3]))
        for item in items:
            written = self.draw(st.sampled_from([_single, _double]))(item)
            if inner > column:
                self.comments(inner)
            self.lines.append(f"{' ' * inner}- {written}{self._beside()}")

    def _beside(self) -> str:
        return self.draw(st.sampled_from(["", "", "", "  # beside", " #"]))


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
