"""Finishes replies: puts a draft, a question back or a refusal into the form that every skin shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.differences import differing
from bot.answering.composition.fold import LEAD, fold
from bot.answering.composition.plain_text import block_text
from bot.answering.composition.strike_status import standing
from bot.answering.reply import (
    Block,
    Context,
    Explanation,
    Item,
    Note,
    Option,
    Paragraph,
    QuoteBlock,
    Reference,
    Reply,
    Status,
    StrikeLine,
)
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.composition.draft import Draft
    from bot.answering.known.view import StrikeState, View
    from bot.matching.slots import Question

_STATUSES: dict[Phase, Status] = {
    Phase.BEFORE: "upcoming",
    Phase.ONGOING: "ongoing",
    Phase.SUSPENDED: "suspended",
    Phase.BETWEEN: "between",
    Phase.ENDED: "ended",
}


def strike_line(state: StrikeState) -> StrikeLine:
    """Where a strike stands, as a line under every reply."""
    strike = state.strike
    status: Status = "unknown" if state.unheard_of else _STATUSES[state.phase] if state.phase else "settled"
    counted = state.ongoing and state.phase is not Phase.BETWEEN and state.calendar and not state.denied
    day = state.day if counted else None
    return StrikeLine(strike.id, strike.short_name, status, day, standing(state), _brief(state, day))


def _brief(state: StrikeState, day: int | None) -> str:
    """The same in a few words, where they say as much; a count that is doubted keeps its doubt."""
    text, name = standing(state), state.strike.short_name
    if state.unheard_of or state.phase is None:
        return text
    if day is not None and text == say.ONGOING(strike=name, day=day):
        return say.ON_DAY(strike=name, day=day)
    if state.strike.strike_days != "walkouts":
        return text
    if state.phase is Phase.BETWEEN:
        return say.NOT_OUT_TODAY(strike=name)
    out = next((each for each in state.walkouts if each.covers(state.today)), None)
    if out is None or day is None:
        return text
    return (say.ON_STRIKE_DAY if out.confirmed else say.ON_PLANNED_DAY)(strike=name, day=day)


def _lines(view: View, draft: Draft | None) -> tuple[StrikeLine, ...]:
    """The strikes a reply is about, and the main ones that are on."""
    ids = list(draft.strikes if draft else ())
    main = view.main_strikes()
    named = [s for s in view.strikes if s.id in ids and s.kind == "strike"]
    shown = named or (main if draft is None or draft.strike_line else [])
    shown = sorted(shown, key=lambda strike: strike.first_day or dt.date.min)
    return tuple(strike_line(view.state(strike)) for strike in shown[:3])


def finished(
    view: View, read: Question, draft: Draft, confidence: float, context: Context | None, why: Explanation
) -> Reply:
    """An answer."""
    blocks = [*differing(draft.headline, draft.blocks, read), *_read_as(read)]
    told = _first_first(draft.headline, _without_repeats(draft.headline, blocks))
    folded = fold(draft.headline, draft.headline_cites, told, draft.references)
    return Reply(
        kind="answer",
        question=read.text,
        headline=folded.headline,
        headline_cites=folded.cites,
        blocks=folded.blocks,
        references=folded.references,
        shown=folded.shown,
        best=folded.best,
        entries=tuple(draft.entries),
        strikes=_lines(view, draft),
        reviewed=draft.last_reviewed,
        related=tuple(draft.related),
        picks=tuple(draft.picks),
        rows=tuple(draft.rows),
        confidence=round(confidence, 3),
        as_of=view.as_of,
        zone=view.base.zone,
        context=context,
        explanation=why,
    )


def _read_as(read: Question) -> list[Block]:
    """Which way round a date in figures was read, where it could be read both ways."""
    return [
        Note(say.READ_AS(count=slot.words, span=told), first=True)
        for slot in read.slots.dates
        if (told := slot.read_as)
    ]


def _first_first(headline: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that belong to the answer right behind it, and behind whose account or words it is."""
    own = next(
        (
            place
            for place, block in enumerate(blocks)
            if not (isinstance(block, Note) and block.account)
            and not (place == 0 and isinstance(block, QuoteBlock) and headline.endswith(":"))
        ),
        len(blocks),
    )
    first = [block for block in blocks[own:] if isinstance(block, Note) and block.first]
    return [*blocks[:own], *first, *(block for block in blocks[own:] if block not in first)]


def _without_repeats(headline: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without those that say again what was said."""
    seen: set[tuple[type[Block], str]] = {(Paragraph, headline)}
    kept: list[Block] = []
    for block in blocks:
        if (type(block), block.text) not in seen:
            seen.add((type(block), block.text))
            kept.append(block)
    return kept


def clarified(
    view: View, read: Question, headline: str, options: Sequence[Option], why: Explanation | None = None
) -> Reply:
    """A question back, with up to four choices."""
    return Reply(
        kind="clarify", question=read.text, headline=headline, options=tuple(options[:4]), strikes=_lines(view, None),
        as_of=view.as_of, zone=view.base.zone,
        explanation=why or Explanation(),
    )  # fmt: skip


def listed(view: View, read: Question, headline: str, items: Sequence[Item], why: Explanation) -> Reply:
    """A short list: what comes nearest, each under its own question, claimed to be no more than that.

    As many of the entries stand before the fold as there is room for, one at least; the others by their questions.
    """
    references: dict[str, Reference] = {}
    numbered = []
    for item in items:
        own = (replace(each, number=len(references) + 1) for each in item.references)
        cited = tuple(references.setdefault(each.source.id, each) for each in own)
        numbered.append(replace(item, references=cited))
    told = [_of_item(item) for item in numbered]
    shown, said = _room_for(headline, told), _read_as(read)
    return Reply(
        kind="shortlist",
        question=read.text,
        headline=headline,
        blocks=(*_flat(told[:shown]), *said, *_flat(told[shown:])),
        references=tuple(references.values()),
        shown=len(_flat(told[:shown])) + len(said),
        best=len({one.source.id for item in numbered[:shown] for one in item.references}),
        items=tuple(numbered),
        options=tuple(Option(item.question, item.question, item.entry) for item in numbered),
        strikes=_lines(view, None),
        as_of=view.as_of,
        zone=view.base.zone,
        explanation=why,
    )


def _flat(told: Sequence[Sequence[Block]]) -> list[Block]:
    return [block for blocks in told for block in blocks]


def _room_for(headline: str, told: Sequence[Sequence[Block]]) -> int:
    """How many entries of a list stand before the fold."""
    length, shown = len(headline), 0
    for blocks in told:
        length += sum(1 + len(block_text(block)) for block in blocks)
        if shown and length > LEAD:
            break
        shown += 1
    return shown


def _of_item(item: Item) -> list[Block]:
    cites = tuple(reference.number for reference in item.references)
    told: list[Block] = [Paragraph(item.text, cites, item.question)]
    return [*told, replace(item.spoken, cites=cites)] if item.spoken else told


def declined(
    view: View, read: Question, headline: str, nearest: Sequence[str], why: Explanation | None = None
) -> Reply:
    """An honest no in one line, with the questions nearest to what was asked."""
    return Reply(
        kind="decline",
        question=read.text,
        headline=headline,
        blocks=tuple(_read_as(read)),
        options=tuple(Option(question, question) for question in nearest),
        strikes=_lines(view, None),
        as_of=view.as_of,
        zone=view.base.zone,
        explanation=why or Explanation(),
    )
