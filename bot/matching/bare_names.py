"""Messages that are nothing but another thing than the one spoken of: `and the ferries?`, `what about the cinemas`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.matching.fragments import FILLERS
from bot.matching.pronouns import ASKING, AUXILIARIES, IT, PERSONS, PREPOSITIONS, SIDES, THAT

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINK = re.compile(
    r"^(?:(?:and|but|or|also|n|nd|plus|then|so|ok|thanks|nice|cool|wow|lol|huh|hm|hmm"
    r"|oh|ah|yeah|i see|got it|fair|interesting)\b *)*"
    r"(?:(?:what|how|wbt|hbu) (?:about|of|abt)|wbt|hbu|(?:is it )?(?:the )?same (?:thing |question )?(?:for|with|at|in)"
    r"|(?:i|no i) mean(?:t)?|and|or|also|n|nd|plus|but)\b *"
)
"""What opens a message that only names another thing."""
_BEHIND = frozenset("too then either though tho instead please pls as well alone only just".split())
_BEFORE = PREPOSITIONS | frozenset("the a an just going go also".split())
_POINTING = ASKING | AUXILIARIES | IT | PERSONS | SIDES | THAT
LONGEST = 5
"""Words of a thing."""


def another(tokens: Sequence[str]) -> tuple[str, ...] | None:
    """The thing that a message is nothing but, behind a word that links it: `trams` of `and trams`; None for any other."""
    line = " ".join(tokens)
    linked = _LINK.match(line)
    if linked is None:
        return None
    words = line[linked.end() :].split()
    while words and (words[-1] in _BEHIND or words[-1] in FILLERS):
        words.pop()
    while words and words[0] in _BEFORE | FILLERS:
        words.pop(0)
    if not 0 < len(words) <= LONGEST or not _POINTING.isdisjoint(words):
        return None
    return tuple(words)
