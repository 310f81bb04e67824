"""What a question denies, and whether Yes would mean the same to two questions. Read off words alone, so that it errs to no."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.text import stem, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WH = frozenset("who whom whose what which when where why how".split())
_AUXILIARIES = frozenset(
    "is are r was were am be do does did has have had can could may might must should shall will would ought".split()
)
_DENYING = frozenset({"not", "never"})
_SAYING = frozenset("said say says told tell claim claims claimed think thinks thought believe".split())
_ELSEWHERE = frozenset(
    "if because since that while but although though after before whether until unless mean means why when where how".split()
)
"""Between a question word and a negation, these begin another clause: what is denied there is not what is asked for."""
_PREMISE = frozenset("if while when since as though".split())
_TURNED = frozenset(
    stem(word) for word in "rule refuse reject exclude dismiss oppose object deny decline".split()
)
"""What is denied of these is a yes: `not rule out`."""
_ABSENT = frozenset(
    stem(word) for word in "absent absence absentee missing skip skipped miss missed snub snubbed boycott boycotted excluded "
    "uninvited bailed ditched".split()
)  # fmt: skip
_ATTENDING = frozenset(
    stem(word) for word in "attend come came show present there join meeting room table invited represented".split()
)  # fmt: skip
_MAY = frozenset("can may could allowed permitted supposed able".split())


def asks_what_is_not(tokens: Sequence[str]) -> bool:
    """Whether a question asks for what is left out: `what did they not offer`; not `why did they not`, nor `is it not`.

    What one may not do is what a rule says: `what are we not allowed to do` asks for no more than that.
    """
    for place, token in enumerate(tokens):
        if token not in _DENYING or _TURNED & {stem(word) for word in tokens[place + 1 : place + 3]}:
            continue
        before = tokens[:place]
        if _MAY & {*before[-2:], *tokens[place + 1 : place + 2]}:
            continue
        if {"and", "or"} & set(before[-2:]):  # `which they offered, and which not`
            continue
        asking = next((number for number, word in enumerate(before) if word in _WH), None)
        if asking is None or before[asking] in ("why", "how"):
            continue
        apart = _ELSEWHERE if before[asking] in ("what", "which") else _ELSEWHERE | _SAYING
        if not apart & set(before[asking + 1 :]):
            return True
    return False


def asks_who_was_absent(tokens: Sequence[str]) -> bool:
    """Whether it asks who was not at a meeting."""
    stems = {stem(token) for token in tokens}
    denied = (
        bool(_DENYING & set(tokens))
        or ("no", "show") in pairwise(tokens)
        or ("left", "out") in pairwise(tokens)
    )
    return bool(_ABSENT & stems) or (denied and bool(_ATTENDING & stems))


def is_polar(tokens: Sequence[str]) -> bool:
    """Whether a question wants Yes or No."""
    return not _WH & set(tokens) and bool(_AUXILIARIES & set(tokens))


_SENSES: Mapping[str, tuple[str, str]] = {
    "going on": (
        "continue keep still remain happening",
        "stop cease halt suspend freeze frozen pause cancel boycott quit over finished done withhold",
    ),
    "in time": ("", "postpone delay late move push reschedule"),
    "allowed": (
        "allow allowed can may permit permitted ok okay fine free legal acceptable",
        "ban banned bar barred forbid forbidden prohibit prohibited illegal wrong scab cross crossing break breaking violate "
        "violating apply",
    ),
    "required": (
        "must require required mandatory compulsory obligated need",
        "optional voluntary excused exempt",
    ),
    "harm": ("help", "hurt harm damage lose"),
    "agreeing": ("agree accept support back", "refuse reject oppose deny decline"),
}
"""Words that say the same and the opposite, sense by sense."""
NEAR = 5
"""How many words a negation may stand before what it denies."""
_PHRASES: Mapping[tuple[str, str], tuple[str, int]] = {
    ("on", "strike"): ("on strike", 1),
    ("hold", "back"): ("going on", -1),
    ("have", "to"): ("required", 1),
    ("has", "to"): ("required", 1),
    ("had", "to"): ("required", 1),
}
_SIGNS = {
    stem(word): (sense, sign)
    for sense, words in _SENSES.items()
    for sign, text in zip((1, -1), words, strict=True)
    for word in text.split()
}


def signature(tokens: Sequence[str]) -> dict[str, int]:
    """The senses that a question or sentence has, each 1 or -1; a negation turns all of them. `""` is the rest of it."""
    turned = -1 if sum(token in _DENYING for token in tokens) % 2 else 1
    found = {"": turned}
    for place in range(len(tokens)):
        if (marked := _mark(tokens, place)) is not None:
            found.setdefault(marked[0], marked[1] * turned)
    return found


def _mark(tokens: Sequence[str], place: int) -> tuple[str, int] | None:
    """The sense of a word, or of it with the one before; `while on strike` is none."""
    before = tokens[max(0, place - 2) : place]
    phrase = _PHRASES.get((before[-1], tokens[place])) if before else None
    if phrase and before[0] not in ("while", "when"):
        return phrase
    return _SIGNS.get(stem(tokens[place]))


def same_polarity(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether Yes surely means the same to both: the same senses with the same signs, and most of the same words."""
    if not is_polar(one) or not is_polar(two) or signature(one) != signature(two):
        return False
    first, second = _subject(one), _subject(two)
    shared = len(first & second)
    return 4 * shared >= 3 * len(first) and 2 * shared >= len(second)


