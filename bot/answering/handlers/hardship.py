"""What helps people whom a strike leaves without money, food, a home or cover: the entries of the base that tell of help."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition.draft import Draft
from bot.answering.question.query import sides
from bot.knowledge.model.models import PartyKind
from bot.matching.polarity import without_verdict
from bot.matching.text import stem, stems_of, tokens_of

if TYPE_CHECKING:
    from bot.answering.question.query import Query
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Answer

MOST = 3
"""Entries that are told at once."""
OFTEN_HELP = 1 / 4
"""In how many of an entry's questions help must be asked for: people ask for it in many words that say nothing of help."""
OFTEN = 1 / 3
"""Least share of an entry's questions that ask for help, for it to be an entry about help."""
_EMPLOYERS = frozenset({PartyKind.EMPLOYERS, PartyKind.COMPANY})
_ASKED = (
    "money bill rent mortgage loan grant home house apartment landlord evicted income savings credit debt broke struggling"
    " afford resources assistance paycheck survive live week month since"
)
"""What someone in need says of it, and asks for nothing else with."""
_HELP = stems_of("fund hardship aid relief loan grant emergency")
_COMMON = _HELP | stems_of(
    "help is there who what how where do does did can the for to in of and a be strike work job people out lose lost money"
)
_STRIKE_PAY = ("strike", "pay")
_NEEDS = (
    (
        stems_of(
            "health insurance insured doctor medical medicine medication coverage hospital sick therapy"
        ),
        stems_of("health healthcare insurance coverage medical"),
    ),
    (
        stems_of("food hungry eat feed groceries grocery meal meals starving pantry"),
        stems_of("food pantry grocery groceries meal meals"),
    ),
    (
        stems_of(
            "mental depressed depression anxious anxiety stress stressed therapist cope coping hopeless"
        ),
        stems_of("mental counseling counselling therapy crisis"),
    ),
    (
        stems_of("rent landlord evict evicted eviction mortgage apartment house home homeless roof"),
        stems_of("rent eviction evict mortgage"),
    ),
)
"""Words of someone who is in need of something, and of entries that tell of it."""


def help_in_need(ask: Query) -> Draft | None:
    """The entries about help with what the question is in need of, then about help of any kind; those after the first under
    their questions."""
    found = [] if _of_employers(ask) else _found(ask)
    if not found:
        return None
    draft = Draft(ask.view)
    for number, (full_id, entry) in enumerate(found):
        draft.say(full_id, entry, entry.answer, lead=entry.question if number else None, first=True)
    draft.headline = without_verdict(draft.headline)
    draft.support.append(_ASKED)
    draft.relate([entry.question for _, entry in found])
    return draft


def holds_help(base: KnowledgeBase) -> bool:
    """Whether a base has any entry about help."""
    return any(
        entry.withdrawn is None and _lines(entry.question, *entry.asked)[1] for entry in base.answers.values()
    )


def _found(ask: Query) -> list[tuple[str, Answer]]:
    """The entries to tell of: that meet the need, are for those named, are about who asks, tell of a fund; in this order."""
    asked = {stem(token) for token in ask.question.tokens}
    wanted = [offers for needs, offers in _NEEDS if needs & asked]
    named = set(sides(ask))
    ranked: list[tuple[tuple[bool, bool, bool, bool, int, int], str, Answer]] = []
    for full_id, entry in ask.view.answers:
        lines, helps = _lines(entry.question, *entry.asked)
        whose = _whose(ask, entry)
        meets = any(_share(lines, offers) >= OFTEN for offers in wanted)
        if not (meets or helps) or (named and whose and not named & whose):
            continue
        others = not (asked & _subject(lines))
        place = (not meets, not named & whose, others, "fund" not in tokens_of(entry.question))
        ranked.append(((*place, -int(5 * _share(lines, _HELP)), -len(lines)), full_id, entry))
    ranked.sort(key=lambda each: each[:2])
    return [(full_id, entry) for _, full_id, entry in ranked[:MOST]]


def _whose(ask: Query, entry: Answer) -> set[str]:
    """The parties whose members an entry is for; none where it is for anybody."""
    strike = ask.view.base.strikes.get(entry.strike or "")
    return {ask.view.whole(party) for party in (*entry.parties, *(strike.unions if strike else ()))}


def _subject(stems: tuple[frozenset[str], ...]) -> frozenset[str]:
    """What is in much of an entry's questions beside that help is asked for."""
    counts = Counter(word for line in stems for word in line)
    return frozenset(word for word, count in counts.items() if count >= len(stems) * OFTEN) - _COMMON


def _of_employers(ask: Query) -> bool:
    """Whether the question names an employer: whoever asks whether one can afford to pay is not in need."""
    return any(ask.view.base.parties[party].kind in _EMPLOYERS for party in sides(ask))


def _share(stems: tuple[frozenset[str], ...], words: frozenset[str]) -> float:
    """In how much of an entry's questions one of these words is."""
    return sum(not words.isdisjoint(line) for line in stems) / len(stems)


@lru_cache(maxsize=16384)
def _lines(question: str, *asked: str) -> tuple[tuple[frozenset[str], ...], bool]:
    """The stems of the question of an entry and of each other way of asking it; and whether the entry is about help."""
    lines = [tokens_of(line) for line in (question, *asked)]
    stems = tuple(frozenset(map(stem, line)) for line in lines)
    paid = sum(_STRIKE_PAY in pairwise(line) for line in lines)
    return stems, _share(stems, _HELP) + paid / len(lines) >= OFTEN_HELP
