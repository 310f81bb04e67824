"""Questions that wait, put together by what they ask: one line for a moderator, however many put it how."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.moderating.questions.likeness import ComparedQuestion, likeness, opposed, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.answering.engine import Engine
    from bot.moderating.questions.waiting import KeptQuestion

ALIKE = 0.65
"""Least likeness of a question to the one that its group was begun with. Pairs that were rightly together, of all that were,
and of all that should have been (`own`: tests/moderating/questions/groups.py; CLINC150: its 4,500 test questions, whose
intents are wider than what one answer answers):

| least | own           | CLINC150      |
|-------|---------------|---------------|
| 0.55  | 92.3 %, 72 %  | 84.9 %, 10 %  |
| 0.60  | 92.2 %, 71 %  | 88.6 %, 8 %   |
| 0.65  | 93.5 %, 58 %  | 92.3 %, 7 %   |
| 0.70  | 96.3 %, 52 %  | 93.0 %, 6 %   |

A wrong companion costs more than a second line: it would be dismissed or taught unseen.
"""
TRIED = 20
"""How many groups a question is compared with: those it shares the most telling words with."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, most asked first; `times` they were asked in all, `last` when one was last."""

    questions: tuple[KeptQuestion, ...]
    times: int
    last: dt.datetime

    @property
    def name(self) -> str:
        """The question that stands for all."""
        return self.questions[0].text

    @property
    def people(self) -> int:
        """How many want to be told when there is an answer."""
        return sum(question.people for question in self.questions)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(question.key for question in self.questions)


def grouped(waiting: Sequence[KeptQuestion], engine: Engine, now: dt.datetime) -> list[Group]:
    """The questions in groups, most asked first; the same for any order of `waiting`.

    Questions about other parties, people, issues, strikes, dates or numbers, and ones of which one denies, are never
    put together.
    """
    view = engine.view(now)
    pairs = [(question, read(engine, view, question.text, question.last)) for question in waiting]
    common = Counter(item for _, asked in pairs for item in asked.telling)
    pairs.sort(key=lambda pair: (-pair[0].times, -_typical(pair[1], common), len(pair[0].text), pair[0].key))
    shelves: dict[tuple[object, ...], _Shelf] = {}
    for question, asked in pairs:
        shelves.setdefault(asked.about, _Shelf()).put(question, asked)
    groups = [
        _group([question for question, _ in begun]) for shelf in shelves.values() for begun in shelf.begun
    ]
    return sorted(groups, key=lambda group: (-group.times, -group.last.timestamp(), group.keys))


def _group(questions: Sequence[KeptQuestion]) -> Group:
    times = sum(question.times for question in questions)
    return Group(tuple(questions), times, max(question.last for question in questions))


def _typical(asked: ComparedQuestion, common: Counter[str]) -> float:
    """How much of what a question says others say too, less what only it says: typical ones begin groups."""
    return sum(weight if common[item] > 1 else -weight for item, weight in asked.telling.items())


class _Shelf:
    """The groups of questions about the same names, each begun by its first question."""

    def __init__(self) -> None:
        self.begun: list[list[tuple[KeptQuestion, ComparedQuestion]]] = []
        self._telling: dict[str, list[int]] = {}

    def put(self, question: KeptQuestion, asked: ComparedQuestion) -> None:
        """Into the group whose first question it is most like, the earliest of several; else into a new one."""
        fitting = [(likeness(self.begun[number][0][1], asked), -number) for number in self._near(asked)]
        fitting = [pair for pair in fitting if pair[0] >= ALIKE and self._suits(-pair[1], asked)]
        if fitting:
            self.begun[-max(fitting)[1]].append((question, asked))
            return
        for item in asked.telling or ("",):
            self._telling.setdefault(item, []).append(len(self.begun))
        self.begun.append([(question, asked)])

    def _near(self, asked: ComparedQuestion) -> list[int]:
        """The groups whose first question shares the most with a question; for one without telling words, those like it."""
        shared: dict[int, float] = {}
        for item, weight in (asked.telling or {"": 1.0}).items():
            for number in self._telling.get(item, ()):
                shared[number] = shared.get(number, 0.0) + weight
        return heapq.nsmallest(TRIED, shared, key=lambda number: (-shared[number], number))

    def _suits(self, number: int, asked: ComparedQuestion) -> bool:
        return not any(opposed(member, asked) for _, member in self.begun[number])
