"""Who bargains for itself, and since when a name is known: what a base says of its parties and people as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.checks.references import PLACES
from bot.knowledge.model.models import Model, PartyKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Party

_NAMED = {
    "parties": "party",
    "people": "person",
    "issues": "issue",
    "places": "place",
}
_BODIES = frozenset(
    "administration agency association authority board bureau centre center chamber college commission committee confederation "
    "congress council court department exchequer federation government house institute mediation ministry office parliament "
    "secretary senate service services trust tribunal treasury union university".split()
)
"""Words for a body of people: a name that has one takes an article."""


def takes_the(party: Party) -> bool:
    """Whether a party's short name takes `the` in a sentence, unless its entry says so itself.

    Companies take none, nor do names of one coined word (Unibake, Mediak); letters, descriptions and common nouns do (the
    NUP, the Bakers Guild, the Porters, the government).
    """
    return party.article == "the" if party.article else usually_takes_the(party.short_name, party.kind)


def usually_takes_the(name: str, kind: PartyKind) -> bool:
    """The same of a short name whose entry says nothing of it."""
    if name.casefold().startswith("the ") or kind is PartyKind.COMPANY:
        return False
    if name[:1].islower():
        return True
    if kind is PartyKind.PUBLIC:
        return name.isupper() or bool(_BODIES & set(name.casefold().split())) or " of " in name
    return len(name.split()) > 1 or name.isupper() or name.endswith("s")


def ancestors(base: KnowledgeBase, party: str) -> list[str]:
    """The larger parties that a party belongs to, the nearest first."""
    found: list[str] = []
    entry = base.parties.get(party)
    while entry and entry.part_of and entry.part_of != party and entry.part_of not in found:
        found.append(entry.part_of)
        entry = base.parties.get(entry.part_of)
    return found


def own_sides(base: KnowledgeBase) -> frozenset[str]:
    """The members of a group that bargain for themselves: at least two of the group are sides of strikes.

    Each of them speaks for itself alone: what one offers or wants is not told as another's.
    """
    unions, employers = _unions(base), _employers(base)
    return frozenset(_separate(base, unions) | _separate(base, employers))


def all_sides(base: KnowledgeBase) -> frozenset[str]:
    """Every union and employer of a strike: each speaks for itself, also one that has such members of its own."""
    return frozenset(_unions(base) | _employers(base))


def _unions(base: KnowledgeBase) -> set[str]:
    return {union for strike in base.strikes.values() for union in strike.unions}


def _employers(base: KnowledgeBase) -> set[str]:
    return {party for strike in base.strikes.values() for party in strike.against}


def _separate(base: KnowledgeBase, sides: Iterable[str]) -> set[str]:
    groups: dict[str, set[str]] = {}
    for side in sides:
        groups.setdefault([side, *ancestors(base, side)][-1], set()).add(side)
    return {side for group, members in groups.items() if len(members) > 1 for side in members - {group}}


def first_named(base: KnowledgeBase) -> dict[str, dt.datetime]:
    """From when each party, person, issue and place is known by name (its full id): the first source that names it.

    That is the first source of its own entry, or of any other entry that names it.
    """
    found: dict[str, dt.datetime] = {}
    for full_id, _, entry in base.entries():
        if entry.withdrawn:
            continue
        known = base.known_from(entry)
        found[full_id] = min(known, found.get(full_id, known))
        for named, moment in _mentions(base, entry, known):
            if base.entry(named).withdrawn is None:
                found[named] = min(moment, found.get(named, moment))
    return found


def _mentions(base: KnowledgeBase, model: Model, known: dt.datetime) -> Iterator[tuple[str, dt.datetime]]:
    """The full ids of what a model names, each with the moment from which that is known."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Model):
                yield from _mentions(base, part, _own(base, part) or known)
            elif isinstance(part, str) and name in PLACES:
                for kind in PLACES[name]:
                    if kind.name in _NAMED and part in getattr(base, kind.name):
                        yield f"{_NAMED[kind.name]}/{part}", known


def _own(base: KnowledgeBase, part: Model) -> dt.datetime | None:
    """The moment of the first source of a part that has sources of its own."""
    citations = getattr(part, "citations", ())
    return min((base.moments[citation.source] for citation in citations), default=None)
