"""Builds the parts of a reply: text with its numbered references. Nothing can be said here without a citation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.reply import Block, Note, Paragraph, QuoteBlock, Reference
from bot.dates.partial import day_words
from bot.knowledge.model.models import Citation, Entry, Event, Meeting, Quote, Source, SourceKind, Statement
from bot.matching.text import stems_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.answering.known.bargaining_state import Row
    from bot.answering.known.view import StrikeState, View
    from bot.answering.reply import Pick
    from bot.dates.partial import PartialDate

CITED_AT_ONCE = 3
TOLD_WHOLE = 2
"""Of so many things that happened all is told."""
_STRONGEST_FIRST = (
    SourceKind.PRIMARY,
    SourceKind.PRESS,
    SourceKind.REFERENCE,
    SourceKind.REPOST,
    SourceKind.WEAK,
)


class Draft:
    """A reply in the making."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.headline = ""
        self.headline_cites: tuple[int, ...] = ()
        self.blocks: list[Block] = []
        self.entries: list[str] = []
        self.strikes: list[str] = []
        self.related: list[str] = []
        self.reviewed: list[dt.date | None] = []
        """When each entry was last looked at; None for one that nobody has looked at since it was made."""
        self.support: list[str] = []
        self.rows: list[Row] = []
        self.picks: list[Pick] = []
        self.strike_line = True
        """Whether the day of the main strikes belongs under it when it is about none."""
        self._references: dict[str, Reference] = {}
        self._account: str | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(self._references.values())

    def cite(self, citations: Iterable[Citation], most: int = CITED_AT_ONCE) -> tuple[int, ...]:
        """Number the known sources of a claim, the strongest first, each source once in a reply."""
        known = [(citation, source) for citation in citations if (source := self.view.source(citation))]
        known.sort(key=lambda pair: (_STRONGEST_FIRST.index(pair[1].kind), _is_closed(*pair)))
        unique = {source.id: (citation, source) for citation, source in reversed(known)}
        chosen = [pair for pair in known if unique.pop(pair[1].id, None)][:most]
        return tuple(self._number(citation, source) for citation, source in chosen)

    def _number(self, citation: Citation, source: Source) -> int:
        found = self._references.get(source.id)
        if found is None:
            day = self.view.base.published(source)
            found = Reference(len(self._references) + 1, source, citation.passage, day=day)
            self._references[source.id] = found
        return found.number

    def use(self, full_id: str, entry: Entry) -> None:
        """Note that the reply rests on an entry."""
        if full_id not in self.entries:
            self.entries.append(full_id)
            self.reviewed.append(entry.reviewed if entry.compared else None)
            for strike in sorted(self.view.base.strikes_of(full_id)):
                if strike not in self.strikes:
                    self.strikes.append(strike)

    def lead(self, text: str, cites: tuple[int, ...]) -> None:
        """The answer itself; a later lead becomes a paragraph."""
        cites = tuple(dict.fromkeys(cites))
        if self.headline:
            self.blocks.append(Paragraph(text, cites))
        else:
            self.headline, self.headline_cites = text, cites

    def paragraph(self, text: str, cites: tuple[int, ...], lead: str) -> None:
        """Words under a heading."""
        self.blocks.append(Paragraph(text, tuple(dict.fromkeys(cites)), lead))

    def say(
        self,
        full_id: str,
        entry: Entry,
        statement: Statement,
        *,
        lead: str | None = None,
        first: bool = False,
    ) -> None:
        """A statement of an entry, with its citations and its attribution."""
        self.use(full_id, entry)
        cites = self.cite(statement.citations or entry.citations)
        if first and not self.headline:
            self.lead(statement.text, cites)
        else:
            self.blocks.append(Paragraph(statement.text, cites, lead))
        self.attribute(statement.reported_by or (None if statement.citations else entry.reported_by))

    def say_all(
        self, full_id: str, entry: Entry, statements: Iterable[Statement | None], *, lead: str | None = None
    ) -> None:
        for number, statement in enumerate(self.view.said(entry, *statements)):
            self.say(full_id, entry, statement, lead=lead if number == 0 else None)

    def tell(
        self, full_id: str, entry: Entry, text: str, *, lead: str | None = None, first: bool = False
    ) -> None:
        """Words that rest on a whole entry."""
        self.use(full_id, entry)
        cites = self.cite(entry.citations)
        if first and not self.headline:
            self.lead(text, cites)
        else:
            self.blocks.append(Paragraph(text, cites, lead))
        self.attribute(entry.reported_by)

    def listed(self, found: Sequence[tuple[dt.date, str, str | Statement]]) -> None:
        """What happened, one after the other. Of one or two all is told; of more, what asks for the rest is offered."""
        for day, full_id, text in found:
            entry = self.view.base.entry(full_id)
            self.happened(full_id, entry, day, text)
            if isinstance(entry, Event) and entry.more:
                if len(found) <= TOLD_WHOLE:
                    self.say_all(full_id, entry, entry.more)
                else:
                    self.relate([say.WHAT_HAPPENED(when=entry.date.when())])

    def happened(self, full_id: str, entry: Entry, day: dt.date, text: str | Statement) -> None:
        """What happened on a day, with whose account it is and where sources differ; a claim by its own sources."""
        if isinstance(text, Statement):
            self.say(full_id, entry, text.model_copy(update={"text": dated(day, text.text)}), first=True)
            return
        told = dated_on(entry.date, text) if isinstance(entry, Event) else dated(day, text)
        self.tell(full_id, entry, told, first=True)
        if isinstance(entry, Meeting) and entry.outcome:
            self.attribute(entry.outcome.reported_by)
        self.disputes(entry)

    def attribute(self, reported_by: str | None) -> None:
        """Whose account this is, once where one account runs on."""
        if reported_by and reported_by != self._account:
            self.blocks.append(Note(say.TOLD_BY(who=reported_by), account=reported_by))
        self._account = reported_by

    def note(self, text: str, cites: tuple[int, ...] = ()) -> None:
        self.blocks.append(Note(text, cites))

    def quote(self, full_id: str, quote: Quote) -> None:
        """A quote as a quote: speaker, role, day and setting."""
        self.use(full_id, quote)
        speaker, role = speaker_of(self.view, quote)
        said = quote.said.words()
        self.blocks.append(
            QuoteBlock(spoken(quote), speaker, role, said, quote.setting, self.cite(quote.citations))
        )

    def told_elsewhere(self, state: StrikeState) -> None:
        """What another entry tells of a strike's end, of which the strike itself does not know."""
        if state.denied:
            event = self.view.base.events[state.denied]
            self.tell(state.denied, event, dated_on(event.date, event.text), first=True)

    def disputes(self, entry: Entry, about: frozenset[str] = frozenset()) -> None:
        """Where sources differ, each claim with its own sources; with `about`, only on what has one of those stems."""
        for statement in self.view.said(entry, *entry.disputed):
            if about and not about & stems_of(statement.text):
                continue
            cites = self.cite(statement.citations or entry.citations)
            self.blocks.append(Note(statement.text, cites, differs=True, first=bool(about)))

    def relate(self, questions: Sequence[str]) -> None:
        self.related.extend(question for question in questions if question not in self.related)

    def absorb(self, other: Draft) -> None:
        """Another draft's words after these, its references renumbered."""
        numbers = {r.number: self._renumber(r) for r in other.references}
        self.blocks.append(Paragraph(other.headline, tuple(numbers[n] for n in other.headline_cites)))
        self.blocks += [
            replace(block, cites=tuple(numbers[n] for n in block.cites)) for block in other.blocks
        ]
        for full_id in other.entries:
            self.use(full_id, self.view.base.entry(full_id))
        self.support += other.support

    def _renumber(self, reference: Reference) -> int:
        found = self._references.get(reference.source.id)
        if found is None:
            found = replace(reference, number=len(self._references) + 1)
            self._references[reference.source.id] = found
        return found.number

    @property
    def last_reviewed(self) -> dt.date | None:
        """Since when nobody has looked at some of it; None where nobody has, of an entry, since it was made."""
        looked = [day for day in self.reviewed if day]
        return min(looked, default=None) if len(looked) == len(self.reviewed) else None

    @property
    def weak(self) -> bool:
        """Whether all of it rests on weak pages."""
        return bool(self._references) and all(
            r.source.kind is SourceKind.WEAK for r in self._references.values()
        )

    def texts(self) -> list[str]:
        """Everything a reader sees, plus what it was found by: to tell whether it covers the question."""
        parts = [self.headline, *self.support]
        for block in self.blocks:
            parts.append(block.text)
            if isinstance(block, Paragraph) and block.lead:
                parts.append(block.lead)
            if isinstance(block, QuoteBlock):
                parts += [block.speaker, block.role or "", block.setting, block.said]
        return parts

    def words(self) -> str:
        """The same as one text."""
        return " ".join(self.texts())

    def stems(self) -> set[str]:
        """The stems of it all."""
        return set().union(*map(stems_of, self.texts()))


