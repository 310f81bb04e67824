"""What form a question has: whether it wants a word defined, a rate, or what the asker is to do."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = frozenset(PLACEHOLDERS[kind] for kind in ("party", "person", "strike"))
_LEARNING = frozenset(
    "know ask see find read learn get have trust believe check look tell understand follow hear expect say think".split()
)
"""What somebody does who wants to know; whoever does something else asks about what to do."""


def acting(asked: Sequence[str]) -> bool:
    """Whether the asker wants to know what to do: `whom do I contact`, `where can we sign up`; not `how can I know`."""
    for place, (one, two) in enumerate(pairwise(asked)):
        if one in ("do", "can", "could", "should", "must", "may", "would", "will", "shall") and two in (
            "i",
            "we",
        ):
            verb = next(
                (word for word in asked[place + 2 :] if word not in ("please", "even", "just", "not")), ""
            )
            return bool(verb) and verb not in _LEARNING
    return False


def definition(asked: Sequence[str]) -> tuple[str, ...]:
    """The words whose meaning is asked for: `what is a steward`, `what does scab mean`; empty for other questions."""
    text = " ".join(asked)
    match = _A_WORD.fullmatch(text) or _MEANS.fullmatch(text) or _DEFINE.fullmatch(text)
    return tuple(match["subject"].split()) if match else ()


_ASKED = r"(?:\S+ ){0,3}?what (?:is|are|was|were)"
_LINK = r"(?:of|for|in|at|to|that|who|on|by|from|with|is|as|during)"
_A_WORD = re.compile(
    rf"{_ASKED} an? (?P<subject>\S+(?: (?!{_LINK} )\S+){{0,3}}?)(?: (?:{_LINK}\b.*|exactly|anyway|again|even))?"
)
_THE_WORD = re.compile(rf"{_ASKED} the (?P<subject>\S+(?: (?!{_LINK} )\S+){{0,2}})(?: {_LINK}\b.*)?")
_FIRST_NAMED = re.compile(
    r"(?:(?:the|this|that|so|and|ok) ){0,2}(?P<subject>\S+(?: \S+){0,2}?)(?: so| then)? "
    r"what (?:is|are) (?:it|that|this|they|those|these)"
    r"(?: (?:exactly|anyway|again|even|then|about))?"
)
"""`strike pay, what is it`: the word comes first."""
_MEANS = re.compile(
    r"(?:\S+ ){0,3}?what (?:do|does|did) (?:an? |the )?(?P<subject>\S+(?: \S+){0,3}?) (?:mean|stand for)"
    r"(?: (?:in|here|when|exactly|anyway|again)\b.*)?"
)
_DEFINE = re.compile(
    r"(?:\S+ )?(?:define|definition of|meaning of) (?:an? |the )?(?P<subject>\S+(?: \S+){0,3})"
)


def defined(asked: Sequence[str]) -> tuple[str, ...]:
    """What a question asks the meaning, the amount or the name of: also `what is the strike pay`, `strike pay, what is it`."""
    found = definition(asked)
    if found:
        return found
    text = " ".join(asked)
    match = _THE_WORD.fullmatch(text) or _FIRST_NAMED.fullmatch(text)
    return tuple(match["subject"].split()) if match else ()


def rate_asked(asked: Sequence[str]) -> str:
    """The unit that a number is wanted for: `how much per week`; empty where none is."""
    if not {("how", "much"), ("how", "many")} & set(pairwise(asked)):
        return ""
    units = {"hour", "day", "week", "month", "year", "episode", "member", "person"}
    return next((two for one, two in pairwise(asked) if one in ("per", "each", "every") and two in units), "")


def left_out(frame: Sequence[str]) -> str:
    """What is named first, and only to be left out (`not the bakers, the other one`): its placeholder; empty where nothing is."""
    plain = [token for token in frame if token not in ("the", "about", "for", "of", "no", "i", "mean")]
    return plain[1] if plain[:1] == ["not"] and len(plain) > 1 and plain[1] in _NAMED else ""


_STRIKE_WORD = rf"(?:strike|strikes|walkout|walkouts|stoppage|dispute|{PLACEHOLDERS['strike']})"
_FORMER = re.compile(
    r"\b(?:last|previous|prior|preceding|earlier) (?:(?:\w+slot|big|major|great|real|full|long|such|labor|labour) ){0,2}"
    rf"{_STRIKE_WORD}\b(?! (?:day|days|vote|meeting|offer|update|authorization|ballot|deadline|pay)\b)"
)
_LAST_TIME = re.compile(r"\blast time\b")
_STRUCK = re.compile(rf"\b(?:{_STRIKE_WORD}|struck|striking|walked out|went out)\b")
_MET = re.compile(r"\b(?:meet|met|meeting|talks?|talked|negotiat\w+|offer\w*|said|say)\b")


def former(frame: Sequence[str]) -> bool:
    """Whether the strike before is meant: `the last strike`, `the last time they walked out`; not `how long did it last`."""
    text = " ".join(frame)
    if _FORMER.search(text):
        return True
    return _LAST_TIME.search(text) is not None and _STRUCK.search(text) is not None and not _MET.search(text)
