"""What a base has in Spanish: its sentences, questions, quotes and names, each by the English one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answering.composition.prose import sentences_of
from bot.knowledge.model.models import Person, Quote, Role, Statement, Translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Entry

_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_PROPER = re.compile(r"(?:the )?[A-Z0-9][\w.'’&-]*(?: [A-Z0-9&][\w.'’&-]*)*")
"""Nothing but a name: The Daily Clay."""
_WHOSE = "reported_by"
_NAMES = frozenset((_WHOSE, "name", "short_name", "roles"))


@dataclass(frozen=True, slots=True)
class Table:
    """The Spanish of each English text. Names have their article where they want one."""

    sentences: dict[str, str] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str], str] = field(default_factory=dict)
    """By whose and what role it is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of an entry and its Spanish; `path` is the way to that below `es`, None in the place of what is not there."""

    path: tuple[str | int, ...]
    english: str | None
    spanish: str | None

    @property
    def fault(self) -> str:
        """Why it cannot be shown; empty where it can."""
        if self.english is None:
            return "a translation of what the entry does not say"
        if self.spanish is None:
            return "no translation of one of the items"
        if self.path[0] in _NAMES:
            return ""
        there, here = len(sentences_of(self.english)), len(sentences_of(self.spanish))
        if there != here:
            return f"a translation with {here} sentence{'s' if here != 1 else ''}, where the original has {there}"
        if _figures(self.english) != _figures(self.spanish):
            return "a translation with other figures than the original"
        return ""


def pairs(entry: Entry) -> Iterator[Pair]:
    """The texts that an entry has in Spanish, in the order of the model."""
    if entry.es is None:
        return
    for name in Translation.model_fields:
        spanish = getattr(entry.es, name)
        if not spanish:
            continue
        english = _accounts(entry) if name == _WHOSE else getattr(entry, name, None)
        if isinstance(spanish, str):
            yield Pair((name,), _text(english), spanish)
            continue
        originals = english if isinstance(english, tuple) else ()
        most = len(spanish) if name == _WHOSE else max(len(spanish), len(originals))
        for place in range(most):
            yield Pair(
                (name, place),
                _text(originals[place]) if place < len(originals) else None,
                spanish[place] if place < len(spanish) else None,
            )


def _text(value: object) -> str | None:
    match value:
        case Statement():
            return value.text
        case Role():
            return value.title
    return value if isinstance(value, str) else None


def _accounts(entry: Entry) -> tuple[str, ...]:
    """Whose accounts an entry is, each once: its own word for it, then those of its claims in their order."""
    told = sorted(dict(entry).items(), key=lambda field: field[0] == "disputed")
    fields = (value if isinstance(value, tuple) else (value,) for _, value in told)
    claims = (one.reported_by for field in fields for one in field if isinstance(one, Statement))
    return tuple(dict.fromkeys(filter(None, (entry.reported_by, *claims))))


def _figures(text: str) -> Counter[str]:
    return Counter(_FIGURES.findall(text))


def table_of(base: KnowledgeBase) -> Table:
    """What a base has in Spanish, of what fits its original."""
    table = Table()
    for name in _plain_names(base):
        _name(table, name, name)
    for strike in base.strikes.values():
        what = "la huelga" if strike.kind == "strike" else "el convenio"
        _name(table, strike.short_name, f"{what} «{strike.short_name}»")
    for _, _, entry in base.entries():
        for pair in pairs(entry):
            if pair.english and pair.spanish and not pair.fault:
                _add(table, entry, pair.path[0], pair.english, pair.spanish)
    return table


def _plain_names(base: KnowledgeBase) -> Iterator[str]:
    """Names that are the same in both languages; of those who report, what is nothing but a name."""
    for party in base.parties.values():
        yield from (party.name, party.short_name)
    yield from (person.name for person in base.people.values())
    yield from (place.name for place in base.places.values())
    yield from (source.publisher for source in base.sources.values())
    accounts = {who for _, _, entry in base.entries() for who in _accounts(entry)}
    yield from sorted(who for who in accounts if _PROPER.fullmatch(who))


def _name(table: Table, english: str, spanish: str) -> None:
    """A name, with and without its article."""
    bare = english.removeprefix("the ")
    table.names.update({bare: spanish, f"the {bare}": spanish, f"The {bare}": spanish, english: spanish})


def _add(table: Table, entry: Entry, name: str | int, english: str, spanish: str) -> None:
    if name == "question":
        table.questions[english] = spanish
    elif name == "roles" and isinstance(entry, Person):
        table.roles[entry.name, english] = spanish
    elif name in _NAMES:
        _name(table, english, spanish)
    elif isinstance(entry, Quote):
        table.quotes[english] = spanish
    else:
        table.sentences[english] = spanish
        table.sentences.update(zip(sentences_of(english), sentences_of(spanish), strict=True))
