"""What is said of a date or a day's number that was not understood, or is none: never the answer for another day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft
from bot.answering.composition.finish import clarified, finished
from bot.answering.composition.strike_status import ended
from bot.answering.decision.alternatives import openers, options_for
from bot.answering.question.query import Query, strikes_of
from bot.answering.reply import Context, Explanation
from bot.dates.partial import day_words
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from bot.answering.known.view import StrikeState, View
    from bot.answering.reply import Option, Reply
    from bot.dates.numbers import OddNumber
    from bot.matching.slots import Question


def not_read(view: View, read: Question) -> Reply | None:
    """The reply to a question with a date or a number that cannot be taken as it stands; None for any other."""
    if read.slots.unread:
        told = " ".join(dict.fromkeys(one.why for one in read.slots.unread))
        why = Explanation(
            tuple(f"not understood: {one.words}" for one in read.slots.unread), (), "asked back"
        )
        asked_back = clarified(view, read, say.NOT_UNDERSTOOD(asks=told), _choices(view), why)
        return replace(asked_back, strikes=())  # nor is today's day told beside it
    return _no_such_day(view, read, read.slots.odd) if read.slots.odd else None


def _choices(view: View) -> list[Option]:
    return options_for(openers(view))


def _no_such_day(view: View, read: Question, odd: OddNumber) -> Reply:
    """`There is no day 0: day 1 was March 2, 2024.`"""
    ask = Query(read, read.slots, view, "day_date")
    strikes = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    states = [state for strike in strikes if (state := view.state(strike)).calendar is not None]
    number = odd.words.replace("\u2044", "/")
    if not states:
        return clarified(view, read, say.NO_SUCH_DAY(count=number), _choices(view))
    draft = Draft(view)
    cites = tuple(cite for state in states for cite in _cited(draft, state))
    was, will_be = say.NOT_THIS_DAY[odd.sort]
    draft.lead((was if _begun(states[0]) else will_be)(count=number, date=_first_day(states[0])), cites)
    for state in states if len(states) > 1 else ():
        told = say.FIRST_DAY_WAS if _begun(state) else say.FIRST_DAY_WILL_BE
        draft.lead(told(strike=state.strike.short_name, date=_first_day(state)), cites)
    for state in states if odd.sort == "huge" else ():
        if state.phase is Phase.ENDED:
            draft.lead(ended(state), cites)
    context = Context(view.as_of, "day_date", read.slots, tuple(draft.entries), read.text)
    return finished(view, read, draft, 1.0, context, Explanation(decision="answered as no day of a strike"))


def _cited(draft: Draft, state: StrikeState) -> tuple[int, ...]:
    strike = state.strike
    draft.use(strike.id, strike)
    return draft.cite(strike.citations) or (draft.cite(strike.started.citations) if strike.started else ())


def _begun(state: StrikeState) -> bool:
    return state.calendar is not None and state.calendar.first_day <= state.today


def _first_day(state: StrikeState) -> str:
    return day_words(state.calendar.first_day) if state.calendar else ""
