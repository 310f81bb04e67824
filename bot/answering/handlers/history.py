"""Answers from dated entries: what happened on a day, when something happened, votes, reasons, effects, earlier strikes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft
from bot.answering.composition.strike_status import days_text
from bot.answering.handlers.status import chosen_strikes, latest, on_dates
from bot.answering.handlers.timeline import told
from bot.answering.question.query import (
    Query,
    all_main,
    began,
    in_years,
    named_strikes,
    of_outsiders,
    sides,
    strikes_of,
    unions_named,
)
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from bot.knowledge.model.models import Milestone, Statement, Strike


def timeline(ask: Query) -> Draft | None:
    """What happened on the days named; without a date, the story of the strike, a line a milestone, oldest first."""
    if ask.slots.dates:
        return on_dates(ask)
    draft = Draft(ask.view)
    named = chosen_strikes(ask)
    meant = sorted(named if named is not None else (strike.id for strike in strikes_of(ask)))
    if meant:
        told(draft, meant)
    draft.support.append("happened timeline chronology history events key dates milestones whole story")
    return draft if draft.headline else latest(ask)


_ENDING = frozenset("end ended ending stop stopped lift lifted call off over finish".split())


def authorization(ask: Query) -> Draft | None:
    """The vote to authorize a strike; a vote to end one is something else."""
    if _ENDING & ask.tokens:
        return None
    return _milestones(ask, "authorization")


def ratification(ask: Query) -> Draft | None:
    """The ratification votes of the strikes or contracts meant; that there was none yet is not told as fact."""
    return _milestones(ask, "ratification")


def _milestones(ask: Query, field: str) -> Draft | None:
    draft = Draft(ask.view)
    strikes = strikes_of(ask) if named_strikes(ask) or unions_named(ask) else all_main(ask)
    unions = sides(ask)
    contracts = [s for s in ask.view.strikes if s.kind == "contract" and ask.view.unions_of(s) & set(unions)]
    dated = [s for s in contracts if any(slot.first.year == _year(s) for slot in ask.slots.dates)]
    for strike in [*dated, *strikes] or contracts[-1:]:
        _milestone(draft, strike, getattr(strike, field))
    if not draft.headline:
        for strike in contracts[-1:]:
            _milestone(draft, strike, getattr(strike, field))
    return draft if draft.headline else None


def _year(strike: Strike) -> int | None:
    milestone = strike.ratification or strike.tentative_agreement
    return milestone.date.year if milestone else strike.year


def _milestone(draft: Draft, strike: Strike, found: Milestone | None) -> None:
    if found is not None and draft.view.statement_known(found, strike):
        draft.say(strike.id, strike, found, first=True)


def reasons(ask: Query) -> Draft | None:
    """Why they struck."""
    return _of_strikes(ask, "reasons")


def effects(ask: Query) -> Draft | None:
    """Whom and what it affects."""
    return _of_strikes(ask, "effects")


def _of_strikes(ask: Query, field: str) -> Draft | None:
    draft = Draft(ask.view)
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    for strike in strikes:
        statements: tuple[Statement, ...] = getattr(strike, field)
        several = len(strikes) > 1
        for statement in ask.view.said(strike, *statements[: 3 if several else 6]):
            lead = strike.short_name if several and statement is statements[0] else None
            draft.say(strike.id, strike, statement, lead=lead, first=True)
    return draft if draft.headline else None


def past_strikes(ask: Query) -> Draft | None:
    """Earlier strikes of a union, latest first; where the first one is asked for, that one first."""
    if unions_named(ask) and not any(ask.view.strikes_of(union) for union in unions_named(ask)):
        return None
    if of_outsiders(ask):
        return None
    unions = [party for party in sides(ask) if ask.view.strikes_of(party)]
    states = {strike.id: ask.view.state(strike) for strike in ask.view.strikes}
    pool = [
        s
        for s in ask.view.strikes
        if s.kind == "strike" and (not unions or ask.view.unions_of(s) & set(unions))
    ]
    before = [slot.last for slot in ask.slots.dates if slot.bound == "before"]
    if before:
        pool = [s for s in pool if began(s) <= min(before)]
    elif ask.slots.dates:
        pool = [s for s in pool if in_years(s, ask.slots.dates)]
    over = [s for s in pool if states[s.id].phase is Phase.ENDED or states[s.id].unheard_of]
    past = sorted(over, key=began, reverse=not _first_asked(ask))
    if not past:
        return None
    draft = Draft(ask.view)
    for strike in past[:6]:
        draft.tell(strike.id, strike, _summary(ask, strike), first=True)
    draft.support.append("last time previous earlier past history strikes struck before occurred")
    return draft


def _first_asked(ask: Query) -> bool:
    """`when was the first strike`, `the earliest one`; not `the first time that both struck`."""
    return any(
        one in ("first", "earliest", "oldest") and (two in ("strike", "strikes", "one", "ever"))
        for one, two in pairwise((*ask.question.tokens, "ever"))
    )


def _summary(ask: Query, strike: Strike) -> str:
    calendar = ask.view.calendar(strike)
    if calendar and calendar.last_day:
        first, last = day_words(calendar.first_day), day_words(calendar.last_day)
        return say.RAN(strike=strike.name, first=first, last=last, days=days_text(calendar.total or 0))
    if strike.length:
        return say.OF_STRIKE(strike=strike.name, text=strike.length.text)
    return say.RAN_IN(strike=strike.name, when=began(strike).year)
