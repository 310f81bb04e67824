"""Where things stand: whether strikes are on, whether there is a deal, whether the sides talk, what is newest."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, dated_on
from bot.answering.composition.strike_status import standing
from bot.answering.handlers.meetings import outcome_of
from bot.answering.handlers.strike_days import no_strike
from bot.answering.known.dated_claims import news
from bot.answering.question.contracts import newer
from bot.answering.question.query import (
    TALKS,
    Query,
    all_main,
    concerning,
    employers_named,
    meetings_of,
    named_strikes,
    strikes_of,
    unions_named,
)
from bot.dates.partial import day_words
from bot.dates.reader import find
from bot.dates.strike_day import Phase
from bot.knowledge.checks.coherence import date_of, told_deals
from bot.knowledge.model.models import Event, Meeting, Position
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import fold, stems_of, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.known.view import View
    from bot.dates.found import DateSlot
    from bot.knowledge.checks.rejections import Rejection
    from bot.knowledge.model.models import Entry, Milestone, Statement, Strike

DEALS = 2
"""How many entries that tell of a deal are told when the strike itself knows of none."""


def status(ask: Query) -> Draft | None:
    """Whether the strikes meant are on, with the latest outcome of the talks or the end."""
    strikes = strikes_of(ask)
    if not named_strikes(ask) and not unions_named(ask):
        strikes = all_main(ask)
    strikes = [strike for strike in strikes if strike.kind == "strike"]
    if not strikes:
        return no_strike(ask)
    draft = Draft(ask.view)
    for strike in strikes:
        _status_of(ask, draft, strike)
    if draft.headline.startswith(standing(ask.view.state(strikes[0])).removesuffix(".")):
        draft.headline = f"{_verdict(ask, strikes)}{draft.headline}"
    _missing_unions(ask, draft, strikes)
    for strike in strikes:
        if ask.view.state(strike).ongoing:
            _latest_talks(ask, draft, strike)
    _since_then(ask, draft, strikes)
    draft.relate(["What happened at the latest meeting?", "What happens next?"])
    return draft


def on_a_day(ask: Query) -> Draft | None:
    """How the strikes stood on days that are past: `were they on strike on august 1`. None for any other question.

    Told are those that were on then, of the unions named or of anyone; of unions named that were not out, that too. Where
    nobody was out, how the strikes meant stood, if they are of that year.
    """
    slots, today = ask.slots.dates, ask.view.local_day()
    if employers_named(ask) or len(slots) != 1 or _OF_DEALS & stems_of(ask.question.text):
        return None
    (slot,) = slots
    if slot.bound != "on" or slot.last >= today or slot.year:
        return None
    unions = {ask.view.whole(union) for union in unions_named(ask)}
    on = [
        s
        for s in ask.view.strikes
        if _ran(ask.view, s, slot) and (not unions or ask.view.unions_of(s) & unions)
    ]
    out = {union for strike in on for union in ask.view.unions_of(strike)}
    meant = [s for s in named_strikes(ask) or all_main(ask) if _began_in(ask.view, s, slot.first.year)]
    told = on + [s for s in meant if not ask.view.unions_of(s) & out and (unions or not on)]
    draft = Draft(ask.view)
    for strike in told:
        state = ask.view.state(strike)
        draft.use(strike.id, strike)
        ended = strike.ended.citations if state.phase is Phase.ENDED and strike.ended else ()
        draft.lead(standing(state, _day_of(ask.view, strike, slot)), draft.cite(ended or strike.citations))
    return draft if draft.headline else None


def _day_of(view: View, strike: Strike, slot: DateSlot) -> dt.date:
    """The day by which it is told how a strike stood on some days: the first, unless it began later among them."""
    calendar = view.calendar(strike)
    if calendar is None or not _ran(view, strike, slot) or calendar.phase(slot.first) is Phase.ONGOING:
        return slot.first
    return min(slot.last, calendar.last_day or slot.last)


def _ran(view: View, strike: Strike, slot: DateSlot) -> bool:
    """Whether a strike was on on one of some days."""
    calendar = view.calendar(strike)
    if strike.kind != "strike" or calendar is None or calendar.never_began:
        return False
    return calendar.first_day <= slot.last and calendar.phase(slot.first) is not Phase.ENDED


def _began_in(view: View, strike: Strike, year: int) -> bool:
    calendar = view.calendar(strike)
    return strike.kind == "strike" and calendar is not None and calendar.first_day.year == year


_OVER = frozenset("over ended end finished done".split())
_ON = frozenset("on ongoing striking still".split())
_BESIDE = frozenset(
    "is are has have did was the a strike strikes this that it they yet now today going currently right actually really"
    " officially finally already ok so well".split()
) | {PLACEHOLDERS["party"], PLACEHOLDERS["strike"]}
"""Besides these nothing may be in a question for it to be answered with Yes or No."""


def _verdict(ask: Query, strikes: Sequence[Strike]) -> str:
    """Yes or No to whether strikes are over or still on, where all stand alike and nobody doubts it; else nothing.

    `Isn't it over?` is answered as `Is it over?` is; who denies that it is on gets no verdict.
    """
    frame = ask.question.frame
    words = frozenset(frame)
    over, on = bool(words & _OVER), bool(words & _ON)
    if not frame or frame[0] not in ("is", "are", "has", "have", "did", "was") or not (over or on):
        return ""
    if words - _BESIDE - _OVER - _ON - ({"not"} if over else set()):
        return ""
    states = [ask.view.state(strike) for strike in strikes]
    if all(state.phase is Phase.ENDED for state in states):
        return say.YES() if over else say.NO()
    plainly_on = (state.phase is Phase.ONGOING and not state.stale and not state.denied for state in states)
    return (say.NO() if over else say.YES()) if all(plainly_on) else ""


_OF_DEALS = stems_of("deal agreement agreed agree tentative settled settlement contract")


def _status_of(ask: Query, draft: Draft, strike: Strike) -> None:
    state = ask.view.state(strike)
    draft.use(strike.id, strike)
    by_employer = any(each.deal for each in strike.settled)
    votes = ask.view.rejections(strike)
    deals = told_deals(ask.view.base, strike, votes) if state.open and not by_employer else []
    about_deals = bool(_OF_DEALS & stems_of(ask.question.text))
    own = strike.tentative_agreement if state.open or about_deals else None
    dealt = bool(deals or own or by_employer)
    draft.told_elsewhere(state)
    newest = newer(ask.view, strike) if about_deals else None
    if newest:
        for statement in ask.view.said(newest, newest.tentative_agreement, newest.ratification):
            draft.say(newest.id, newest, statement, first=True)
    if about_deals:
        tell_deals(draft, strike, own, deals, first=True)
    lost = [vote for vote in votes if vote.of_whole(strike)][-1:] if state.open and not by_employer else []
    if about_deals and not dealt:
        _voted_down(draft, lost)
    status_line(ask, draft, strike, dealt=dealt)
    if not about_deals:
        tell_deals(draft, strike, own, deals)
    if dealt == about_deals:
        _voted_down(draft, lost, lead=say.VOTED_BEFORE() if dealt else None)
    if state.phase is Phase.ENDED:
        draft.say_all(strike.id, strike, [strike.ratification])


def status_line(ask: Query, draft: Draft, strike: Strike, *, dealt: bool) -> None:
    """Where a strike stands; of one that is on without a deal, also that."""
    state = ask.view.state(strike)
    citations = strike.ended.citations if state.phase is Phase.ENDED and strike.ended else strike.citations
    told = standing(state)
    if told == say.ONGOING(strike=strike.short_name, day=state.day) and not dealt:
        none = say.ONGOING_WITHOUT_NEW_DEAL if ask.view.rejections(strike) else say.ONGOING_WITHOUT_DEAL
        told = none(strike=strike.short_name, day=state.day)
    draft.use(strike.id, strike)
    draft.lead(told, draft.cite(citations))


def _voted_down(draft: Draft, votes: list[Rejection], *, lead: str | None = None) -> None:
    """That members voted a deal down: where no other stands yet, or, under a heading, before the one that does."""
    for vote in votes:
        draft.say(vote.full_id, vote.entry, vote.told, lead=lead, first=True)


def tell_deals(
    draft: Draft, strike: Strike, own: Milestone | None, told: list[tuple[str, Entry]], *, first: bool = False
) -> None:
    """The deal in a strike that is on, as the strike itself tells it, or else the entries that do."""
    if own:
        draft.say(strike.id, strike, own, first=first)
        return
    for full_id, entry in told[:DEALS]:
        date = date_of(entry)
        text = told_of(draft.view, entry)
        draft.tell(full_id, entry, dated_on(date, text) if date else text, first=first)


def _latest_talks(ask: Query, draft: Draft, strike: Strike) -> None:
    meetings = [
        (i, m) for i, m in ask.view.meetings if strike.id in ask.view.base.strikes_of(i) and m.kind in TALKS
        and m.date <= ask.view.local_day()
    ]  # fmt: skip
    if meetings:
        full_id, meeting = max(meetings, key=lambda pair: pair[1].date)
        outcome = outcome_of(ask.view, meeting)
        if outcome:
            draft.say(full_id, meeting, outcome, lead=f"Latest talks, {day_words(meeting.date)}")


def _missing_unions(ask: Query, draft: Draft, strikes: list[Strike]) -> None:
    """Unions named that have no strike: what is known of their contract instead."""
    covered = {union for strike in strikes for union in ask.view.unions_of(strike)}
    others = [party for party in unions_named(ask) if party not in covered]
    if others:
        found = no_strike(replace(ask, slots=replace(ask.slots, parties=tuple(others), people=(), unions=())))
        if found:
            draft.absorb(found)


def _since_then(ask: Query, draft: Draft, strikes: list[Strike]) -> None:
    """After a strike: the union's latest contract, and how far the sources reach."""
    for strike in strikes:
        if ask.view.state(strike).phase is not Phase.ENDED:
            continue
        later = [s for s in ask.view.strikes_of(strike.union) if s.kind == "contract" and s.id != strike.id]
        for contract in later[-1:]:
            draft.say_all(contract.id, contract, [contract.ratification])
            draft.say_all(contract.id, contract, contract.notes[:1])


