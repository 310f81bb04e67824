"""What may be kept of a question: its words, and nothing that leads to whoever asked or to anyone else."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from bot.matching.text import plain, visible, words
from bot.moderating.questions import patterns

KEPT_LENGTH = 300
"""Characters of a question that are kept."""
READ_LENGTH = 2400
"""Characters of it that are read: a long address before the words must not push them out."""
LEAST_DIALLED = 7
"""Digits from which on a number may be one that is dialled, or of a card, an account or a person."""
MOST_LOOSE = 4
"""Digits beside dates and amounts that are no number to dial yet: `Mar 4 2024 22` has three."""


def scrub(text: str) -> str:
    """One line of at most 300 characters without markup, mentions, emoji of a server, links, e-mail addresses, handles
    and numbers that could be dialled or belong to a person; empty where nothing else is left."""
    kept = text[:READ_LENGTH]
    while (cleaner := _pass(kept)) != kept:  # what a removal brings together may be another address
        kept = cleaner
    return kept


def key_of(text: str) -> str:
    """Twenty hex digits, the same for one question typed in another case, punctuation or spacing, or with a greeting
    before it; empty for a text without words. The same for a question and for what `scrub` leaves of it."""
    asked = " ".join(words(plain(scrub(text))))
    return hashlib.blake2b(asked.encode(), digest_size=10).hexdigest() if asked else ""


def _pass(text: str) -> str:
    text = _unmasked(patterns.MARKUP.sub("", _seen(text)))
    for pattern in (patterns.MENTION, patterns.SPELLED_EMAIL, patterns.HANDLE, patterns.LINK):
        text = pattern.sub(" ", text)
    for pattern in (patterns.LETTERED, patterns.SPELLED):
        text = pattern.sub(" ", text)
    return _cut(" ".join(patterns.NUMBER.sub(_number, text).split()))


def _unmasked(text: str) -> str:
    """Masked links as the words that they show, also one within another."""
    while (opened := patterns.MASKED.sub(r" \1 ", text)) != text:
        text = opened
    return text


def _seen(text: str) -> str:
    """NFKC, without what cannot be seen."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", visible(text))[:READ_LENGTH]  # one character may become eighteen
        text = patterns.UNSEEN.sub("", text)
        text = "".join(char for char in text if unicodedata.category(char) != "Cn")
        text = patterns.PILED_MARKS.sub(r"\1", text)
    return visible(text)


def _number(match: re.Match[str]) -> str:
    return " " if _could_be_dialled(match[0]) else match[0]


def _could_be_dialled(number: str) -> bool:
    """Whether digits are too many for a count, and are neither dates nor years nor amounts."""
    digits = sum(char.isdigit() for char in number)
    abroad = number.startswith(("+", "00"))
    if digits < LEAST_DIALLED - number.startswith("+"):
        return False
    rest = re.findall(r"\d+", patterns.WHEN_OR_HOW_MUCH.sub(" ", number))
    loose = [group for group in rest if not patterns.YEAR.fullmatch(group)]
    long = any(len(group) >= 3 for group in loose) and sum(map(len, rest)) >= LEAST_DIALLED
    return long or sum(map(len, loose)) > MOST_LOOSE or (bool(loose) and abroad)


def _cut(text: str) -> str:
    """Cut at a word, or within one that is too long by itself."""
    if len(text) <= KEPT_LENGTH:
        return text
    head = text[: KEPT_LENGTH + 1]
    return head[: head.rfind(" ")] if " " in head else text[:KEPT_LENGTH]
