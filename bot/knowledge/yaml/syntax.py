"""What the YAML parser says of a broken file, reworded: what was found there, and what to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.problems import character_name, show

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"^[ -]*(?P<space>[{_SPACES}])|^[ -]*[\\w-]+:?(?P<after>[{_SPACES}])")
_NO_SPACE = re.compile(r"\s*(?:- +)?[a-z]+(?:_[a-z]+)*:[^\s/]\S*")
_HASH = re.compile(r"(?:^|\s)#")
_WORDINGS: tuple[tuple[str, str, str], ...] = (
    (
        r"mapping values are not allowed|mapping value is not allowed",
        "a second colon with a space after it",
        'one field a line; put "quotes" around a text that holds a colon and a space',
    ),
    (
        r"block sequence entries are not allowed",
        "a dash after other words on the line",
        'a list on lines of its own, or "quotes" around a text that begins with a dash',
    ),
    (
        r"quoted scalar|unexpected end of stream",
        "a quote mark that is never closed",
        "the same quote mark at the end of the text",
    ),
    (
        r"unknown escape|escape",
        "a backslash in a text between double quotes",
        "'single quotes' around that text",
    ),
    (
        r"cannot start any token",
        "a text that begins with a character that has a meaning of its own (such as @, ` or %)",
        'that text in "quotes"',
    ),
    (
        r"expected alphabetic or numeric|scanning an? (alias|anchor)|undefined alias",
        "a text that begins with * or &, which have a meaning of their own",
        'that text in "quotes"',
    ),
    (r"',' or '\]'", "a list in [ ] that is not closed or lacks a comma", "[one, two]"),
    (r"',' or '\}'", "fields in { } that are not closed or lack a comma", "{name: value, name: value}"),
    (
        r"could not find expected ':'",
        "a line without a colon",
        "`name: value`; a text that goes on over several lines is indented further than its name",
    ),
    (
        r"expected '-' indicator",
        "a line that is not part of the list",
        "a dash in the column of the dashes above, or a field in the column of the fields above",
    ),
    (
        r"expected key|block mapping",
        "a line that does not line up with the fields above it",
        "each field of an entry in the same column, and quote marks around the whole of a text or not at all",
    ),
    (
        r"mapping keys are not allowed",
        "a text that begins with a question mark and a space",
        'that text in "quotes"',
    ),
    (r"tag|'!'", "a text that begins with !, which has a meaning of its own", 'that text in "quotes"'),
    (
        r"block scalar|indentation indicator",
        "words after the | or > that begins a long text",
        "the text on the lines below it",
    ),
    (r"directive|%", "a line that begins with %", "no such line"),
    (
        r"document start",
        "a line that fits neither a list nor fields",
        "a list (- id: …) or fields (name: value) only",
    ),
    (
        r"node content|flow node",
        "a comma or bracket where a value belongs",
        'a value, or the text in "quotes"',
    ),
    (r"nesting|depth|recursion", "too many brackets inside each other", "at most 12 levels"),
)


class Spot(NamedTuple):
    """Where the parser gave up: the lines of the file, and a line and column of them, from 1.

    `begun` is the line of what it was reading.
    """

    lines: Sequence[str]
    line: int
    column: int
    begun: int

    def at(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.at(self.line)[: self.column - 1]

    @property
    def above(self) -> str:
        """The nearest line above it with anything on it."""
        return next((line for line in reversed(self.lines[: self.line - 1]) if line.strip()), "")


def reword(problem: str, context: str, spot: Spot, *, ended: bool = False) -> tuple[str, str]:
    """What was found and what is expected; `ended` when the parser gave up at the end of the file."""
    told = _by_the_lines(problem, context, spot)
    if told:
        return told
    if re.search("mapping value", problem) and re.fullmatch(r"[\s-]*[\w-]+\s*", spot.before):
        return (
            "a field further to the right than the one above it",
            "all fields of an entry in the same column",
        )
    if ended and "node content" in problem:
        return "a [ or { that is never closed", "its ] or }"
    if "key" in problem and re.search(r"['\"]\s*$", spot.before):
        return "words after a closing quote mark", "quote marks around the whole text, or none"
    if "key" in problem and re.search(r"[\]}]\s*$", spot.before):
        return "words after a closing bracket", 'a text that begins with [ or { in "quotes"'
    for text in (problem, context):
        for pattern, found, expected in _WORDINGS:
            if re.search(pattern, text):
                return found, expected
    return (
        "something that is not YAML",
        'fields as `name: value`, lists as `- item`, and "quotes" around unusual text',
    )


def _by_the_lines(problem: str, context: str, spot: Spot) -> tuple[str, str] | None:
    """What the lines at the place say better than the parser, which knows only what it had hoped for."""
    line, above = spot.at(spot.line), spot.above
    for one in (line, above):
        if match := _ODD_SPACE.search(one):
            return (
                f"the space {character_name(match['space'] or match['after'])}",
                "a space as the space bar makes it",
            )
    if "mapping value" in problem or "could not find expected ':'" in problem:
        for one in (line, above):
            if match := _NO_SPACE.match(one):
                return f"no space after the colon in {show(match[0].strip())}", "`name: value`"
        if re.search(r"[:-]\s+[“‘„]", spot.before):
            found = "a colon and a space in a text between curly quote marks, which hold nothing together"
            return found, 'straight "quotes" around the whole text'
    if re.search("'-' indicator|expected key|expected ':'", problem) and _HASH.search(above):
        return (
            f"a text that goes on below a comment ({show(above[above.index('#') :])})",
            '"quotes" around the whole text, or the comment above its field',
        )
    if "',' or" in problem and re.search(r"[\[{].*\s#", spot.at(spot.begun)):
        return "a list or fields in brackets that a # cuts off", 'a text that holds a # in "quotes"'
    return None
