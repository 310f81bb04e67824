"""Made-up phrasings in any number: the shipped ones with names filled in and words replaced, dropped or inserted."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.answering.kinds.registry import phrasings
from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model.base import KnowledgeBase

SEED = 20230502
EACH = 10
"""Phrasings of one made-up entry."""


def texts(base: KnowledgeBase, count: int) -> list[str]:
    """`count` different phrasings, the same for the same base."""
    return list(islice(_stream(base), count))


def _stream(base: KnowledgeBase) -> Iterator[str]:
    chance = random.Random(SEED)
    shipped = [tokens for found in phrasings().values() for tokens in found]
    names = _names(base)
    vocabulary = sorted(
        {token for tokens in shipped for token in tokens if token not in names} | _words(base)
    )
    seen: set[str] = set()
    while True:
        tokens = [
            chance.choice(names[token]) if token in names else token for token in chance.choice(shipped)
        ]
        for _ in range(chance.randint(1, 3)):
            _change(tokens, vocabulary, chance)
        text = " ".join(tokens)
        if tokens and text not in seen:
            seen.add(text)
            yield text


def _change(tokens: list[str], vocabulary: list[str], chance: random.Random) -> None:
    place = chance.randrange(len(tokens) + 1)
    what = chance.randrange(3)
    if what == 0 or place == len(tokens):
        tokens.insert(place, chance.choice(vocabulary))
    elif what == 1:
        tokens[place] = chance.choice(vocabulary)
    elif len(tokens) > 2:
        del tokens[place]


def _names(base: KnowledgeBase) -> dict[str, list[str]]:
    """What stands for each placeholder."""
    return {
        PLACEHOLDERS["party"]: [party.short_name for party in base.parties.values()],
        PLACEHOLDERS["person"]: [person.name for person in base.people.values()],
        PLACEHOLDERS["issue"]: [issue.name for issue in base.issues.values()],
        PLACEHOLDERS["strike"]: [strike.short_name for strike in base.strikes.values()],
        PLACEHOLDERS["date"]: [meeting.date.isoformat() for meeting in base.meetings.values()]
        or ["2023-08-04"],
        PLACEHOLDERS["number"]: [str(number) for number in range(1, 149)],
        PLACEHOLDERS["quote"]: [" ".join(quote.text.split()[:6]) for quote in base.quotes.values()]
        or ["so be it"],
    }


def _words(base: KnowledgeBase) -> set[str]:
    return {
        word.casefold()
        for answer in base.answers.values()
        for word in answer.answer.text.split()
        if word.isalpha()
    }


def grown(base: KnowledgeBase, count: int) -> KnowledgeBase:
    """The base with made-up answers that together have `count` phrasings."""
    pattern = next(iter(base.answers.values()))
    made = texts(base, count)
    answers = dict(base.answers)
    for start in range(0, count, EACH):
        asked = tuple(made[start : start + EACH])
        id = f"made-up-{start // EACH}"
        answers[f"answer/{id}"] = pattern.model_copy(
            update={"id": id, "question": asked[0], "asked": asked[1:]}
        )
    return replace(base, answers=answers)