def side_by_side(ask: Query) -> Draft | None:
    """Several unions' strikes: where each stands, how it began and what it is about."""
    draft = Draft(ask.view)
    strikes = [strike for strike in named_strikes(ask) if strike.kind == "strike"]
    for strike in strikes:
        _status_of(ask, draft, strike)
        draft.say_all(strike.id, strike, [strike.started, *strike.reasons[:2]], lead=strike.short_name)
    return draft if len(strikes) > 1 else None


def latest(ask: Query) -> Draft | None:
    """What happened most recently, newest first; with a date, what happened then."""
    if ask.slots.dates:
        return on_dates(ask)
    found = recent(ask, chosen_strikes(ask))[:4]
    if not found:
        return None
    draft = Draft(ask.view)
    draft.listed(found)
    for strike in strikes_of(ask):
        draft.note(standing(ask.view.state(strike)), draft.cite(strike.citations))
    return draft


def chosen_strikes(ask: Query) -> set[str] | None:
    """The strikes that a question names by their name or their union; a year alone names none."""
    named = ask.slots.strikes or ask.slots.unions or unions_named(ask)
    return {strike.id for strike in named_strikes(ask)} if named else None


_ALSO_MEETINGS = frozenset(("talks", "vote", "deal"))
"""Kinds of event that a meeting of the same day tells too."""


