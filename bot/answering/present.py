"""Finishes replies: puts a draft, a question back or a refusal into the form that every skin shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering import sentences as say
from bot.answering.draft import Draft, dated, dated_on
from bot.answering.news import news
from bot.answering.reply import (
    Block,
    Context,
    Explanation,
    Item,
    Note,
    Option,
    Paragraph,
    Reference,
    Reply,
    Status,
    StrikeLine,
)
from bot.answering.standing import standing
from bot.dates.strike_day import Phase
from bot.knowledge.models import Event, Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.view import StrikeState, View
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
    return StrikeLine(strike.id, strike.short_name, status, day, standing(state))


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
    blocks = list(draft.blocks)
    if draft.weak:
        blocks.append(Note(say.WEAK()))
    blocks += _read_as(read)
    told = _without_repeats(draft.headline, blocks)
    numbers = _in_reading_order(draft.headline_cites, told)
    return Reply(
        kind="answer",
        question=read.text,
        headline=draft.headline,
        headline_cites=_renumbered(draft.headline_cites, numbers),
        blocks=tuple(replace(block, cites=_renumbered(block.cites, numbers)) for block in told),
        references=tuple(
            replace(reference, number=numbers[reference.number])
            for reference in sorted(draft.references, key=lambda each: numbers.get(each.number, 0))
            if reference.number in numbers
        ),
        entries=tuple(draft.entries),
        strikes=_lines(view, draft),
        reviewed=draft.last_reviewed,
        related=tuple(draft.related),
        confidence=round(confidence, 3),
        as_of=view.as_of,
        zone=view.base.zone,
        context=context,
        explanation=why,
    )


def _read_as(read: Question) -> list[Block]:
    """Which way round a date in figures was read, where it could be read both ways."""
    return [
        Note(say.READ_AS(count=slot.words, span=told)) for slot in read.slots.dates if (told := slot.read_as)
    ]


def _in_reading_order(first: Sequence[int], blocks: Sequence[Block]) -> dict[int, int]:
    """The number that each cited source gets: 1 for the one met first. What nothing cites gets none."""
    met = dict.fromkeys((*first, *(number for block in blocks for number in block.cites)))
    return {old: new for new, old in enumerate(met, 1)}


def _renumbered(cites: Sequence[int], numbers: dict[int, int]) -> tuple[int, ...]:
    return tuple(sorted({numbers[number] for number in cites}))


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
    """A short list: what comes nearest, each under its own question, claimed to be no more than that."""
    references: dict[str, Reference] = {}
    numbered = []
    for item in items:
        own = (replace(each, number=len(references) + 1) for each in item.references)
        cited = tuple(references.setdefault(each.source.id, each) for each in own)
        numbered.append(replace(item, references=cited))
    return Reply(
        kind="shortlist",
        question=read.text,
        headline=headline,
        blocks=(
            *(block for item in numbered for block in _of_item(item)),
            *_read_as(read),
        ),
        references=tuple(references.values()),
        items=tuple(numbered),
        options=tuple(Option(item.question, item.question, item.entry) for item in numbered),
        strikes=_lines(view, None),
        as_of=view.as_of,
        explanation=why,
    )


def _of_item(item: Item) -> list[Block]:
    cites = tuple(reference.number for reference in item.references)
    told: list[Block] = [Paragraph(item.text, cites, item.question)]
    return [*told, replace(item.spoken, cites=cites)] if item.spoken else told


def talked(view: View, read: Question, headline: str, options: Sequence[Option], why: Explanation) -> Reply:
    """A greeting, thanks or help: no fact, but what can be asked."""
    return clarified(view, read, headline, options, why)


def declined(
    view: View, read: Question, headline: str, nearest: Sequence[str], why: Explanation | None = None
) -> Reply:
    """An honest no, with the latest sourced development and the nearest questions."""
    draft = Draft(view)
    today = view.local_day()
    known = [(m.last_date or m.date, i) for i, m in view.meetings if m.date <= today]
    known += [(e.date.first(), i) for i, e in view.events if e.date.first() <= today]
    newer = max((each for each in news(view) if each.day <= today), key=lambda each: each.day, default=None)
    if newer and newer.day > max(known, default=(dt.date.min, ""))[0]:
        claim = newer.told.model_copy(update={"text": dated(newer.day, newer.told.text)})
        draft.say(newer.full_id, view.base.entry(newer.full_id), claim, lead="The latest in the sources")
    elif known:
        day, full_id = max(known)
        entry = view.base.entry(full_id)
        text = entry.summary.text if isinstance(entry, Meeting) else getattr(entry, "text", "")
        told = dated_on(entry.date, text) if isinstance(entry, Event) else dated(day, text)
        draft.tell(full_id, entry, told, lead="The latest in the sources")
    if draft.weak:
        draft.note(say.WEAK())
    return Reply(
        kind="decline", question=read.text, headline=headline, blocks=(*draft.blocks, *_read_as(read)),
        references=draft.references, related=tuple(nearest), strikes=_lines(view, None), as_of=view.as_of, zone=view.base.zone,
        explanation=why or Explanation(),
    )  # fmt: skip
