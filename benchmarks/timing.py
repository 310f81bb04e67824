"""Times several ways to do the same, in turn, so that a busy machine slows them all alike."""

from __future__ import annotations

import math
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Question = TypeVar("Question")


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, one for each question: its median over the rounds."""

    each: tuple[float, ...]

    @property
    def p50(self) -> float:
        return statistics.median(self.each)

    @property
    def p99(self) -> float:
        """Nearest rank; with fewer than 100 questions the slowest."""
        return sorted(self.each)[math.ceil(len(self.each) * 0.99) - 1]

    @property
    def per_second(self) -> float:
        return 1000 / statistics.fmean(self.each)


def interleave(
    ways: Mapping[str, Callable[[Question], object]], questions: Sequence[Question], rounds: int
) -> dict[str, Times]:
    """Ask every question of every way, `rounds` times, the ways in turn; one unmeasured pass over a few questions first."""
    taken: dict[str, list[list[float]]] = {name: [[] for _ in questions] for name in ways}
    for ask in ways.values():
        for question in questions[:5]:
            ask(question)
    for _ in range(rounds):
        for name, ask in ways.items():
            for number, question in enumerate(questions):
                start = time.perf_counter()
                ask(question)
                taken[name][number].append((time.perf_counter() - start) * 1000)
    return {name: Times(tuple(statistics.median(each) for each in found)) for name, found in taken.items()}
