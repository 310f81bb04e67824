"""Changes as people read them: unified diffs."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.knowledge.editing.patches import FilePatch, Hunk, patches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.editing.address import Files

ENDS = "(only the ends of lines change)"
Code = tuple[str, int, int, int, int]


def diff(before: Files, after: Files) -> str:
    """What leads from `before` to `after`, as a unified diff; empty where nothing does."""
    return diff_of(patches(before, after))


def diff_of(made: Sequence[FilePatch]) -> str:
    """The same of patches."""
    return "\n".join(line for patch in made for line in _file(patch))


def _file(patch: FilePatch) -> Iterator[str]:
    yield f"--- {patch.file if patch.before else '(no file)'}"
    yield f"+++ {patch.file if patch.after else '(no file)'}"
    told = [line for hunk in patch.hunks for line in _lines(hunk)]
    yield from told or [ENDS]


def _lines(hunk: Hunk) -> Iterator[str]:
    before = [line.rstrip("\r\n") for line in hunk.before or ()]
    after = [line.rstrip("\r\n") for line in hunk.after or ()]
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(3):
        first, last = group[0], group[-1]
        old = _range(hunk.line, first[1], last[2])
        new = _range(hunk.line_after, first[3], last[4])
        yield f"@@ -{old} +{new} @@{f' {hunk.entry}' if hunk.entry else ''}"
        for code in group:
            yield from _marked(code, before, after)


def _marked(code: Code, before: list[str], after: list[str]) -> Iterator[str]:
    tag, i1, i2, j1, j2 = code
    if tag == "equal":
        yield from (f" {line}" for line in before[i1:i2])
        return
    yield from (f"-{line}" for line in before[i1:i2])
    yield from (f"+{line}" for line in after[j1:j2])


def _range(start: int, begin: int, end: int) -> str:
    """`line,length` as a unified diff counts: of no lines, the line before them."""
    return f"{start + begin - (begin == end)},{end - begin}"