def told_of(view: View, entry: Entry) -> str:
    """What happened, in an entry's own words: of a meeting, what it was and how it ended."""
    if isinstance(entry, Meeting):
        outcome = outcome_of(view, entry)
        return f"{entry.summary.text} {outcome.text}" if outcome else entry.summary.text
    return entry.text if isinstance(entry, Event | Position) else ""


def recent(ask: Query, strikes: set[str] | None) -> list[tuple[dt.date, str, str | Statement]]:
    """Dated events, meetings and other news known by then, newest first: (day, full id, text or claim)."""
    view = ask.view
    today = view.local_day()
    concerns = concerning(ask)
    found: list[tuple[dt.date, str, str | Statement]] = [
        each[:3] for each in news(view) if each.day <= today and concerns(each.employers)
    ]
    told_by_meeting = {(view.base.strike_of(i), m.last_date or m.date) for i, m in view.meetings}
    for full_id, event in view.events:
        day = event.date.first()
        doubled = event.kind in _ALSO_MEETINGS and (view.base.strike_of(full_id), day) in told_by_meeting
        if day <= today and not doubled and concerns(event.parties):
            found.append((day, full_id, event.text))
    for full_id, meeting in view.meetings:
        if meeting.date <= today and concerns(meeting.parties):
            found.append((meeting.last_date or meeting.date, full_id, told_of(view, meeting)))
    if strikes is not None:
        found = [item for item in found if strikes & view.base.strikes_of(item[1])]
    return sorted(found, key=lambda item: (item[0], item[1] in view.base.meetings), reverse=True)


NEWLY_MET = dt.timedelta(days=4)
"""For so long what came of a meeting tells what comes next; later it no longer does."""


