"""Running text, sentence by sentence: where one ends, what fits, and whose account it is."""

from __future__ import annotations

import re

from bot.answering.composition import sentences as say

_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9£$€])")
_SHORTENED = re.compile(
    r"(?:\b(?:[A-Za-z]|[ap]\.m|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Inc|Jr|Sr|Sen|Rep|Gov|Prof|Co|Corp|Ltd|Sgt|Capt|Gen|Hon"
    r"|Bros|Assn|Assoc|Dept|Univ|Intl|Natl|Mfg|Ave|Blvd|Mt|Ft|Rev|Lt|Col|Maj|Adm|Supt|Atty|Pres|Messrs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|al|etc))\.$"
)
"""What ends in a period that may end no sentence: `a.m.`, `U.S.`, `Ada B.`"""
FULL = 4
"""Words from which a sentence can say whose account it is: after `Yes.` that is left to the next one."""
_TELLS = "said|says|told|tells|stated|states|wrote|writes|alleged|claimed|claims|argued|warned|accused|announced|reported|asked"
_SAYS = re.compile(rf"\b(?:account|according|{_TELLS})\b")
_TO_WHOM = re.compile(r", to [^,]+$")
"""Of `Ann Lee, to The Daily Clay` a sentence need only name the first: the other is who was told."""
_NAME = re.compile(r"\b(?!The\b)[A-Z][\w-]+")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, in order; one that may or may not end at an abbreviation goes on."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.end()].strip()
        if not _SHORTENED.search(piece):
            found.append(piece)
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def opening(text: str) -> str:
    """The first sentence of a text, and the next where the first is but a word or two: `Yes.`"""
    told = sentences_of(text)
    count = next((number for number, one in enumerate(told, 1) if len(one.split()) >= FULL), len(told))
    return " ".join(told[:count])


def part_that_fits(text: str, room: int, most: int) -> tuple[str, str]:
    """The first sentences of a text, at most `most` of them and `room` characters; and the rest. Both may be empty."""
    told = sentences_of(text)
    count = min(len(told), max(most, 0))
    while count and len(" ".join(told[:count])) > room:
        count -= 1
    return " ".join(told[:count]), " ".join(told[count:])


def clipped(text: str, room: int) -> str:
    """A text of at most `room` characters: cut at a sentence's end, else at a word's, and then with an ellipsis."""
    if len(text) <= room:
        return text
    first, _ = part_that_fits(text, room - 2, len(text))
    return f"{first or text[: room - 2].rsplit(' ', 1)[0].rstrip(',;:—– ')} …"


def according_to(text: str, who: str) -> str | None:
    """A text with whose account it is in its first sentence; None where that has no place for it."""
    told = sentences_of(text)
    place = next((n for n, one in enumerate(told) if len(one.split()) >= FULL), None)
    if place is None:
        return None
    first = told[place]
    if _says_whose(first, who):
        return text
    if not first.endswith(".") or first.endswith(("…", "a.m.", "p.m.")):
        return None
    return " ".join((*told[:place], say.ACCORDING_TO(text=first[:-1], who=who), *told[place + 1 :]))


def _says_whose(sentence: str, who: str) -> bool:
    """Whether a sentence says already whose account it is: `the union said that …`, `… told The Daily Clay`.

    Of an account that is told through another, both have to be named.
    """
    who = _TO_WHOM.sub("", who)
    names = _NAME.findall(who)
    if not names or not _SAYS.search(sentence) or not all(name in sentence for name in names):
        return False
    if "," in who:
        return True
    name = re.escape(who.removeprefix("the "))
    told = rf"\b{name}(?:['’]s account\b|(?:\W+\w+)?\W+(?:{_TELLS})\b)"
    asked = rf"\b(?:according to|told by|by|{_TELLS})(?:\W+the)?\W+{name}"
    return re.search(f"{told}|{asked}", sentence, re.IGNORECASE) is not None
