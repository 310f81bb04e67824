"""A follow-up said in full: with the things of the question before it in the place of what only points at them.

All by words: `how long did it last` after `when was the first walkout` is `how long did the first walkout last`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.followups.dependence import OPEN_VERBS, TIMES
from bot.matching.fragments import FILLERS
from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.ordinals import IN_ORDER, ORDINALS, ends_in_order, ordinal_in
from bot.matching.pronouns import (
    ASKING,
    AUXILIARIES,
    COPULAS,
    DETERMINERS,
    IT,
    PERSONS,
    PREPOSITIONS,
    SIDES,
    THAT,
    is_plural,
)
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.slots import Question

_NO_THING = (
    FUNCTION_WORDS | AUXILIARIES | ASKING | PREPOSITIONS | FILLERS | PERSONS | SIDES | IT | THAT
) - ORDINALS
_BEFORE_A_NOUN = (DETERMINERS | frozenset("which whose many much what".split())) - ORDINALS
_ACTS = frozenset("on to will would can could should must may not never they we i you who".split())
"""Between one of these and a word that is a verb or a noun (`strike`, `vote`), it is the verb."""
_STRIKING = frozenset(("strike",))
_VERBS = OPEN_VERBS | frozenset("strike strikes".split())
_NOUNS_TOO = frozenset("pay offer vote talk deal result cost change meeting".split())
"""Verbs that are nouns behind a noun: `strike pay`."""
_PLURAL = frozenset("those these them they their theirs ones".split())
_WHICH = frozenset("which any some how all none many most".split())
_MORE = frozenset("else other others more".split())
_IN_A_ROW = frozenset(
    "walkout walkouts strike strikes stoppage ballot ballots vote votes meeting meetings session offer deal".split()
)
"""What comes one after the other, so that one is the first and one the last."""
_TALKING = frozenset(
    "talks negotiations discussions meetings sessions walkouts strikes votes ballots".split()
)
"""What `they` never stands for: it is those who do it."""
Thing = tuple[str, ...]


def things(tokens: Sequence[str]) -> list[Thing]:
    """What a question speaks of, as runs of its words in order: `first walkout`, `strike fund`, `gp trainees`."""
    found: list[Thing] = []
    run: list[str] = []
    does = bool(tokens) and tokens[0] in AUXILIARIES - COPULAS
    for before, token in pairwise(("", *tokens)):
        if _is_of_a_thing(before, token, run) and not (does and token in _STRIKING and is_plural(before)):
            run.append(token)
        elif run:
            found.append(tuple(run))
            run = []
    found += [tuple(run)] if run else []
    return [thing for thing in found if not ORDINALS.issuperset(thing)]


def _is_of_a_thing(before: str, token: str, run: Sequence[str]) -> bool:
    if token in _NO_THING or (before in _ACTS and token in _VERBS):
        return False
    noun = before in _BEFORE_A_NOUN or before in ORDINALS or bool(run and token in _NOUNS_TOO)
    return noun or token not in OPEN_VERBS


def in_full(
    tokens: Sequence[str], before: Sequence[str], spoken: Sequence[Thing], *, sides: bool
) -> str | None:
    """A message with a thing of the question before in the place of what cannot point at a name; None where nothing does.

    That is one in an order, or some of several; and `they`, where `sides`: the question before named none by their name.
    `spoken`: what it spoke of that has no name.
    """
    many = next((thing for thing in spoken if is_plural(thing[-1])), None)
    if many and (picked := _picked(tokens, many)) is not None:
        return " ".join(picked)
    if (another := ordinal_in(tokens)) is not None:
        return _another(another, before, spoken)
    if spoken and ends_in_order(tokens):
        kept = tokens[:-1] if tokens[-1] in ("one", "ones") else tokens
        return " ".join((*kept, *_single(many or spoken[0])))
    one = next((thing for thing in spoken if not IN_ORDER.isdisjoint(thing)), None)
    if one and (told := _put(tokens, IT | {"that", "this"}, ("the", *one))):
        return told
    acting = sides and many and _TALKING.isdisjoint(many)
    return _put(tokens, frozenset(("they", "them")), many) if acting and many else None


def with_the_thing(tokens: Sequence[str], before: Sequence[str]) -> str | None:
    """A message with the last thing of the question before in the place of `it` or `them`; None without one."""
    spoken = things(before)
    if not spoken:
        return None
    thing = spoken[-1] if is_plural(spoken[-1][-1]) else ("the", *spoken[-1])
    if tokens[-1:] == ("there",):
        return " ".join((*tokens[:-1], "on", *spoken[-1]))
    return _put(tokens, IT | SIDES | {"that", "this", "those", "these"}, thing)


def with_the_name(tokens: Sequence[str], name: str) -> str | None:
    """A message with the name of those spoken of in the place of `they`; None without one."""
    return _put(tokens, frozenset(("they", "them")), tuple(name.casefold().split())) if name else None


def _put(tokens: Sequence[str], pointing: frozenset[str], thing: Thing) -> str | None:
    at = next((n for n, token in enumerate(tokens) if token in pointing), None)
    if at is None or _opens(tokens, at):
        return None
    return " ".join((*tokens[:at], *thing, *tokens[at + 1 :]))


def _opens(tokens: Sequence[str], at: int) -> bool:
    """Whether a `that` stands before its own noun: `that meeting`."""
    return tokens[at] in THAT and at + 1 < len(tokens) and tokens[at + 1] not in _NO_THING | OPEN_VERBS


def _picked(tokens: Sequence[str], many: Thing) -> Thing | None:
    """`which of those are fords` with the things in its place: `which plants are fords`."""
    at = next(
        (n for n, (one, two) in enumerate(pairwise(tokens)) if one == "of" and two in _PLURAL and n), None
    )
    if at is not None and tokens[at - 1] in _WHICH | {"one", "ones"}:
        return (*tokens[:at], *many, *tokens[at + 2 :])
    if tuple(tokens[:2]) == ("which", "ones") or tuple(tokens[:2]) == ("which", "one"):
        return ("which", *many, *tokens[2:])
    return None


def _single(thing: Thing) -> Thing:
    """One of several: `walkout` of `first walkouts`."""
    kept = tuple(token for token in thing if token not in ORDINALS)
    return (*kept[:-1], kept[-1].removesuffix("s")) if kept and is_plural(kept[-1]) else kept


def _another(ordinal: str, before: Sequence[str], spoken: Sequence[Thing]) -> str | None:
    """The question before, asked of another of its things: `and the second` after `when was the first walkout`."""
    if not IN_ORDER.isdisjoint(before):
        return " ".join(ordinal if token in IN_ORDER else token for token in before)
    if not spoken:
        return None
    thing = next((each for each in spoken if not _IN_A_ROW.isdisjoint(each)), spoken[0])
    at = next(n for n in range(len(before)) if tuple(before[n : n + len(thing)]) == thing)
    if at and before[at - 1] in THAT and ordinal == "last":
        ordinal = "previous"
    kept = (*before[: at - 1], "the") if at and before[at - 1] in THAT else tuple(before[:at])
    return " ".join((*kept, ordinal, *before[at:]))


def together(tokens: Sequence[str], before: Sequence[str]) -> str:
    """A message with what the question before spoke of behind it."""
    own = set(tokens)
    return " ".join((*tokens, *(word for thing in things(before) for word in thing if word not in own)))


def with_the_verb(tokens: Sequence[str], before: Sequence[str]) -> str | None:
    """`how many jobs` with what was asked: `how many jobs did the government offer`; None for a message with a verb."""
    said = [token for token in tokens if token not in FILLERS]
    asked = next((n for n, token in enumerate(before) if token in AUXILIARIES), None)
    if asked is None or ASKING.isdisjoint(said[:2]) or not (AUXILIARIES | OPEN_VERBS).isdisjoint(said):
        return None
    return " ".join((*said, *before[asked:]))


_RUNNING = frozenset("expire expires expired expiring run runs lapse lapses valid".split())
"""What is said of contracts alone."""
_YET = frozenset("before ever yet already once previously earlier".split())


def with_the_contract(tokens: Sequence[str], whose: str) -> str | None:
    """`when does it expire` with what can: `when does the bakers contract expire`; None where that is not asked."""
    said = [word for word in tokens if word not in FILLERS and word != "out"]
    if _RUNNING.isdisjoint(said) or IT.isdisjoint(said) or len(said) > 6:
        return None
    return f"when does the {whose} contract expire"


def asked_why(before: Sequence[str]) -> str:
    """The question before, asked why: `why was the ninth plant called out` after `when was the ninth plant called out`."""
    at = next((n for n, token in enumerate(before) if token not in ASKING | _MEASURED | FILLERS | {"and"}), 0)
    return " ".join(("why", *before[at:]))


_MEASURED = frozenset("many much long often far".split())


def was_before(before: Sequence[str]) -> list[str]:
    """The question before, asked of how it was: `how much was strike pay before it was raised`."""
    was = [{"is": "was", "are": "were", "does": "did", "do": "did"}.get(token, token) for token in before]
    line = " ".join(token for token in was if token not in ("now", "today", "currently"))
    return [f"{line} before", f"{line} before it was raised"]


def with_the_time(tokens: Sequence[str], before: Sequence[str]) -> str | None:
    """`when was the last time` of what was asked: `when was the last time the bakers struck`; None for any other message."""
    timed = TIMES.match(" ".join(token for token in tokens if token not in FILLERS))
    asked = next((n for n, token in enumerate(before) if token in AUXILIARIES), None)
    if timed is None or asked is None:
        return None
    return " ".join((timed[1], *(token for token in before[asked + 1 :] if token not in _YET)))


def with_another_verb(tokens: Sequence[str], before: Sequence[str]) -> str | None:
    """The question before with another verb: `when does the strike end` of `and end` after `when does the strike start`."""
    said = [token for token in tokens if token not in _AROUND_A_VERB]
    at = next((n for n in reversed(range(len(before))) if before[n] in _COURSE), None)
    if len(said) != 1 or said[0] not in _COURSE or at is None or before[at] == said[0]:
        return None
    asking = [token for token in tokens if token in ASKING]
    if asking and asking[0] != next((token for token in before if token in ASKING), ""):
        return None
    return " ".join((*before[:at], said[0], *before[at + 1 :]))


_COURSE = frozenset(
    "begin began start started starts end ended ends finish finished stop stopped open opened close closed resume resumed".split()
)
"""How a thing begins and ends."""
_AROUND_A_VERB = FILLERS | AUXILIARIES | ASKING | IT | THAT | frozenset("and or the".split())


def with_addition(tokens: Sequence[str], before: Sequence[str]) -> str | None:
    """The question before with `in canada too` behind it; None for a message that begins with no preposition."""
    said = [token for token in tokens if token not in FILLERS]
    return " ".join((*before, *said)) if said[:1] and said[0] in PREPOSITIONS else None


def asks_for_more(tokens: Sequence[str]) -> bool:
    """`what else do they want`, `anything else`: more of the same, and of another issue."""
    return not _MORE.isdisjoint(tokens) and any(token in ("what", "anything", "who") for token in tokens)


def without_compounds(frame: Sequence[str]) -> tuple[str, ...]:
    """The words of a question without a `strike` that only says what sort of thing is meant: `strike pay`, `strike fund`."""
    sorts = {
        n
        for n, (one, two) in enumerate(pairwise(frame))
        if one == "strike" and two not in ORDINALS and len(_run(frame[n:])) > 1
    }
    return tuple(token for n, token in enumerate(frame) if n not in sorts)


def _run(tokens: Sequence[str]) -> Thing:
    return next(iter(things(tokens)), ())


def spoken_words(question: Question) -> tuple[str, ...]:
    """The words of a question, with its dates as they were said, so that it can be read anew."""
    said = iter([date.words for date in question.slots.dates])
    told = [
        tokens_of(next(said, "")) if token == PLACEHOLDERS["date"] else [token] for token in question.tokens
    ]
    return tuple(word for words in told for word in words)
