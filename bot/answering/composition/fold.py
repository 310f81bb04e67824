"""What of an answer stands before the fold: the answer, at most three more sentences, the best sources; the rest behind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.plain_text import block_text, marks
from bot.answering.composition.prose import according_to, clipped, part_that_fits, sentences_of
from bot.answering.reply import Block, Note, Paragraph, QuoteBlock, Reference
from bot.knowledge.model.models import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAD = 350
"""Characters before the fold, marks of sources included, where the answer itself is no longer."""
MOST = 700
"""Characters before the fold that nothing goes beyond."""
HEADLINE = 2
"""Sentences of the answer itself."""
MORE = 3
"""Sentences beside it."""
SOURCES = 3
"""Sources before the fold."""
FOR_THE_ANSWER = 2
"""Of these, for the answer itself."""
_BEST_FIRST = (
    SourceKind.PRIMARY,
    SourceKind.PRESS,
    SourceKind.REFERENCE,
    SourceKind.REPOST,
    SourceKind.WEAK,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """An answer with its sources numbered as they are read. The first `shown` blocks and `best` sources stand before the fold."""

    headline: str
    cites: tuple[int, ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    shown: int
    best: int


def fold(
    headline: str, cites: Sequence[int], blocks: Iterable[Block], references: Sequence[Reference]
) -> Folded:
    """The answer parted at the fold; `blocks` in the order in which they are to be read."""
    same = _same_address(references)
    told = [
        Paragraph(headline, _at(cites, same)),
        *(replace(block, cites=_at(block.cites, same)) for block in blocks),
    ]
    first, *rest = _with_accounts(told)
    answer, later = part_that_fits(first.text, LEAD, HEADLINE)
    if not answer:
        answer, *others = sentences_of(first.text)
        later = " ".join(others)
    rest = [Paragraph(later, first.cites), *rest] if later else rest
    lead = _Lead({reference.number: reference for reference in references})
    lead.answer(clipped(answer, MOST - 20), first.cites)
    before, behind = lead.take(rest)
    cited = dict.fromkeys(number for block in told for number in block.cites)
    return _numbered(lead, before, behind, references, cited)


def ranked(cites: Iterable[int], references: dict[int, Reference]) -> list[int]:
    """Sources, the best first: primary and reputable ones before copies and weak pages, then those that open, at the passage."""

    def worth(number: int) -> tuple[int, bool, bool]:
        one = references[number]
        return _BEST_FIRST.index(one.source.kind), one.url is None, one.passage is None

    return sorted(cites, key=worth)


@dataclass(slots=True)
class _Lead:
    """What stands before the fold, as it grows."""

    references: dict[int, Reference]
    chosen: list[int] = field(default_factory=list)
    headline: str = ""
    cites: tuple[int, ...] = ()
    length: int = 0
    more: int = MORE

    def answer(self, text: str, cites: Sequence[int]) -> None:
        self.headline, self.cites = text, self._choose(cites, FOR_THE_ANSWER)
        self.length = len(text) + len(marks(self.cites))

    def take(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
        """The blocks that stand before the fold, in their order up to the first that finds no room; and the rest."""
        before: list[Block] = []
        for place, block in enumerate(blocks):
            taken, left = self._part(block, spoken=place == 0 and self.headline.endswith(":"))
            before += taken
            if left:
                return before, [*left, *blocks[place + 1 :]]
        return before, []

    def _part(self, block: Block, *, spoken: bool) -> tuple[list[Block], list[Block]]:
        """What of a block stands before the fold, and what does not."""
        block = self._once(block)
        line = isinstance(block, Paragraph) and block.line
        cites = tuple(block.cites[:1]) if line else self._for(block.cites)
        if cites is None:
            return [], [block]
        whole = replace(block, cites=cites)
        if isinstance(block, QuoteBlock) and spoken:
            room = MOST - self.length - len("".join(block.by)) - 20
            short = replace(block, text=clipped(block.text, room), cites=cites)
            self._add(short, cites, 1)
            return [short], []
        count = 1 if isinstance(block, QuoteBlock) else len(sentences_of(block.text))
        if self._fits(whole, count):
            self._add(whole, cites, count)
            return [whole], []
        if isinstance(block, Paragraph) and not block.lead:
            room = LEAD - self.length - len(marks(cites)) - 1
            text, later = part_that_fits(block.text, room, self.more)
            if text:
                part = replace(whole, text=text)
                self._add(part, cites, self.more)
                return [part], [replace(block, text=later)]
        return [], [block]

    def _once(self, block: Block) -> Block:
        """A quote without what the answer says already of who spoke, as what, when and where."""
        if not (
            isinstance(block, QuoteBlock) and block.speaker in self.headline and block.said in self.headline
        ):
            return block
        role = None if block.role and block.role in self.headline else block.role
        setting = "" if block.setting in self.headline else block.setting
        return replace(block, role=role, setting=setting, led=True)

    def _fits(self, block: Block, count: int) -> bool:
        if isinstance(block, Paragraph) and block.line:
            return self.length + 1 + len(block_text(block)) <= MOST
        room = MOST if isinstance(block, Note) and block.first else LEAD
        return count <= self.more and self.length + 1 + len(block_text(block)) <= room

    def _add(self, block: Block, cites: tuple[int, ...], count: int) -> None:
        self.length += 1 + len(block_text(block))
        self.more -= 0 if isinstance(block, Note) and block.first else count
        self.chosen += [number for number in cites if number not in self.chosen]

    def _choose(self, cites: Sequence[int], most: int) -> tuple[int, ...]:
        """The best of the sources of a claim; one that opens among them, where there is one."""
        best = ranked(cites, self.references)
        taken = best[:most]
        opens = next((number for number in best if self.references[number].url), None)
        if opens is not None and opens not in taken:
            taken = [*taken[:-1], opens] if len(taken) == most else [*taken, opens]
        self.chosen += taken
        return tuple(taken)

    def _for(self, cites: Sequence[int]) -> tuple[int, ...] | None:
        """The sources of one more sentence, of those chosen where it has one of them; None where there is no room for one."""
        if not cites:
            return ()
        known = [number for number in self.chosen if number in cites]
        if known:
            return tuple(known[:FOR_THE_ANSWER])
        return tuple(ranked(cites, self.references)[:1]) if len(self.chosen) < SOURCES else None


def _with_accounts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with whose account they are in their first sentence, where it can be said there."""
    told: list[Block] = []
    for block in blocks:
        before = told[-1] if told else None
        if isinstance(block, Note) and block.account and isinstance(before, Paragraph):
            text = according_to(before.text, block.account)
            if text is not None:
                told[-1] = replace(before, text=text)
                continue
        told.append(block)
    return told


