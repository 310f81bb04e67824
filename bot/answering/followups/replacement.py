"""The question before with another thing in the place of one of its own: `and the trams?`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.followups.restatement import things

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as Names

_STRIKING = frozenset("strike strikes strikers striking walkout walkouts".split())
"""What all questions are about is not what another thing takes the place of, while there is something else."""


def with_another(
    thing: Sequence[str], before: Sequence[str], *, names: Names[str] | None = None
) -> list[str]:
    """The question before, asked of another thing: once for each thing of its own, the last one first.

    `names`: the words of the question that are names, where the other thing is a name; it takes the place of no other thing.
    """
    own = [one for one in things(before) if names is None or names & set(one)]
    chosen = [one for one in own if not _STRIKING.issuperset(one)] or own
    found = []
    for one in reversed(chosen):
        at = next((n for n in range(len(before)) if tuple(before[n : n + len(one)]) == one), None)
        if at is not None and one != tuple(thing):
            kept = () if names is None else tuple(word for word in one if word not in names)
            found.append(" ".join((*before[:at], *thing, *kept, *before[at + len(one) :])))
    return found
