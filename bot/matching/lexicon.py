"""Words that carry no subject of their own: a question is about what is left without them."""

from __future__ import annotations

import calendar
import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FUNCTION_WORDS = frozenset(
    """a about above after again against ain all also am an and any anybody anyone anything are aren as at be because been before being
    below between both but by can cannot could did do does doing done down during each either else etc even ever every few for from further
    get gets getting give given go goes going gone gonna got gotta had has have having he her here hers herself him himself his how i if in
    into is it its itself just kind let lets like lot lots made make makes many may maybe me might mine more most much must my myself near
    need neither never no nor not now of off on once one only onto or other others ought our ours ourselves out over own per please put
    quite rather really same see seen she should since so some somebody someone something somewhere soon sort still stuff such sure take
    taken tell than that the their theirs them themselves then there these they thing things this those though through till to too toward
    towards under until up upon us use used very want wants was way we well were what whatever when where whether which while who whom
    whose why will with within without would wow yes yet you your yours yourself yourselves ok okay oh hi hey hello um uh ah hmm yeah yep
    nope r u ur pls plz thx tho lol omg idk btw rn k y n wanna kinda sorta gimme lemme whats wheres hows isnt true false really actually
    exactly currently today know say says said think right wrong wait ask asked asking answer question mean means meant bot""".split()
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
_DATES = re.compile(r"\b(?:19|20)\d\d\b|\b(?:" + "|".join(calendar.month_name[1:]) + r")\s+\d{1,2}\b")


def quantity_asked(tokens: Sequence[str]) -> bool:
    """Whether a question asks how many or how much."""
    pairs = set(itertools.pairwise(tokens))
    return bool(pairs & {("how", "many"), ("how", "much")}) or bool({"percent", "percentage"} & set(tokens))


def has_quantity(text: str) -> bool:
    """Whether a text gives a quantity other than a date."""
    return _NUMBER_WORD.search(_DATES.sub(" ", text)) is not None
