"""Words that carry no subject of their own: a question is about what is left without them."""

from __future__ import annotations

import calendar
import itertools
import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FUNCTION_WORDS = frozenset(
    """
    a about above ain all also am an and any anybody anyone anything are aren as at be because been
    being below between both but by can cannot could did do does doing done down each either else etc
    every few for from further get gets getting give given go goes going gone gonna got gotta had has
    have having he her here hers herself him himself his how i if in into is it its itself just kind let
    lets like lot lots made make makes many may maybe me might mine more much must my myself near need
    no nor not now of off on one onto or ought our ours ourselves out over own per please put quite
    rather really same see seen she should so some somebody someone something somewhere soon sort still
    stuff such sure take taken tell than that the their theirs them themselves then there these they
    thing things this those though through to too toward towards under up upon us use used very was way
    we well were what whatever when where whether which while who whom whose why will with within would
    wow yes yet you your yours yourself yourselves ok okay oh hi hey hello um uh ah hmm yeah yep nope r
    u ur pls plz thx tho lol omg idk btw rn k y n kinda sorta gimme lemme whats wheres hows isnt true
    false really actually exactly currently today know right wrong wait question bot after during since
    until till
    """.split()
)


def content(tokens: Iterable[str], background: frozenset[str] = frozenset()) -> list[str]:
    """The tokens that say what a question is about, in order."""
    return [
        token
        for token in tokens
        if token not in FUNCTION_WORDS and token not in background and len(token) > 1
    ]


_NUMBER_WORD = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|percent|half)\b",
    re.IGNORECASE,
)
TRADES = frozenset(
    """
    doctors nurses teachers lecturers drivers writers actors performers directors
    porters miners dockers pilots crews cleaners carers paramedics midwives machinists autoworkers carpenters bakers
    """.split()
)
"""What people are called by what they do, as far as a count of them is a count of people."""
ANY_PEOPLE = frozenset("people persons members voters workers employees staff strikers colleagues".split())
_PEOPLE = ANY_PEOPLE | TRADES | {"ballots", "votes"}
_DATES = re.compile(
    r"\b(?:19|20)\d\d(?:[-–]\d\d)?\b|\b(?:" + "|".join(calendar.month_name[1:]) + r")\s+\d{1,2}\b"
)


_MEASURES = frozenset("long many much often far old tall soon big large high early late".split())
ASK_WORDS = frozenset("why who when where whose".split())


def asked_with(tokens: Sequence[str]) -> set[str]:
    """The words with which something is asked for: `who`, `when`, `how long`, `how many` …"""
    pairs = pairwise(tokens)
    return (set(tokens) & ASK_WORDS) | {
        f"how {two}" for one, two in pairs if one == "how" and two in _MEASURES
    }


def quantity_asked(tokens: Sequence[str]) -> bool:
    """Whether a question asks how many or how much."""
    pairs = set(itertools.pairwise(tokens))
    return bool(pairs & {("how", "many"), ("how", "much")}) or bool({"percent", "percentage"} & set(tokens))


def has_quantity(text: str, tokens: Sequence[str] = ()) -> bool:
    """Whether a text gives a quantity other than a date; of what `how many` asks for, where it asks for something."""
    plain = _DATES.sub(" ", text)
    things = {two for one, two in pairwise(tokens) if one == "many"} - FUNCTION_WORDS
    if not things:
        return _NUMBER_WORD.search(plain) is not None
    wanted = _PEOPLE if things & _PEOPLE else things
    stems = "|".join(sorted(re.escape(thing.rstrip("s")) for thing in wanted))
    return (
        re.search(rf"(?:{_NUMBER_WORD.pattern})\S*(?:\s+\S+){{0,3}}?\s+(?:{stems})", plain, re.IGNORECASE)
        is not None
    )
