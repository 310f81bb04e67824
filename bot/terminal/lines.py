"""A text as lines with a role each: what both the coloured and the plain screen can show."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.terminal.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

Role = Literal["heading", "text", "item", "dim"]


@dataclass(frozen=True, slots=True)
class Line:
    """`mark` stands before the text, such as `1. `; further lines of the text begin below its first letter."""

    text: str
    role: Role = "text"
    mark: str = ""

    @property
    def shown(self) -> str:
        return clean(self.text)


GAP = Line("")
MIN_WIDTH = 20


def as_text(lines: Iterable[Line], width: int | None = None) -> str:
    """Plain text, wrapped to `width` where there is one."""
    return "\n".join(_wrapped(line, width) for line in lines)


def _wrapped(line: Line, width: int | None) -> str:
    text = f"{line.mark}{line.shown}".rstrip()
    if width is None or len(text) <= width:
        return text
    return textwrap.fill(
        line.shown,
        max(width, MIN_WIDTH),
        initial_indent=line.mark,
        subsequent_indent=" " * len(line.mark) if not line.mark.startswith("|") else line.mark,
        break_long_words=False,
        break_on_hyphens=False,
    )
