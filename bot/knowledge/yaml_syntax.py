"""What the YAML parser says of a broken file, reworded: what was found there, and what to write."""

from __future__ import annotations

import re

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


def reword(problem: str, context: str, before: str = "", *, ended: bool = False) -> tuple[str, str]:
    """What was found and what is expected.

    `before` is the line up to the place where the parser gave up; `ended` when the file is over there.
    """
    if re.search("mapping value", problem) and re.fullmatch(r"[\s-]*[\w-]+\s*", before):
        return (
            "a field further to the right than the one above it",
            "all fields of an entry in the same column",
        )
    if ended and "node content" in problem:
        return "a [ or { that is never closed", "its ] or }"
    if "key" in problem and re.search(r"['\"]\s*$", before):
        return "words after a closing quote mark", "quote marks around the whole text, or none"
    for text in (problem, context):
        for pattern, found, expected in _WORDINGS:
            if re.search(pattern, text):
                return found, expected
    return (
        "something that is not YAML",
        'fields as `name: value`, lists as `- item`, and "quotes" around unusual text',
    )
