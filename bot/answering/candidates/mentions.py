"""Whether a reply speaks of whom and what a question names: about another party, person or place it is never told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.candidates.veto import about_of, bargains_together
from bot.answering.kinds.registry import KINDS
from bot.answering.known.dispute import several
from bot.answering.question.query import employers_named
from bot.knowledge.model.models import Answer, Party, PartyKind, Person, Strike
from bot.matching.unknown_names import strangers, strikes_of_strangers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.answering.composition.draft import Draft
    from bot.answering.known.view import View
    from bot.answering.question.query import Query
    from bot.knowledge.model.models import Entry
    from bot.matching.slots import Question, Slots

_OF_ANYTHING = frozenset("source reliability freshness".split())
"""Kinds of question about the answer before, whatever that named."""
_OF_OTHERS_TOO = frozenset("effects need who_said timeline latest person party".split())
"""Kinds of question in which a name that nobody knows is not whose strike is meant."""
_LISTS = frozenset({"attendees"})
"""Kinds of question that a list of people answers, also for who is not in it."""


def of_others(
    ask: Query, key: str, draft: Draft, phrased: Question | None, is_foreign: Callable[[str], bool]
) -> bool:
    """Whether a reply is about others than those whom the question names."""
    return bool(unknown_names(ask, key, is_foreign) or not_told_of(ask, key, draft, phrased))


def not_told_of(ask: Query, key: str, draft: Draft, phrased: Question | None) -> list[str]:
    """The ids of the parties, people, places and strikes that a question itself names, and that a reply says nothing of.

    Told of is what the reply's words name, what the entries behind it are about, and what the curated question by which it
    was found names.
    """
    if key in _OF_ANYTHING:
        return []
    view, own = ask.view, ask.question.slots
    entries = [entry for id in dict.fromkeys((*draft.entries, key)) if (entry := _entry(view, id))]
    words = " ".join([draft.words(), *(text for entry in entries for text in _asked(entry))]).casefold()
    parties, people, places = _subjects(view, draft, key, phrased)
    named = dict.fromkeys((*own.parties, *own.unions))
    missing = [
        party
        for party in named
        if not {party, view.whole(party), *view.members(party)} & parties
        and not _is_named(view, party, words)
    ]
    if key in view.base.answers:
        missing = [party for party in missing if not _goes_without_saying(view, key, party, words)]
    if len(missing) < len(named):
        missing = [party for party in missing if not view.is_side(party) or party in employers_named(ask)]
    missing += [
        id
        for id in own.strikes
        if id in view.base.strikes
        and not _tells_of_strike(view, view.base.strikes[id], draft, parties, words)
        and not _holds_in_strike(view, key, view.base.strikes[id])
    ]
    speaking = key in KINDS and "person" in KINDS[key].uses
    missing += [
        who
        for who in own.people
        if key not in _LISTS
        and who not in people
        and not _says(words, (view.name_of(who).split()[-1],))
        and not (speaking and view.party_of(who) in parties)
    ]
    return missing + [
        id
        for id in own.places
        if id not in places and not _says(words, (view.base.places[id].name, *view.base.places[id].aliases))
    ]


def _tells_of_strike(view: View, strike: Strike, draft: Draft, parties: set[str], words: str) -> bool:
    """Whether a reply rests on an entry of a strike, names it, or is about its union."""
    theirs = any(strike.id in view.base.strikes_of(id) or id == strike.id for id in draft.entries)
    return theirs or bool(view.unions_of(strike) & parties) or _says(words, (strike.short_name, strike.name))


def _holds_in_strike(view: View, key: str, strike: Strike) -> bool:
    """Whether a curated answer is of no strike in particular nor about another union, so that it holds in the main ones."""
    answer = view.base.answers.get(key)
    if answer is None or answer.strike or not strike.main:
        return False
    unions = {
        whole
        for party in answer.parties
        if view.base.parties[whole := view.whole(party)].kind == PartyKind.UNION
    }
    return not unions or bool(unions & view.unions_of(strike))


def _goes_without_saying(view: View, key: str, party: str, words: str) -> bool:
    """Whether a curated answer is about a party without its name: any company of one side, the union of the only strike."""
    whole = view.whole(party)
    if bargains_together(view, whole):
        return True
    unions = {union for strike in view.strikes if strike.main for union in view.unions_of(strike)}
    if whole not in unions or view.base.answers[key].parties:
        return False
    others = (
        id
        for id, one in view.base.parties.items()
        if one.kind == PartyKind.UNION and id not in (whole, party)
    )
    return not any(_is_named(view, other, words) for other in others)


def unknown_names(ask: Query, key: str, is_foreign: Callable[[str], bool]) -> list[str]:
    """The names of a question that the base does not know, where a kind of question would be answered about others."""
    if key not in KINDS or key in _OF_ANYTHING:
        return []
    if key in _OF_OTHERS_TOO:
        return strikes_of_strangers(ask.question, is_foreign)
    if ask.question.unknown:
        return ["a name of what is not known yet"]
    return strangers(ask.question, is_foreign)


def _entry(view: View, id: str) -> Entry | None:
    return view.base.entry(id) if "/" in id or id in view.base.strikes else None


def _asked(entry: Entry) -> Iterable[str]:
    return (entry.question, *entry.asked) if isinstance(entry, Answer) else ()


def _subjects(
    view: View, draft: Draft, key: str, phrased: Question | None
) -> tuple[set[str], set[str], set[str]]:
    """The parties, people and places that the entries behind a reply are about."""
    found: dict[str, set[str]] = {"party": set(), "person": set(), "place": set()}
    for id in dict.fromkeys((*draft.entries, key)):
        if (entry := _entry(view, id)) is None:
            continue
        for slot, names in about_of(view, entry).items():
            found.setdefault(slot, set()).update(names)
        found["party"] |= _sides_of(view, id, entry)
        if isinstance(entry, Person):
            found["person"].add(entry.id)
    if phrased:
        _add(view, found, phrased.slots)
    return found["party"], found["person"], found["place"]


def _sides_of(view: View, id: str, entry: Entry) -> set[str]:
    """The sides that an entry tells of by being what it is; of a strike against several employers, its unions alone."""
    if isinstance(entry, Party):
        return {entry.id, view.whole(entry.id)}
    if isinstance(entry, Person):
        own = {role.party for role in entry.roles if role.party}
        return own | {view.whole(party) for party in own}
    sides: set[str] = set()
    for strike in (view.base.strikes[each] for each in view.base.strikes_of(id) if each in view.base.strikes):
        sides |= {view.whole(union) for union in strike.unions}
        if isinstance(entry, Strike) or not several(strike):
            sides |= {view.whole(party) for party in strike.against}
    return sides


def _add(view: View, found: dict[str, set[str]], slots: Slots) -> None:
    found["party"] |= {view.whole(party) for party in (*slots.parties, *slots.unions)}
    found["person"] |= set(slots.people)
    found["place"] |= set(slots.places)


def _is_named(view: View, party: str, words: str) -> bool:
    one, larger = view.base.parties[party], view.base.parties[view.whole(party)]
    return _says(words, (one.short_name, one.name, larger.short_name, *one.aliases, *larger.aliases))


def _says(words: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) for name in names)
