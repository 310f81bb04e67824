"""Nothing of one base is in the program, nor in what it says of another: not a party, a person, a paper, a strike."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.kinds.registry import KINDS
from bot.answering.suggestions.examples import EXAMPLES, OPENERS
from bot.answering.suggestions.showcase import showcase
from bot.dates.moments import end_of_day
from bot.knowledge.loader import load
from bot.matching.slots import Slots
from bot.matching.spelling import english
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.reply import Reply
    from bot.knowledge.model.base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[2]
BASES = {
    "hollywood": ROOT / "knowledge",
    "uaw-2023": ROOT / "examples/uaw-2023",
    "bma-resident-doctors": ROOT / "examples/bma-resident-doctors",
}
OTHERS = [name for name in BASES if name != "hollywood"]
READ = (".py", ".yaml", ".json", ".txt")
NOT_WORDS = {"weights.json", "english.txt", "zones.txt"}
SHARED = {
    "discord", "unicode", "labor", "chicago", "denver", "performers", "carmakers", "carmaker", "automakers", "automaker",
    "autoworkers", "autoworker", "wikipedia", *(month.casefold() for month in calendar.month_name[1:]),
}  # fmt: skip
"""Words of names that programs and English have too."""
EVENING = dt.time(18)


@cache
def base(name: str) -> KnowledgeBase:
    return load(BASES[name])


@cache
def engine(name: str) -> Engine:
    return Engine(base(name))


@cache
def own_words(name: str) -> str:
    """All that stands in the files of a base, in small letters."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(BASES[name].rglob("*.yaml"))
    ).casefold()


@cache
def names(name: str) -> frozenset[str]:
    """What only a base's own people, parties, papers and strikes are called: no words of ordinary English."""
    found: set[str] = set()
    known = base(name)
    for party in known.parties.values():
        found |= {party.name, party.short_name, *party.aliases}
    for person in known.people.values():
        found |= {person.name, person.name.split()[-1], *person.aliases}
    for strike in known.strikes.values():
        found |= {strike.name, strike.short_name, *strike.aliases, strike.id}
    for place in known.places.values():
        found |= {place.name, *place.aliases}
    found |= {source.publisher for source in known.sources.values()}
    return frozenset(each.casefold() for each in found if _is_a_name(each))


def _is_a_name(words: str) -> bool:
    strange = [token for token in tokens_of(words) if token not in english() and not token[:1].isdigit()]
    return any(len(token) > 2 and token not in SHARED for token in strange)


def pattern(found: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(found, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def foreign(name: str) -> re.Pattern[str]:
    """The names of the other bases that this one never uses."""
    others = frozenset().union(*(names(other) for other in BASES if other != name))
    return pattern(frozenset(each for each in others if each not in own_words(name)))


def asked(name: str) -> Iterator[tuple[str, dt.datetime]]:
    """Every question that is kept for a base, with its moment."""
    zone = base(name).zone
    for check in base(name).checks:
        day = check.as_of or dt.date(2026, 11, 30)
        yield check.question, day if isinstance(day, dt.datetime) else end_of_day(day, zone)
    for line in (ROOT / f"tests/questions/{name}.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        for question in one.get("turns") or [one["q"]]:
            yield question, dt.datetime.fromisoformat(one["as_of"])


def moments(name: str) -> list[dt.datetime]:
    """A moment in the midst of the newest main strike, and one long after."""
    main = max(
        (s.first_day for s in base(name).strikes.values() if s.main and s.first_day),
        default=dt.date(2024, 1, 1),
    )
    zone = base(name).zone
    return [
        dt.datetime.combine(main + dt.timedelta(days=20), EVENING, zone),
        dt.datetime(2030, 1, 1, 18, tzinfo=zone),
    ]


def shown(reply: Reply) -> Iterator[str]:
    """Every text of a reply that a person may see, without the question's own words."""
    told = text(reply)
    yield told.replace(reply.question, "") if reply.question else told
    yield from (option.question for option in reply.options)
    yield from reply.related


def told(name: str) -> Iterator[str]:
    """All that the program says with a base: replies, entries, kinds, suggestions, samples."""
    ours = engine(name)
    for question, moment in asked(name):
        yield from shown(ours.ask(question, moment))
    for moment in moments(name):
        view = ours.view(moment)
        yield from showcase(view).samples
        yield showcase(view).about_a_side
        for beginning in ("", "w", "wh", "what", "who", "how", "is", "when d", "did"):
            yield from ours.suggest(beginning, moment)
        for kind in KINDS:
            yield from shown(ours.browse(kind, Slots(), moment))
        for key, _, _ in ours.base.entries():
            yield from shown(ours.show(key, moment))
        for question in (
            "hello",
            "help",
            "thanks",
            "who are you",
            "asdfgh",
            "what about it",
            "is it",
            "the president",
        ):
            yield from shown(ours.ask(question, moment))


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_of_another_base_is_told(name: str) -> None:
    wanted = foreign(name)
    found = {
        f"{hit[0]}: {words[max(0, hit.start() - 60) : hit.end() + 40]!r}"
        for words in told(name)
        if (hit := wanted.search(words.casefold()))
    }
    assert not found, "\n".join(sorted(found)[:30])


@pytest.mark.parametrize("name", OTHERS)
def test_samples_are_of_the_base_and_are_answered_but_the_last(name: str) -> None:
    moment = moments(name)[0]
    *answered, declined = showcase(engine(name).view(moment)).samples
    assert [engine(name).ask(question, moment).kind for question in answered] == ["answer", "answer"]
    assert engine(name).ask(declined, moment).kind != "answer"


@pytest.mark.parametrize("name", BASES)
def test_nothing_of_a_base_is_in_the_program(name: str) -> None:
    wanted = pattern(names(name))
    found = set()
    for path in sorted((ROOT / "bot").rglob("*")):
        if path.suffix in READ and path.name not in NOT_WORDS:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if hit := wanted.search(line.casefold()):
                    found.add(f"{path.relative_to(ROOT)}:{number}: {hit[0]}")
    assert not found, "\n".join(sorted(found)[:60])


def test_openers_and_examples_name_nobody() -> None:
    for name in BASES:
        for question in (*OPENERS, *EXAMPLES.values()):
            assert not pattern(names(name)).search(question.casefold())
