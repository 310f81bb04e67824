"""Texts as people type and paste them, made fit for a file; what cannot be is refused in a sentence."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import StrikebotError
from bot.knowledge.problems import SHOWN
from bot.knowledge.yaml.parse import first_unwanted, unwanted
from bot.moderating.forms.engine.form_types import INPUT

_BULLET = re.compile(r"^(?:[-*•–—‣▪·]|\d{1,2}[.)])\s+")
_MARKS = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‹", "›"), ("‘", "’"), ("'", "'"))


class UnreadableError(StrikebotError):
    """What was typed cannot be used; the message is a sentence that says why, and what would do."""


def tidy(text: str) -> str:
    """In Unicode's composed form, with plain line ends and spaces. UnreadableError for what no file may hold."""
    if len(text) > INPUT:
        raise UnreadableError(length(len(text), INPUT))
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ").strip()
    bad = first_unwanted(text)
    if bad:
        raise UnreadableError(
            f"There is {unwanted(bad)[0]} in it, which cannot be kept. Delete it; the surest way is to type the words again."
        )
    return text


def length(found: int, most: int) -> str:
    return f"This has {found:,} characters; at most {most:,} fit."


def one_line(text: str) -> str:
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """One item a line, without the bullets that people put before them."""
    found = (one_line(_BULLET.sub("", line.strip())) for line in text.split("\n"))
    return [line for line in dict.fromkeys(found) if line]


def unquoted(text: str) -> str:
    """Words without the quote marks around all of them; marks further in stay."""
    for opening, closing in _MARKS:
        inner = text[len(opening) : -len(closing)]
        if len(text) < 3 or not (text.startswith(opening) and text.endswith(closing)):
            continue
        within = re.sub(r"(?<=\w)['’](?=\w)", "", inner)
        if opening not in within and closing not in within:
            return inner.strip()
    return text


def shown(text: str) -> str:
    """What was typed, as a sentence repeats it."""
    text = one_line(text)
    return f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}”"


def listed(names: list[str], word: str = "and") -> str:
    """`a, b and c`, with semicolons where a name has a comma."""
    if len(names) < 2:
        return "".join(names)
    comma = "; " if any("," in name for name in names) else ", "
    return f"{comma.join(names[:-1])} {word} {names[-1]}"
