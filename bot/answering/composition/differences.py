"""Where sources differ: one sentence with both versions, under a question that it touches and under no other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.reply import Note
from bot.matching.lexicon import FUNCTION_WORDS, content, quantity_asked
from bot.matching.text import stem, stems_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.reply import Block
    from bot.matching.slots import Question

VERSIONS = 2
"""Accounts that are told in one sentence."""
SOURCES = 3
_OF_ANYTHING = frozenset(map(stem, "strike meeting talks union people year day".split()))
"""Words of a question that say nothing of what the sources differ on."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = re.compile(r"\b\d[\d,.]*\s*(%|percent|[a-z]+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LOWERED = FUNCTION_WORDS | {"most", "two", "three", "one", "others"}


def differing(headline: str, blocks: Sequence[Block], read: Question) -> list[Block]:
    """The blocks with what touches the question as one sentence; an entry that is shown by itself keeps all."""
    notes = [block for block in blocks if isinstance(block, Note) and block.differs]
    kept = [block for block in blocks if not (isinstance(block, Note) and block.differs)]
    if not read.tokens:
        return [*kept, *(replace(note, text=_sentence([note])) for note in notes)]
    touching = _versions(notes, headline, read)
    if not touching:
        return kept
    cites = dict.fromkeys(number for note in touching for number in note.cites)
    return [*kept, Note(_sentence(touching), tuple(cites)[:SOURCES], differs=True, first=True)]


def _versions(notes: Sequence[Note], headline: str, read: Question) -> list[Note]:
    """The accounts that are told: two that say different things, never one that only repeats the headline."""
    touching = [note for note in notes if _touches(note, headline, read)]
    if not touching:
        return []
    first = touching[0]
    figures = _numbers(first.text)
    alone = len(touching) == 1 or figures <= _numbers(headline)
    behind = notes[notes.index(first) + 1 :][:1] if alone else []
    for other in (*touching[1:], *behind):
        if other.text != first.text and (not figures or _numbers(other.text) != figures):
            return [first, other]
    return touching[:VERSIONS]


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _touches(note: Note, headline: str, read: Question) -> bool:
    """Whether sources differ on what a question asks about and its answer tells."""
    years = set(_YEAR.findall(note.text))
    if years and not years & {*_YEAR.findall(headline), *_YEAR.findall(read.text)}:
        return False
    if note.first:
        return True
    asked = {stem(token) for token in content(read.frame)} - _OF_ANYTHING
    if asked & stems_of(note.text):
        return True
    return quantity_asked(read.tokens) and bool(_counted(note.text) & _counted(headline))


def _counted(text: str) -> set[str]:
    return {stem(unit) for unit in _COUNTED.findall(text.casefold())} - FUNCTION_WORDS


def _sentence(notes: Sequence[Note]) -> str:
    """Both versions in one sentence."""
    texts = [notes[0].text.removesuffix("."), *(_lowered(note.text.removesuffix(".")) for note in notes[1:])]
    return say.DIFFERS(text="; ".join([_lowered(texts[0]), *texts[1:]]))


def _lowered(text: str) -> str:
    """A text that goes on within a sentence: its first word small, where that is an ordinary one."""
    first = next(iter(tokens_of(text[:20])), "")
    return text[:1].lower() + text[1:] if first in _LOWERED and not text.startswith("I ") else text
