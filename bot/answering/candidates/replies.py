"""A candidate made into a reply, and what that reply leaves of the question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.candidates.fit import settle_verdict, unfit
from bot.answering.candidates.mentions import of_others
from bot.answering.candidates.veto import fitted
from bot.answering.handlers import single_entry
from bot.answering.kinds.registry import KINDS, SEARCHED, counts_what_is_asked
from bot.knowledge.model.models import Strike
from bot.matching.lexicon import content, has_quantity, quantity_asked
from bot.matching.text import stem

if TYPE_CHECKING:
    from bot.answering.candidates.catalogue import Catalogue
    from bot.answering.candidates.ranking import Candidate
    from bot.answering.composition.draft import Draft
    from bot.answering.known.view import View
    from bot.answering.question.query import Query
    from bot.knowledge.model.models import Entry, Statement


@dataclass(frozen=True, slots=True)
class Composed:
    """A candidate's reply in the making, and the question's own words that nothing in it accounts for."""

    candidate: Candidate
    draft: Draft
    left: tuple[str, ...]
    unnamed: tuple[str, ...]
    foreign: int
    share: float
    """How much of the question is left, 0 to 1 and more."""
    beside: str | None = None
    """Why it is told only beside others, and never as the answer; None where nothing is against that."""


HOW_MANY = "how-many"
"""What is left of a question for a number that nothing gives."""
TOLD_ALONE = frozenset({"effects"})
"""Kinds asked about so many things that only what the reply tells accounts for a word, not what such questions name."""


def compose(catalogue: Catalogue, ask: Query, candidate: Candidate) -> Composed | None:
    """The reply that a candidate gives; None where it gives none."""
    draft = _draft(ask, candidate)
    phrased = catalogue.phrased(candidate.match) if candidate.match else None
    if draft is None or not draft.headline:
        return None
    beside = unfit(ask, candidate.key, draft, phrased)
    if beside and candidate.key in KINDS:
        return None
    if of_others(ask, candidate.key, draft, phrased, catalogue.is_stranger):
        return None
    if candidate.key not in KINDS:
        settle_verdict(ask, draft, phrased, catalogue.written(candidate.key))
    left = _left(catalogue, ask, candidate, draft)
    words = content(ask.question.frame, catalogue.background)
    slots = sum(token.endswith("slot") for token in ask.question.frame)
    return Composed(
        candidate,
        draft,
        tuple(left),
        tuple(unnamed(ask, draft)),
        sum(catalogue.is_foreign(word) for word in left),
        len(left) / max(len(words) + 0.5 * slots, 1.0),
        beside,
    )


def _draft(ask: Query, candidate: Candidate) -> Draft | None:
    key = candidate.key
    if key in SEARCHED:
        return None
    if key in KINDS:
        handler = KINDS[key].answer
        return handler(replace(fitted(ask, key), kind=key)) if handler else None
    claim = candidate.claim
    entry = ask.view.base.entry(key)
    if claim is None or not _is_known(ask.view, entry, claim):
        return single_entry.show(ask.view, key, ask.slots.dates)
    return single_entry.show_claim(ask.view, key, claim, ask.slots.dates)


def _is_known(view: View, entry: Entry, claim: Statement) -> bool:
    """Whether a claim of an entry may be told; of a strike only what has happened by then, and what was planned."""
    if not view.statement_known(claim, entry):
        return False
    if not isinstance(entry, Strike):
        return True
    known = next((strike for strike in view.strikes if strike.id == entry.id), entry)
    return any(claim is one or claim == one for _, one in single_entry.units_of(view.base, known))


def _left(catalogue: Catalogue, ask: Query, candidate: Candidate, draft: Draft) -> list[str]:
    read, match = ask.question, candidate.match
    told = draft.stems()
    number = catalogue.corpus.number.get(candidate.key)
    bag = catalogue.corpus.bags[number] if number is not None else {}
    left = [
        word
        for word in catalogue.subject(read.frame)
        if stem(word) not in told
        and (stem(word) not in bag or candidate.key in TOLD_ALONE)
        and not (match is not None and catalogue.explains(match, word))
    ]
    counts = counts_what_is_asked(candidate.key, read.tokens) or candidate.key in catalogue.base.figures
    if quantity_asked(read.tokens) and not counts and not has_quantity(draft.headline, read.tokens):
        left += [HOW_MANY, HOW_MANY]
    if candidate.key in ask.view.base.answers and _days_untold(ask, draft):
        left += ["that-day", "that-day"]
    return left + ["unknown-name"] * (2 * read.unknown)


def _days_untold(ask: Query, draft: Draft) -> bool:
    """Whether a question names a day of which nothing is told."""
    told = draft.words()
    days = [slot.first for slot in ask.slots.dates if slot.single]
    return bool(days) and not any(f"{day:%B} {day.day}" in told for day in days)


def unnamed(ask: Query, draft: Draft) -> list[str]:
    """The people, parties and places that the question names and the draft does not speak of."""
    view, told = ask.view, draft.words().casefold()
    missing = [who for who in ask.slots.people if view.name_of(who).split()[-1].casefold() not in told]
    for party in (*ask.slots.parties, *ask.slots.unions):
        found = view.base.parties[party]
        larger = view.base.parties[view.whole(party)]
        names = (found.short_name, found.name, larger.short_name, *found.aliases, *larger.aliases)
        if not any(name.casefold() in told for name in names):
            missing.append(party)
    for id in ask.slots.places:
        place = view.base.places[id]
        if not any(name.casefold() in told for name in (place.name, *place.aliases)):
            missing.append(id)
    return missing
