"""What happened, step by step, as a reply: every dated development of some strikes, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.draft import Draft
from bot.answering.present import strike_line
from bot.answering.reply import Reply
from bot.knowledge.models import Entry, Event, Meeting, Milestone, Statement, Strike

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.answering.view import View

Step = tuple["dt.date", str, Entry, Statement | None]
"""A day, the entry that tells of it, and the statement of it, where it is not the whole entry."""


def chronicle(view: View, strikes: Sequence[str]) -> Reply:
    """All steps known by then of the strikes named, else of the main ones."""
    chosen = [strike for strike in view.strikes if strike.id in strikes] or view.main_strikes()
    steps = [step for strike in chosen for step in _steps(view, strike)]
    today = view.local_day()
    past = sorted(
        (step for step in steps if step[0] <= today), key=lambda step: (step[0], step[1]), reverse=True
    )
    draft = Draft(view)
    for day, full_id, entry, statement in past:
        _tell(draft, day, full_id, entry, statement)
    names = " and the ".join(strike.short_name for strike in chosen)
    return Reply(
        kind="answer" if past else "decline",
        question="timeline",
        headline=f"The {names}, step by step, the newest first."
        if past
        else "The base holds no steps of that.",
        as_of=view.as_of,
        blocks=tuple(draft.blocks),
        references=draft.references,
        entries=tuple(draft.entries),
        strikes=tuple(strike_line(view.state(strike)) for strike in chosen),
        reviewed=min(draft.reviewed, default=None),
        confidence=1.0,
    )


def _tell(draft: Draft, day: dt.date, full_id: str, entry: Entry, statement: Statement | None) -> None:
    lead = f"{day:%B} {day.day}, {day.year}"
    if statement is not None:
        draft.say(full_id, entry, statement, lead=lead)
    elif isinstance(entry, Event):
        draft.tell(full_id, entry, entry.text, lead=entry.date.words())


def _steps(view: View, strike: Strike) -> Iterator[Step]:
    """Meetings and events of a strike, and its own milestones on days that no event tells of."""
    told: set[dt.date] = set()
    for full_id, event in view.events:
        if strike.id in view.base.strikes_of(full_id):
            told.add(event.date.first())
            yield event.date.first(), full_id, event, None
    for full_id, meeting in view.meetings:
        if strike.id in view.base.strikes_of(full_id):
            told.add(meeting.date)
            yield meeting.date, full_id, meeting, _account(view, meeting)
    for day, statement in _milestones(strike):
        if day not in told and view.statement_known(statement, strike):
            yield day, strike.id, strike, statement


def _account(view: View, meeting: Meeting) -> Statement:
    """How a meeting ended, where that is known by then, else what it was."""
    return next(view.said(meeting, meeting.outcome), meeting.summary)


def _milestones(strike: Strike) -> Iterator[tuple[dt.date, Statement]]:
    if strike.first_day and strike.started:
        yield strike.first_day, strike.started
    dated = (strike.authorization, strike.tentative_agreement, strike.ratification, strike.ended)
    milestones: list[Milestone] = [milestone for milestone in dated if milestone]
    yield from ((milestone.date.first(), milestone) for milestone in milestones)
