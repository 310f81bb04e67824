"""Whether a message leans on what went before it, decided once and by its own words, and what it then takes over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.matching.bare_names import another
from bot.matching.earlier_values import earlier
from bot.matching.fragments import FILLERS, Fragment, fragment
from bot.matching.ordinals import ORDINALS, ends_in_order, ordinal_in
from bot.matching.pronouns import (
    ASKING,
    AUXILIARIES,
    COPULAS,
    DETERMINERS,
    EVERYTHING,
    GENERIC,
    IT,
    NAMES,
    OCCASION,
    OCCASIONS,
    OTHER,
    OTHERS,
    PERSONS,
    PREPOSITIONS,
    ROLES,
    SAME_TIME,
    SIDES,
    THAT,
    THINGS,
    WHO,
    on_that_occasion,
    pointed_at,
)
from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.matching.pronouns import Group
    from bot.matching.slots import Question


class Form(StrEnum):
    """How a message leans."""

    FRAGMENT = "fragment"
    """A word or two about the reply: `source?`, `why tho`."""
    NAMES = "names"
    """Nothing but names or dates, to put in the place of those before: `and the bakers?`"""
    POINTING = "pointing"
    """A sentence that points at something before, or lacks what it is about: `did they agree`, `how many voted`."""
    OTHER = "other"
    """Nothing but a thing without a name, to put in the place of one before: `and the cinemas?`"""
    SHORT = "short"
    """A question of a few words that names nothing: `who is eligible`, `how many work there`."""


@dataclass(frozen=True, slots=True)
class Lean:
    """How a message leans, and the groups of names that it takes over where it names none itself."""

    form: Form
    takes: frozenset[Group] = EVERYTHING
    fragment: Fragment | None = None
    occasion: bool = False
    """Whether it only leans where a meeting or a vote was spoken of: `who was at the meeting`."""
    dated: bool = False
    """Whether it is about the day spoken of, and no other: `what did she say there`, `who was in that session`."""
    lacking: bool = False
    """Whether it names nothing by itself: `what was the turnout`."""
    perhaps: bool = False
    """Whether it may be whole by itself: `how many jobs`; it leans only where it has no answer alone."""
    definite: bool = False
    """Whether it speaks of the one deal or vote, and does not say whose: of the strike spoken of, if that has one."""


_LINKS = frozenset(
    """
    and or but so also then what how about hbu wbt same question thing with the a an for of on in at to by from as well too
    no not i mean meant just only instead rather ones one us them that this it those please pls either now vs versus like re
    is it was are were did do does has have had will can apply applies go goes true case different compared unlike than versus
    alone anyone anybody someone longer shorter bigger smaller higher lower earlier later better worse regarding guy folks side
    """.split()
)
"""What may stand around the names of a message that is nothing but names: `same for the bakers`, `no i meant august 3`."""
_LINKED = re.compile(r"^(?:and |but |so |or )*(?:what|how) (?:about|of)\b|^(?:and|or|same|also|no|not)\b")
OPEN_VERBS = frozenset(
    """
    accept accepted agree agreed announce announced approve approved attend attended attending began begin break broke came cast
    change changed come conclude concluded continue cost decide decided discuss discussed end ended ending fail failed finish
    finished gain gained gave get give got happen happened happens join joined last lasted lasting leave left lose lost meet
    met mentioned offer offered offering pass passed pay propose proposed react reacted ratified ratify reject rejected
    replied reply respond responded result resume resumed said say saying settle settled showed sign signed speak spoke
    start started starting stop stopped talk talked talking vote voted voting walk walked want wanted win won work yes
    """.split()
)
"""Verbs (and nouns like them) that leave open of what and of whom they are said."""
_FIGURES = frozenset(
    "turnout margin outcome result results score tally count percentage percent majority".split()
)
"""What is asked of a vote by a noun alone: `turnout?`."""
_WHY_SO = re.compile(r"\b(?:why|how come) (?:so|that|this|such)\b")
"""`why so close`, `why that late`: of what was told."""
_GETS = re.compile(
    r"^(?:and )?(?:do|does|did|will|would) (?:the )?\S+ get (?:anything|something|any|more|a raise)\b"
)
"""`do temps get anything`: of the deal spoken of."""
_LATEST = re.compile(r"\b(?:happening|going on|goin on|new|latest|up)\b|^what is (?:happening|going)")
_DEFINITE = frozenset("the that this".split())
_DISPUTES = frozenset("wrong incorrect false lying mistaken lie nope".split())
_BOTH = frozenset(("both",))
_NOT = frozenset(("not",))
_YOURS = frozenset("you your i my me we our us".split())
_YOU = frozenset("you your bot are is were that this it so no not the".split())
TIMES = re.compile(r"^(.*\b(?:last|first|previous|latest) time)s?$")
"""`when was the last time`: of what, stands in the question before."""
WITHIN = re.compile(r"\b(?:what|anything|something|much) (?:\w+ )?in (?:it|that|there)\b")
"""`what was in it on pay`: of what was spoken of, even where it names an issue."""
LONG = 16
"""Words of a message from which on it brings along what it is about."""
SHORT = 6
"""Words of a question that may be about what was spoken of, without pointing at it."""
RELATIVE = re.compile(
    r"\b(?:(?:the |a |an |one |two |three |four |five |six |ten |\d{1,3} |couple |few |very )*"
    r"(?P<unit>day|week|month|year)s? (?P<way>before|after|later|earlier|prior|afterwards?|beforehand)"
    r"|(?:the )?(?P<near>next|previous|following|preceding|prior) (?P<span>day|morning|night))\b"
    r"(?= *(?:[?.!,;]|$|and\b|then\b|too\b|please\b|pls\b|tho\b|though\b|exactly\b|that\b|it\b))",
    re.IGNORECASE,
)
"""A date counted from another one that the message does not name: `the day before?`, `a week later`."""


def leaning(read: Question, before: Collection[str] = ()) -> Lean | None:
    """How a message leans on what went before it; None for one that is complete by itself.

    `before` are the words of the question before: a message that repeats them with other names says nothing of its own.
    """
    if (told := fragment(read.text)) is not None:
        return Lean(Form.FRAGMENT, fragment=told)
    frame = read.frame
    if len(frame) > LONG or "=" in read.text:
        return None
    if _disputes(frame):
        return Lean(Form.FRAGMENT, fragment=Fragment.AGAIN)
    if (asked := _asked_of_names(frame) or _without_verb(frame)) is not None:
        return Lean(Form.FRAGMENT, fragment=asked)
    if only_names(frame, before):
        return Lean(Form.NAMES)
    if RELATIVE.search(read.text):
        return Lean(Form.POINTING, frozenset(("party", "strike", "date")))
    return _taking(frame) or _perhaps(frame)


def _taking(frame: Sequence[str]) -> Lean | None:
    """How a message leans that lacks names, or points at some; None for one that takes none over."""
    lacking, joined = _lacking(frame), _joined(frame)
    takes = pointed_at(frame) | lacking | joined
    if _lacks_whom(frame):
        takes |= WHO
    if takes == joined and ordinal_in(frame) is None and another(frame) is not None:
        return Lean(Form.OTHER, takes, perhaps=not takes)
    if not takes:
        return None
    return Lean(Form.POINTING, takes, dated=on_that_occasion(frame), lacking=bool(lacking))


def _lacks_whom(frame: Sequence[str]) -> bool:
    """Whether a message speaks of one in an order, of the last time, or of what is in it, and does not say of whom."""
    line = " ".join(token for token in frame if token not in FILLERS)
    unnamed = NAMES.isdisjoint(frame)
    if WITHIN.search(" ".join(frame)) and PLACEHOLDERS["party"] not in frame:
        return True
    return ordinal_in(frame) is not None or (unnamed and (ends_in_order(frame) or bool(TIMES.match(line))))


def _perhaps(frame: Sequence[str]) -> Lean | None:
    """How a message leans that takes over no names."""
    if _of_an_occasion(frame):
        return Lean(Form.POINTING, OCCASION, occasion=True)
    if _of_the_one(frame):
        return Lean(Form.POINTING, WHO, definite=True)
    asks = _counts_without_verb(frame) or earlier(frame) or _GETS.search(" ".join(frame))
    return Lean(Form.POINTING, perhaps=True) if asks else None


_THE_ONE = re.compile(
    r"\b(?:the|their|that) (?:(?:new|final|tentative|last|strike|ratification|union|final) )?"
    r"(?:deal|deals|contract|agreement|terms|vote|ballot|poll|members|membership|negotiators)\b"
)
"""A deal or a vote as if there were but one."""


def _of_the_one(frame: Sequence[str]) -> bool:
    """Whether a message asks of `the deal` or `the members` without a name for whose."""
    return THINGS.isdisjoint(frame) and _THE_ONE.search(" ".join(frame)) is not None


_OFFERING = frozenset(
    "offer offers offered offering want wants propose proposes proposed demand demands demanded".split()
)
_ASKED_OF_A_SIDE = (
    ASKING | AUXILIARIES | _OFFERING | frozenset("the ask asks asked for about much now s".split())
)


def asks_of_a_side(frame: Sequence[str]) -> Lean | None:
    """How `what does the company offer` leans after a question on an issue: on that issue; None for any other message."""
    rest = [token for token in frame if token not in FILLERS]
    sided = rest.count(PLACEHOLDERS["party"]) == 1 and not _OFFERING.isdisjoint(rest)
    if not sided or not {*rest} - {PLACEHOLDERS["party"]} <= _ASKED_OF_A_SIDE:
        return None
    return Lean(Form.POINTING, frozenset(("issue",)), definite=True)


def _disputes(frame: Sequence[str]) -> bool:
    """`you're wrong, it's day 94`."""
    rest = [token for token in frame if token not in FILLERS and token not in NAMES and token not in _YOU]
    if "sure" in rest and all(token in _DISPUTES | {"sure", "day"} or token.isdecimal() for token in rest):
        return True
    return not _DISPUTES.isdisjoint(rest) and all(
        token in _DISPUTES or token in ("day", "sure") for token in rest
    )


def is_bare(frame: Sequence[str]) -> bool:
    """Whether a message only links a name to a question before it: `and the union?`; what is said of an issue is asked so too."""
    names = {token for token in frame if token in NAMES}
    return (
        only_names(frame) and names != {PLACEHOLDERS["issue"]} and _LINKED.search(" ".join(frame)) is not None
    )


def only_names(frame: Sequence[str], before: Collection[str] = ()) -> bool:
    """Whether a message is nothing but names and dates, with words that link them to the question before."""
    names = [token for token in frame if token in NAMES]
    rest = SAME_TIME.sub(" ", " ".join(token for token in frame if token not in NAMES)).split()
    rest = rest[3:] if rest[:3] == ["by", "how", "much"] else rest
    line = " ".join(rest)
    side = (
        OTHERS.search(line)
        or OTHER.search(line)
        or not ROLES.keys().isdisjoint(rest)
        or not _BOTH.isdisjoint(rest)
    )
    if not names and not side:
        return False
    left = [
        token
        for token in OTHER.sub(" ", OTHERS.sub(" ", line)).split()
        if token not in ROLES and token not in _BOTH
    ]
    linked = _LINKED.search(" ".join(frame)) is not None
    if any(
        token not in _LINKS and token not in FILLERS and not (linked and token in before) for token in left
    ):
        return False
    if not linked and (not ASKING.isdisjoint(left) or _predicated(frame)):
        return False
    return linked or len(set(names)) < 2


def _predicated(frame: Sequence[str]) -> bool:
    """`is the strike still on`: the last word says something of the name."""
    last = next((token for token in reversed(frame) if token not in FILLERS), "")
    return last in ("on", "in", "by", "off", "out", "true", "case") and not COPULAS.isdisjoint(frame)


def _asked_of_names(frame: Sequence[str]) -> Fragment | None:
    """`why the bakers`, `when for them`: an asking word and a name, without a verb."""
    rest = [
        token
        for token in frame
        if token not in NAMES and token not in PREPOSITIONS and token not in ("the", "and", "not")
    ]
    return _BARE.get(rest[0]) if len(rest) == 1 and len(rest) < len(frame) else None


def _without_verb(frame: Sequence[str]) -> Fragment | None:
    """`who did`, `when will they`, `have they`: what is asked stands in the question before."""
    rest = [token for token in frame if token not in FILLERS and token not in _NOT]
    if (
        not rest
        or len(rest) > 3
        or any(token not in AUXILIARIES | ASKING | SIDES | PERSONS | IT for token in rest)
    ):
        return None
    defines = rest[0] in ("who", "what", "how") and not COPULAS.isdisjoint(rest) and len(rest) > 2
    if AUXILIARIES.isdisjoint(rest) or defines or len(rest) < 2:
        return None
    return _BARE.get(rest[0], Fragment.AGAIN) if rest[0] != "who" else Fragment.AGAIN


_BARE = {"why": Fragment.WHY, "when": Fragment.WHEN, "where": Fragment.WHERE, "who": Fragment.WHO}


_NOW = frozenset("there time times now then".split())


def names_no_thing(frame: Sequence[str]) -> bool:
    """`how many`, `how much of it`, `how many of them`: a question for a number that does not say of what."""
    rest = {
        token
        for token in frame
        if token not in FILLERS and token not in PREPOSITIONS and token not in COPULAS
    }
    return rest <= {"how", "many", "much"} | SIDES | IT | THAT | _NOW


def _lacking(frame: Sequence[str]) -> frozenset[Group]:
    """What a message without any name or noun of its own lacks: `how many people voted`, `which city`."""
    if not NAMES.isdisjoint(frame) or _LATEST.search(" ".join(frame)):
        return frozenset()
    rest = [token for token in frame if token not in FILLERS]
    words = [token for token in rest if token not in ASKING and token not in AUXILIARIES]
    if words and len(rest) <= 3 and _FIGURES.issuperset(words):
        return EVERYTHING
    if not words or any(one in DETERMINERS and two in OPEN_VERBS for one, two in pairwise(frame)):
        return frozenset()
    if all(token in OPEN_VERBS or token in GENERIC for token in words):
        return EVERYTHING if not (ASKING | AUXILIARIES | OPEN_VERBS).isdisjoint(rest) else frozenset()
    fragmentary = len(words) <= 2 and not set(rest) & AUXILIARIES
    asked = (
        rest[0] in ("which", "whose", "what")
        or _WHY_SO.search(" ".join(frame)) is not None
        or (rest[0] in PREPOSITIONS and not ASKING.isdisjoint(rest[1:2]))
    )
    return EVERYTHING if fragmentary and asked else frozenset()


def _counts_without_verb(frame: Sequence[str]) -> bool:
    """`how many jobs`, `how much money`: of what was told, where it says no more."""
    rest = [token for token in frame if token not in FILLERS]
    counted = rest[:2] in (["how", "many"], ["how", "much"])
    return counted and 2 < len(rest) <= 4 and AUXILIARIES.isdisjoint(rest)


def short(read: Question) -> Lean | None:
    """How a question of a few words, which names nobody and nothing, may lean: `who is eligible`; it may be whole as well."""
    frame = read.frame
    rest = [token for token in frame if token not in FILLERS]
    asks = rest[:1] and rest[0] in ASKING | AUXILIARIES
    whole = not THINGS.isdisjoint(frame) or not ORDINALS.isdisjoint(frame) or not _YOURS.isdisjoint(frame)
    return Lean(Form.SHORT, perhaps=True) if asks and 1 < len(rest) <= SHORT and not whole else None


def _of_an_occasion(frame: Sequence[str]) -> bool:
    """`who was at the meeting`: without a name, and without saying which."""
    definite = any(
        one in _DEFINITE and two in OCCASIONS
        for one, two in pairwise(("the", *frame) if len(frame) == 1 else frame)
    )
    return definite and NAMES.isdisjoint(frame) and ORDINALS.isdisjoint(frame)


def _joined(frame: Sequence[str]) -> frozenset[Group]:
    """`and when does the strike end`: joined to the question before, so of the same strike and issue where it names no other."""
    if frame[:1] != ("and",) or len(frame) < 2:
        return frozenset()
    return frozenset(("issue",)) if not THINGS.isdisjoint(frame) else WHO | {"issue"}
