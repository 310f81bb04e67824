"""What strangers get: found, composed, sure, served, wrong with confidence; counted apart, with their intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import lead
from bot.evaluation import converse, is_right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply
    from bot.evaluation import Labelled

Z = 1.96
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question fared. `found` is None where no golds say what had to be found."""

    labelled: Labelled
    reply: Reply
    held: bool
    found: bool | None
    right: bool
    served: bool

    @property
    def sure(self) -> bool:
        return self.reply.kind == "answer"

    @property
    def wrong(self) -> bool:
        """Answered, and not right."""
        return self.sure and not self.right

    @property
    def listed(self) -> bool:
        return self.reply.kind == "shortlist"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the Wilson interval (95 %), all shares 0 to 1."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.whole:
            return 0.0, 1.0
        n, p = self.whole, self.value
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return (
            f"{100 * self.value:5.1f} %  ({self.part} of {self.whole}; {100 * low:.0f} to {100 * high:.0f} %)"
        )


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters before the fold: of half of the replies at most, of nine in ten, of the longest."""

    half: int
    nine_in_ten: int
    longest: int

    @classmethod
    def of(cls, replies: Iterable[Reply]) -> Lengths:
        counts = sorted(len(lead(reply)) for reply in replies) or [0]
        return cls(counts[(len(counts) - 1) // 2], counts[math.ceil(len(counts) * 0.9) - 1], counts[-1])

    def __str__(self) -> str:
        return f"{self.half} for half, {self.nine_in_ten} for nine in ten, {self.longest} at most"


@dataclass(frozen=True, slots=True)
class Measures:
    """Of a set of questions: those held, and those not."""

    outcomes: tuple[Outcome, ...]

    def of(self, held: bool, is_so: Callable[[Outcome], bool]) -> Share:
        pool = [one for one in self.outcomes if one.held is held]
        return Share(sum(map(is_so, pool)), len(pool))

    @property
    def found(self) -> Share:
        pool = [one for one in self.outcomes if one.held and one.found is not None]
        return Share(sum(bool(one.found) for one in pool), len(pool))

    @property
    def composed(self) -> Share:
        """Of those whose gold was found: a reply that was shown held what it must."""
        pool = [one for one in self.outcomes if one.held and one.found]
        return Share(sum(one.served for one in pool), len(pool))

    @property
    def sure(self) -> Share:
        return self.of(True, lambda one: one.sure)

    @property
    def right(self) -> Share:
        return self.of(True, lambda one: one.right)

    @property
    def served(self) -> Share:
        return self.of(True, lambda one: one.served)

    @property
    def wrong(self) -> Share:
        return Share(sum(one.wrong for one in self.outcomes), len(self.outcomes))

    @property
    def listed_for_nothing(self) -> Share:
        return self.of(False, lambda one: one.listed)

    @property
    def lengths(self) -> Lengths:
        """Of all replies."""
        return Lengths.of(one.reply for one in self.outcomes)

    @property
    def claimed_nothing(self) -> Share:
        return self.of(False, lambda one: not one.wrong)


def measure(engine: Engine, questions: Sequence[Labelled]) -> Measures:
    """Ask each question, in the context of the turns before it."""
    return Measures(tuple(outcome(labelled, converse(engine, labelled)) for labelled in questions))


def outcome(labelled: Labelled, reply: Reply) -> Outcome:
    answers, held = labelled.answers, labelled.is_held
    key = reply.context.kind if reply.context else ""
    answered = reply.kind == "answer"
    right = answered and is_right(labelled, reply, key)
    found = None
    if answers:
        first = {candidate.entry for candidate in reply.explanation.candidates[:3]}
        found = bool(answers & first) or right
    return Outcome(labelled, reply, held, found, right, right or (held and _lists(labelled, reply)))


def _lists(labelled: Labelled, reply: Reply) -> bool:
    """Whether a short list has an entry that answers."""
    if labelled.answers:
        return any({item.entry, item.key} & labelled.answers for item in reply.items)
    return any(is_right(labelled, _alone(reply, item.text)) for item in reply.items)


def _alone(reply: Reply, text: str) -> Reply:
    return replace(reply, headline=text, items=(), blocks=(), references=(), entries=())


def grouped(measures: Measures, name: Callable[[Outcome], str]) -> list[tuple[str, Measures]]:
    """The same by group, the largest first."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in measures.outcomes:
        groups[name(one)].append(one)
    found = [(label, Measures(tuple(members))) for label, members in groups.items()]
    return sorted(found, key=lambda pair: (-len(pair[1].outcomes), pair[0]))


def failed(measures: Measures) -> Iterable[str]:
    """What was wrong, then what was not served, a line each."""
    for one in sorted(measures.outcomes, key=lambda one: not one.wrong):
        if one.wrong or (one.held and not one.served):
            asked = " >> ".join(one.labelled.asked)[:160]
            what = "wrong" if one.wrong else one.reply.kind
            golds = ", ".join(one.labelled.gold[:3]) or str(one.labelled.must[:2])
            top = ", ".join(candidate.entry for candidate in one.reply.explanation.candidates[:3])
            yield f"{what:9} {one.labelled.id} {asked!r} | {one.reply.headline[:80]} | wanted {golds} | found {top}"


def as_json(measures: Measures) -> dict[str, object]:
    """The figures as [part, whole], and what was wrong or not served."""
    names = ("found", "composed", "sure", "right", "served", "wrong", "claimed_nothing", "listed_for_nothing")
    shares = {name: getattr(measures, name) for name in names}
    return {
        "questions": len(measures.outcomes),
        **{name: [share.part, share.whole] for name, share in shares.items()},
        "before_the_fold": asdict(measures.lengths),
        "wrong_ids": [one.labelled.id for one in measures.outcomes if one.wrong],
        "unserved_ids": [one.labelled.id for one in measures.outcomes if one.held and not one.served],
    }


def lines(measures: Measures) -> Iterable[str]:
    """The figures, a line each."""
    yield f"{len(measures.outcomes)} questions"
    yield f"  found among the first three    {measures.found}"
    yield f"  composed, of those found       {measures.composed}"
    yield f"  sure                           {measures.sure}"
    yield f"  answered right outright        {measures.right}"
    yield f"  served                         {measures.served}"
    yield f"  wrong with confidence, of all  {measures.wrong}"
    yield f"  not held: nothing claimed      {measures.claimed_nothing}"
    yield f"  not held: short list           {measures.listed_for_nothing}"
    yield f"  characters before the fold     {measures.lengths}"
