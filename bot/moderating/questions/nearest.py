"""The entries that a question may be meant for: what a moderator is offered first to teach it to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.answering.candidates.veto import entry_veto
from bot.answering.handlers.single_entry import title_of
from bot.knowledge.model.models import Event, Meeting, Position, Quote
from bot.matching.slots import Slots
from bot.matching.text import folded_words, stem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.answering.engine import Engine
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Entry
    from bot.matching.slots import Question

MOST = 25
"""Choices that a menu of Discord holds."""
LOOKED_AT = 40
"""How many entries each way of looking brings."""
LIKE_A_TITLE = 55
"""Least likeness (0 to 100) of a title to the question."""
WEIGHED = 0.45
"""Least score at which what the engine weighed is near."""
LIKELY = 2
"""So many ways of looking have to begin with an entry for it to be proposed."""
STEADY = 10
"""Keeps the first place of one way of looking from outweighing good places in the others."""


@dataclass(frozen=True, slots=True)
class Near:
    """The entries nearest to a question, full id and title, best first; and the one that is `likely` meant, if any is."""

    entries: tuple[tuple[str, str], ...]
    likely: str = ""


def near(engine: Engine, question: str, now: dt.datetime, limit: int = MOST) -> Near:
    """What a question may be taught to, at most 25 entries; none that is withdrawn.

    What the engine weighed, what it answers from, what the question names, what its words are found in, and titles like
    it; entries about other parties, people or days than it names come last.
    """
    view = engine.view(now)
    read = engine.read(view, question)
    usable = {key: entry for key, _, entry in engine.base.entries() if entry.withdrawn is None}
    archive = engine.archive(now)
    titles = {key: title_of(archive, key) for key in usable}
    score: dict[str, float] = {}
    first: Counter[str] = Counter()
    reply = engine.ask(question, now)
    ways = (
        [candidate.entry for candidate in reply.explanation.candidates if candidate.score >= WEIGHED],
        reply.entries,
        _named(read.slots),
        _of_the_day(archive, read, usable),
        _by_title(read, titles),
        _by_words(engine, read),
    )
    for way in ways:
        for place, key in enumerate(dict.fromkeys(key for key in way if key in usable)):
            score[key] = score.get(key, 0.0) + 1 / (STEADY + place)
            if place == 0:
                first[key] += 1
    contradicted = {key: entry_veto(archive, read.slots, usable[key], None) is not None for key in score}
    best = sorted(score, key=lambda key: (contradicted[key], -score[key], key))
    likely = next((key for key in best[:1] if not contradicted[key]), "")
    if likely and not _is_likely(engine, view, read, first, likely):
        likely = ""
    return Near(tuple((key, titles[key]) for key in best[: min(limit, MOST)]), likely)


def _is_likely(engine: Engine, view: View, read: Question, first: Counter[str], key: str) -> bool:
    """Whether the best entry may be proposed: more than one way of looking begins with it, or all that begin with any and
    the question says enough. One of a strike that is neither on nor a main one is meant only by who names that strike,
    or a date."""
    if first[key] < LIKELY and not (len(first) == 1 and _says_enough(engine, read)):
        return False
    strike = view.base.strikes.get(view.base.strike_of(key) or "")
    if strike is None or strike.main or view.state(strike).ongoing:
        return True
    return strike.id in read.slots.strikes or bool(read.slots.dates)


def nearest_entries(
    engine: Engine, question: str, now: dt.datetime, limit: int = MOST
) -> list[tuple[str, str]]:
    """Full id and title of the entries nearest to a question, best first."""
    return list(near(engine, question, now, limit).entries)


def _says_enough(engine: Engine, read: Question) -> bool:
    """Whether a question has more than one word that the entries tell of."""
    subject = {stem(word) for word in engine.catalogue.subject(read.tokens)}
    return sum(map(engine.catalogue.search.holds, subject)) >= LIKELY


def _named(slots: Slots) -> Sequence[str]:
    """The entries of the names in a question."""
    named = [("person", slots.people), ("issue", slots.issues), ("party", (*slots.parties, *slots.unions))]
    return [*slots.strikes, *(f"{kind}/{id}" for kind, ids in named for id in ids)]


def _of_the_day(view: View, read: Question, usable: dict[str, Entry]) -> Sequence[str]:
    """The dated entries of the days that a question names."""
    days = Slots(dates=tuple(date for date in read.slots.dates if not date.year))
    dated = (key for key, entry in usable.items() if isinstance(entry, Meeting | Event | Quote | Position))
    return [key for key in dated if days.dates and entry_veto(view, days, usable[key], None) is None][
        :LOOKED_AT
    ]


def _by_words(engine: Engine, read: Question) -> Sequence[str]:
    """The entries whose claims hold the most of what the question's words tell."""
    catalogue = engine.catalogue
    hits = catalogue.search.search(catalogue.subject(read.tokens), top=LOOKED_AT)
    return [catalogue.claims[int(hit.key)][0] for hit in hits]


def _by_title(read: Question, titles: dict[str, str]) -> Sequence[str]:
    asked = " ".join(sorted(read.tokens))
    folded = {key: " ".join(sorted(folded_words(title).split())) for key, title in titles.items()}
    found = process.extract(asked, folded, scorer=fuzz.ratio, limit=LOOKED_AT, score_cutoff=LIKE_A_TITLE)
    return [key for _, _, key in sorted(found, key=lambda each: (-each[1], each[2]))]
