"""Comments of a YAML file: where they are, and to which field or list item each belongs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

from bot.knowledge.yaml.parse import LOADER
from bot.knowledge.yaml.tree import Mapping, Mark, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

Owner: TypeAlias = tuple[int, str | int]
"""A field (its mapping's identity and its name) or an item (its list's identity and its position)."""
_LAST_DASH = re.compile(r"-\s*(?:#.*)?$")
_HASH = re.compile(r"(?:^|(?<=\s))#")


class Comment(NamedTuple):
    """A comment with its `#`, counted from 0; `alone` when nothing else is on its line."""

    line: int
    column: int
    text: str
    alone: bool


class _Start(NamedTuple):
    line: int
    column: int
    owner: Owner


@dataclass
class Comments:
    """The comments before, beside and after each owner, at the head and at the foot of the file.

    An empty text among those at the head, before an entry or at the foot is a blank line.
    """

    head: list[str] = field(default_factory=list)
    before: dict[Owner, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[Owner, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: dict[Owner, list[str]] = field(default_factory=lambda: defaultdict(list))
    foot: list[str] = field(default_factory=list)
    spaced: set[Owner] = field(default_factory=set)
    """Owners with a blank line before them."""


def find(text: str) -> list[Comment]:
    """Every comment of a file that parses."""
    lines = text.split("\n")
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            first, last = event.start_mark, event.end_mark
            is_block = event.style in {"|", ">"}
            for number in range(first.line, last.line + 1):
                begin = first.column if number == first.line else 0
                end = last.column if number == last.line else len(lines[number])
                if is_block and number == first.line:
                    end = begin + 1
                taken[number].append((begin, end))
    found = []
    for number, line in enumerate(lines):
        for match in _HASH.finditer(line):
            at = bisect_right(taken[number], (match.start(), len(line))) - 1
            if at < 0 or match.start() >= taken[number][at][1]:
                alone = not line[: match.start()].strip()
                found.append(Comment(number, match.start(), line[match.start() :].rstrip(), alone))
                break
    return found


def attach(text: str, root: Node) -> Comments:
    """Give each comment of `text` to what it speaks of: the thing on its line, else what follows."""
    lines = text.split("\n")
    starts = list(_starts(root, lines))
    comments = Comments()
    blank = {number for number, line in enumerate(lines) if not line.strip()}
    for comment in find(text):
        _place(comment, starts, comments, blank)
    _split_head(starts, comments)
    comments.spaced = {start.owner for start in starts if _spaced(start.line, lines)}
    return comments


def _place(comment: Comment, starts: list[_Start], comments: Comments, blank: set[int]) -> None:
    count = bisect_right(starts, (comment.line, comment.column), key=lambda start: start[:2])
    if not comment.alone and count:
        comments.beside[starts[count - 1].owner].append(comment.text)
        return
    following = starts[count] if count < len(starts) else None
    if count and comment.column > (following.column if following else 0):
        # Deeper than what follows: it belongs to the entry above it, such as a field that was commented out.
        above = range(count - 1, -1, -1)
        owner = next(
            (starts[at].owner for at in above if starts[at].column <= comment.column), starts[0].owner
        )
        comments.after[owner].append(comment.text)
    elif following:
        lines = comments.before[following.owner]
        lines += [""] if comment.line - 1 in blank and lines and lines[-1] else []
        lines += [comment.text]
        lines += [""] if comment.line + 1 in blank else []
    else:
        comments.foot += [""] if comment.line - 1 in blank and comments.foot else []
        comments.foot.append(comment.text)


def _split_head(starts: list[_Start], comments: Comments) -> None:
    """What stands above the first blank line at the top speaks of the file, not of its first entry."""
    if not starts:
        comments.head, comments.foot = comments.foot, []
        return
    top = comments.before.pop(starts[0].owner, [])
    cut = len(top) - top[::-1].index("") if "" in top else len(top)
    comments.head = top[:cut]
    while comments.head and not comments.head[-1]:
        comments.head.pop()
    if top[cut:]:
        comments.before[starts[0].owner] = top[cut:]


def _spaced(line: int, lines: list[str]) -> bool:
    """Whether a blank line stands before this one, or before the comments right above it."""
    line -= 1
    while line >= 0 and lines[line].lstrip().startswith("#"):
        line -= 1
    return line >= 0 and not lines[line].strip()


def _starts(node: Node, lines: list[str]) -> Iterator[_Start]:
    """Where every field and item begins, in the order of the file."""
    if isinstance(node, Mapping):
        for name, value in node.fields.items():
            yield _start(node.names[name], (id(node), name))
            yield from _starts(value, lines)
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            start = _start(item.mark, (id(node), position))
            yield start if node.flow else _dash(start, lines)
            yield from _starts(item, lines)


def _dash(start: _Start, lines: list[str]) -> _Start:
    """Where the dash of an item is: before it in its line, or at the end of a line above."""
    line, column = start.line, lines[start.line].rfind("-", 0, start.column)
    while column < 0 and line > 0:
        line -= 1
        match = None if lines[line].lstrip().startswith("#") else _LAST_DASH.search(lines[line])
        column = match.start() if match else -1
    return _Start(line, column, start.owner) if column >= 0 else start


def _start(mark: Mark, owner: Owner) -> _Start:
    return _Start(mark.line - 1, mark.column - 1, owner)
