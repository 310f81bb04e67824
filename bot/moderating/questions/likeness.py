"""How alike two questions are in what they ask: the names they hold, their telling words, their wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.matching.lexicon import asked_with
from bot.matching.slots import NEGATIONS
from bot.matching.text import QUESTION_LIMIT, fold, stem, words

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.engine import Engine
    from bot.answering.known.view import View
    from bot.matching.slots import Question

WORDING = 3.0
"""What a question's whole wording counts beside its telling words; a fairly rare word weighs as much."""
ASKING = 1.0
"""What it counts that one of two questions asks with a word such as `when`, and the other without."""
APART = 0.6
"""The share of a telling word's weight that counts when only one question has it."""
_QUANTITIES = frozenset({"how many", "how much", "how big", "how large", "how high"})
_OPPOSED = (
    frozenset({"before", "after"}), frozenset({"since", "until", "till"}), frozenset({"above", "below"}),
    frozenset({"up", "down"}), frozenset({"first", "last"}), frozenset({"more", "less"}), frozenset({"most", "least"}),
    frozenset({"over", "under"}), frozenset({"start", "end"}), frozenset({"win", "lose"}), frozenset({"for", "against"}),
)  # fmt: skip
"""Words of which two questions that ask the same do not hold different ones."""


@dataclass(frozen=True, slots=True)
class ComparedQuestion:
    """A question as it is compared. `about`: what two questions must share to be alike at all."""

    about: tuple[object, ...]
    telling: dict[str, float]
    asking: frozenset[str]
    wording: str
    turned: frozenset[str]


def read(engine: Engine, view: View, text: str, asked_on: dt.datetime) -> ComparedQuestion:
    """What a question asks, read against the base as every question is; days in words count from the day of asking."""
    question = engine.read(view, text, anchor=asked_on.astimezone(engine.base.zone).date())
    core = engine.catalogue.core(question.frame)
    weight = engine.catalogue.search.weight
    telling = {item: weight(item) for word in engine.catalogue.subject(core) for item in (stem(word),)}
    return ComparedQuestion(
        about=_about(question),
        telling=telling,
        asking=frozenset("how much" if word in _QUANTITIES else word for word in asked_with(question.tokens)),
        wording=" ".join(sorted(core)),
        turned=frozenset(question.tokens),
    )


def _about(question: Question) -> tuple[object, ...]:
    """The names of a question in their order, its dates and numbers, the words it quotes, and whether it denies."""
    slots = question.slots
    days = tuple(sorted((date.first, date.last) for date in slots.dates))
    numbers = tuple(sorted(token for token in question.tokens if any(char.isdigit() for char in token)))
    quoted = tuple(words(fold((slots.quoted or "")[:QUESTION_LIMIT])))
    denied = bool(NEGATIONS & set(question.tokens))
    sides = tuple(dict.fromkeys((*slots.parties, *slots.unions)))
    return sides, slots.people, slots.issues, slots.strikes, days, slots.number, numbers, quoted, denied


def opposed(one: ComparedQuestion, two: ComparedQuestion) -> bool:
    """Whether two questions cannot ask the same: other names or dates, one denied, `when` and `why`, before and after."""
    if one.about != two.about or (one.asking and two.asking and not one.asking & two.asking):
        return True
    return any(
        (first := one.turned & pair) and (second := two.turned & pair) and first != second
        for pair in _OPPOSED
    )


def likeness(one: ComparedQuestion, two: ComparedQuestion) -> float:
    """0 to 1: the weight of the words that two questions share, beside that of what only one of them has.

    Two questions that are `opposed` are not to be compared.
    """
    shared = sum(weight for item, weight in one.telling.items() if item in two.telling)
    apart = sum(one.telling.values()) + sum(two.telling.values()) - 2 * shared
    wording = fuzz.ratio(one.wording, two.wording) / 100
    alike = shared + WORDING * wording
    unlike = APART * apart + WORDING * (1 - wording) + ASKING * (one.asking != two.asking)
    return alike / (alike + unlike)
