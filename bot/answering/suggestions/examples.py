"""Questions to offer: to begin with, and one for each kind of question, with the names that were asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition.agreement import agreeing

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.matching.slots import Slots

OPENERS = (
    "What day of the strike is it?",
    "Is the strike over?",
    "What happened at the latest meeting?",
    "What is the latest news?",
    "Why are they on strike?",
    "When did the strike start?",
)
EXAMPLES = {
    "day": "What day of the strike is it?",
    "day_date": "When is that strike day?",
    "status": "Is the strike over?",
    "start": "When did the strike start?",
    "end": "When did the strike end?",
    "length": "How long did the strike last?",
    "order": "Which strike came first?",
    "overlap": "How long were both on strike?",
    "longest": "What was the longest strike?",
    "past_strikes": "When did they strike before?",
    "joint": "Have they been on strike together?",
    "meeting": "What happened at the latest meeting?",
    "meeting_outcome": "How did the meeting end?",
    "meeting_why": "Why was there no agreement?",
    "meeting_when": "When was the meeting?",
    "meeting_next": "What happens next?",
    "meeting_where": "Where did they meet?",
    "meeting_time": "At what time did they meet?",
    "meeting_asked": "Who asked for the meeting?",
    "meeting_topics": "What was discussed at the meeting?",
    "attendees": "Who was in the room?",
    "position": "What did they say about it?",
    "wants": "What does each side want?",
    "issue": "Where do things stand on it?",
    "compare": "How far apart are the two sides?",
    "talks": "Where do the talks stand?",
    "terms": "What was agreed in the contract?",
    "quote": "What did they say?",
    "who_said": "Who said it?",
    "person": "Who is that?",
    "person_party": "Who do they speak for?",
    "role_holder": "Who is in charge?",
    "party": "Who are they?",
    "reasons": "Why are they on strike?",
    "effects": "What does the strike affect?",
    "latest": "What is the latest news?",
    "changed": "What did I miss?",
    "timeline": "What happened when?",
    "event_when": "When did it happen?",
    "vote_authorization": "How did the strike authorization vote go?",
    "vote_ratification": "How did the ratification vote go?",
    "need": "What help is there for people on strike?",
    "source": "Where does this come from?",
    "reliability": "Whose account is this?",
    "freshness": "How recent are the sources?",
    "walkout_next": "When is the next walk-out?",
    "walkout_last": "When was the latest walk-out?",
    "walkout_count": "How many walk-outs have there been?",
    "walkout_days": "How many days have they been out?",
    "walkout_on": "Are they out today?",
    "walkout_end": "When is the walk-out due to end?",
    "walkout_hours": "During what hours are they out?",
    "walkout_off": "Was a walk-out called off?",
    "walkout_longest": "What was the longest walk-out?",
    "places_out": "Where are people out?",
    "place": "When did they walk out there?",
    "settled": "Which employers have settled?",
    "settled_first": "Which employer settled first?",
    "deal": "Is there a deal?",
    "struck": "Which employers are on strike?",
    "strikers": "How many people are on strike?",
    "members": "How many people is it about?",
    "cost": "What has the strike cost?",
    "rejected": "Did members vote a deal down?",
    "ballot": "How did the ballot go?",
    "ballot_when": "When do members vote?",
    "mandate": "How long does the mandate run?",
    "mediator": "Who is the mediator?",
    "lockout": "Is there a lockout?",
    "overtime_ban": "Is there an overtime ban?",
    "work_to_rule": "Are they working to rule?",
    "cooling_off": "Is there a cooling-off period?",
    "injunction": "What did the courts order?",
    "back_to_work_order": "Were they ordered back to work?",
    "mediation": "Is there mediation?",
    "arbitration": "Is there arbitration?",
    "charge": "What charges were brought?",
    "exemption": "Who is exempt?",
    "layoffs": "Were there layoffs?",
}
_NAMED = {
    "position": "What did {who} say about {issue}?",
    "wants": "What does {who} want?",
    "issue": "Where do things stand on {issue}?",
    "quote": "What did {who} say?",
    "person": "Who is {person}?",
    "person_party": "Who does {person} speak for?",
    "role_holder": "Who is in charge at {party}?",
    "party": "What is {party}?",
    "terms": "What was agreed on {issue}?",
    "day_date": "When is day {number}?",
    "deal": "Is there a deal with {party}?",
    "place": "When did {place} walk out?",
}
"""The same with names, where the question gives them."""
_OF_A_STRIKE = frozenset(
    "day status start end length past_strikes longest reasons effects vote_authorization vote_ratification meeting_next"
    " meeting terms wants latest timeline strikers walkout_next walkout_days".split()
)
"""Kinds of which it is worth saying whose strike was asked about."""


def example(view: View, kind: str, slots: Slots | None = None) -> str:
    """A question of a kind, about what the slots name; empty for a kind without one."""
    if slots is None:
        return EXAMPLES.get(kind, "")
    known = [party for party in (*slots.parties, *slots.unions) if view.knows(f"party/{party}")]
    parties = [view.the(party) for party in known]
    people = [view.name_of(person) for person in slots.people]
    names = {
        "who": next(iter([*people, *parties]), None),
        "party": next(iter(parties), None),
        "person": next(iter(people), None),
        "issue": next((view.base.issues[issue].name for issue in slots.issues), None),
        "place": next((view.base.places[place].name for place in slots.places), None),
        "number": slots.number,
    }
    wording = _NAMED.get(kind)
    if wording and all(names[slot] is not None for slot in names if f"{{{slot}}}" in wording):
        asked = wording.format(**names)
        return agreeing(view, known[0], asked) if known else asked
    whose = [view.name_of(party) for party in known]
    whose += [view.base.strikes[strike].short_name for strike in slots.strikes]
    asked = EXAMPLES.get(kind, "")
    return (
        f"{asked} ({', '.join(dict.fromkeys(whose))})" if asked and whose and kind in _OF_A_STRIKE else asked
    )