def opposed(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether Yes surely means the opposite to both, by their words."""
    if not is_polar(one) or not is_polar(two):
        return False
    first, second = signature(one), signature(two)
    shared = (first.keys() & second.keys()) - {""}
    if shared:
        return any(first[sense] != second[sense] for sense in shared)
    return _total(first) != _total(second)


def _total(signs: Mapping[str, int]) -> int:
    """One sign for all of it: a negation counts once, and each negative word."""
    turned = signs[""]
    total = turned
    for sense, sign in signs.items():
        total *= sign * turned if sense else 1
    return total


def _subject(tokens: Iterable[str]) -> set[str]:
    return {stem(token) for token in tokens if token not in FUNCTION_WORDS}


def verdict(text: str) -> str:
    """The Yes or No that a text opens with; empty where it opens with neither."""
    first = text.partition(" ")[0]
    word = first.rstrip(".,:;!—–-")
    return word if word in ("Yes", "No") and word != first else ""


def without_verdict(text: str) -> str:
    """The text without the Yes or No that it opens with."""
    word = verdict(text)
    rest = text[len(word) :].lstrip(".,:;!—–- ")
    return rest[:1].upper() + rest[1:] if word and rest else text


def denied_by(question: Sequence[str], text: str) -> bool:
    """Whether what an answer says turns its own Yes or No around for this question: `No. … may go on` for `may I`."""
    asked = signature(question)
    body = without_verdict(text)
    for sense, sign in asked.items():
        told = _told(body, sense) if sense else None
        if told is not None:
            return (told == sign) != (verdict(text) == "Yes")
    return False


def denies_premise(question: Sequence[str], text: str) -> bool:
    """Whether a text is about the opposite of what a question sets out from: `if I am on strike`, `since they are not`."""
    for place, token in enumerate(question):
        if token in _PREMISE:
            for sense, sign in signature(question[place + 1 :]).items():
                told = _told(text, sense) if sense else None
                if told is not None and told != sign:
                    return True
    return False


def _told(text: str, sense: str) -> int | None:
    """The sign of a sense in the first clause that has it; a negation counts where it stands close before or after."""
    for clause in re.split(r"[,;:.!?]|\bbut\b", text):
        tokens = tokens_of(clause)
        for place in range(len(tokens)):
            found = _mark(tokens, place)
            if found and found[0] == sense:
                near = tokens[max(0, place - NEAR) : place] + tokens[place + 1 : place + 2]
                return -found[1] if _DENYING & set(near) else found[1]
    return None
