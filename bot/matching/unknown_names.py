"""Names that a question has and nothing knows: `is Boeing on strike`, `the railway strike`, told by where they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.spelling import english

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.matching.slots import Question

_AUXILIARIES = frozenset("is are was were has have had did does do will can isnt arent".split())
_BEFORE_A_NAME = frozenset("at against by for with from of in".split())
_DETERMINERS = frozenset("the a an this that these those all any every other".split())
_AFTER_A_NAME = frozenset(
    "strike strikes walkout walkouts stoppage dispute employee employees worker workers staff workforce".split()
)
_ABOUT_A_STRIKE = frozenset("strike strikes striking walkout walkouts out picketing stoppage".split())
_BELONGING = frozenset("in part members covered included involved affected".split())
_OF_ANY_STRIKE = frozenset(
    """
    damn damned bloody fucking freaking frigging stupid dumb silly goddamn blasted whole entire current currently latest new
    old ongoing present recent big huge great massive historic famous first second last next previous earlier other only real
    double dual general official national nationwide local long longest called planned
    """.split()
)
"""Words before `strike` that do not say whose it is."""


def strangers(read: Question, is_foreign: Callable[[str], bool]) -> list[str]:
    """The words of a question that stand where a name does, and that neither the base nor the phrasings ever use.

    A word that was corrected to a known one is that, unless it begins otherwise, or what it became is no subject.
    """
    frame = read.frame
    typed = {meant: word for word, meant in read.corrected}
    striking = bool(_ABOUT_A_STRIKE & set(frame))
    return [
        word
        for place, token in enumerate(frame)
        if _could_be_one(token, typed, is_foreign)
        and _stands_as_one(frame, place, word := typed.get(token, token), striking=striking)
    ]


def strikes_of_strangers(read: Question, is_foreign: Callable[[str], bool]) -> list[str]:
    """Those of the strangers whose strike it is, by standing right before the word: `the latest on the railway strike`."""
    followed = {one for one, two in pairwise(read.frame) if two in _ABOUT_A_STRIKE}
    return [word for word in strangers(read, is_foreign) if word in followed]


def _could_be_one(token: str, typed: dict[str, str], is_foreign: Callable[[str], bool]) -> bool:
    if token.endswith("slot") or len(token) < 3 or token in _OF_ANY_STRIKE or token in _DETERMINERS:
        return False
    if token in typed:
        return token in _NO_SUBJECT or token[0] != typed[token][0]
    return token not in FUNCTION_WORDS and not token.isdigit() and is_foreign(token)


_NO_SUBJECT = frozenset("being doing having going getting giving making taking wasn been done".split())
"""Words that no question is about: what was corrected to one of these where a name stands was a name."""


def _stands_as_one(frame: tuple[str, ...], place: int, word: str, *, striking: bool) -> bool:
    before = [token for token in frame[max(0, place - 2) : place] if token not in _DETERMINERS]
    last, after = before[-1] if before else "", frame[place + 1] if place + 1 < len(frame) else ""
    if after.endswith("slot"):
        return False
    if after in _AFTER_A_NAME:
        return not word.endswith("ed")
    if last in _AUXILIARIES and (striking or after in _BELONGING):
        return True
    return last in _BEFORE_A_NAME and word not in english()
