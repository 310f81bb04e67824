"""What a question has to be about for it to be refused: no private life without a person, no legal advice without a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import stem

if TYPE_CHECKING:
    from collections.abc import Sequence


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


_OF_A_PERSON = _stems(
    "ceo ceos boss bosses executive executives he she his her him hers president presidents"
) | {PLACEHOLDERS["person"]}
_OF_A_RULE = _stems(
    """
    legal illegal legally law laws lawful unlawful lawyer lawsuit sue sued court judge jail arrest arrested police crime criminal
    fine fined rights right rule rules allow allowed permit permitted permission forbid forbidden ban banned may must can cannot
    cant could should need needs have has require required obligation obliged liable liability penalty punish punished punishment
    discipline disciplined fire fired sack sacked dismiss dismissed terminate terminated lose replace replaced breach violate
    violation contract clause comply compliance cross crossing scab scabbing sign signed visa unemployment benefits deport file
    complaint consequences trouble risk safe okay ok picket insured insurance loophole count counts eligible qualify refuse quit
    entitled apply struck blacklisted kicked breaking deal work happens
    """
)
_OF_SOMEBODY = frozenset(
    "i im ive id my me mine we our us ours myself you your yours anyone anybody everyone everybody someone else here"
    " this it mean means".split()
) | _stems(
    "mother father mom mum dad husband wife son daughter friend kid kids child boyfriend girlfriend sister brother family"
)
_NEEDED = {"no_personal": _OF_A_PERSON, "no_legal": _OF_A_RULE, "no_private_life_effects": _OF_SOMEBODY}
_JOINING = _stems("join joined joining become enrol enroll register sign")
"""How to become a member is no question of law."""


_WH = frozenset("what who whom whose when where why how which whats whos wheres hows".split())


def _reminded(asked: Sequence[str]) -> bool:
    """Whether somebody wants to hear of something once more, rather than at some later time: `remind me what a scab is`."""
    return "remind" in asked and bool(_WH & {*asked[:6]})


def refuses(kind: str, asked: Sequence[str]) -> bool:
    """Whether a question has what a kind that is not answered is about; `asked` is its frame, with names lifted out."""
    stems = {stem(token) for token in asked}
    joining = "how" in asked and stems & _JOINING
    if kind == "no_legal" and joining and not stems & _STRICTLY:
        return False
    if kind == "no_chore" and _reminded(asked):
        return False
    needed = _NEEDED.get(kind)
    return needed is None or not needed.isdisjoint(stems) or not needed.isdisjoint(asked)


_STRICTLY = _OF_A_RULE - _stems(
    "can may could should need needs have has must right count counts sign signed"
)
