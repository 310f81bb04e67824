"""What happened, as a reply: the milestones on one page, a line each, oldest first; then all that lies between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital
from bot.answering.composition.finish import strike_line
from bot.answering.composition.milestones import MilestoneLine, between, milestones, story, weightiest
from bot.answering.known.dated_claims import news
from bot.answering.reply import Paragraph, Reply
from bot.dates.partial import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike

MOST = 20
"""Lines of a story."""
ROOM = 600
"""Characters of the lines in an answer, before the fold."""
ONE_PAGE = 1000
"""Characters of a story so short that it is told in full at once."""


def chronicle(view: View, strikes: Sequence[str]) -> Reply:
    """The strikes named, or the main ones and all since; of what came before them only which ones there were."""
    chosen, earlier = _chosen(view, strikes)
    lines = weightiest(story(view, chosen), MOST)
    meantime = _sorted(_between(view, chosen).values())
    draft = Draft(view)
    if sum(len(line.in_full) for line in (*lines, *meantime)) <= ONE_PAGE:
        _in_full(draft, lines, meantime)
        draft.blocks[:0] = _before(draft, earlier)
    else:
        _in_lines(draft, lines)
        draft.blocks[:0] = [replace(block, line=True) for block in _before(draft, earlier)]
        _tell(draft, _rest(view, chosen, lines))
    return Reply(
        kind="answer" if draft.blocks else "decline",
        question="timeline",
        headline=_headline(chosen, strikes) if draft.blocks else "The base holds no steps of that.",
        as_of=view.as_of,
        zone=view.base.zone,
        blocks=tuple(draft.blocks),
        references=draft.references,
        entries=tuple(draft.entries),
        strikes=tuple(
            strike_line(view.state(strike)) for strike in (chosen if strikes else view.main_strikes())
        ),
        reviewed=draft.last_reviewed,
        confidence=1.0,
    )


def told(draft: Draft, strikes: Sequence[str]) -> None:
    """The same in a draft, in answer to a question: as many lines as stand before the fold, by weight; then the rest."""
    view = draft.view
    chosen, _ = _chosen(view, strikes)
    lines = weightiest(story(view, chosen), MOST, ROOM)
    if lines:
        names = " and the ".join(strike.short_name for strike in chosen)
        draft.lead(say.STORY(names=names), draft.cite(lines[0].citations, 1))
        _in_lines(draft, lines)
        _tell(draft, _rest(view, chosen, lines))


def _between(view: View, strikes: Sequence[Strike]) -> dict[str, MilestoneLine]:
    """The meetings and events of some strikes, each once."""
    return {line.full_id: line for strike in strikes for line in between(view, strike)}


def _rest(view: View, strikes: Sequence[Strike], lines: Sequence[MilestoneLine]) -> list[MilestoneLine]:
    """All else: the steps for which there was no line, and in full what lies between, and how ballots and walk-outs went."""
    ids = {strike.id for strike in strikes}
    told = [
        MilestoneLine(
            PartialDate.of(each.day), each.told.text, each.full_id, view.base.entry(each.full_id), each.told
        )
        for each in news(view)
        if each.day <= view.local_day() and ids & view.base.strikes_of(each.full_id)
    ]
    dated = {(line.full_id, line.date) for line in told}
    steps = (line for strike in strikes for line in milestones(view, strike) if line not in lines)
    return _sorted(
        (
            *_between(view, strikes).values(),
            *told,
            *(step for step in steps if (step.full_id, step.date) not in dated),
        )
    )


def _chosen(view: View, strikes: Sequence[str]) -> tuple[list[Strike], list[Strike]]:
    """The strikes to tell of, and those that were over before."""
    named = [strike for strike in view.strikes if strike.id in strikes]
    if named:
        return named, []
    known = [(lines, strike) for strike in view.strikes if (lines := milestones(view, strike))]
    known.sort(key=lambda each: each[0][0].date.first())
    began = min((lines[0].date.first() for lines, strike in known if strike.main), default=None)
    since = [strike for lines, strike in known if began is None or lines[-1].date.last() >= began]
    return since, [strike for _, strike in known if strike not in since]


def _headline(chosen: Sequence[Strike], named: Sequence[str]) -> str:
    names = " and the ".join(strike.short_name for strike in chosen)
    return f"The {names}, oldest first" if named else "Strikes and contracts, oldest first"


def _in_full(draft: Draft, lines: Sequence[MilestoneLine], rest: Sequence[MilestoneLine]) -> None:
    """Everything in one go; a milestone on a day that another entry tells of is not told twice."""
    told = {line.date.first() for line in rest}
    _tell(draft, _sorted((*rest, *(line for line in lines if line.date.first() not in told))))


def _in_lines(draft: Draft, lines: Sequence[MilestoneLine]) -> None:
    for line in lines:
        draft.use(line.full_id, line.entry)
        draft.blocks.append(
            Paragraph(line.text, draft.cite(line.citations, 1), capital(line.date.words()), line=True)
        )


def _before(draft: Draft, earlier: Sequence[Strike]) -> list[Paragraph]:
    """The strikes that were over before, by their names alone."""
    years = [milestones(draft.view, strike)[0].date.first().year for strike in (*earlier[:1], *earlier[-1:])]
    names = "; ".join(strike.short_name for strike in earlier)
    cites = dict.fromkeys(number for strike in earlier for number in draft.cite(strike.citations, 1))
    lead = "–".join(map(str, dict.fromkeys(years)))
    return [Paragraph(names, tuple(cites), lead)] if earlier else []


def _tell(draft: Draft, lines: Iterable[MilestoneLine]) -> None:
    for line in lines:
        if line.statement is not None:
            draft.say(line.full_id, line.entry, line.statement, lead=capital(line.date.words()))
        else:
            draft.tell(line.full_id, line.entry, line.in_full, lead=capital(line.date.words()))


def _sorted(lines: Iterable[MilestoneLine]) -> list[MilestoneLine]:
    """Oldest first; of one day as they come."""
    return sorted(lines, key=lambda line: line.date.first())
