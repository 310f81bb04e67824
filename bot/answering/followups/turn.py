"""One message that leans on the reply before it, and what any understanding of it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.finish import declined
from bot.answering.decision.alternatives import offered
from bot.answering.decision.decide import answer_kind, decide
from bot.answering.followups.inheritance import swapped
from bot.answering.followups.topic import others_of, side_of
from bot.answering.kinds.registry import KINDS
from bot.answering.question.query import Query
from bot.matching.pronouns import ANOTHER, OTHERS, roles_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.candidates.findings import Finding
    from bot.answering.composition.sentences import Sentence
    from bot.answering.followups.dependence import Lean
    from bot.answering.followups.topic import Topic
    from bot.answering.known.view import View
    from bot.answering.reply import Context, Reply
    from bot.matching.slots import Question, Slots

STRUCK = frozenset(
    "day day_date status start length reasons effects past_strikes longest vote_authorization meeting_next walkout_next "
    "walkout_last walkout_on walkout_end walkout_count walkout_days walkout_longest".split()
)
"""Kinds after which `why` asks why they are on strike."""
LASTING = frozenset("day status start end length reasons effects past_strikes".split())
"""Kinds after which `when` asks when the strike began or ended."""
DATED = frozenset(
    "meeting meeting_outcome meeting_why meeting_topics meeting_asked meeting_where meeting_time attendees".split()
)
"""Kinds about one meeting."""
OVER_ISSUES = {"position": "wants", "issue": "wants", "terms": "terms"}
"""The kind that tells of all issues what another tells of one."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One message, the reply before it (`previous`), and what that was about (`topic`).

    `reader` reads other words as of the same moment.
    """

    finding: Finding
    view: View
    reader: Callable[[str], Question]
    read: Question
    lean: Lean
    previous: Context
    topic: Topic

    def before(self) -> Question:
        """The question before, as it was read."""
        return self.previous.read or self.reader(self.previous.question)

    def again(self) -> Reply:
        """The question before, asked again: the bot stands by what it said."""
        number = self.read.slots.number
        if self.previous.read is None and self.previous.kind in KINDS:
            return self.kind(self.previous.kind, self.previous.slots) or self.not_held(None)
        before = self.before()
        slots = before.slots.inherit(self.previous.slots)
        if number is not None and self.previous.kind == "day":
            slots = replace(slots, number=number)
        return self.decide(replace(before, text=self.read.text), slots)

    def decide(self, read: Question, slots: Slots) -> Reply:
        """The reply to a question with names of its own and others taken over."""
        return decide(self.finding, Query(read, slots, self.view, "", self.previous))

    def kind(
        self, kind: str, slots: Slots, *, own: bool = False, asked: Question | None = None
    ) -> Reply | None:
        """The answer of a kind; its context holds no words, since these were not what it was found by.

        `own`: the names are what is meant, and not only taken over: none is left out for a kind that does not need it.
        `asked`: the question whose words say what is asked, where these are not the message's own.
        """
        words = asked or self.read
        read = replace(words, slots=slots) if own else words
        reply = answer_kind(Query(read, slots, self.view, kind, self.previous))
        return replace(reply, context=replace(reply.context, read=None)) if reply and reply.context else None

    def not_held(self, context: Context | None, reason: Sentence = say.NO_ANSWER) -> Reply:
        """That the base holds no answer; `context` is what the next message can lean on."""
        return replace(declined(self.view, self.read, reason(), offered(self.view)), context=context)

    def swapped(self, slots: Slots) -> Slots:
        """Names with those of the message in the place of others of their sort."""
        return swapped(self.view, self.read.slots, slots)

    def with_roles(self, read: Question) -> Slots:
        """The names of the message, with the party that `the other side` or `the union` stands for."""
        own = read.slots
        if own.parties or own.unions or own.strikes:
            return own
        if others := self.others(read):
            return replace(own, parties=others)
        found = (side_of(self.view, self.topic.slots, role) for role in roles_in(read.frame))
        return replace(own, parties=tuple(dict.fromkeys(party for party in found if party)))

    def others(self, read: Question) -> tuple[str, ...]:
        """The parties that `the others` stands for; after a question about a strike also `the other one`."""
        line = " ".join(read.frame)
        if OTHERS.search(line):
            return others_of(self.view, self.topic.slots)
        found = others_of(self.view, self.topic.slots) if ANOTHER.search(line) else ()
        struck = self.previous.kind in STRUCK | LASTING
        return found if struck or not any(self.view.strikes_of(party) for party in found) else ()

    def one_told(self) -> str | None:
        """The id of the one walk-out that was told of, else of what the reply began with."""
        outs = [i for i in self.previous.entries if i in self.view.base.walkouts and self.view.knows(i)]
        return outs[0] if len(outs) == 1 else self.topic.full_id
