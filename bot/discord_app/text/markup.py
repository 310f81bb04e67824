"""Text into Discord's markdown: cleaned, escaped so that it can neither format, link nor ping; cut to fit."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.discord_app.text.limits import ELLIPSIS, cut, length

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_KEPT = "\u200c\u200d"
"""Joiners that emoji and some scripts need; every other invisible character goes."""
_SPECIAL = re.compile(r"([\\`*_~|\[\]<>])")
_START = re.compile(r"^(?:([#+-])|(\d+)(?=[.)]))")
_LINK = re.compile(r"(?<=:)(?=//)|(?<=@)(?=\S)|(?<=discord)(?=\.(?:gg|com)|app\.com)", re.IGNORECASE)
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_BREAK = "\u200b"


def clean(text: str) -> str:
    """One line of visible text: no control, bidirectional or zero-width characters, no piled-up marks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = (
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text)
        if character.isspace()
        or character in _KEPT
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return _MARKS.sub(r"\1", " ".join("".join(shown).split()))


def escape(text: str) -> str:
    """Text as text: nothing in it is markdown, a link, a mention or an invitation."""
    return _escape_clean(clean(text))


def _escape_clean(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", _LINK.sub(_BREAK, text))
    return _START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\", text)


def unescape(text: str) -> str:
    """What `escape` was given, after cleaning."""
    return re.sub(r"\\([\\`*_~|\[\]<>#+\-.)])", r"\1", text.replace(_BREAK, ""))


def escaped(text: str, limit: int) -> str:
    """Escaped text of at most `limit` units, cut at a word with an ellipsis where it is longer."""
    pieces = list(split_escaped(text, limit - 1))
    return pieces[0] + (ELLIPSIS if len(pieces) > 1 else "") if pieces else ""


def split_escaped(text: str, limit: int) -> Iterator[str]:
    """Escaped text in pieces of at most `limit` units each, parted at words; never within an escape."""
    rest = clean(text)
    while rest:
        end = cut(rest, limit)
        while end > 1 and length(_escape_clean(rest[:end])) > limit:
            end = max(1, min(end - 1, cut(rest, length(rest[:end]) * 3 // 4)))
        yield _escape_clean(rest[:end])
        rest = rest[end:].strip()


def small(text: str) -> str:
    """A line of subtext."""
    return f"-# {text}"


def quoted(text: str) -> str:
    """A block quote; `text` is escaped already."""
    return f"> {text}"


def timestamp(moment: dt.datetime, style: str = "f") -> str:
    """A moment in the reader's own zone and language."""
    return f"<t:{int(moment.timestamp())}:{style}>"