def _is_closed(citation: Citation, source: Source) -> tuple[bool, bool]:
    """Of equal sources those that open come first, then those that carry the passage itself."""
    return source.opens_at is None, citation.passage is None


def spoken(quote: Quote) -> str:
    """The words of a quote, without the comma that only led on in the source."""
    return quote.text.rstrip(",")


def dated(day: dt.date, text: str) -> str:
    """A dated text with its day before it, unless it names the day itself."""
    named = re.search(rf"\b(?:{day:%B} {day.day}|{day.day} {day:%B})\b", text)
    return text if named else say.DATED(date=day_words(day, weekday=True), text=text)


def dated_on(date: PartialDate, text: str) -> str:
    """The same for a date that may be a month or a year."""
    return dated(date.first(), text) if date.exact else say.DATED(date=date.words(), text=text)


def headed(heading: str, text: str) -> str:
    """A heading of two parts."""
    return f"{heading}: {text}"


def speaker_of(view: View, quote: Quote) -> tuple[str, str | None]:
    """How to name a quote's speaker, and the speaker's role."""
    if quote.speaker is None:
        return quote.speaker_name or "", quote.speaker_role
    person = view.person(quote.speaker)
    if person is not None:
        roles = view.roles(person)
        return person.name, quote.speaker_role or (roles[0].title if roles else None)
    return view.name_of(quote.speaker), quote.speaker_role


def named(view: View, quote: Quote) -> str:
    """A quote's speaker within a sentence: `the union`."""
    return view.the(quote.speaker) if quote.speaker else quote.speaker_name or ""


def listing(items: Sequence[str], word: str = "and") -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
