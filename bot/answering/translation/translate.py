"""A reply in Spanish: the same reply, its sentences exchanged for those that a person wrote, one by one.

What is answered is decided in English and does not change. A sentence is an entry's, with its Spanish under `es:`, or one of
the engine's own; one that has no Spanish stays as it is, and where the answer itself has none, so does the whole reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answering.composition.prose import sentences_of
from bot.answering.composition.sentences import ALL
from bot.answering.reply import Note, Paragraph, QuoteBlock
from bot.answering.translation import words
from bot.answering.translation.spanish import SPANISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.answering.composition.sentences import Sentence
    from bot.answering.reply import Block, Reply, StrikeLine
    from bot.answering.translation.of_entries import Table

_SHAPES = {
    **dict.fromkeys(("day", "claimed"), r"[\d,]+"),
    "days": r"[\d,]+ days?",
    **dict.fromkeys(("date", "first", "last"), words.DATE),
    "when": rf"(?:on |in )?{words.DATE}",
}
_NAMED = frozenset("strike other who party others unions employers name names publisher".split())


@dataclass(frozen=True, slots=True)
class Translated:
    """A reply in Spanish; `whole` where all of it is."""

    reply: Reply
    whole: bool


def in_spanish(reply: Reply, table: Table) -> Translated | None:
    """The reply in Spanish; None where its answer has none."""
    told = _Telling(table, notes=reply.kind != "shortlist")
    headline = told.text(reply.headline)
    if headline is None:
        return None
    before = [one for block in reply.before for one in told.block(block)]
    behind = [one for block in reply.behind for one in told.block(block)]
    made = replace(
        reply,
        headline=headline,
        blocks=(*before, *behind),
        shown=None if reply.shown is None else len(before),
        strikes=tuple(_line(told, line) for line in reply.strikes),
        options=tuple(
            replace(one, label=told.table.questions.get(one.label, one.label)) for one in reply.options
        ),
    )
    return Translated(made, told.whole)


def _line(told: _Telling, line: StrikeLine) -> StrikeLine:
    return replace(line, text=told.text(line.text) or line.text, brief=told.text(line.brief) or line.brief)


class _Telling:
    """Puts the texts of one reply into Spanish, and notes whether all of them could be.

    `notes`: a quote may have its translation behind it.
    """

    def __init__(self, table: Table, *, notes: bool) -> None:
        self.table = table
        self.notes = notes
        self.whole = True

    def block(self, block: Block) -> Iterator[Block]:
        """A block in Spanish; of a quote the words themselves, and behind them their translation."""
        if isinstance(block, QuoteBlock):
            role = self.table.roles.get((block.speaker, block.role or ""), block.role)
            yield replace(block, said=words.dates(block.said), role=role)
            spanish = self.table.quotes.get(block.text)
            if spanish and self.notes:
                yield Note(words.TRANSLATION.format(text=spanish), block.cites)
            self.whole = self.whole and spanish is not None
            return
        text = self.text(block.text)
        self.whole = self.whole and text is not None
        if isinstance(block, Paragraph):
            lead = block.lead and self._heading(block.lead)
            yield replace(block, text=text or block.text, lead=lead)
        else:
            yield replace(block, text=text or block.text)

    def _heading(self, lead: str) -> str:
        """A question, a name or a date before a text; any other as it is."""
        return words.capital(self.table.questions.get(lead) or self.name(lead) or words.dates(lead))

    def text(self, text: str) -> str | None:
        """One or several sentences; None where one of them has no Spanish."""
        if (found := self._one(text)) is not None:
            return words.capital(found)
        if not (parts := _parts(text)):
            return None
        told = [self._one(part) for part in parts]
        return None if None in told else " ".join(words.capital(part) for part in told if part)

    def _one(self, text: str) -> str | None:
        """An entry's sentence, or one of the engine's own."""
        if text in self.table.sentences:
            return self.table.sentences[text]
        for spanish, pattern in _patterns():
            if (match := pattern.fullmatch(text)) is None:
                continue
            told = match.groupdict()
            slots = {name: self._slot(name, value, told.get("who", "")) for name, value in told.items()}
            if None not in slots.values():
                return words.joined(spanish.format(**slots))
        return None

    def _slot(self, name: str, value: str, who: str) -> str | None:
        if name == "text":
            return self._inner(value)
        if name == "span":
            return self._one(value) or words.span(value)
        if name in _NAMED:
            return self.name(value) or self._with_role(value)
        if name in ("role", "roles"):
            return self._roles(value, who)
        if name == "ago":
            return words.ago(value)
        if name == "place":
            return words.clock(value)
        if name == "count":
            return words.count(value)
        if name == "days":
            return words.days(value)
        return words.dates(value) if name in _SHAPES else None

    def _inner(self, text: str) -> str | None:
        """A sentence within another one, which may have lost its stop there."""
        if (whole := self.text(text)) is not None:
            return whole
        found = self.text(f"{text}.")
        return found.removesuffix(".") if found is not None else None

    def _with_role(self, text: str) -> str | None:
        """Somebody with what they are: `Ada Boll, president,`; None where there is no Spanish for that."""
        who, _, role = text.removesuffix(",").partition(", ")
        name, spanish = self.name(who), self.table.roles.get((who, role))
        return f"{name}, {spanish}{',' if text.endswith(',') else ''}" if name and spanish else None

    def _roles(self, text: str, who: str) -> str | None:
        """What somebody is, in one role or several; of `president of the mill`, the Spanish of the role names the mill."""
        known = {role: told for (one, role), told in self.table.roles.items() if one == who}
        role, _, party = text.partition(" of ")
        return _each(text, known) or (known.get(role) if self.name(party) else None)

    def name(self, text: str) -> str | None:
        """One name or several; None where one of them is not known."""
        return _each(text, self.table.names)


def _each(text: str, known: Mapping[str, str]) -> str | None:
    """One or several of what is known, in a list; None where one of them is not."""
    if text in known:
        return known[text]
    for mark, spanish in ((", ", ", "), (" and ", " y ")):
        for match in re.finditer(re.escape(mark), text):
            first, rest = known.get(text[: match.start()]), _each(text[match.end() :], known)
            if first is not None and rest is not None:
                return f"{first}{spanish}{rest}"
    return None


def _parts(text: str) -> list[str]:
    """The sentences of a text, a `No.` before one apart."""
    found = sentences_of(text)
    if found and found[0].startswith("No. "):
        found = ["No.", found[0].removeprefix("No. "), *found[1:]]
    return found if len(found) > 1 else []


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence's Spanish with the pattern of its English, those with the most words of their own first."""
    ordered = sorted(ALL, key=lambda one: len(re.sub(r"\{\w+\}", "", one.template)), reverse=True)
    return tuple((SPANISH[one].strip(), _pattern(one)) for one in ordered if one in SPANISH)


def _pattern(told: Sentence) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", told.template.strip())
    made, seen = [re.escape(parts[0])], set[str]()
    for slot, rest in zip(parts[1::2], parts[2::2], strict=True):
        known = f"(?P={slot})" if slot in seen else f"(?P<{slot}>{_SHAPES.get(slot, '.+?')})"
        made += [known, re.escape(rest)]
        seen.add(slot)
    return re.compile("".join(made), re.DOTALL)
