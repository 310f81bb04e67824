"""How a question is put, whatever it is about: what it asks with, of whom, and of what time. Generic English only."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.matching.text import fold, visible

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = npt.NDArray[np.float64]

_STARTS = r"^(?:(?:so|and|but|ok|okay|well|then|or|wait|um|uh|like|hey|yo|bruh|also|now)\b[\s,.!:]*)*"


def _rule(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_PATTERNS: dict[str, re.Pattern[str]] = {
    "why": _rule(
        r"\bwhy\b|\bhow come\b|\bfor what\b|\bover what\b",
        r"\bwhat(?: is| are|'s)? (?:the )?(?:reasons?|point|cause)\b",
        r"\bwhat (?:made|drove|sparked|caused)\b",
    ),
    "when": _rule(
        r"\bwhen\b|\bwen\b|\bhow soon\b|\bby what\b|\bat what point\b", r"\bwhat (?:day|date|time|year)\b"
    ),
    "who": _rule(
        r"\bwho\b|\bwhom\b|\bwhose\b", r"\bwhich (?:people|person|party|side|union|company|companies|ceos?)\b"
    ),
    "where": _rule(r"\bwhere\b|\bwhich (?:city|place|site|plant|hospital)s?\b"),
    "count": _rule(r"\bhow (?:many|much)\b|\bwhat (?:percent|percentage|number|share)\b|\$\$"),
    "span": _rule(r"\bhow long\b|\bhow many (?:days|weeks|months|years)\b"),
    "means": _rule(
        r"\bwhat (?:is|are|does|do|'s)\b.{0,60}\b(?:mean|stand for)\b|\bdefin|\bmeaning of\b|\bmeant by\b|\bexplain\b",
        r"\bwhat(?: is|'s| are) (?:a|an)\b|\bwhat exactly (?:is|are)\b",
    ),
    "may": _rule(
        r"\b(?:can|may|could|should|allowed|permitted|supposed|ok|okay|fine|legal|able|acceptable) (?:\w+ ){0,3}?"
        r"(?:i|we|you|they|he|she|members?|writers?|actors?|people|workers?|doctors?|someone|anyone|to)\b",
        r"\ballowed\b|\bprohibit|\bforbid|\bpermit|\boff limits\b|\brules?\b",
    ),
    "ahead": _rule(
        r"\b(?:will|gonna|going to|about to|won'?t|likely|chances?|expect(?:ed)?|predict|ever)\b",
        r"\bhow soon\b|\bwhen (?:will|do|does|can)\b",
    ),
    "opinion": _rule(
        r"\b(?:should|think|worth|fair|best|worst|better|opinion|feel|love|hate|selfish|greedy)\b",
        r"\bright or wrong\b|\bwrong with\b",
    ),
    "me": _rule(r"\b(?:i|i'?m|my|me|mine|we|our|us|im|ive|i'?ve)\b"),
    "you": _rule(r"\b(?:you|your|you'?re|u|ur)\b"),
    "over": _rule(r"\b(?:over|end(?:ed|s)?|still|finished|done|anymore|back to work|back yet)\b"),
    "lately": _rule(
        r"\b(?:news|new|update[sd]?|latest|lately|recent(?:ly)?|today|this week|what'?s up|going on|happening|status|word)\b"
    ),
    "helps": _rule(
        r"\b(?:help|support|donate|show (?:my|our|your) support|solidarity|boycott|cancel(?:l?ing)?)\b"
    ),
    "needs": _rule(
        r"\b(?:rent|bills|groceries|afford|broke|money help|financial(?:ly)?|assistance|struggling)\b",
        r"\b(?:unemployment|benefits|insurance)\b",
    ),
    "said": _rule(
        r"\b(?:said|say|says|quote[sd]?|words|called|statement|comment(?:ed|s)?|respond(?:ed)?|reaction|told)\b"
    ),
    "got": _rule(
        r"\b(?:deal|agreement|contract|agreed|get|got|win|won|offer(?:ed|s|ing)?|raise|terms)\b"
    ),
    "wants": _rule(
        r"\b(?:want(?:s|ed|ing)?|demand(?:s|ed|ing)?|ask(?:s|ed|ing)? for|asks|seek(?:s|ing)?|fighting for|goals?)\b"
    ),
    "touches": _rule(
        r"\b(?:affect(?:s|ed|ing)?|effects?|impact(?:s|ed|ing)?|mean for|happen(?:s|ed)? to)\b",
        r"\b(?:delay(?:s|ed)?|cancel(?:l?ed)?|stop(?:s|ped)?|shut)\b",
    ),
    "talks": _rule(r"\b(?:talks?|talking|negotiat\w+|bargain\w*|meet|meets|met|meetings?|table|sessions?)\b"),
    "votes": _rule(r"\b(?:vot(?:e|es|ed|ing)|ballots?|ratif\w+|authori[sz]\w+|mandate|turnout)\b"),
    "yes_no": _rule(
        _STARTS + r"(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|may|am|r|"
        r"aren'?t|isn'?t|don'?t|didn'?t|haven'?t)\b"
    ),
}  # fmt: skip
_NAME = re.compile(r"(?<=[a-z,;:] )(?:[A-Z][\w’'.&-]+)(?: (?:[A-Z][\w’'.&-]+|of|the|and|&))*")


@dataclass(frozen=True, slots=True)
class Shape:
    """Each 1.0 where the question is put so, else 0.0; `strange` counts capitalised names that the base lacks, 3 at most."""

    why: float = 0.0
    when: float = 0.0
    who: float = 0.0
    where: float = 0.0
    count: float = 0.0
    span: float = 0.0
    means: float = 0.0
    may: float = 0.0
    ahead: float = 0.0
    opinion: float = 0.0
    me: float = 0.0
    you: float = 0.0
    over: float = 0.0
    lately: float = 0.0
    helps: float = 0.0
    needs: float = 0.0
    said: float = 0.0
    got: float = 0.0
    wants: float = 0.0
    touches: float = 0.0
    talks: float = 0.0
    votes: float = 0.0
    yes_no: float = 0.0
    strange: float = 0.0


NAMES = tuple(field.name for field in fields(Shape) if field.name != "strange")


def vector(shape: Shape) -> Floats:
    """The shape as numbers, in the order of NAMES."""
    return np.array([getattr(shape, name) for name in NAMES])


def prototype(*names: str) -> Floats:
    """A shape that is asked in one of these ways."""
    return np.array([float(name in names) for name in NAMES])


def shape_of(text: str, is_known: Callable[[str], bool]) -> Shape:
    """How a text asks; `is_known` says whether a word (folded) is one of the base."""
    straight = visible(text[:1200]).replace("’", "'")
    lowered = fold(straight)
    found = {name: float(pattern.search(lowered) is not None) for name, pattern in _PATTERNS.items()}
    strange = sum(not all(is_known(word) for word in fold(name).split()) for name in _NAME.findall(straight))
    return Shape(**found, strange=float(min(3, strange)))
