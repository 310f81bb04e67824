"""What loads and yet answers badly: a base without a strike that is meant, one that nobody confirms, names too like others."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.dates.partial import day_words
from bot.knowledge.checks.names import same
from bot.knowledge.problems import Problem, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike

ALIKE = 75.0
"""From this likeness (0 to 100) on, two words may be the same one, misspelt once."""
SHORTEST = 4
"""Letters of a word that can be told from another by its likeness."""
NAMED = 4
"""So many entries are named."""
_ASKED_WITH = frozenset(
    "strike strikes day days deal deals talk talks vote votes meeting meetings news offer offers walkout walk-out today"
    " update updates latest reason reasons end why when who what".split()
)
"""Words with which people ask; as a name for something they would turn every question into one about that."""


def doubts(view: View) -> list[Problem]:
    """A notice for each, with its file and line. `view` is the base as known now."""
    found = [
        *_none_meant(view),
        *_unconfirmed(view),
        *_same_short_names(view),
        *_asking_words(view),
        *_stages(view),
        *_not_compared(view),
    ]
    return sorted(found)


def _notice(view: View, full_id: str, path: str, found: str, expected: str, hint: str = "") -> Problem:
    file, line = view.base.where.get(full_id, ("", 0))
    bare = full_id.rpartition("/")[2]
    return Problem(file, line, 1, f"{bare}.{path}" if path else bare, found, expected, hint, level="notice")


def _none_meant(view: View) -> Iterator[Problem]:
    """No strike that a question means which names none, such as "is the strike over"."""
    strikes = [strike for strike in view.base.strikes.values() if strike.withdrawn is None]
    struck = [strike for strike in strikes if strike.kind == "strike"]
    if not struck:
        found = "no strike, only contracts" if strikes else "no strike"
        expected = "a folder in strikes/ with a strike.yaml of `kind: strike`"
        yield Problem("strikes", 0, 0, "", found, expected, level="notice")
    elif not any(strike.main for strike in struck):
        newest = max(
            struck, key=lambda strike: (strike.first_day is not None, str(strike.first_day), strike.id)
        )
        found = "no strike with `main: true`, so that “the strike” means none"
        yield _notice(view, newest.id, "", found, "`main: true` in the strike that this base is about")


def _unconfirmed(view: View) -> Iterator[Problem]:
    """An open strike of which no source of the last week is there: its day is told with a doubt."""
    for strike in view.strikes:
        state = view.state(strike)
        if strike.main and state.open and state.stale:
            since = f"since {day_words(state.confirmed)}" if state.confirmed else "at all"
            found = f"a strike that no source has confirmed {since}, so that its day is told with a doubt"
            expected = (
                "a source of these days in sources.yaml, and its id at the end of `citations` here;"
                " or `last_day` and `ended`, where it is over"
            )
            yield _notice(view, strike.id, "", found, expected)


def _same_short_names(view: View) -> Iterator[Problem]:
    """Two strikes of one name: “day 95 of the …” would leave open of which."""
    seen: dict[str, Strike] = {}
    for strike in view.base.strikes.values():
        first = seen.setdefault(same(strike.short_name), strike)
        if first is not strike and {first.kind, strike.kind} == {"strike"} and first.main and strike.main:
            found = f"{show(strike.short_name)}, as {first.id} is called too"
            yield _notice(view, strike.id, "short_name", found, "a short name of its own")


def _asking_words(view: View) -> Iterator[Problem]:
    """A name that is a word with which everything is asked."""
    base = view.base
    shelves = (
        ("party", base.parties),
        ("person", base.people),
        ("place", base.places),
        ("issue", base.issues),
    )
    named = [
        (f"{noun}/{id}", name)
        for noun, shelf in shelves
        for id, entry in shelf.items()
        for name in (entry.name, getattr(entry, "short_name", ""), *entry.aliases)
    ]
    named += [
        (strike.id, name) for strike in base.strikes.values() for name in (strike.name, *strike.aliases)
    ]
    named += [
        (_full(view, synonym.means), word) for synonym in base.vocabulary.synonyms for word in synonym.words
    ]
    for full_id, name in named:
        if same(name) in _ASKED_WITH:
            found = f"the name {show(name)}, a word with which people ask for other things"
            yield _notice(view, full_id, "", found, "a name that means nothing else")


def _full(view: View, id: str) -> str:
    prefixes = ("party", "person", "place", "issue")
    return next((f"{one}/{id}" for one in prefixes if f"{one}/{id}" in view.base.where), id)


def _stages(view: View) -> Iterator[Problem]:
    """A stage of the talks that no other position has, and that is another one misspelt."""
    count: dict[tuple[str, str], list[str]] = {}
    for full_id, position in view.base.positions.items():
        if position.withdrawn is None:
            count.setdefault((full_id.partition("/")[0], position.stage), []).append(full_id)
    for (strike, one), (other_strike, two) in combinations(count, 2):
        if strike == other_strike and _misspelt(one, two):
            (few, stage), (_, right) = sorted(
                ((count[strike, one], one), (count[strike, two], two)), key=lambda pair: len(pair[0])
            )
            found = f"the stage {show(stage)}, almost {show(right)}"
            yield _notice(view, few[0], "stage", found, "the same words for the same stage")


def _not_compared(view: View) -> Iterator[Problem]:
    """Entries that nobody has looked at since they were made, as those of `init` that cite the page of the moderators."""
    found = [
        full_id for full_id, _, entry in view.base.entries() if entry.withdrawn is None and not entry.compared
    ]
    for full_id in found[:1]:
        ids = f"{', '.join(found[:NAMED])}{' and more' if len(found) > NAMED else ''}"
        told = f"{'one entry' if len(found) == 1 else f'{len(found)} entries'} to be confirmed by the page cited: {ids}"
        expected = "a look whether it says so; then take out `review_by`, and correct what it does not say"
        yield _notice(view, full_id, "review_by", told, expected)


def _misspelt(one: str, two: str) -> bool:
    """Whether two stages differ in one word alone, and in few letters of it."""
    if same(one) == same(two):
        return one.casefold() != two.casefold()
    first, second = same(one).split(), same(two).split()
    differ = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    if len(first) != len(second) or len(differ) != 1:
        return False
    (left, right), figures = differ[0], re.compile(r"\d")
    if min(len(left), len(right)) < SHORTEST or figures.search(left + right):
        return False
    return fuzz.ratio(left, right) >= ALIKE
