"""A message as it was typed, in parts: what it asks, and what is only said around that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching.lexicon import content
from bot.matching.text import fold, plain, visible, words

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 8
"""Parts of a message that are looked at."""

_ENDS = re.compile(r"(?<=[?!;\n])\s*|(?<=[.…])(?=\s)|(?:\s[-–—]+\s)")
_JOINS = re.compile(
    r"[,;]?\s+(?:and|but|also|plus|or)\s+(?=(?:who|what|when|where|why|how)\b)"
    r"|,\s+(?:and|but|also|plus|so)\s+(?=(?:is|are|was|were|do|does|did|can|could|will|has|have)\b)",
    re.IGNORECASE,
)
_COMMA = re.compile(
    r",\s+(?=(?:who|what|when|where|why|how)\s+(?:is|are|was|were|do|does|did|can|will|has|have|many|much|long)\b)",
    re.IGNORECASE,
)
"""Between two questions; after words that ask nothing it begins a clause of theirs: `their chair, who is the president`."""
_ASKS = frozenset(
    """
    who what when where why how which whose whom is are was were am do does did can could will would should shall may
    might has have had isnt arent wasnt werent dont doesnt didnt cant wont aint wen wat wut y r whats whos hows wheres whens
    explain tell list show give define eli5 compare describe remind summarize summarise anyone anybody any
    """.split()
)
_WONDERS = re.compile(
    r"\b(?:wonder(?:ing|ed)?|curious|any (?:news|idea|update|updates|word)|(?:want(?:ed)?|need|like) to know|tell me)\b"
    r"|\b(?:can ?t tell|not sure|no idea|confused|does anyone|anyone know|anybody know|question is|explain|remind me)\b"
    r"|\b(?:tldr|eli5)\b"
)
_LEADS = frozenset("so and but ok okay well also then or wait um uh like hey yo bruh dude".split())
_CHAT = frozenset(
    """
    hi hey hello yo sup hola thanks thank thx ty cheers lol lmao haha great awesome nice cool wow omg ok okay alright sure
    good morning evening afternoon night everyone guys folks all please pls sorry bye again much so very appreciate it you
    for the that this help answer answers info heads up news
    """.split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or clause of a message: `asks` where it asks something."""

    text: str
    asks: bool


_PRAISE = frozenset("great awesome nice cool wow good amazing thanks thank thx ty cheers appreciate".split())


def is_praise(text: str) -> bool:
    """Whether a message says nothing but how glad somebody is: `great news`, `ok cool`; a question mark asks for more."""
    typed = set(words(fold(visible(text[:2400]))))
    return "?" not in text and bool(typed & _PRAISE) and typed <= _CHAT | _PRAISE


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a message in their order, those that say nothing left out; empty when nothing is left.

    A piece without a word of its own ("right?", "is that ok?") goes with the one before it, and so does one that points back
    to what that one told ("who says that?", "how long did that one last?").
    """
    straight = visible(text[:2400])
    found: list[Part] = []
    for piece in (piece for sentence in _ENDS.split(straight) for piece in _pieces(sentence)):
        typed = words(fold(piece))
        if not typed or set(typed) <= _CHAT:
            continue
        own = content(typed) or _STANDS & set(typed)
        if found and (not own or _points_back(typed, found[-1])):
            found[-1] = Part(f"{found[-1].text} {piece}", found[-1].asks or "?" in piece)
        else:
            found.append(Part(piece, _asks(piece, typed)))
    return tuple(found[:MOST_PARTS])


def _pieces(sentence: str) -> Iterator[str]:
    """The questions of a sentence."""
    for joined in _JOINS.split(sentence):
        first, *others = (piece.strip() for piece in _COMMA.split(joined))
        if others and _asks(first, words(fold(first))):
            yield from (first, *others)
        else:
            yield joined.strip()


def _points_back(typed: list[str], before: Part) -> bool:
    """Whether a piece is short, speaks of `that`, and the one before it told something that can be meant."""
    own = [word for word in content(typed) if word not in _POINTERS]
    doubts = bool(own) and set(own) <= _DOUBTS
    points = doubts or (bool(_POINTERS & set(typed)) and len(own) <= _FEW)
    return points and len(content(words(fold(before.text)))) >= _TOLD


_POINTERS = frozenset("that thats those then he she him her his hers".split())
"""Words that stand for what was said before; `it` and `they` mean the strike itself as often."""
_DOUBTS = frozenset(
    "legit true confirm confirmed real fake correct verify verified reliable sure someone right".split()
)
"""Words of a piece that asks no more than whether what was told before is so: `is this legit`."""
_STANDS = frozenset("over on out back off".split())
"""Small words that are all there is to a question how the strike stands: `is it over`, `are they back`."""
_FEW, _TOLD = 2, 3
"""Most words of its own of a piece that points back, and fewest of what it points to."""


def _asks(piece: str, typed: list[str]) -> bool:
    if "?" in piece:
        return True
    lead = [token for token in typed if token not in _LEADS]
    return bool(lead) and (lead[0] in _ASKS or _WONDERS.search(plain(piece)) is not None)
