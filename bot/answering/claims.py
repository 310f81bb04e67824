"""Claims found by their own words: what to look for, and which claims fit the question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.veto import entry_veto
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.ask import Ask
    from bot.answering.catalogue import Catalogue
    from bot.knowledge.models import Statement
    from bot.matching.search import Hit


def search_words(catalogue: Catalogue, ask: Ask) -> list[str]:
    """The words to look for: what is left beside names, and the names as the entries write them."""
    base, slots = catalogue.base, ask.slots
    names = [base.parties[party].short_name for party in (*slots.parties, *slots.unions)]
    names += [base.people[person].name.split()[-1] for person in slots.people]
    written = [token for name in names for token in tokens_of(name)]
    issues = [token for token in ask.question.named if token not in written] if slots.issues else []
    return list(dict.fromkeys([*catalogue.subject(ask.question.frame), *written, *sorted(issues)]))


def hits(
    catalogue: Catalogue, ask: Ask, words: Sequence[str], least: float
) -> Iterator[tuple[int, str, Statement | None, Hit]]:
    """Known claims that hold the words and contradict nothing, best first: (rank, entry id, claim, hit)."""
    view, base = ask.view, catalogue.base
    named = not replace(ask.slots, quoted=None, number=None, issues=()).empty
    for number, hit in enumerate(catalogue.search.search(words, least, top=16)):
        key, claim = catalogue.claims[int(hit.key)]
        strikes = base.strikes_of(key)
        if not view.knows(key) or (not named and strikes and not any(base.strikes[s].main for s in strikes)):
            continue
        entry = view.base.entry(key)
        known = claim is None or view.statement_known(claim, entry)
        if (
            known
            and not _overtaken(catalogue, ask, key, claim)
            and entry_veto(view, ask.slots, entry, None, claim, ask.inherited) is None
        ):
            yield number, key, claim, hit


def _overtaken(catalogue: Catalogue, ask: Ask, key: str, claim: Statement | None) -> bool:
    """Whether a claim is of a meeting that a later one overtook, when no date is asked about."""
    base, view = catalogue.base, ask.view
    if ask.slots.dates or claim is None or key not in base.meetings:
        return False
    strike, today = base.strike_of(key), view.local_day()
    later = [m.date for i, m in view.meetings if base.strike_of(i) == strike and m.date <= today]
    return base.meetings[key].date < max(later, default=today)
