"""Names as people type them, and the entries that they mean. A name of a person or party is never guessed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from bot.answering import offered_names
from bot.answering.offered_names import Named
from bot.dates.found import DateContext
from bot.dates.reader import find, mentioned_day
from bot.dates.typed import near
from bot.dates.words import READ
from bot.knowledge.checks.names import same
from bot.knowledge.model.models import Issue, Party, Person, Strike
from bot.matching.text import fold, tokens_of, visible, words
from bot.moderating.forms.engine import addresses, sides
from bot.moderating.forms.engine.typed import UnreadableError, length, lines, listed, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    from bot.answering.engine import Engine
    from bot.answering.known.view import View
    from bot.dates.found import Busy
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Source
    from bot.moderating.forms.engine.form_types import MenuSource

MOST_NAMES = 25
_MOST_WRONG = 3
"""So many names that are wrong are told at once; a field with more holds no names."""
_END_OF_TIME = dt.datetime(2201, 1, 1, tzinfo=dt.UTC)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|esq|md|phd|m\.d|ph\.d)\.?", re.IGNORECASE)
_WHAT = {
    "strikes": "strike",
    "parties": "union, company or group",
    "people": "person",
    "anyone": "person, union, company or group",
    "issues": "issue",
    "sources": "source",
    "places": "place",
    "meetings": "meeting of that strike",
    "employers": "employer of that strike",
    "unions": "union of that strike",
    "walkouts": "walk-out of that strike",
}
_INSTEAD = {
    "people": " Somebody new is added with “New person”.",
    "anyone": " Somebody new is added with “New person”.",
    "sources": " A new one is added with “New source”.",
}


@dataclass(frozen=True)
class KnownNames:
    """All that can be named: what the base holds and has not withdrawn, and what the same draft brings along."""

    engine: Engine
    today: dt.date
    people: dict[str, Named] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    """New ones, by their id."""
    _shelves: dict[tuple[str, str], list[Named]] = field(default_factory=dict)

    @property
    def base(self) -> KnowledgeBase:
        return self.engine.base

    def asked(self, years: Busy | None = None) -> DateContext:
        """From where dates are read; a day without a year is of one of `years`, else the latest not far ahead."""
        return DateContext(self.today, self.base.conventions, busy=years or near(self.today))

    @cached_property
    def view(self) -> View:
        """Everything, also what will be known only later: moderators write before the news counts as published."""
        return self.engine.view(_END_OF_TIME)

    @cached_property
    def all_sources(self) -> Mapping[str, Source]:
        return {**self.base.sources, **self.sources}

    @cached_property
    def taken_names(self) -> dict[str, str]:
        """Every name that leads to an entry, as names are compared, and what that entry is called."""
        base = self.base
        owners: list[Party | Person | Issue | Strike] = [
            *base.parties.values(),
            *base.people.values(),
            *base.issues.values(),
            *base.strikes.values(),
        ]
        called = {owner.id: owner.name for owner in owners}
        taken = {
            same(word): called.get(one.means, one.means)
            for one in base.vocabulary.synonyms
            for word in one.words
        }
        for owner in owners:
            short = [owner.short_name] if isinstance(owner, Party) else []
            for name in (owner.name, *short, *owner.aliases) if owner.withdrawn is None else ():
                taken[same(name)] = owner.name
        return {**taken, **{same(named.name): named.name for named in self.people.values()}}

    def shelf(self, name: MenuSource, strike: str = "") -> list[Named]:
        """What a field of this shelf may name; meetings are those of the strike."""
        key = (name, strike)
        if key not in self._shelves:
            self._shelves[key] = self._shelf(name, strike)
        return self._shelves[key]

    def _shelf(self, name: MenuSource, strike: str) -> list[Named]:
        if name == "people":
            return [
                *map(_with_last_name, (*self.people.values(), *map(_bare, offered_names.people(self.view))))
            ]
        if name == "anyone":
            return [*self.shelf("people"), *self.shelf("parties")]
        if name == "sources":
            return [
                Named(id, source_title(source, self.base.zone)) for id, source in self.all_sources.items()
            ]
        if name == "meetings":
            found = offered_names.meetings(self.view)
            return [_bare(named) for named in found if named.id.startswith(f"{strike}/")]
        if name in ("employers", "unions", "walkouts"):
            return sides.shelf(name, self.view, strike)
        if name == "places":
            places = self.base.places.values()
            return [Named(one.id, one.name, one.aliases) for one in places if one.withdrawn is None]
        make = {
            "strikes": offered_names.strikes,
            "parties": offered_names.parties,
            "issues": offered_names.issues,
        }
        return make[name](self.view) if name in make else []

    def title(self, id: str, shelf: MenuSource, strike: str = "") -> str:
        return next((named.name for named in self.shelf(shelf, strike) if named.id == id), id)

    def one(self, text: str, shelf: MenuSource, strike: str = "") -> str:
        """The id of the one thing that a text means. UnreadableError with what comes near."""
        if len(text) > offered_names.READ:
            raise UnreadableError(length(len(text), offered_names.READ))
        if shelf == "sources" and text in self.all_sources:
            return text
        known = self.shelf(shelf, strike)
        exact = offered_names.called(text, known)
        if len(exact) == 1:
            return exact[0].id
        if not exact and shelf == "sources":
            exact = self._sources(text)
        elif not exact and shelf == "meetings":
            exact = self._on_day(text, known)
        elif not exact and shelf in ("issues", "strikes"):
            found = offered_names.meant(text, known)
            return found.id or self._unknown(text, shelf, known)
        if len(exact) > 1:
            raise UnreadableError(f"{shown(text)} may be {listed(_names(exact[:4]), 'or')}. Say which.")
        return exact[0].id if exact else self._unknown(text, shelf, known)

    def many(self, text: str, shelf: MenuSource, strike: str = "") -> list[str]:
        """The ids of names, one a line or with commas. UnreadableError for those that mean nothing."""
        found: list[str] = []
        wrong: list[str] = []
        names = self._parted(text, shelf, strike)
        if len(names) > MOST_NAMES:
            raise UnreadableError(f"That is more than {MOST_NAMES} names; at most {MOST_NAMES} fit.")
        for name in names:
            try:
                found.append(self.one(name, shelf, strike))
            except UnreadableError as error:
                wrong.append(str(error))
            if len(wrong) == _MOST_WRONG:
                break
        if wrong:
            raise UnreadableError(" ".join(wrong))
        return list(dict.fromkeys(found))

    def _parted(self, text: str, shelf: MenuSource, strike: str) -> list[str]:
        """The names in a text: a comma parts two names, unless a name with it is known."""
        if shelf == "sources":
            return lines(text)[: MOST_NAMES + 1]
        known = self.shelf(shelf, strike)
        exact = cache(lambda name: bool(offered_names.called(name, known)))
        names: list[str] = []
        for line in lines(text)[: MOST_NAMES + 1]:
            names += [line] if exact(line) else parted(line, exact)
        return names[: MOST_NAMES + 1]

    def _sources(self, text: str) -> list[Named]:
        """Sources whose publisher, headline, address and day have all that was typed."""
        if re.match(r"https?://|www\.", text.strip(), re.IGNORECASE):
            there = addresses.already(text, self.all_sources.values())
            return [Named(there.id, source_title(there, self.base.zone))] if there else []
        folded = fold(visible(text[:200]))
        dates = find(folded, self.asked()).found
        for date in reversed(dates):
            folded = f"{folded[: date.start]} {folded[date.end :]}"
        wanted = words(folded)
        if not wanted and not dates:
            return []
        found = [
            source
            for source in self.all_sources.values()
            if all(self.base.published(source).covers(date.slot.first, date.slot.last) for date in dates)
            and _holds(source, wanted)
        ]
        exact = [source for source in found if dates and self.base.published(source).exact]
        return [Named(source.id, source_title(source, self.base.zone)) for source in exact or found]

    def _on_day(self, text: str, known: list[Named]) -> list[Named]:
        day = mentioned_day(fold(visible(text[:READ])), self.asked())
        held = [named for named in known if day and day.isoformat() in named.others]
        if not held:
            found = offered_names.meant(text, known)
            held = [named for named in known if named.id == found.id]
        return held

    def _unknown(self, text: str, shelf: MenuSource, known: list[Named]) -> str:
        nearest = [named for score, named in offered_names.ranked(text, known) if score >= 60][:3]
        hint = f" Did you mean {listed(_names(nearest), 'or')}?" if nearest else ""
        raise UnreadableError(
            f"I know no {_WHAT[shelf]} called {shown(text)}.{hint}{_INSTEAD.get(shelf, '')}"
        )


def parted(line: str, known: Callable[[str], bool]) -> list[str]:
    """The names on a line. `known` says whether a text is a name as it stands."""
    parts: list[str] = []
    for part in re.split(r"[,;]", line):
        part = re.sub(r"^(?:and|&)\s+", "", part.strip())
        if parts and _SUFFIX.fullmatch(part):
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    names: list[str] = []
    while parts:
        size = next((n for n in range(min(4, len(parts)), 1, -1) if known(", ".join(parts[:n]))), 1)
        names += _split_at_and(", ".join(parts[:size]), known)
        parts = parts[size:]
    return names


def _split_at_and(name: str, known: Callable[[str], bool]) -> list[str]:
    """`Ann Lee and Bob Ray`, where one of them is known and the whole is not one name."""
    both = re.split(r"\s+(?:and|&)\s+", name)
    return both if len(both) > 1 and not known(name) and any(map(known, both)) else [name]


def _bare(named: Named) -> Named:
    return Named(named.id.rpartition("/")[2], named.name, named.others)


def _with_last_name(named: Named) -> Named:
    """People are called by their last name, too."""
    parts = [part for part in re.split(r"[\s,]+", named.name) if not _SUFFIX.fullmatch(part)]
    return Named(named.id, named.name, (*named.others, parts[-1])) if len(parts) > 1 else named


def _names(known: list[Named]) -> list[str]:
    return [named.name for named in known]


def _holds(source: Source, wanted: list[str]) -> bool:
    told = tokens_of(f"{source.publisher} {source.title or ''} {' '.join(source.authors)} {source.id}")
    return all(
        any(word == other or (len(word) > 2 and other.startswith(word)) for other in told) for word in wanted
    )


def source_title(source: Source, zone: ZoneInfo) -> str:
    """`The Gazette, March 12, 2024: “the headline”`."""
    headline = f": “{source.title}”" if source.title else ""
    return f"{source.publisher}, {source.day(zone).words()}{headline}"
