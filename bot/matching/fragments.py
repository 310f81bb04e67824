"""The short things people say after a reply: `source?`, `why tho`, `u sure`, `and then`. By their words alone, no names."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.matching.text import plain, words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fragment(StrEnum):
    """What a message of a few words asks of the reply before it."""

    AGAIN = "again"
    """To stand by it, to say more of it, or to say it again."""
    SOURCE = "source"
    TELLER = "teller"
    """Whose account it is."""
    WHY = "why"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    NEXT = "next"
    """What happened after it."""
    BEFORE = "before"
    DEFINITION = "definition"
    """What the thing is that it spoke of."""


FILLERS = frozenset(
    """
    a about actually again ah all also an and any anyway basically bit bro bruh btw but cause cuz damn dude even exactly
    fam far fr further fuck genuinely guys heck hell here hey hm hmm honestly huh idk jk just k kinda legit like
    literally lmao lmfao lol man mate me oh ok okay omg or pal pls please plz precisely quick quickly
    really right rn simply so some sorry still tf than thanks the though tho too ty uh um us wait well yeah yea yes yo
    """.split()
)
"""Words that a fragment may hold anywhere; what is left must be one of the phrases."""
_SAME = {
    **dict.fromkeys("this it those these".split(), "that"),
    **dict.fromkeys("u ya bot strikebot".split(), "you"),
    **dict.fromkeys("did does".split(), "do"),
    **dict.fromkeys("could would will".split(), "can"),
    **dict.fromkeys("r were".split(), "are"),
    **dict.fromkeys("he she".split(), "they"),
    **dict.fromkeys("says said saying".split(), "say"),
    **dict.fromkeys("til till".split(), "until"),
    "was": "is",
    "y": "why",
    "whom": "who",
    "ur": "your",
    "sauce": "source",
    "srsly": "seriously",
    "abt": "about",
}
"""Words taken for another one, so that each phrase below stands for all its forms."""


def _normal(tokens: Sequence[str]) -> list[str]:
    """The words of a fragment that count, each in the form that stands for its like."""
    kept = [token for token in tokens if token not in FILLERS]
    return [_SAME.get(token, token) for token in kept or tokens]


def _phrases() -> dict[str, Fragment]:
    """Each phrase of fragments.txt with the fragment under whose heading it stands."""
    found: dict[str, Fragment] = {}
    kind = Fragment.AGAIN
    for line in files("bot.matching").joinpath("fragments.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = Fragment(line.strip("[]"))
        elif line and not line.startswith("#"):
            found[line] = kind
    return found


_FRAGMENTS = _phrases()
_ABOUT = re.compile(
    r"^(?:and |so |ok |but )*what (?:is|was|were) (?:it|that|this|they)(?: all)? (?:all )?about$"
)
"""`what was it about`: the one fragment of which `about` is no filler."""
_WHY_NOT = re.compile(
    r"^(?:and |but |so )?(?:why|how come) (?:is|are|was|were|did|does|do|has|have)(?: ?n ?t| not) (?:it|that|they|he|she)$"
    r"|^(?:and |but |so )?why (?:isnt|arent|wasnt|werent|didnt|doesnt|dont|hasnt|havent) (?:it|that|they|he|she)$"
    r"|^(?:and |but |so )?(?:why|how come) (?:it|that|they|he|she) (?:is|are|was|were|did|does|do)(?: ?n ?t| not)$"
)
"""`why isn't it`: why not."""
_POLITE = re.compile(
    r"^(?:and |but |so |ok |please )*(?:(?:could|can|would|will) you (?:please )?(?:tell me|say|explain)|do you know|any idea"
    r"|tell me|i wonder|may i ask|can i ask)(?: please)? (?=(?:why|when|where|who)\b)"
)
"""What only makes a question of a word or two polite."""
_WHOLE = frozenset(
    f"{what} {noun} is it" for what in ("what", "which") for noun in ("day", "date", "time", "year")
)
"""Whole questions with a word that points at nothing."""
LONGEST = max(len(form.split()) for form in _FRAGMENTS) + 6
"""Words of the longest fragment, with fillers."""


def fragment(text: str) -> Fragment | None:
    """What a message of nothing but a fragment asks; None for any other message."""
    tokens = words(plain(text))
    if " ".join(tokens) in _WHOLE:
        return None
    if _ABOUT.match(" ".join(tokens)) or _WHY_NOT.match(" ".join(tokens)):
        return Fragment.WHY
    tokens = _POLITE.sub("", " ".join(tokens)).split() or tokens
    return _FRAGMENTS.get(" ".join(_normal(tokens))) if len(tokens) <= LONGEST else None
