"""The clauses of a message, and which of them are small talk around what is asked."""

from __future__ import annotations

import re

from bot.matching.text import fold, words

_PARTED = re.compile(r"(?<=[.!?;,:…])\s+|\s+[-–—]+\s+|\n+")
"""A clause ends at a mark with a space behind it, so that neither a time nor a number is cut within."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MARKERS = frozenset(
    """
    ah aha alright amazing appreciate appreciated awesome aww awww beautiful brilliant bummer cheers cool crazy damn dang
    excellent fab fair fantastic fine gotcha great ha haha hah hahaha happy hello heya hey hi hm hmm hmmm hooray huh hurray
    insane interesting k kk lmao lmfao lol lovely nah neat nice no nope oh ok okay omg oof oops perfect phew please pls pog
    rip sad sorry splendid sweet terrible terrific thank thanks thankyou thanx thnx thx ty tysm tyvm ugh um wait well whew
    wild wonderful woo woohoo wow yay yea yeah yep yes yikes yo yup good bad sense helpful relief love got see
    """.split()
)
"""At least one of these is in small talk."""
_AROUND = frozenset(
    """
    a again all and best big bit bot boy bro bruh but dude enough ever explaining finally folks for guys help huge i
    info is it job know lot made makes man many mate much my new news point pretty quick really right so strikebot stuff
    sure team that the then this tho though to too u us very was way were what works you your
    """.split()
)
"""And these may stand around it: `that is great news`, `good to know`, `thank you so much`."""
_ASKING = frozenset(
    """
    what who whom whose when where why how which is are was were do does did has have had can could will would should
    and whats whos whens wheres hows wat wut
    """.split()
)
"""What a question begins with, where only a space parts it from the small talk before it."""
_OPENER = "|".join(sorted(_ASKING - {"and"}))
_MEANT = re.compile(rf"^\W*i (?:meant?|was asking)(?: to ask)?[\s,:]+(?=(?:{_OPENER})\b)", re.IGNORECASE)
LONGEST = 12
"""Words of small talk at most: more is a text to be read."""


def clauses(text: str) -> list[str]:
    """The clauses of a message in order, none of them empty."""
    return [clause for clause in _PARTED.split(text) if clause.strip()]


def is_small_talk(clause: str) -> bool:
    """Whether a clause only thanks, greets or marvels: `great news!`, `ok cool`; never a question."""
    if "?" in clause or '"' in clause or "“" in clause:
        return False
    tokens = words(fold(clause[:200]))
    return (
        0 < len(tokens) <= LONGEST
        and not _MARKERS.isdisjoint(tokens)
        and all(token in _MARKERS or token in _AROUND for token in tokens)
    )


def without_small_talk(text: str) -> str:
    """A message without the small talk before and behind what it asks; whole where it is nothing else."""
    parts = clauses(text)
    first, last = 0, len(parts)
    while first < last and is_small_talk(parts[first]):
        first += 1
    while last > first and is_small_talk(parts[last - 1]):
        last -= 1
    if first == last:
        return text
    kept = text if (first, last) == (0, len(parts)) else " ".join(parts[first:last])
    return _MEANT.sub("", _without_lead(kept))


def _without_lead(text: str) -> str:
    """Without small talk that only a space parts from the question: `thanks when did it end`."""
    marked = False
    for number, match in enumerate(_WORD.finditer(text[:200])):
        word = match[0].casefold().replace("’", "'").split("'")[0]
        if marked and word in _ASKING and number < LONGEST and is_small_talk(text[: match.start()]):
            return text[match.start() :]
        if word not in _MARKERS and word not in _AROUND:
            return text
        marked = marked or word in _MARKERS
    return text
