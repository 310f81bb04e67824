"""The words that people type everywhere: what means the same, and what says nothing of what is asked."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

_BACKGROUND = "background"


def lists_of(text: str) -> dict[str, list[str]]:
    """The lists of a file that is nothing but names and, under each, lines of `- text`.

    A YAML parser takes a tenth of a second for these, and holds every other thread meanwhile.
    """
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("  - "):
            found[next(reversed(found))].append(line[4:].strip("\"'"))
        elif line and not line.startswith("#"):
            found[line.removesuffix(":")] = []
    return found


@lru_cache(maxsize=1)
def _everyday() -> dict[str, list[str]]:
    return lists_of(files("bot.matching").joinpath("everyday.yaml").read_text(encoding="utf-8"))


def equivalents() -> list[tuple[str, str]]:
    """What people type, each with the word that the phrasings use for it."""
    return [(typed, word) for word, same in _everyday().items() if word != _BACKGROUND for typed in same]


def background() -> list[str]:
    """Words that say nothing of what is asked."""
    return _everyday()[_BACKGROUND]
