"""The strike that is meant first where a question names none: it breaks a tie, and never changes what is asked.

A server may choose one for all that is asked in it. Whatever a question names goes before it, and so does what was spoken of
just before.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.followups.topic import side_of, topic_of
from bot.answering.kinds.registry import KINDS
from bot.matching.pronouns import roles_in
from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.answering.reply import Context, Reply
    from bot.knowledge.model.models import Strike
    from bot.matching.slots import Question, Slots

_OF_SEVERAL = frozenset(
    """
    strikes walkouts unions both all every each other others another any many compare comparison compared versus vs than
    anyone anybody someone somebody everyone everybody nobody
    longest shortest biggest first previous past earlier history historical ever together same overlap
    """.split()
)
"""Words of a question that is about more strikes than one, or about others than the one that is meant first."""
_STRIKING = frozenset("strike striking struck picket picketing".split())
_CHOSEN = frozenset("strike walkout union guild side".split())


def preferring(view: View, read: Question, preferred: str, previous: Context | None) -> Slots | None:
    """The names of a question with the strike that is meant first, and with its side for `the union` or `the companies`.

    None where it names others, or several are asked about.
    """
    strike = view.base.strikes.get(preferred)
    slots = read.slots
    if strike is None or not view.knows(preferred) or read.unknown or _names_another(view, slots, strike):
        return None
    if _of_several(read) or (previous is not None and was_of_another(view, previous, preferred)):
        return None
    meant = replace(slots, strikes=(preferred,))
    if slots.parties or slots.people:
        return meant
    roles = (side_of(view, meant, role) for role in roles_in(read.frame) if role != "other")
    return replace(meant, parties=tuple(dict.fromkeys(party for party in roles if party)))


def chosen_first(view: View, kind: str, slots: Slots, preferred: str) -> Slots | None:
    """What was chosen for a kind of question with the strike that is meant first; None where it changes nothing."""
    strike = view.base.strikes.get(preferred)
    fits = strike is not None and view.knows(preferred) and not _names_another(view, slots, strike)
    return replace(slots, strikes=(preferred,)) if fits and "strike" in KINDS[kind].uses else None


def breaks_tie(first: Reply, preferred: Reply, view: View, strike: str) -> bool:
    """Whether the reply about the strike that is meant first answers the same question as the one about any."""
    if preferred.kind != "answer" or preferred.context is None:
        return False
    kind = preferred.context.kind
    if first.kind != "answer" or first.context is None:
        asked_back = first.headline == say.WHOM_OR_WHAT() and kind in KINDS
        return asked_back and not _is_of_others(view, preferred, strike)
    if not is_of(view, preferred, strike):
        return False
    entries = kind not in KINDS and first.context.kind not in KINDS
    return kind == first.context.kind or (entries and preferred.confidence >= first.confidence)


def is_of(view: View, reply: Reply, strike: str) -> bool:
    """Whether what a reply begins with is told in a strike: where nothing is known of it, some replies are about another."""
    return any(strike in view.base.strikes_of(full_id) for full_id in reply.entries[:1])


def _is_of_others(view: View, reply: Reply, strike: str) -> bool:
    return any(view.base.strikes_of(full_id) - {strike} for full_id in reply.entries[:1]) and not is_of(
        view, reply, strike
    )


def _names_another(view: View, slots: Slots, strike: Strike) -> bool:
    """Whether a question names a strike, a year, or somebody who has no part in the one that is meant first."""
    if slots.strikes or slots.unions or slots.places or any(date.year for date in slots.dates):
        return True
    sides = {view.whole(side) for side in (*strike.unions, *strike.against)}
    named = [{view.whole(party), *view.members(party)} for party in slots.parties]
    named += [{side} for person in slots.people if (side := view.party_of(person))]
    return any(not sides & each for each in named)


def _of_several(read: Question) -> bool:
    """Whether it asks about more strikes than one, or which one: `who is on strike`, `which union walked out`."""
    tokens = set(read.tokens)
    which = any(one in ("which", "what") and two in _CHOSEN for one, two in pairwise(read.tokens))
    who = read.tokens[:1] in (("who",), ("whos",)) and bool((_STRIKING | {"out"}) & tokens)
    return bool(tokens & _OF_SEVERAL) or which or who or PLACEHOLDERS["quote"] in read.frame


def was_of_another(view: View, previous: Context, preferred: str) -> bool:
    """Whether what was spoken of just before was about other strikes alone: these are meant then."""
    named = topic_of(view, previous).slots
    meant = set(named.strikes) | {each.id for union in named.unions for each in view.strikes_of(union)}
    return bool(meant) and preferred not in meant
