"""What to try a base with: its union, its employer, an issue and a speaker of whom it holds something."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.answering.composition.agreement import agreeing
from bot.answering.suggestions.examples import OPENERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.known.view import View

Key = TypeVar("Key")
NOT_HELD = "daylight saving time"
"""What no strike is about, to show what is said of what a base does not hold."""


@dataclass(frozen=True, slots=True)
class Showcase:
    """Names as they stand in a sentence; None where a base holds nothing to show."""

    union: str | None = None
    employer: str | None = None
    issue: str | None = None
    """What the employer holds something on."""
    union_wants: str | None = None
    """A question about what the union wants."""
    speaker: str | None = None
    """The person most quoted."""

    @property
    def about_a_side(self) -> str:
        """A question about a side of the strike, else about why there is one."""
        if self.employer and self.issue:
            return f"What did {self.employer} say about {self.issue}?"
        return self.union_wants or OPENERS[4]

    @property
    def samples(self) -> tuple[str, str, str]:
        """A day, somebody's words, and one that the base does not answer: few, so that the newest is seen at once."""
        spoken = f"What did {self.speaker} say?" if self.speaker else self.about_a_side
        return OPENERS[0], spoken, f"What does {self.union or 'the union'} say about {NOT_HELD}?"


def showcase(view: View) -> Showcase:
    """The names to show a base by, as far as they are known in a view: of its main strike."""
    strikes = [strike for strike in (view.main_strikes() or view.strikes) if strike.kind == "strike"]
    if not strikes:
        return Showcase()
    strike = strikes[0]
    employer, issue = _held_most(view, strike.against)
    union = strike.union
    return Showcase(
        view.the(union),
        view.the(employer) if employer else next((view.the(party) for party in strike.against), None),
        view.base.issues[issue].name if issue else None,
        agreeing(view, union, f"What does {view.the(union)} want?"),
        _spoken_most(view, strike.id),
    )


def _held_most(view: View, parties: Iterable[str]) -> tuple[str | None, str | None]:
    """The party and the issue on which it has most positions."""
    sides = set(parties)
    held = Counter(
        (party, position.issue)
        for _, position in view.positions
        for party in map(view.whole, position.parties)
        if party in sides and view.knows(f"issue/{position.issue}")
    )
    return _first(held) or (None, None)


def _spoken_most(view: View, strike: str) -> str | None:
    people = Counter(
        quote.speaker
        for full_id, quote in view.quotes
        if quote.speaker in view.base.people and strike in view.base.strikes_of(full_id)
    )
    who = _first(people)
    return view.name_of(who) if who else None


def _first(counted: Counter[Key]) -> Key | None:
    return counted.most_common(1)[0][0] if counted else None
