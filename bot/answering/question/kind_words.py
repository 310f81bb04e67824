"""With which words some kinds of question are asked, and with which they are not: what only sounds like one of them is none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Sequence


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_NEEDED = {
    "reasons": _stems(
        "why reason cause about over for behind made make led drive drove trigger spark prompt issue grievance dispute"
        " mad angry upset complaint problem point purpose goal motive want demand fight background come came happen start how"
        " explain get got push conflict stake wrong protest against overview set off brought bring force simple terms beef"
    ),
    "past_strikes": _stems(
        "before last previous past earlier history ever other first time since ago year when historically old former any"
        " again list many there go went back all called which tell win"
    ),
    "longest": _stems(
        "longest long longer length record compare than shortest duration lasted last days rank outlast beat beaten passed"
        " ranking"
    ),
}
"""Kinds of which a question has one of these stems."""
_MEETING = _stems(
    "meeting meet met talks session room there table attend present sidebar bargaining negotiation"
)
_STRIKING = _stems("strike striking struck picket picketing")
_LEAVING = _stems("walk left leave quit storm fail collapse cancel")
_ROOMS = frozenset("room building hotel city town address".split())
_OF_STRIKES = frozenset(
    "vote votes fund funds pay rule rules authorization captain captains sign signs benefits insurance line lines hq"
    " headquarters ballot committee notice hotline shirt shirts song chant website".split()
)
"""What is named after a strike, and is none: `the strike fund`."""
_CALENDAR = frozenset({"day", "day_date", "start", "end", "length", "status", "longest", "order"})


def sounds_only(kind: str, asked: Sequence[str]) -> bool:
    """Whether a question has the words of a kind, and is not one of it."""
    stems = {stem(token) for token in asked}
    pairs = set(pairwise(asked))
    if kind in _NEEDED and not _NEEDED[kind] & stems:
        return True
    if kind in _CALENDAR and any(one in ("strike", "strikes") and two in _OF_STRIKES for one, two in pairs):
        return True
    if kind == "attendees":
        place = any(one in ("what", "which") and two in _ROOMS for one, two in pairs)
        return place or bool(_STRIKING & stems and not _MEETING & stems)
    if kind == "meeting_asked":
        return bool(_LEAVING & stems) or ("why" in asked and bool(_STRIKING & stems))
    return kind == "status" and asked[:1] == ("where",) and _places_asked(asked)


def _places_asked(asked: Sequence[str]) -> bool:
    """Whether `where` asks for places: `where are the pickets`, not `where do things stand`."""
    return not {"stand", "stands", "things", "we", "they", "it", "talks", "negotiations", "matters"} & set(
        asked
    )
