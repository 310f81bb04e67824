"""Verbs that agree with a party's name: `Who are the Porters?`, `What is the EWU?`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.answering.known.parties import takes_the
from bot.knowledge.model.models import PartyKind

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Party

_OF_PEOPLE = frozenset((PartyKind.UNION, PartyKind.EMPLOYERS))
_VERBS = (
    ("What is {}", "Who are {}"), ("does {} ", "do {} "), ("Does {} ", "Do {} "), ("is {} ", "are {} "), ("Is {} ", "Are {} "),
    ("{} is ", "{} are "), ("{} has ", "{} have "), ("{} was ", "{} were "),
)  # fmt: skip


def is_plural(name: str, kind: PartyKind) -> bool:
    """Whether a name with `the` before it is that of many: the Porters, the mill owners; not the EWU, the Bakers Guild."""
    last = name.split()[-1]
    many = last.endswith("s") and not last.endswith(("ss", "us", "is")) and not last.isupper()
    return kind in _OF_PEOPLE and many and len(last) > 3


def agreeing(view: View, party: str, text: str) -> str:
    """A sentence or a question with its verb as the party's name wants it."""
    found = view.base.parties.get(party)
    if found is None or not _is_many(found):
        return text
    for name in (view.the(party), capital(view.the(party))):
        for one, two in _VERBS:
            text = text.replace(one.format(name), two.format(name))
    return text


def _is_many(party: Party) -> bool:
    article = takes_the(party) or party.short_name.casefold().startswith("the ")
    return article and is_plural(party.short_name, party.kind)


def plural(noun: str) -> str:
    """The plural of a common noun."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
