"""The reply: plain data that every skin (Discord card, terminal panel, JSON) shows in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.knowledge.model.models import Source, SourceKind, passage_url

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.known.bargaining_state import Row
    from bot.dates.partial import PartialDate
    from bot.matching.slots import Question, Slots

_ENDED = re.compile(r"\b(?:ended|called off) (?:on|in) ([A-Z][a-z]+(?: \d+)?)")
"""When a strike ended, as its line says it: the day or the month without the year."""
_ENDS = re.compile(
    r"\b(?:strike|walk-?out|stoppage|dispute)s?\b[^.]*?\b(?:ended|over|called off)\b|\bended the\b|\blast (?:full )?day\b",
    re.IGNORECASE,
)

ReplyKind = Literal["answer", "shortlist", "clarify", "decline"]
_REMARKS = {"archived": "archived copy", "dead": "no longer online"}

Status = Literal["upcoming", "ongoing", "suspended", "between", "ended", "settled", "unknown"]


LinkStatus = Literal["open", "moved", "archived", "dead", "unknown"]
"""What a source's link is, as far as is known: `archived` is a dead page with a copy, `unknown` one without an address."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as numbered in one reply, and where it can be read, if anywhere."""

    number: int
    source: Source
    passage: str | None = None
    day: PartialDate = field(kw_only=True)
    """When it was published, where the base is at home."""

    @property
    def url(self) -> str | None:
        """The address that opens: of the page, of its copy where the page is gone, or None."""
        return self.source.opens_at

    @property
    def passage_url(self) -> str | None:
        """The same at the passage, where there is one."""
        url = self.url
        return passage_url(url, self.passage) if url and self.passage else url

    @property
    def state(self) -> LinkStatus:
        source = self.source
        if source.url is None or source.is_dead:
            return "archived" if self.url else "dead" if source.is_dead else "unknown"
        return "moved" if source.link else "open"

    @property
    def remark(self) -> str:
        """What a reader should know of the link, in a word; mostly nothing."""
        return _REMARKS.get(self.state, "")

    @property
    def label(self) -> str:
        """The citation, with what should be known of its link."""
        return f"{self.citation} ({self.remark})" if self.remark else self.citation

    @property
    def citation(self) -> str:
        """As a library would cite it: publisher, authors, headline if known, date, and a warning for weak pages."""
        source = self.source
        parts = [source.publisher]
        if source.authors:
            parts.append(", ".join(source.authors))
        if source.title:
            parts.append(f"“{source.title}”")
        parts.append(self.day.words())
        if source.kind is SourceKind.WEAK:
            parts.append("(a weak source)")
        return ", ".join(parts).replace(", (", " (")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that rests on the references numbered in `cites`; `lead` is a short heading such as `Mill Owners`.

    `line`: it is one line of a list, close to the next one.
    """

    text: str
    cites: tuple[int, ...] = ()
    lead: str | None = None
    line: bool = False


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Verbatim words. `speaker` is how to name them, `setting` where they were said."""

    text: str
    speaker: str
    role: str | None
    said: str
    setting: str
    cites: tuple[int, ...]
    led: bool = False
    """Whether the sentence before it says who spoke and when."""

    @property
    def by(self) -> tuple[str, ...]:
        """Who said it, as what, where and when, as far as that is not said before it."""
        told = (self.role, self.setting) if self.led else (self.speaker, self.role, self.setting, self.said)
        return tuple(part for part in told if part)


@dataclass(frozen=True, slots=True)
class Note:
    """An aside: whose `account` the sentence before it is, a doubt, a difference between sources.

    `first`: it belongs to the answer, and stands before the fold.
    """

    text: str
    cites: tuple[int, ...] = ()
    account: str | None = None
    differs: bool = False
    first: bool = False


Block = Paragraph | QuoteBlock | Note


@dataclass(frozen=True, slots=True)
class StrikeLine:
    """Where a strike stands as of the reply, in a sentence; `day` its day when it is on, `brief` the same for a small line."""

    id: str
    name: str
    status: Status
    day: int | None
    text: str
    brief: str = ""

    def is_told(self, text: str) -> bool:
        """Whether a text says the same: in these words and more, or in its own words the same end on the same day."""
        if self.text.removesuffix(".") in text:
            return True
        when = _ENDED.search(self.text) if self.status == "ended" else None
        return when is not None and when[1] in text and _ENDS.search(text) is not None


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: pressing or typing it asks `question`."""

    label: str
    question: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a short list: a question that it answers, its first sentence, and what that rests on.

    `entry` is a full id; `key` that of the kind of question or entry that was found.
    """

    question: str
    text: str
    entry: str
    key: str
    references: tuple[Reference, ...] = ()
    spoken: QuoteBlock | None = None
    """The words of a quote, of which `text` says whose they are."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice of one issue, employer or strike: it asks the kind of question for these slots, without any matching."""

    label: str
    kind: str
    slots: Slots


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing the engine weighed, for `--explain`."""

    entry: str
    title: str
    score: float
    vetoed: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a follow-up may inherit from the reply before it; `read` is its question with what it took over itself."""

    at: dt.datetime
    kind: str
    slots: Slots
    entries: tuple[str, ...]
    question: str
    read: Question | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the engine answered as it did, in a moderator's words."""

    understood: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot gives back. `headline` is the answer in a sentence; everything else supports it."""

    kind: ReplyKind
    question: str
    headline: str
    as_of: dt.datetime
    headline_cites: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()
    references: tuple[Reference, ...] = ()
    shown: int | None = None
    """How many of the blocks stand before the fold; all where that is not said, as under a list that was asked for."""
    best: int | None = None
    """How many of the sources, the first ones, stand there."""
    entries: tuple[str, ...] = ()
    strikes: tuple[StrikeLine, ...] = ()
    reviewed: dt.date | None = None
    items: tuple[Item, ...] = ()
    options: tuple[Option, ...] = ()
    related: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()
    rows: tuple[Row, ...] = ()
    """Of talks, each issue with what stands on it."""
    confidence: float = 0.0
    live: bool = True
    zone: dt.tzinfo | None = None
    """Where the base is at home; that of `as_of` where it is not said."""
    revision: str = ""
    context: Context | None = None
    leaned_on: str | None = None
    """The question before that this one was understood by; None where it was answered as if asked alone."""
    explanation: Explanation = field(default_factory=Explanation)

    @property
    def before(self) -> tuple[Block, ...]:
        """What stands before the fold, behind the answer itself."""
        return self.blocks[: self.shown]

    @property
    def behind(self) -> tuple[Block, ...]:
        """The rest."""
        return () if self.shown is None else self.blocks[self.shown :]

    @property
    def first_sources(self) -> tuple[Reference, ...]:
        """The sources of what stands before the fold."""
        return self.references[: self.best]

    @property
    def local(self) -> dt.datetime:
        """The moment for which it holds, where the base is at home."""
        return self.as_of.astimezone(self.zone) if self.zone else self.as_of

    @property
    def untold(self) -> tuple[StrikeLine, ...]:
        """Where the strikes stand, as far as the reply does not say it already."""
        said = [self.headline, *(block.text for block in self.blocks)]
        return tuple(line for line in self.strikes if not any(line.is_told(text) for text in said))

    @property
    def leaned(self) -> bool:
        """Whether the question leaned on the one before it."""
        return self.leaned_on is not None
