"""What the commands suggest while someone types, and what the text in an option means, chosen or not."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from discord import app_commands

from bot.answering.offered_names import Meant, Named, NameList, meant, meant_meeting, meetings, ranked
from bot.dates.partial import day_words
from bot.discord_app.errors import SorryError, explain
from bot.discord_app.options.dates import parse_as_of, parse_day
from bot.discord_app.text.limits import CHOICE_NAME, CHOICE_VALUE, CHOICES, clip, length
from bot.discord_app.text.markup import clean, escaped
from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from bot.answering.known.view import View
    from bot.dates.found import Direction
    from bot.discord_app.questions.desk import Desk

log = logging.getLogger(__name__)

P = ParamSpec("P")
Choices = list[app_commands.Choice[str]]


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
def offered(desk: Desk, shelf: NameList, current: str, first: str | None = None) -> Choices:
    """The suggestions for an option; while nothing is typed, those of the strike that is meant first come first."""
    view = desk.engine.view(desk.now())
    known = shelf(view)
    known.sort(key=lambda one: first not in (one.id, *view.base.strikes_of(one.id)))
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


@dataclass(frozen=True, slots=True)
class Typed:
    """What an option's text means, chosen or typed: one id; or several to choose from, and how to ask which."""

    ids: tuple[str, ...]
    asks: SorryError | None = None


def typed(what: str, text: str, shelf: list[Named]) -> Typed:
    """SorryError where nothing comes near."""
    return _typed(what, text, meant(text, shelf))


def typed_meeting(text: str, view: View) -> Typed:
    """By its day, else as any other name."""
    return _typed("meeting", text, meant_meeting(text, view))


def _typed(what: str, text: str, found: Meant) -> Typed:
    if found.id:
        return Typed((found.id,))
    unknown = SorryError(f"error.unknown-{what}", text=escaped(text, 100))
    if not found.near:
        raise SorryError("choose.unlisted", asks=unknown)
    several = SorryError("choose.several", text=escaped(text, 100))
    asks = several if found.several else SorryError("choose.near", asks=unknown)
    return Typed(tuple(named.id for named in found.near[:CHOICES]), asks)


def given(what: str, text: str, shelf: list[Named]) -> str:
    """The one id that an option's text means, where there is no way to choose among several: SorryError names them."""
    found = typed(what, text, shelf)
    if found.asks is None:
        return found.ids[0]
    names = "; ".join(named.name for id in found.ids[:3] for named in shelf if named.id == id)
    raise SorryError("choose.named", asks=found.asks, names=escaped(names, 300))


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
def dates(desk: Desk, current: str, direction: Direction = "either") -> Choices:
    """The date typed so far, in words; and the days of meetings."""
    view = desk.engine.view(desk.now())
    pairs: list[tuple[str, str]] = []
    if clean(current):
        try:
            day: dt.date | None = parse_day(current, view, direction)
        except SorryError:
            day = None
        pairs += [(day_words(day, weekday=True), day.isoformat())] if day else []
    known = meetings(view)
    near = [named for _, named in ranked(current, known)] if clean(current) else known
    days = {named.others[0]: named for named in near}
    return choices([*pairs, *((named.name, day) for day, named in days.items())])
