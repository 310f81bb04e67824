"""What a text tells that its first source cannot: a day after it came out, of which the entry would have been known too early."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dates.conventions import zone_named
from bot.dates.partial import day_words
from bot.knowledge.checks.chronology import ANNOUNCED_AHEAD, Calendar
from bot.knowledge.model.models import Entry, Event, Model, Position, Source, Statement, Strike
from bot.knowledge.model.tenses import told_as_past
from bot.knowledge.model.texts import texts
from bot.knowledge.problems import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from bot.knowledge.model.items import Item
    from bot.knowledge.model.models import Citation
    from bot.knowledge.problems import Problem
    from bot.knowledge.yaml.tree import Step

UNWRITTEN = "WRITE HERE"
"""How a marked place of a new base begins, until somebody has written it."""
_PLANNED = re.compile(r"\b(?:call(?:s|ed|ing)?|announc\w+|from)\b", re.IGNORECASE)
"""Words with which a text tells of a day that was named ahead, beside those of the future."""

Told = tuple[str, tuple["Citation", ...], tuple["Step", ...]]
"""A text, what it rests on, and the way to it."""


def review_telling(items: Sequence[Item], zone: ZoneInfo) -> Iterator[Problem]:
    """A notice for each text that its first source cannot know, and for each that is still to be written."""
    sources = {item.id: item.model for item in items if isinstance(item.model, Source)}
    strikes = {item.id: item.model for item in items if isinstance(item.model, Strike)}
    for item in items:
        yield from _unwritten(item)
        if item.entry is None or item.entry.withdrawn:
            continue
        strike = strikes.get(item.strike or "")
        calendar = Calendar(item, sources, zone_named(strike.zone) if strike and strike.zone else zone)
        for text, citations, path in _told(item.entry, item.entry.citations):
            yield from _too_early(calendar, item.entry, text, citations, path)


def _too_early(
    calendar: Calendar, entry: Entry, text: str, citations: tuple[Citation, ...], path: tuple[Step, ...]
) -> Iterator[Problem]:
    """What a moderator has not seen pass either (`reviewed`) is a plan, whatever its words."""
    told, published = told_as_past(text), calendar.published(citations)
    if told is None or not published or _PLANNED.search(text):
        return
    if not published[0][0] + ANNOUNCED_AHEAD < told <= entry.reviewed:
        return
    day, source = published[0]
    found = f"{day_words(told)} told as past, while its first source, {show(source)}, is of {day_words(day)}"
    expected = "what came later as a text of its own, with `citations` of that day or later"
    yield calendar.item.problem(path, found, expected, level="notice")


def _told(model: Model, citations: tuple[Citation, ...], path: tuple[Step, ...] = ()) -> Iterator[Told]:
    """Every text that is told, deep inside an entry too."""
    if isinstance(model, Event | Position):
        yield model.text, citations, ("text",)
    if isinstance(model, Statement):
        yield (
            model.text,
            model.citations or citations,
            path if path and isinstance(path[-1], int) else (*path, "text"),
        )
    for name in type(model).model_fields:
        value = getattr(model, name)
        parts = (
            [((*path, name), value)]
            if not isinstance(value, tuple)
            else [((*path, name, number), part) for number, part in enumerate(value)]
        )
        for place, part in parts:
            if isinstance(part, Model):
                yield from _told(part, citations, place)


def _unwritten(item: Item) -> Iterator[Problem]:
    for text in texts(item.kind.model, item.node):
        if re.search(rf"\b{UNWRITTEN}\b", text.scalar.text or ""):
            found = f"a marked place that nobody has written out yet ({show(text.scalar.text)})"
            yield item.problem(
                text.steps, found, "your own words, or the entry behind `# ` again", level="notice"
            )
