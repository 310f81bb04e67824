"""Letters of other scripts, and fancy ones, that stand for plain Latin letters: `Маrа`, `rоbоts`, `ᴀᴍᴘᴛᴘ`, `🅰🅸`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from confusable_homoglyphs.utils import load

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[A-Za-z]")
_NAMED = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|LATIN (?:SMALL|CAPITAL) LETTER(?: DOTLESS)?"
    r"|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) (?P<letter>[A-Z])(?: WITH .*)?"
)
"""How Unicode names a variant of a Latin letter that has no decomposition."""


def latin(text: str) -> str:
    """`text` without marks on its letters, its variants of Latin letters as plain ones, and the letters of other scripts
    in a word with Latin ones as what they look like, where that gives a whole word. Case and all else stay.

    A word of another script alone is left as it is: it may be one of its own language.
    """
    if text.isascii():
        return text
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.sub(_unmixed, "".join(map(_variant, bare)))


def look(word: str) -> str | None:
    """What a word of another script looks like in plain Latin letters; None where not every letter looks like one."""
    seen = [_seen(letter) for letter in word]
    return "".join(filter(None, seen)) if all(seen) else None


def _unmixed(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii() or not _PLAIN.search(word):
        return word
    return look(word) or word


@lru_cache(maxsize=4096)
def _variant(character: str) -> str:
    if character.isascii():
        return character
    named = _NAMED.fullmatch(unicodedata.name(character, ""))
    if named is None:
        return character
    return named["letter"].lower() if "SMALL" in named[0] else named["letter"]


@lru_cache(maxsize=4096)
def _seen(letter: str) -> str | None:
    """A capital letter may look like another one than its small one: Ν like N, ν like v."""
    if letter.isascii():
        return letter
    alike = _alike()
    return alike.get(letter) or alike.get(letter.upper())


@cache
def _alike() -> Mapping[str, str]:
    """The letters that Unicode counts as confusable with a plain Latin one (UTS 39), read when one is first met."""
    found: dict[str, str] = {}
    for letter, others in load("confusables.json").items():
        plain = (other["c"] for other in others if _PLAIN.fullmatch(other["c"]))
        if len(letter) == 1 and not letter.isascii() and letter.isalpha() and (first := next(plain, "")):
            found[letter] = first.lower()
    return found
