"""What words mean in a question about a dispute at work, so that two that share no word may still share a meaning."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from bot.matching.text import stem, tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARK = "~"
"""Begins the term of a concept, so that none is taken for a word."""


@lru_cache(maxsize=1)
def concepts() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The terms of the concepts that a run of stems means, by that run; from concepts.yaml."""
    text = files("bot.matching").joinpath("concepts.yaml").read_text(encoding="utf-8")
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, alike in yaml.safe_load(text).items():
        for phrase in alike:
            run = tuple(map(stem, tokens_of(phrase)))
            found[run] = (*found.get(run, ()), MARK + name)
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, concepts()))


def concepts_in(tokens: Sequence[str]) -> list[str]:
    """The concepts of a text, each once, in the order of its words."""
    known, stems = concepts(), [stem(token) for token in tokens]
    found: dict[str, None] = {}
    for start in range(len(stems)):
        for size in range(1, min(_longest(), len(stems) - start) + 1):
            for term in known.get(tuple(stems[start : start + size]), ()):
                found[term] = None
    return list(found)