def _same_address(references: Sequence[Reference]) -> dict[int, int]:
    """For each source the first one at its address."""
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for one in references:
        address = (one.source.url or one.source.id).split("#", 1)[0].rstrip("/")
        found[one.number] = first.setdefault(address, one.number)
    return found


def _at(cites: Iterable[int], same: dict[int, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(same[number] for number in cites))


def _numbered(
    lead: _Lead,
    before: Sequence[Block],
    behind: Sequence[Block],
    references: Sequence[Reference],
    cited_at_all: Iterable[int],
) -> Folded:
    """The whole with its sources numbered in the order of reading, those that only bear out the answer last."""
    if lead.chosen and all(lead.references[n].source.kind is SourceKind.WEAK for n in lead.chosen):
        before = [Note(say.WEAK()), *before]
    read = [*lead.cites, *(n for block in (*before, *behind) for n in block.cites)]
    cited = dict.fromkeys((*read, *cited_at_all))
    numbers = {old: new for new, old in enumerate(cited, 1)}
    return Folded(
        lead.headline,
        _renumbered(lead.cites, numbers),
        tuple(replace(block, cites=_renumbered(block.cites, numbers)) for block in (*before, *behind)),
        tuple(
            replace(one, number=numbers[one.number])
            for one in sorted(references, key=lambda each: numbers.get(each.number, 0))
            if one.number in numbers
        ),
        len(before),
        len(dict.fromkeys((*lead.cites, *(n for block in before for n in block.cites)))),
    )


def _renumbered(cites: Iterable[int], numbers: dict[int, int]) -> tuple[int, ...]:
    return tuple(sorted({numbers[number] for number in cites}))
