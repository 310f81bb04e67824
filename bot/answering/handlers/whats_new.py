"""What is new since a day: all that became known from its beginning on, the latest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, dated
from bot.answering.handlers.single_entry import title_of
from bot.answering.handlers.status import chosen_strikes, recent, told_of
from bot.answering.known.newly_known import changes, day_of
from bot.answering.question.query import Query, concerning
from bot.answering.reply import Paragraph
from bot.dates.partial import day_words
from bot.knowledge.model.actions import Ballot, WalkOut
from bot.knowledge.model.models import Meeting, Milestone, Quote, Strike

if TYPE_CHECKING:
    from bot.answering.known.newly_known import Key, Novelty
    from bot.knowledge.model.models import Entry

DAYS = 7
"""So many days count where none is named."""
_MISSED = frozenset("miss missed changed changes change".split())
_CHANGED = frozenset("changed changes change".split())
_OF_A_THING = frozenset("for in with to under by because after about".split())
"""Behind `what changed` these ask what is different in a thing, such as a contract, and for no news."""


def since(ask: Query) -> Draft | None:
    """What became known since the day that a question names; None where it names none to count from."""
    slot = ask.slots.dates[0] if len(ask.slots.dates) == 1 else None
    if slot is None or slot.first > ask.view.local_day():
        return None
    if slot.bound == "after":
        return _since(ask, slot.first, say.AFTER(date=day_words(slot.edge or slot.first)))
    reaches = slot.bound == "since" or (_asks_missed(ask) and slot.first < slot.last == ask.view.local_day())
    return _since(ask, slot.first, say.SINCE(date=day_words(slot.first))) if reaches else None


def missed(ask: Query) -> Draft | None:
    """The same for `what did I miss`: of the last seven days, and said so, where it names no day."""
    return lately(ask) if not ask.slots.dates and _asks_missed(ask) else None


def _of_a_thing(ask: Query) -> bool:
    pairs = pairwise(ask.question.tokens)
    return any(one in _CHANGED and two in _OF_A_THING for one, two in pairs)


def _asks_missed(ask: Query) -> bool:
    return not _of_a_thing(ask) and (
        bool(_MISSED & ask.tokens) or ("new", "since") in set(pairwise(ask.question.tokens))
    )


def lately(ask: Query) -> Draft | None:
    """The last seven days."""
    if ask.slots.dates:
        return since(ask)
    if _of_a_thing(ask):
        return None
    day = ask.view.local_day() - dt.timedelta(days=DAYS)
    return _since(ask, day, say.SINCE_DAYS(date=day_words(day), count=DAYS))


@dataclass(frozen=True, slots=True)
class Since:
    """When somebody last got a reply; and what the base could tell then, where it is another one by now."""

    moment: dt.datetime
    told: frozenset[Key] | None = None


def since_last(ask: Query, last: Since | None) -> Draft | None:
    """What became known since somebody's last reply, to the second; where that is not known, in the last week."""
    if last is not None:
        span = say.SINCE_LAST(ago=_ago(ask.view.as_of - last.moment))
        fresh = last.moment + dt.timedelta(seconds=1)
        return _tells(ask, changes(ask.view, fresh, last.told), span)
    draft = lately(ask)
    if draft is not None:
        draft.headline = say.LAST_UNKNOWN() + draft.headline
    return draft


def _ago(passed: dt.timedelta) -> str:
    """`3 hours ago`, in whole minutes, hours or days."""
    for unit, length in (
        ("day", dt.timedelta(days=1)),
        ("hour", dt.timedelta(hours=1)),
        ("minute", dt.timedelta(minutes=1)),
    ):
        if count := passed // length:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "a moment ago"


def _since(ask: Query, day: dt.date, span: str) -> Draft | None:
    return _tells(ask, changes(ask.view, _beginning(ask, day)), span)


def _tells(ask: Query, new: list[Novelty], span: str) -> Draft | None:
    """What is new, of the strikes asked about; `span` says since when."""
    found = _of_strikes(ask, new)
    draft = Draft(ask.view)
    for one in found:
        _tell(draft, one)
    if not found:
        return _nothing(ask, span)
    told = say.ONE_NEW(span=span) if len(found) == 1 else say.NEW(count=f"{len(found):,}", span=span)
    draft.lead(told, draft.blocks[0].cites[:1])
    draft.support.append("new changed changes since missed update news latest happened")
    return draft


def _beginning(ask: Query, day: dt.date) -> dt.datetime:
    """The first moment of a day, where the base is at home."""
    return dt.datetime.combine(day, dt.time(), ask.view.base.zone)


def _of_strikes(ask: Query, found: list[Novelty]) -> list[Novelty]:
    """Those of the strikes and employers that a question names; all where it names none."""
    strikes, concerns = chosen_strikes(ask), concerning(ask)
    return [
        one
        for one in found
        if strikes is None or strikes & ask.view.base.strikes_of(one.full_id)
        if concerns(getattr(one.entry, "employers", ()) or getattr(one.entry, "parties", ()))
    ]


def _tell(draft: Draft, one: Novelty) -> None:
    """A change in its entry's own words under the day from which it is known, and the day it is of where that is another."""
    view = draft.view
    known = one.known.astimezone(view.base.zone_of(one.full_id)).date()
    lead, day = day_words(known), day_of(one)
    if isinstance(one.entry, Quote):
        draft.quote(one.full_id, one.entry)
        draft.attribute(one.entry.reported_by)
        return
    if one.claim is not None:
        title = one.entry.short_name if isinstance(one.entry, Strike) else title_of(view, one.full_id)
        named = "" if isinstance(one.claim, Milestone) else f" · {capital(title)}"
        text = dated(day, one.claim.text) if day and day != known else one.claim.text
        draft.say(one.full_id, one.entry, one.claim.model_copy(update={"text": text}), lead=f"{lead}{named}")
        return
    text = _words(draft, one)
    draft.tell(one.full_id, one.entry, dated(day, text) if day and day != known else text, lead=lead)
    if isinstance(one.entry, Meeting) and one.entry.outcome:
        draft.attribute(one.entry.outcome.reported_by)
    else:
        draft.attribute(_whose(one.entry, text))


def _whose(entry: Entry, text: str) -> str | None:
    """Whose account the words of a number are; else that of the whole entry."""
    values = getattr(entry, "values", ())
    return next((one.reported_by for one in values if one.text == text), None) or entry.reported_by


def _words(draft: Draft, one: Novelty) -> str:
    if isinstance(one.entry, WalkOut | Ballot):
        return one.entry.text
    return told_of(draft.view, one.entry) or _about(draft, one)


def _about(draft: Draft, one: Novelty) -> str:
    """Of a number, the latest one."""
    values = [value.text for value in getattr(one.entry, "values", ())[-1:]]
    return values[0] if values else title_of(draft.view, one.full_id)


def _nothing(ask: Query, span: str) -> Draft | None:
    """That nothing is new, and what the latest before that was."""
    before = recent(ask, chosen_strikes(ask))[:1]
    draft = Draft(ask.view)
    if not before:
        return None
    draft.listed(before)
    draft.blocks.insert(0, Paragraph(draft.headline, draft.headline_cites))
    draft.headline, draft.headline_cites = say.NOTHING_NEW(span=span), draft.headline_cites[:1]
    draft.support.append("new changed changes since missed update news latest happened")
    return draft
