"""Whether a message asks something, or only remarks on what it replies to."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.matching.clauses import clauses, is_small_talk
from bot.matching.fragments import FILLERS, fragment
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import plain, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Frames = Callable[[str], Sequence[str]]

_TO_OTHERS = re.compile(r"<@[!&]?\d+>|(?<![\w.])@\w")
"""A mention that is left when the bot's own is lifted out: people talk to each other."""
_TAG = re.compile(
    r"[\s,]*\b(?:right|huh|eh|no|yeah|yes|ok|okay|innit|amirite|lol|lmao)\s*[?!.]*$", re.IGNORECASE
)
_ASKING = frozenset("what who whom whose when where why how which".split())
_AUXILIARIES = frozenset(
    "is are was were am do does did has have had can could will would should aint".split()
)
_LINKS = frozenset(
    """
    and but or so also then what how about hbu wbt same for question thing with the a an of on in at to by from as well too
    day not no i mean meant just only instead rather ones one us them that them those please pls either now
    """.split()
)
"""What may stand around the names of a message that is nothing but names: `and the union`, `no i meant for bakers`."""
_OPENERS = (
    FILLERS
    | frozenset("no nah nope wow nice cool great interesting curious question random hi hello".split())
) - frozenset("a an the any some i can much about us like hell fuck heck right more".split())
"""What may stand before a question and is none of it."""
_PREDICATES = frozenset(
    """
    not never be been being better best worse your so too just even only always still already do have love like hate see wait
    believe confirm relate imagine crazy wild insane funny sad great good bad nice cool true false fun fine awesome
    terrible happy glad sorry sure probably definitely absolutely totally literally really very pretty what why how when
    about something nothing easy hard tough rough amazing done over exactly my
    """.split()
)
"""After an auxiliary these open no question: `can confirm`, `do better`, `is wild`."""
_TOLD_TO = frozenset(
    "explain define list describe compare summarize summarise elaborate clarify translate cite".split()
)
_INDIRECT = re.compile(
    r"\b(?:wonder|wondering|curious|(?:to|wanna|gotta) know|any(?:one|body) know|not sure|forgot|forget|idk|do not know|no idea"
    r"|remind me|question is|(?:tell|show|give) (?:me|us)) (?:about )?"
    r"(?:if|whether|what|who|whom|whose|when|where|why|how|which)\b"
    r"|^(?:tell|show|give|remind|send) (?:me|us) (?!about it$|something\b|the money\b)"
    r"|^(?:since|until|till|by|for|from|to|at|in|on|with|of|about) (?:what|who|whom|when|how|which|where|whose)\b"
)
_REMARKS = tuple(
    f"{line} "
    for line in files("bot.conversation").joinpath("remarks.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""How remarks begin that look like questions: `who asked`, `how convenient`."""
_NEWS = frozenset(
    "news update updates progress word chance luck idea sign signs deal talks info information changes movement".split()
)
_NAMES = frozenset(PLACEHOLDERS.values())
_JOINED = frozenset("and or on for of in at to by from with about not as".split())
_AMUSED = re.compile(r"\b(?:lo+l|lmf?ao+|ha(?:ha)+|rofl|smh|fr|ftw|moment|era)\b|[!❤🔥💪]", re.IGNORECASE)
"""With these a name alone is a cheer or a jeer."""
_ACKNOWLEDGED = frozenset(
    """
    sure really seriously honestly truly wrong huh right positive and meaning legit sense like detail before context summary
    """.split()
)
"""Fragments that only ask with a question mark."""
_SPELT = {
    "u": "you",
    "ya": "you",
    "r": "are",
    "ur": "your",
    "woulda": "would",
    "coulda": "could",
    "shoulda": "should",
}
_SIGHED = re.compile(r"\b(?:smh|fml|ffs)\b|^do (?:it|something)\b")
_NOT_INVERTED = 5
"""Words of a clause with `when` or `how` and no question's order, from which on it is told and not asked."""


def asks_something(text: str, frame_of: Frames) -> bool:
    """Whether a message that replies to the bot asks it anything: a question, a follow-up of a word or two, or a name alone.

    `text` is the message without the bot's own mention; `frame_of` gives the words of a text with a placeholder for each
    name and date of the base (`Question.frame`).
    """
    if _TO_OTHERS.search(text):
        return False
    said = [clause for clause in clauses(text) if not is_small_talk(clause)]
    return any(_asks(clause, frame_of, last=clause is said[-1]) for clause in said)


def _asks(clause: str, frame_of: Frames, *, last: bool) -> bool:
    asked = "?" in clause and not _TAG.search(clause)
    bare = _TAG.sub("", clause) or clause
    said = [_SPELT.get(token, token) for token in _opened(words(plain(bare)))]
    if not said or _is_remark(said) or (len(said) == 1 and is_small_talk(said[0])):
        return False
    if fragment(bare) is not None:
        return asked or (last and not set(said) <= _ACKNOWLEDGED)
    return (
        asked or _has_the_form(said) or (last and not _AMUSED.search(clause) and _only_names(frame_of(bare)))
    )


def _opened(tokens: Sequence[str]) -> list[str]:
    """The words from where the question begins."""
    start = next((number for number, token in enumerate(tokens) if token not in _OPENERS), 0)
    return list(tokens[start:])


def _is_remark(said: Sequence[str]) -> bool:
    line = " ".join(said) + " "
    return line.startswith(_REMARKS)


def _only_names(frame: Sequence[str]) -> bool:
    """Whether a clause is nothing but names and what links them to the question before; `pay the bakers` is told to do so."""
    rest = [token for token in frame if token not in _NAMES]
    linked = len(frame) - len(rest) == 1 or not _JOINED.isdisjoint(rest)
    return len(rest) < len(frame) and linked and all(token in _LINKS or token in FILLERS for token in rest)


def _has_the_form(said: Sequence[str]) -> bool:
    first, rest = said[0], said[1:]
    if _INDIRECT.search(" ".join(said)):
        return True
    if said[:2] in (["what", "about"], ["how", "about"], ["same", "for"]) or first in ("hbu", "wbt"):
        return True
    if first in _TOLD_TO:
        return first != "explain" or rest[1:2] != ["to"]
    if first == "any":
        return not _NEWS.isdisjoint(rest[:2])
    if first in _ASKING:
        return _is_asked(first, rest)
    return (
        first in _AUXILIARIES
        and len(rest) > 1
        and rest[0] not in _PREDICATES
        and not _SIGHED.search(" ".join(said))
    )


def _is_asked(first: str, rest: Sequence[str]) -> bool:
    """Whether a clause with an asking word in front is a question; `when they cave I will celebrate` is none."""
    inverted = not _AUXILIARIES.isdisjoint(rest[:3]) or first in ("who", "whose", "which", "what")
    mine = not {"i", "ill", "id", "me", "my", "we", "our"}.isdisjoint(rest)
    return inverted or (len(rest) < _NOT_INVERTED and not mine)
