"""One text as YAML: without quote marks where that is safe, folded at the width of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.tree import Scalar
from bot.knowledge.yaml_text import NOTHING

if TYPE_CHECKING:
    from bot.knowledge.tree import Sequence

WIDTH = 110
_INDICATORS = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](\s|$)|---|\.\.\.")
_OTHERWISE = re.compile(
    r"[-+]?[.0-9][-+.0-9eExXa-fA-F_]*|true|false|yes|no|on|off|[-+]?\.inf|\.nan", re.IGNORECASE
)
"""What other programs would take for a number or a truth value: stays quoted where it was."""
_FLOW_SAFE = re.compile(r"[\w./~+ -]+")


def folded(scalar: Scalar, column: int, indent: int, *, name: bool = False) -> list[str]:
    """The lines of a value: the first begins at `column`, the others at `indent`; a name is never folded."""
    if scalar.text is None:
        return [""]
    text = scalar.text if name else scalar.text.strip()
    if "\n" in text and not name:
        return _literal(text)
    written = text if _is_plain(text, quoted=scalar.quoted) and not (name and text == "<<") else _quoted(text)
    return [written] if name else _fold(written, column, indent)


def flow_lines(node: Sequence, column: int, indent: int) -> list[str]:
    """The lines of a list in brackets: the first begins at `column`, the others at `indent`."""
    parts = [in_flow(item) for item in node.items if isinstance(item, Scalar)]
    parts = [part + "," for part in parts[:-1]] + [part + "]" for part in parts[-1:]]
    parts[0] = "[" + parts[0]
    return _fill(parts, column, indent)


def in_flow(scalar: Scalar) -> str:
    """A value as it stands between brackets."""
    if scalar.text is None:
        return "~"
    text = folded(scalar, 0, 0, name=True)[0]
    return text if _FLOW_SAFE.fullmatch(text) or text[0] in "'\"" else _quoted(scalar.text)


def _is_plain(text: str, *, quoted: bool) -> bool:
    if text in NOTHING or text != text.strip() or _INDICATORS.match(text):
        return False
    if ": " in text or " #" in text or text.endswith(":") or "\t" in text or "\n" in text:
        return False
    return not (quoted and _OTHERWISE.fullmatch(text))


def _quoted(text: str) -> str:
    if "\t" in text or "\n" in text:
        escaped = "".join(_escape(char) for char in text)
        return f'"{escaped}"'
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _escape(char: str) -> str:
    return {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}.get(char, char)


def _literal(text: str) -> list[str]:
    """A text of several lines, as it is after a bar; in quote marks where YAML would not keep its spaces."""
    lines = text.split("\n")
    if any(line != line.rstrip() for line in lines) or "\t" in text or text[0] == " ":
        return [_quoted(text)]
    return ["|-", *lines]


def _fold(text: str, column: int, indent: int) -> list[str]:
    """Break at single spaces only, since YAML reads a line break as one space."""
    return _fill(re.split(r"(?<=\S) (?=\S)", text), column, indent)


def _fill(parts: list[str], column: int, indent: int) -> list[str]:
    """As many parts on each line as fit; a lone dash is not put where it would look like an item."""
    lines: list[str] = []
    line = ""
    for part in parts:
        room = WIDTH - (indent if lines else column)
        if line and len(line) + 1 + len(part) > room and part not in {"-", "?", ":"}:
            lines.append(line)
            line = part
        else:
            line = f"{line} {part}" if line else part
    return [*lines, line]