def talks(ask: Query) -> Draft | None:
    """What comes next: whether the sides talk again, and what was said of the next step."""
    coming = all(slot.last >= ask.view.local_day() for slot in ask.slots.dates)
    meetings = meetings_of(replace(ask, slots=replace(ask.slots, dates=())) if coming else ask)
    if not meetings:
        return None
    draft = Draft(ask.view)
    full_id, meeting = meetings[0]
    step = next(ask.view.said(meeting, meeting.next_step), None)
    days = _days_named(ask.view, step, meeting) if step else []
    late = _is_over(ask.view, full_id) or (bool(days) and max(days) < ask.view.local_day())
    _none_then(ask, draft, full_id, meeting, days)
    _announced(ask, draft)
    dealt = late and not draft.headline and _dealt_since(ask, draft, meeting)
    if not draft.headline and (late or _without_a_next(ask, meeting)):
        draft.tell(full_id, meeting, say.NO_TALKS_SET(), first=True)
    told = (meeting.outcome, meeting.why)
    for statement in ask.view.said(meeting, *(told if dealt else (meeting.next_step, *told))):
        draft.say(full_id, meeting, statement, first=True)
    if not draft.headline:
        draft.say(full_id, meeting, meeting.summary, first=True)
    draft.blocks = draft.blocks[:6]
    first = day_words(meeting.date, weekday=True)
    if meeting.last_date:
        draft.note(say.LATEST_TALKS(first=first, last=day_words(meeting.last_date)))
    else:
        draft.note(say.LATEST_MEETING(date=first))
    return draft


def _none_then(ask: Query, draft: Draft, full_id: str, meeting: Meeting, days: list[dt.date]) -> None:
    """Say so where talks are asked for on days to come, and the sources set none for these."""
    coming = [m.date for _, m in ask.view.meetings if m.date >= ask.view.local_day()]
    for slot in ask.slots.dates:
        if slot.first <= ask.view.local_day() or any(
            slot.first <= day <= slot.last for day in (*coming, *days)
        ):
            continue
        first, last = (day_words(day, weekday=True) for day in (slot.first, slot.last))
        told = say.NO_TALKS_ON(date=first) if slot.single else say.NO_TALKS_BETWEEN(first=first, last=last)
        draft.tell(full_id, meeting, told, first=True)


def _days_named(view: View, step: Statement, meeting: Meeting) -> list[dt.date]:
    """The days that were set for what was to come next, as its sentence names them, read as on the day of the meeting; without
    one the sentence tells of none."""
    asked = replace(view.asked(), today=meeting.last_date or meeting.date)
    return [found.slot.last for found in find(fold(visible(step.text)), asked).found]


def _is_over(view: View, full_id: str) -> bool:
    """Whether a meeting was in a strike that is over."""
    strike = next((each for each in view.strikes if each.id == view.base.strike_of(full_id)), None)
    return strike is not None and strike.kind == "strike" and view.state(strike).phase is Phase.ENDED


def _dealt_since(ask: Query, draft: Draft, meeting: Meeting) -> bool:
    """Tell the deal that was reached after a meeting, as the strikes themselves tell it; whether there is one."""
    since = meeting.last_date or meeting.date
    for strike in strikes_of(ask):
        deal = strike.tentative_agreement if ask.view.state(strike).open else None
        if deal and deal.date.last() >= since:
            draft.say(strike.id, strike, deal, first=True)
    return bool(draft.headline)


def _without_a_next(ask: Query, meeting: Meeting) -> bool:
    """Whether the latest meeting of a strike that is on is some days past, and nothing was told of another."""
    last, on = (
        meeting.last_date or meeting.date,
        any(ask.view.state(each).ongoing for each in strikes_of(ask)),
    )
    told = any(True for _ in ask.view.said(meeting, meeting.next_step))
    return on and not told and ask.view.local_day() - last > NEWLY_MET


def _announced(ask: Query, draft: Draft) -> None:
    """A meeting that is announced and still to come."""
    today = ask.view.local_day()
    strikes = {strike.id for strike in strikes_of(ask)}
    coming = [
        (i, m) for i, m in ask.view.meetings if m.date > today and strikes & ask.view.base.strikes_of(i)
    ]
    for full_id, meeting in sorted(coming, key=lambda pair: pair[1].date)[:1]:
        draft.tell(full_id, meeting, say.NEXT_MEETING(date=day_words(meeting.date, weekday=True)), first=True)


PER_REPLY = 12


def on_dates(ask: Query) -> Draft | None:
    """What happened on the days named, in order."""
    slots = ask.slots.dates
    if any(slot.first > ask.view.local_day() for slot in slots):
        return None
    found = recent(ask, chosen_strikes(ask))
    kept = [item for item in found if any(slot.first <= item[0] <= slot.last for slot in slots)]
    if not kept:
        return None
    draft = Draft(ask.view)
    kept.sort(key=lambda item: (item[0], item[1] not in ask.view.base.meetings))
    nearest = (
        kept[-PER_REPLY:] if any(slot.bound in ("before", "until") for slot in slots) else kept[:PER_REPLY]
    )
    draft.listed(nearest)
    draft.support.append("happened happen timeline events dates")
    return draft
