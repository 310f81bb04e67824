"""Questions in Spanish, put into English word by word: enough for names, days, dates and where a strike stands.

What has no entry in the table stays as it is. So a question that needs more than the table has is not understood, as it
should be, and none is understood as something else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from bot.matching.common_words import lists_of
from bot.matching.text import fold

ASKING = frozenset(
    "que quien quienes cual cuales cuando cuanto cuanta cuantos cuantas donde como por porque huelga hay sigue siguen".split()
)
"""Spanish words of which a question has one; English has none of them, but for a few names."""
LEAST = 0.6
"""Share of the words that the table must know."""
LONGEST = 8
"""Words of the longest wording in the table, at least."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(rf"\b(?:the )?(\d{{1,2}}|first) of ({_MONTHS})(?: of (\d{{4}}))?\b")
_STRIKE_OF = re.compile(r"\b(?:the )?strike of (?:the )?((?:resident |junior )?[\w-]+)")
_REST = "…"
_ENDS = frozenset(("about", "on strike", "in", "with", "on", "since", "until"))
"""English words before which what `…` stands for has ended."""


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], str]:
    """The English wording of each Spanish one, by its words."""
    text = files("bot.matching").joinpath("spanish.yaml").read_text(encoding="utf-8")
    return {tuple(told.split()): english for english, spanish in lists_of(text).items() for told in spanish}


def in_english(text: str) -> str:
    """A question in Spanish as an English one, in lower case but for what was not translated; any other text as it is."""
    words: list[str] = _WORD.findall(text)
    folded = [fold(word) for word in words]
    if ASKING.isdisjoint(folded) and "¿" not in words:
        return text
    said = _Said()
    known = counted = at = 0
    while at < len(words):
        found = next(
            (
                size
                for size in range(min(LONGEST, len(words) - at), 0, -1)
                if tuple(folded[at : at + size]) in _table()
            ),
            0,
        )
        if folded[at] in ("el", "al") and at + 1 < len(words) and words[at + 1].isdigit():
            said.end()
        elif found:
            said.add(_table()[tuple(folded[at : at + found])])
            known, counted = known + found, counted + found
        elif words[at] not in "¿¡":
            said.add(words[at])
            counted += words[at].islower()
        at += found or 1
    if known < 2 or known < LEAST * counted:
        return text
    return _arranged(said.whole())


class _Said:
    """English wordings, one after the other; the end of one with a gap comes behind what fills it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tail: str | None = None
        self._filled = False

    def add(self, wording: str) -> None:
        if not wording[0].isalnum() or (self._filled and wording in _ENDS):
            self.end()
        if _REST in wording:
            self.end()
            wording, _, self._tail = (part.strip() for part in wording.partition(_REST))
            self._filled = False
        elif self._tail is not None:
            self._filled = True
        self._parts.append(wording)

    def whole(self) -> str:
        self.end()
        return " ".join(self._parts)

    def end(self) -> None:
        """What fills a gap is whole."""
        if self._tail is not None:
            several = {"are", "do"} & set(" ".join(self._parts[-1:]).split())
            self._parts += [self._tail] if self._filled else ["they" if several else "it", self._tail]
        self._tail = None


def _arranged(text: str) -> str:
    """Dates and the names of strikes in the order of English."""
    text = _DATE.sub(
        lambda found: " ".join(part for part in (found[2], _number(found[1]), found[3]) if part), text
    )
    return _STRIKE_OF.sub(r"the \1 strike", text)


def _number(day: str) -> str:
    return "1" if day == "first" else day
