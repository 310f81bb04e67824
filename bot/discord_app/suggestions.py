"""What the commands suggest while someone types, and what the text in an option means, chosen or not."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from discord import app_commands
from rapidfuzz import fuzz, process, utils

from bot.answering.single import title_of
from bot.answering.view import View
from bot.discord_app.dates import parse_as_of, parse_day
from bot.discord_app.errors import SorryError, explain
from bot.discord_app.limits import CHOICE_NAME, CHOICE_VALUE, CHOICES, clip, length
from bot.discord_app.markup import clean, escaped
from bot.discord_app.words import EN
from bot.knowledge.dates import day_words

if TYPE_CHECKING:
    import datetime as dt

    from bot.discord_app.desk import Desk

log = logging.getLogger(__name__)

P = ParamSpec("P")
Choices = list[app_commands.Choice[str]]

SURE = 85
"""How like a name a text has to be to mean it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that can be chosen: its id, what it is called, and what else."""

    id: str
    name: str
    others: tuple[str, ...] = ()


Shelf = Callable[[View], list[Named]]


def strikes(view: View) -> list[Named]:
    on_top = sorted(
        view.strikes, key=lambda s: (not s.main, -(s.first_day.toordinal() if s.first_day else 0))
    )
    return [Named(s.id, s.name, (s.short_name, *s.aliases)) for s in on_top]


def parties(view: View) -> list[Named]:
    known = (view.party(id) for id in view.base.parties)
    return [Named(p.id, p.name, (p.short_name, *p.aliases)) for p in known if p]


def issues(view: View) -> list[Named]:
    known = (view.issue(id) for id in view.base.issues)
    return [Named(i.id, i.name, i.aliases) for i in known if i]


def people(view: View) -> list[Named]:
    known = (view.person(id) for id in view.base.people)
    return [Named(f"person/{p.id}", p.name, p.aliases) for p in known if p]


def people_and_parties(view: View) -> list[Named]:
    return people(view) + [Named(f"party/{p.id}", p.name, p.others) for p in parties(view)]


def speakers(view: View) -> list[Named]:
    """People and parties that are quoted, themselves or through another's account."""
    quoted = {id for _, quote in view.quotes for id in (quote.speaker, quote.describes)}
    return [named for named in people_and_parties(view) if named.id.partition("/")[2] in quoted]


def meetings(view: View) -> list[Named]:
    latest = sorted(view.meetings, key=lambda pair: pair[1].date, reverse=True)
    return [
        Named(i, title_of(view, i), (m.date.isoformat(), day_words(m.date, weekday=True))) for i, m in latest
    ]


def ranked(text: str, shelf: list[Named]) -> list[tuple[float, Named]]:
    """What a text may mean, best first, each with how sure (0 to 100)."""
    typed = utils.default_process(clean(text[:200]))
    pool = [(name, named) for named in shelf for name in (named.name, *named.others)]
    found = process.extract(
        typed, [name for name, _ in pool], scorer=_likeness, processor=utils.default_process, limit=100
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


def _or_none(suggest: Callable[P, Choices]) -> Callable[P, Choices]:
    """No suggestions rather than an error, which Discord could not show; the log gets it, with a code."""

    @wraps(suggest)
    def safely(*args: P.args, **rest: P.kwargs) -> Choices:
        try:
            return suggest(*args, **rest)
        except Exception as error:
            explain(error, EN, "suggestions")
            return []

    return safely


@_or_none
def offered(desk: Desk, shelf: Shelf, current: str) -> Choices:
    """The suggestions for an option."""
    known = shelf(desk.engine.view(desk.now()))
    chosen = [named for _, named in ranked(current, known)] if clean(current) else known
    return choices((named.name, named.id) for named in chosen)


def choices(pairs: Iterable[tuple[str, str]]) -> Choices:
    """Choices as Discord takes them; those whose value would have to be cut are left out."""
    fitting = {value: name for name, value in pairs if 0 < length(value) <= CHOICE_VALUE and clean(name)}
    made = [
        app_commands.Choice(name=clip(clean(name), CHOICE_NAME), value=value)
        for value, name in fitting.items()
    ]
    return made[:CHOICES]


def given(what: str, text: str, shelf: list[Named]) -> str:
    """The id that an option's text means, chosen or typed; SorryError with what comes near."""
    if any(named.id == text for named in shelf):
        return text
    typed = re.sub(r"^(?:the|el|la|los|las) ", "", utils.default_process(clean(text[:200])))
    exact = [
        n.id for n in shelf if typed and typed in (utils.default_process(x) for x in (n.name, *n.others))
    ]
    if len(exact) == 1:
        return exact[0]
    near = ranked(text, shelf)
    if near and near[0][0] >= SURE and (len(near) == 1 or near[1][0] < near[0][0] - 5):
        return near[0][1].id
    names = "; ".join(named.name for _, named in near[:3]) or "; ".join(named.name for named in shelf[:3])
    raise SorryError(f"error.unknown-{what}", text=escaped(text, 100), near=escaped(names, 300))


def given_meeting(text: str, view: View) -> str:
    """The id of the meeting that a text means: by its day, else as any other name."""
    shelf = meetings(view)
    try:
        day = parse_day(text, view).isoformat()
    except SorryError:
        day = ""
    held = [named.id for named in shelf if named.others[0] == day]
    return (
        held[0]
        if len(held) == 1 and all(named.id != text for named in shelf)
        else given("meeting", text, shelf)
    )


@_or_none
def questions(desk: Desk, as_of: str | None, current: str) -> Choices:
    """Questions to ask, of what is known at the date already typed."""
    moment = desk.now()
    if as_of:
        try:
            moment = parse_as_of(as_of, desk.engine.view(moment))
        except SorryError:
            log.debug("suggesting questions of today: the date is not whole yet")
    found = desk.engine.suggest(clean(current), moment, limit=CHOICES)
    return choices((question, question) for question in found)


@_or_none
def dates(desk: Desk, current: str) -> Choices:
    """The date typed so far, in words; and the days of meetings."""
    view = desk.engine.view(desk.now())
    pairs: list[tuple[str, str]] = []
    if clean(current):
        try:
            day: dt.date | None = parse_day(current, view)
        except SorryError:
            day = None
        pairs += [(day_words(day, weekday=True), day.isoformat())] if day else []
    known = meetings(view)
    near = [named for _, named in ranked(current, known)] if clean(current) else known
    days = {named.others[0]: named for named in near}
    return choices([*pairs, *((named.name, day) for day, named in days.items())])
