"""Follow-ups: what a message that leans on the one before it asks in full, and the reply to that."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering import sentences as say
from bot.answering.accepting import asks_whether_accepted, what_became
from bot.answering.ask import MEETING_WORDS, Ask, strikes_of
from bot.answering.deciding import answer_kind, context_of, decide, nearest
from bot.answering.inheritance import only, renamed, swapped
from bot.answering.kinds import KINDS, counts_what_is_asked, same_sort
from bot.answering.leaning import Form, names_no_thing, only_names
from bot.answering.neighbours import anchored, day_beside, happened_next, in_the_year
from bot.answering.present import declined
from bot.answering.restating import asks_for_more, without_compounds
from bot.answering.retelling import Retelling
from bot.answering.topic import of_the_strike, side_of, topic_of
from bot.answering.veto import filled
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.models import Answer, Event, Position, Quote
from bot.matching.fragments import FILLERS, Fragment
from bot.matching.lexicon import FUNCTION_WORDS, content, quantity_asked
from bot.matching.pointing import (
    ANSWERS,
    AUXILIARIES,
    IN_ORDER,
    NAMES,
    ORDINALS,
    PERSONS,
    another_of_them,
    is_plural,
    joint,
    named_for_it,
    roles_in,
)
from bot.matching.slots import PLACEHOLDERS, Question, Slots
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.finding import Finding
    from bot.answering.leaning import Lean
    from bot.answering.reply import Context, Reply
    from bot.answering.sentences import Sentence
    from bot.answering.topic import Topic
    from bot.answering.view import View

_STRUCK = frozenset(
    "day day_date status start length reasons effects past_strikes longest vote_authorization meeting_next".split()
)
"""Kinds after which `why` asks why they are on strike."""
_VOTING = frozenset("against for in favor favour yes no voted vote said did were of".split())
"""After `how many` these say nothing of what is counted."""
_LASTING = frozenset("day status start end length reasons effects past_strikes".split())
"""Kinds after which `when` asks when the strike began or ended."""
_OUT = frozenset("places_out struck strikers walkout_on against".split())
"""Kinds after which `since when` asks when the strike began."""
_TALKED = MEETING_WORDS | frozenset(
    "discuss discussed bring brought raise raised agenda cover covered".split()
)
_BACK = dt.timedelta(days=1)
"""A number of a walk-out is often of the day on which people are back."""
_OUT_IN = frozenset(
    "people workers members doctors staff strikers out strike striking struck walked joined part involved went".split()
)
"""What a question for how many were out holds, and no other."""
_LASTED = frozenset("long days last lasted go".split())
_TIMES = frozenset(
    """
    day days long week weeks month months when start started begin began end ended over still last lasted finish finished
    since until ongoing status on out strike strikes striking work back duration go far yet happen happened whens
    """.split()
)
"""A question has one of these that is about when, or how long."""
_MOST = frozenset("only longest biggest largest shortest highest lowest most".split())
_ITSELF = frozenset("is was are were that this it the one so and really actually ever of them all".split())
_VOTES = frozenset("ballot vote_ratification vote_authorization deal settled".split())
_JUDGED = frozenset(
    "count tally score split breakdown close narrow unanimous landslide tight overwhelming clear majority pass passed won lost win lose big".split()
)
"""What is asked of a vote whose figures were told."""
_CONTENTS = re.compile(r"^(?:so |and |ok )?what (?:is|was) in (?:it|that|there)\b")
_ABOUT = {"vote_ratification": "contract", "terms": "contract", "deal": "deal", "settled": "deal"}
"""What `it` is after a reply of a kind."""
_OVER_ISSUES = {"position": "wants", "issue": "wants", "terms": "terms"}
"""The kind that tells of all issues what another tells of one."""
_DATED = frozenset(
    "meeting meeting_outcome meeting_why meeting_topics meeting_asked meeting_where meeting_time attendees".split()
)
_ASKED_WITH = {Fragment.WHY: "why", Fragment.WHEN: "when", Fragment.WHERE: "where", Fragment.WHO: "who"}
_OF_A_MEETING = {
    Fragment.WHY: "meeting_why",
    Fragment.WHEN: "meeting_when",
    Fragment.WHERE: "meeting_where",
    Fragment.WHO: "attendees",
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One message that leans on the reply before it, which it is about. `reader` reads other words as of the same moment."""

    finding: Finding
    view: View
    reader: Callable[[str], Question]
    read: Question
    lean: Lean
    previous: Context

    def reply(self) -> Reply | None:
        """The reply to what is meant; None where what went before gives the message nothing that it lacks."""
        if self.lean.perhaps and self._decide(self.read, self.read.slots).kind == "answer":
            return None
        topic = topic_of(self.view, self.previous)
        retelling = Retelling(self.finding, self.view, self.reader, self.read, self.previous, topic)
        reply = self._of_other_issues() or self._accepted() or retelling.in_full() or self._understood(topic)
        if reply is not None and reply.kind == "answer":
            return reply
        more = retelling.together(self.lean)
        return reply if more is None or self._elsewhere(topic, more) else more

    def _understood(self, topic: Topic) -> Reply | None:
        """The reply to the message with the names and the days that it takes over."""
        dated = anchored(self.read, topic, self.reader)
        if self.lean.form is Form.NAMES or (dated is not self.read and only_names(dated.frame)):
            return self._other_names(topic, in_the_year(dated, self._before(), self.reader))
        reply = self._pointing(topic, dated) if self.lean.form is Form.POINTING else self._fragment(topic)
        # Without an answer the conversation stays where it was.
        return replace(reply, context=None) if reply and reply.kind != "answer" else reply

    def _of_other_issues(self) -> Reply | None:
        """`what else did they get`: of all issues what was asked about one of them."""
        kind = _OVER_ISSUES.get(self.previous.kind)
        own = set(content(self.read.tokens)) - {"else"}
        if kind is None or not asks_for_more(self.read.tokens) or not own <= set(self._before().tokens):
            return None
        return self._kind(kind, replace(self.previous.slots, issues=()))

    def _accepted(self) -> Reply | None:
        """`did they accept`: what became of the offer told of."""
        if not asks_whether_accepted(self.read.frame):
            return None
        became = what_became(self.view, self.previous.entries, of_issue=bool(self.previous.slots.issues))
        told = (self._kind(kind, slots, own=True) for kind, slots in became)
        return next((reply for reply in told if reply), None)

    # A word or two about the reply.

    def _fragment(self, topic: Topic) -> Reply | None:
        match self.lean.fragment:
            case Fragment.AGAIN:
                return self._again()
            case Fragment.SOURCE:
                return self._about_the_reply("source")
            case Fragment.TELLER:
                return self._about_the_reply("reliability")
            case Fragment.NEXT | Fragment.BEFORE:
                return self._neighbour(topic)
            case Fragment.DEFINITION:
                return self._definition(topic)
        return self._asked_with(topic)

    def _about_the_reply(self, kind: str) -> Reply | None:
        """Where the reply comes from; what comes then is still about what it told."""
        reply = self._kind(kind, self.previous.slots) if self.previous.entries else None
        return replace(reply, context=replace(self.previous, at=self.view.as_of)) if reply else None

    def _asked_with(self, topic: Topic) -> Reply | None:
        """`why`, `when`, `where`, `who`: of the meeting or the strike spoken of, else of the question before."""
        fragment, kind = self.lean.fragment, self.previous.kind
        if fragment is None:
            return None
        slots = self._swapped(topic.slots)
        asked = None
        if fragment is Fragment.WHEN and isinstance(topic.entry, Quote | Event) and not topic.met:
            return self._again()  # both are told with their day
        if topic.met or kind in _DATED:
            asked = self._kind(_OF_A_MEETING[fragment], slots)
        elif (of_a_strike := self._of_a_strike(fragment, kind, slots)) is not None:
            asked = self._kind(
                of_a_strike, replace(slots, dates=tuple(date for date in slots.dates if date.year))
            )
        return asked or self._with_the_question_before(_ASKED_WITH[fragment], topic)

    def _of_a_strike(self, fragment: Fragment, kind: str, slots: Slots) -> str | None:
        """The kind of question that `why` or `when` is after one about a strike as a whole."""
        strikes = strikes_of(Ask(self.read, slots, self.view, ""))
        over = all(not self.view.state(strike).ongoing for strike in strikes)
        if kind == "end" and "about" in self.read.tokens:
            return "reasons"
        if fragment is Fragment.WHY and kind in _STRUCK:
            return None if over and kind == "status" else "reasons"
        since = "since" in self.read.tokens
        if fragment is Fragment.WHEN and (kind in _LASTING or (since and kind in _OUT)):
            until = "until" in self.read.tokens
            return "end" if until or (over and not since) else "start"
        return None

    def _with_the_question_before(self, word: str, topic: Topic) -> Reply:
        """The question before, asked with another word; what only says the same again is no answer to `why`."""
        if self.previous.kind in ("person", "party"):
            return self._not_held(None)
        before = self._before()
        slots = self._swapped(before.slots)
        words = (word, *(token for token in self.read.tokens if token == "not"))
        read = replace(
            before,
            text=self.read.text,
            frame=(*words, *before.frame),
            tokens=(*words, *before.tokens),
            slots=slots,
        )
        reply = self._decide(read, slots)
        if word == "when" and (dated := self._dated_instead(topic, reply)) is not None:
            return dated
        if word == "why" and (reply.kind != "answer" or reply.entries[:1] == self.previous.entries[:1]):
            return self._not_held(None, say.NO_REASON)
        return reply

    def _dated_instead(self, topic: Topic, reply: Reply) -> Reply | None:
        """What happened on the day since which a position is held, where `when` finds no answer about that position."""
        held = topic.entry
        if not isinstance(held, Position) or (reply.kind == "answer" and topic.full_id in reply.entries):
            return None
        day = held.since.first()
        on = replace(topic.slots, parties=(), issues=(), dates=(DateSlot(day, day, day_words(day)),))
        return self._kind("timeline", on, own=True)

    def _definition(self, topic: Topic) -> Reply | None:
        base, slots = self.view.base, topic.slots
        issues = [base.issues[issue].name for issue in slots.issues]
        sides = [self.view.the(who) for who in (*slots.people, *slots.parties)]
        named = sides or issues if "who" in self.read.tokens else issues or sides
        if not named or self.previous.kind in ("party", "person", "issue"):
            return self._again()
        meant = self.reader(f"what {'are' if is_plural(named[0]) else 'is'} {named[0]}")
        return self._decide(replace(meant, text=self.read.text), meant.slots)

    def _neighbour(self, topic: Topic) -> Reply | None:
        """What happened next, or before that, in the strike spoken of."""
        later = self.lean.fragment is Fragment.NEXT
        if (beside := self._entry_beside(topic, later=later)) is not None:
            return beside
        ask = Ask(self.read, topic.slots, self.view, "timeline", self.previous)
        found = happened_next(ask, self.previous.kind, later=later)
        if found is None:
            return self._again() if isinstance(topic.entry, Answer) else None
        if not found:
            return self._not_held(None, say.NOTHING_LATER if later else say.NOTHING_EARLIER)
        return self._kind("timeline", replace(topic.slots, dates=found))

    def _entry_beside(self, topic: Topic, *, later: bool) -> Reply | None:
        """`and the one before`: the ballot or the walk-out before the one told of."""
        told = self._one_told(topic) if "one" in self.read.tokens else None
        day = day_beside(self.view, told, later=later) if told else None
        if day is None:
            return None
        slots = replace(topic.slots, dates=(DateSlot(day, day, day_words(day)),))
        return self._kind(self.previous.kind, slots, own=True)

    def _one_told(self, topic: Topic) -> str | None:
        """The id of the one walk-out that was told of, else of what the reply began with."""
        outs = [i for i in self.previous.entries if i in self.view.base.walkouts and self.view.knows(i)]
        return outs[0] if len(outs) == 1 else topic.full_id

    # Nothing but names.

    def _other_names(self, topic: Topic, read: Question) -> Reply:
        """`and the WGA?`: the question before with other names; else what is asked of such a name by itself."""
        before, kind = self._before(), self.previous.kind
        own = self._with_roles(topic, read)
        if _unknown(read.frame, own):
            return self._not_held(None)
        if kind in KINDS and filled(own) - KINDS[kind].uses:
            return self._decide(replace(read, text=self.read.text, slots=own), own.inherit(topic.slots))
        if self.previous.read is None and kind in KINDS:
            return self._kind(kind, swapped(self.view, own, topic.slots)) or self._not_held(None)
        slots = swapped(self.view, own, before.slots)
        asked = replace(renamed(self.view, before, slots), text=self.read.text, slots=slots)
        reply = self._decide(asked, slots)
        if reply.kind == "answer" and reply.context and self._answers_the_same(reply.context.kind):
            return reply
        context = context_of(Ask(asked, slots, self.view, ""), kind)
        return self._not_held(context) if reply.kind == "answer" else replace(reply, context=context)

    def _answers_the_same(self, now: str) -> bool:
        """Whether what is told now is of the sort that was told before: an event is no answer to when a strike was settled."""
        before, base = self.previous.kind, self.view.base
        if before in KINDS or now in KINDS or not (self.view.knows(before) and self.view.knows(now)):
            return same_sort(before, now)
        one, two = base.entry(before), base.entry(now)
        return type(one) is type(two) or isinstance(one, Answer) or isinstance(two, Answer)

    def _not_held(self, context: Context | None, reason: Sentence = say.NO_ANSWER) -> Reply:
        return replace(declined(self.view, self.read, reason(), nearest(self.view)), context=context)

    def _with_roles(self, topic: Topic, read: Question) -> Slots:
        """The names of the message, with the party that `the other side` or `the union` stands for."""
        own = read.slots
        if own.parties or own.unions or own.strikes:
            return own
        found = (side_of(self.view, topic.slots, role) for role in roles_in(read.frame))
        return replace(own, parties=tuple(dict.fromkeys(party for party in found if party)))

    # Sentences that point back.

    def _pointing(self, topic: Topic, read: Question) -> Reply | None:
        if self.lean.occasion and not (topic.met or self.previous.kind.startswith(("vote", "meeting"))):
            return None
        own = self._with_roles(topic, read)
        if self.lean.dated and not own.dates:
            own = replace(own, dates=tuple(date for date in topic.slots.dates if not date.year))
        taken = only(topic.slots, self.lean.takes)
        slots = own.inherit(of_the_strike(self.view, taken) if joint(self.read.frame) else taken)
        frame = read.frame
        if slots.people and not own.people:
            frame = tuple(PLACEHOLDERS["person"] if token in PERSONS else token for token in frame)
        told = _ABOUT.get(self.previous.kind)
        before = ("the", told) if told else without_compounds(self._before().frame)
        frame = another_of_them(frame, before) or named_for_it(frame, before)
        if (counted := self._out_then(topic, slots) or self._counted(slots)) is not None:
            return counted
        if slots == self.read.slots and frame == self.read.frame:
            return None
        asked = replace(read, text=self.read.text, frame=frame, slots=own)
        if self._says_so():
            return self._again()
        if (known := self._of_a_vote(slots)) is not None:
            return known
        reply = self._on_the_issue(asked, slots) or self._decide(asked, slots)
        if _of_another(read.frame, frame, reply) or self._elsewhere(topic, reply):
            return self._not_held(None)
        if (answered := self._answered_later(topic, slots, reply)) is not None:
            return answered
        if self._at_another_time(topic, read, reply):
            return self._decide(asked, replace(slots, dates=topic.slots.dates))
        if self.lean.lacking and (told := self._told_before(reply)) is not None:
            return told
        undated = replace(slots, dates=own.dates)
        # Nothing of that day: what is known of it at all, where the message does not insist on the day.
        if reply.kind == "answer" or undated == slots:
            return reply
        told = self._decide(asked, undated)
        return reply if told.context and told.context.kind in _DATED else told

    def _elsewhere(self, topic: Topic, reply: Reply) -> bool:
        """Whether what was spoken of was no meeting, or no strike, and a reply is about one."""
        told = reply.context.kind if reply.kind == "answer" and reply.context else ""
        if told == "meeting_asked" and self.previous.kind in _STRUCK:
            return True
        if told == "attendees":
            return isinstance(topic.entry, Event) and not topic.met
        if told == "meeting_topics":
            return self.previous.kind in _OVER_ISSUES and _TALKED.isdisjoint(self.read.tokens)
        if told not in _LASTING - {"reasons", "effects", "past_strikes"}:
            return False
        timeless = _TIMES.isdisjoint(self.read.tokens) and self.previous.kind not in _LASTING
        return self.lean.lacking and (timeless or isinstance(topic.entry, Answer))

    def _answered_later(self, topic: Topic, slots: Slots, reply: Reply) -> Reply | None:
        """`how did fain answer`: what happened on the day of a quote, where what is found was said before it."""
        base, spoken = self.view.base, topic.entry
        said = base.quotes.get(reply.entries[0]) if reply.kind == "answer" and reply.entries else None
        if said is None or not isinstance(spoken, Quote) or ANSWERS.isdisjoint(self.read.frame):
            return None
        day = spoken.said.first()
        if said.said.first() >= day:
            return None
        on = Slots(strikes=slots.strikes, dates=(DateSlot(day, day, day_words(day)),))
        return self._kind("timeline", on, own=True) or self._not_held(None)

    def _at_another_time(self, topic: Topic, read: Question, reply: Reply) -> bool:
        """Whether a reply tells of a meeting on another day than the one spoken of, which the message does not ask for."""
        told = reply.context.kind if reply.kind == "answer" and reply.context else ""
        days = [date.named for date in topic.slots.dates if date.named]
        meeting = self.view.base.meetings.get(reply.entries[0]) if told in _DATED and reply.entries else None
        if meeting is None or not days or not ORDINALS.isdisjoint(read.frame) or read.slots.dates:
            return False
        return not any(meeting.date <= day <= (meeting.last_date or meeting.date) for day in days)

    def _says_so(self) -> bool:
        """`was that the last one`: whether all that is asked of it was told."""
        tokens = self.read.tokens
        said = set(tokens) & (IN_ORDER | _MOST)
        if not said or tokens[0] not in AUXILIARIES or not (set(tokens) - said) <= _ITSELF:
            return False
        return said <= stems_of(self._again().headline)

    def _of_a_vote(self, slots: Slots) -> Reply | None:
        """`was it close`, `whats in it`: of the vote told of, or of what was voted on."""
        if self.previous.kind not in _VOTES:
            return None
        said = [token for token in self.read.frame if token not in FUNCTION_WORDS and token not in FILLERS]
        if said and _JUDGED.issuperset(said):
            return self._again()
        return self._kind("terms", slots) if _CONTENTS.search(" ".join(self.read.frame)) else None

    def _on_the_issue(self, asked: Question, slots: Slots) -> Reply | None:
        """`and what does the WGA ask for`: on the issue that was asked about, where it can be meant so."""
        issues = self.previous.slots.issues
        if asked.frame[:1] != ("and",) or asked.slots.issues or not issues:
            return None
        reply = self._decide(replace(asked, slots=replace(asked.slots, issues=issues)), slots)
        return reply if reply.kind == "answer" else None

    def _told_before(self, reply: Reply) -> Reply | None:
        """`what was the turnout`: the reply before, where it told of that and nothing of its sort answers better."""
        kind = self.previous.kind
        near = reply.kind == "answer" and reply.context is not None and same_sort(kind, reply.context.kind)
        if near or kind not in KINDS:
            return None
        before = self._kind(kind, self.previous.slots)
        words = [stem(word) for word in content(self.read.frame)]
        told = (
            stems_of(" ".join((before.headline, *(block.text for block in before.blocks))))
            if before
            else frozenset()
        )
        return before if words and told.issuperset(words) else None

    def _out_then(self, topic: Topic, slots: Slots) -> Reply | None:
        """`how many were out`, `how long was that`: of the one walk-out that was told of."""
        tokens = self.read.tokens
        out = self.view.base.walkouts.get(self._one_told(topic) or "")
        said = {token for token in tokens if token not in FUNCTION_WORDS} - FILLERS
        asked = set(pairwise(tokens))
        long = ("how", "long") in asked and said <= _LASTED
        if topic.met and long and NAMES.isdisjoint(self.read.frame):
            return self._kind("meeting_time", replace(slots, dates=topic.slots.dates), own=True)
        if out is None:
            return None
        first, last = out.first_day, (out.last_day or out.first_day) + _BACK
        if asked & {("how", "long"), ("many", "days")} and said <= _OUT_IN | _LASTED:
            return self._kind(
                "length", replace(slots, dates=(DateSlot(first, first, day_words(first)),)), own=True
            )
        if ("how", "many") not in asked or not said <= _OUT_IN:
            return None
        held = any(
            value.date.covers(first, last)
            for _, figure in self.view.figures if figure.counts == "strikers"
            for value in figure.values
        )  # fmt: skip
        on = replace(slots, dates=(DateSlot(first, last, day_words(first)),))
        return self._kind("strikers", on, own=True) if held else None

    def _counted(self, slots: Slots) -> Reply | None:
        """`how many people voted`: the reply before, where it is of a kind that tells how many; `how many` is nothing else."""
        tokens, kind = self.read.tokens, self.previous.kind
        if not quantity_asked(tokens):
            return None
        if counts_what_is_asked(kind, [token for token in tokens if token not in _VOTING]):
            again = self._again() if self.read.slots.empty else None
            return again if again and again.kind == "answer" else self._kind(kind, slots)
        return self._not_held(None) if names_no_thing(self.read.frame) else None

    # What all of them need.

    def _before(self) -> Question:
        return self.previous.read or self.reader(self.previous.question)

    def _again(self) -> Reply:
        """The question before, asked again: the bot stands by what it said."""
        number = self.read.slots.number
        if self.previous.read is None and self.previous.kind in KINDS:
            return self._kind(self.previous.kind, self.previous.slots) or self._not_held(None)
        before = self._before()
        slots = before.slots.inherit(self.previous.slots)
        if number is not None and self.previous.kind == "day":
            slots = replace(slots, number=number)
        return self._decide(replace(before, text=self.read.text), slots)

    def _decide(self, read: Question, slots: Slots) -> Reply:
        return decide(self.finding, Ask(read, slots, self.view, "", self.previous))

    def _kind(self, kind: str, slots: Slots, *, own: bool = False) -> Reply | None:
        """The answer of a kind; its context holds no words, since these were not what it was found by.

        `own`: the names are what is meant, and not only taken over: none is left out for a kind that does not need it.
        """
        read = replace(self.read, slots=slots) if own else self.read
        reply = answer_kind(Ask(read, slots, self.view, kind, self.previous))
        return replace(reply, context=replace(reply.context, read=None)) if reply and reply.context else None

    def _swapped(self, slots: Slots) -> Slots:
        return swapped(self.view, self.read.slots, slots)


def _of_another(said: Sequence[str], meant: Sequence[str], reply: Reply) -> bool:
    """Whether a reply is of a kind that cannot be about whom or what the message points at: when a strike began, of a person."""
    kind = reply.context.kind if reply.kind == "answer" and reply.context else ""
    if kind not in KINDS:
        return False
    uses = KINDS[kind].uses
    person = not PERSONS.isdisjoint(said) and "person" not in uses
    issue, strike = PLACEHOLDERS["issue"], PLACEHOLDERS["strike"]
    return (
        person
        or (issue in meant and issue not in said and "issue" not in uses)
        or (strike in meant and strike not in said and kind == "meeting_asked")
    )


def _unknown(frame: Sequence[str], slots: Slots) -> bool:
    """Whether a message names somebody or something that is not known yet, and nothing else."""
    named = {token for token in frame if token in NAMES and token != PLACEHOLDERS["quote"]}
    return bool(named) and not filled(slots)
