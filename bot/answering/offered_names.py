"""What the base holds by name, and which of it a typed name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from bot.answering.handlers.single_entry import title_of
from bot.answering.known.view import View
from bot.dates.partial import day_words
from bot.dates.reader import mentioned_day
from bot.matching.lookalikes import latin
from bot.matching.text import fold, visible

SURE = 85
"""How like a name a text has to be to mean it (0 to 100)."""
NEAR = 60
"""How like a name a text has to be for it to be worth asking whether it is meant."""
READ = 200
"""Characters of a typed name that are read."""
BEGINNING = 3
"""Letters with which the beginning of a word stands for it."""
ARTICLES = frozenset({"the", "a", "an", "of", "el", "la", "los", "las"})
"""Words in a name that tell nothing about which one it is."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that can be chosen: its id, what it is called, and what else."""

    id: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means: the id of one thing; or None, and what comes near, nearest first.

    `several`: the text is the name of each of these, or a part of it; else it is no name of any.
    """

    id: str | None
    near: tuple[Named, ...] = ()
    several: bool = False


NameList = Callable[[View], list[Named]]


def strikes(view: View) -> list[Named]:
    on_top = sorted(
        view.strikes, key=lambda s: (not s.main, -(s.first_day.toordinal() if s.first_day else 0))
    )
    return [Named(s.id, s.name, (s.short_name, *s.aliases)) for s in on_top]


def parties(view: View) -> list[Named]:
    known = (view.party(id) for id in view.base.parties)
    return [Named(p.id, p.name, (p.short_name, *p.aliases)) for p in known if p]


def employers(view: View) -> list[Named]:
    """Those that a strike is against."""
    against = {side for strike in view.strikes for side in strike.against}
    return [named for named in parties(view) if named.id in against]


def issues(view: View) -> list[Named]:
    known = (view.issue(id) for id in view.base.issues)
    return [Named(i.id, i.name, i.aliases) for i in known if i]


def people(view: View) -> list[Named]:
    known = (view.person(id) for id in view.base.people)
    return [Named(f"person/{p.id}", p.name, p.aliases) for p in known if p]


def people_and_parties(view: View) -> list[Named]:
    """Those of whom something is told; of others only the name is known."""
    return [named for named in _all_named(view) if view.knows(named.id)]


def _all_named(view: View) -> list[Named]:
    return people(view) + [Named(f"party/{p.id}", p.name, p.others) for p in parties(view)]


def speakers(view: View) -> list[Named]:
    """People and parties that are quoted, themselves or through another's account."""
    quoted = {id for _, quote in view.quotes for id in (quote.speaker, quote.describes)}
    return [named for named in _all_named(view) if named.id.partition("/")[2] in quoted]


def meetings(view: View) -> list[Named]:
    latest = sorted(view.meetings, key=lambda pair: pair[1].date, reverse=True)
    return [
        Named(i, title_of(view, i), (m.date.isoformat(), day_words(m.date, weekday=True))) for i, m in latest
    ]


def ranked(text: str, shelf: list[Named]) -> list[tuple[float, Named]]:
    """What a text may mean, best first, each with how sure (0 to 100)."""
    pool = [(name, named) for named in shelf for name in (named.name, *named.others)]
    found = process.extract(
        _plain(text),
        [latin(name) for name, _ in pool],
        scorer=_likeness,
        processor=utils.default_process,
        limit=100,
    )
    best: dict[str, tuple[float, Named]] = {}
    for _, score, index in found:
        named = pool[index][1]
        if score >= 50 and named.id not in best:
            best[named.id] = (score, named)
    return list(best.values())


def _likeness(one: str, two: str, *, score_cutoff: float | None = None) -> float:
    """Whole names before beginnings before words in any order."""
    start = 15.0 if two.startswith(one) else 0.0
    return min(100.0, 0.6 * fuzz.WRatio(one, two) + 0.25 * fuzz.ratio(one, two) + start)


def called(text: str, shelf: list[Named]) -> list[Named]:
    """What bears exactly this id or name; case, punctuation and a leading article do not count."""
    chosen = [named for named in shelf if named.id == text]
    if chosen:
        return chosen
    whole = _plain(text)
    typed = {whole, re.sub(r"^(?:the|el|la|los|las) ", "", whole)} - {""}  # Las Vegas keeps its first word
    return [named for named in shelf if typed & set(map(_plain, (named.name, *named.others)))]


def meant(text: str, shelf: list[Named]) -> Meant:
    """The one thing that a text means: by its whole name, by a part of it that no other has, or with a slip.

    Else what comes near; where `several` is true all of them bear that very name, or have all that was typed in it.
    """
    exact = called(text, shelf)
    held = exact or _holding(text, shelf)
    if len(held) == 1:
        return Meant(held[0].id)
    near = ranked(text, shelf)
    if held:
        order = {named.id: place for place, (_, named) in enumerate(near)}
        return Meant(
            None, tuple(sorted(held, key=lambda named: order.get(named.id, len(order)))), several=True
        )
    if near and near[0][0] >= SURE and (len(near) == 1 or near[1][0] < near[0][0] - 5):
        return Meant(near[0][1].id)
    return Meant(None, tuple(named for likeness, named in near if likeness >= NEAR))


def _holding(text: str, shelf: list[Named]) -> list[Named]:
    """What has each word that was typed in one of its names; of words of three letters the beginning is enough."""
    typed = [word for word in _plain(text).split() if word not in ARTICLES]
    return [
        named
        for named in shelf
        if typed and any(_holds(_plain(name).split(), typed) for name in (named.name, *named.others))
    ]


def _holds(name: list[str], typed: list[str]) -> bool:
    return all(
        any(word == part or (len(word) >= BEGINNING and part.startswith(word)) for part in name)
        for word in typed
    )


def meant_meeting(text: str, view: View) -> Meant:
    """The meeting that a text means: by its day, else as any other name."""
    shelf = meetings(view)
    day = mentioned_day(fold(visible(text[:READ])), view.asked())
    held = tuple(named for named in shelf if day and named.others[0] == day.isoformat())
    if held and all(named.id != text for named in shelf):
        return Meant(held[0].id) if len(held) == 1 else Meant(None, held, several=True)
    return meant(text, shelf)


def _plain(text: str) -> str:
    return utils.default_process(latin(visible(unicodedata.normalize("NFKC", text[:READ]))))
