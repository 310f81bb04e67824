"""One text as YAML: without quote marks where that is safe, folded at the width of a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.model.texts import known_fields
from bot.knowledge.yaml.parse import NOTHING
from bot.knowledge.yaml.tree import Scalar

if TYPE_CHECKING:
    from bot.knowledge.yaml.tree import Sequence

WIDTH = 110
_INDICATORS = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[?:](\s|$)|-|\.\.\.")
_OTHERWISE = re.compile(
    r"[-+]?[.0-9][-+.0-9eExXa-fA-F_]*|true|false|yes|no|on|off|[-+]?\.inf|\.nan", re.IGNORECASE
)
"""What other programs would take for a number or a truth value: stays quoted where it was."""
_MARKED = re.compile(r"[“„‟‘].*|.*,", re.DOTALL)
"""What would look like quote marks, or like a list: stays quoted where it was."""
_COMMENT = re.compile(r"\s*#|.*\s\s#")
_FIELD = re.compile(r"\s*(?:- +)?(?P<name>[a-z_]+)\s*(?::|$)")
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
    return not (quoted and (_OTHERWISE.fullmatch(text) or _MARKED.fullmatch(text)))


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
    unlike = any(line != line.rstrip() or _COMMENT.match(line) or _like_a_field(line) for line in lines)
    if unlike or "\t" in text or text[0] == " ":
        return [_quoted(text)]
    return ["|-", *lines]


def _fold(text: str, column: int, indent: int) -> list[str]:
    """Break at single spaces only, since YAML reads a line break as one space."""
    return _fill(re.split(r"(?<=\S) (?=\S)", text), column, indent)


def _fill(parts: list[str], column: int, indent: int) -> list[str]:
    """As many parts on each line as fit; none is put where it would look like an item or a field."""
    lines: list[str] = []
    line = ""
    for part in parts:
        room = WIDTH - (indent if lines else column)
        if line and len(line) + 1 + len(part) > room and not _opens(part):
            lines.append(line)
            line = part
        else:
            line = f"{line} {part}" if line else part
    return [*lines, line]


def _opens(part: str) -> bool:
    """Whether a part at the beginning of a line would look like an item, a comment or a field."""
    return part[0] in "-#" or part in {"?", ":"} or _like_a_field(part)


def _like_a_field(text: str) -> bool:
    match = _FIELD.match(text)
    return match is not None and match["name"] in known_fields() and (":" in match[0] or "_" in match["name"])
