"""The way from a question to a reply: understand, find, decide, compose. Pure: no clock, no network, no state."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from bot.answering.candidates.catalogue import Catalogue
from bot.answering.candidates.findings import Finding
from bot.answering.candidates.thresholds import THRESHOLDS, Thresholds
from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import agreeing
from bot.answering.composition.finish import clarified, declined, finished
from bot.answering.decision.alternatives import CHOICES, offered, openers, options_for
from bot.answering.decision.decide import context_of, decide
from bot.answering.decision.unread_dates import not_read
from bot.answering.followups.dependence import Form, asks_of_a_side, is_bare, leaning, short
from bot.answering.followups.facets import told_in_it
from bot.answering.followups.followup import follow
from bot.answering.followups.mismatches import of_another_side
from bot.answering.followups.preference import breaks_tie, chosen_first, is_of, preferring
from bot.answering.followups.topic import topic_of
from bot.answering.followups.turn import FollowUp
from bot.answering.handlers import single_entry
from bot.answering.handlers.strike_days import day as strike_day
from bot.answering.handlers.whats_new import since_last
from bot.answering.kinds.registry import KINDS, REFUSED
from bot.answering.known.view import Timeline, View
from bot.answering.question.query import Query
from bot.answering.reply import Context, Explanation, Option, Reply
from bot.answering.suggestions.examples import OPENERS
from bot.answering.suggestions.promises import Promises
from bot.answering.suggestions.typeahead import Typeahead
from bot.answering.translation.of_entries import table_of
from bot.matching.clauses import without_small_talk
from bot.matching.last_time import asks_since_last, without_last_time
from bot.matching.pronouns import PERSONS, tells_of_somebody
from bot.matching.question_forms import left_out
from bot.matching.slots import PLACEHOLDERS, Question, Slots
from bot.matching.spanish import in_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.composition.draft import Draft
    from bot.answering.followups.dependence import Lean
    from bot.answering.handlers.whats_new import Since
    from bot.answering.translation.of_entries import Table
    from bot.knowledge.model.base import KnowledgeBase
    from bot.matching.slots import SlotFinder

ITS_OWN = 3
"""With so many words of its own a message says itself whom it means by `she`: my grandma, whose cheque comes by mail."""
CONTEXT_MINUTES = 10
"""How long a follow-up may take over from the reply before it."""
_BESIDE_DATES = frozenset("on in the and of at it is".split())
_ON_ISSUES = frozenset("position issue terms compare wants".split())
"""Kinds that tell of one issue where one was named."""
_BARE = frozenset("why who how when where what which whose".split())
_THAT = frozenset("that this those these".split())
_THE_OTHER = frozenset("and what about how the other others one ones two side sides rest".split())
"""Words that only together with a reply before them say what is asked: `and the other side?`"""


def _is_open(reply: Reply) -> bool:
    """Whether a reply leaves room for another understanding: it is no answer, no talk and no refusal."""
    return reply.kind in ("shortlist", "clarify") or (
        reply.kind == "decline" and reply.headline not in REFUSED.values()
    )


class Engine:
    """Answers questions from one knowledge base. Build once, ask often; safe to share between threads."""

    def __init__(self, base: KnowledgeBase, thresholds: Thresholds = THRESHOLDS) -> None:
        self.base = base
        self.timeline = Timeline(base)
        self.catalogue = Catalogue(base)
        self.finding = Finding(self.catalogue, thresholds)
        self.promises = Promises()
        self.typeahead = Typeahead(self._offered(), self.finder.speller.correct)

    def _as_pressed(self, view: View, question: str) -> Reply:
        return self._alone(view, self.read(view, question))

    @cached_property
    def spanish(self) -> Table:
        """What the base has in Spanish."""
        return table_of(self.base)

    @property
    def finder(self) -> SlotFinder:
        """What reads a question against the names of the base."""
        return self.catalogue.finder

    @property
    def thresholds(self) -> Thresholds:
        return self.finding.thresholds

    @thresholds.setter
    def thresholds(self, thresholds: Thresholds) -> None:
        self.finding.thresholds = thresholds

    def view(self, as_of: dt.datetime) -> View:
        """What is known at a moment; `as_of` must be aware."""
        return self.timeline.at(as_of)

    def archive(self, as_of: dt.datetime) -> View:
        """All that the base holds, also what is known later or withdrawn: for moderators, never to answer from."""
        return self.timeline.whole(as_of)

    def ask(
        self,
        question: str,
        as_of: dt.datetime,
        *,
        previous: Context | None = None,
        strike: str | None = None,
        preferred: str | None = None,
        live: bool = True,
        since: Since | None = None,
    ) -> Reply:
        """The reply to a question at a moment, in the context of the reply before it (ten minutes at most).

        `strike` is the id of a strike chosen by hand; `preferred` that of the one meant first where none is named;
        `live` is false when `as_of` is not the present; `since` is when its asker last got a reply, for whoever asks what is
        new since then.
        """
        if asks_since_last(question):
            return self._news_since(question, since, as_of, strike, live=live)
        view = self.view(as_of)
        read = self.read(view, without_small_talk(question), strike)
        if previous is not None and as_of - previous.at > dt.timedelta(minutes=CONTEXT_MINUTES):
            previous = None
        reply = None if self.catalogue.asks_word_for_word(read) else not_read(view, read)
        reply = reply or self._in_context(view, read, previous, strike)
        if preferred and not strike:
            reply = self._preferring(view, read, reply, preferred, previous)
        context = reply.context
        if context is not None and context.question == read.text:
            context = replace(context, question=question)
        reply = replace(reply, question=question, context=context, live=live, revision=self.base.revision)
        return self.promises.fulfilled(view, reply, self._as_pressed)

    def show(self, entry_id: str, as_of: dt.datetime) -> Reply:
        """One entry by itself; a decline when it is not known then, or withdrawn."""
        view = self.view(as_of)
        if not view.knows(entry_id):
            return self._nothing(view, "", say.NOT_IN_USE())
        asked = single_entry.question_for(view, entry_id)
        return self._chosen(view, asked, Slots(), entry_id, single_entry.show(view, entry_id))

    def _news_since(
        self, question: str, last: Since | None, as_of: dt.datetime, strike: str | None, *, live: bool
    ) -> Reply:
        """What is new since somebody's last reply, of the strike or side that the question names beside that."""
        view = self.view(as_of)
        slots = replace(self.read(view, without_last_time(question), strike).slots, dates=())
        draft = since_last(Query(Question(question, (), (), slots), slots, view, "changed"), last)
        if draft is None:
            return self._nothing(view, question, say.NOTHING_AS_OF_THEN())
        return replace(self._chosen(view, question, slots, "changed", draft), live=live)

    def browse(self, kind: str, slots: Slots, as_of: dt.datetime, *, preferred: str | None = None) -> Reply:
        """The answer of a kind of question for the slots chosen, without any matching; of the strike that is meant first,
        where none was chosen and there is something of it."""
        view = self.view(as_of)
        asked = kind.replace("_", " ")
        if preferred and (narrowed := chosen_first(view, kind, slots, preferred)):
            reply = self.browse(kind, narrowed, as_of)
            if reply.kind == "answer" and is_of(view, reply, preferred):
                return reply
        handler = KINDS[kind].answer
        draft = handler(Query(Question(asked, (), (), slots), slots, view, kind)) if handler else None
        if draft is None or not draft.headline:
            return self._nothing(view, asked, say.NOTHING_AS_OF_THEN())
        return self._chosen(view, asked, slots, kind, draft)

    def suggest(self, text: str, as_of: dt.datetime, limit: int = 25) -> list[str]:
        """Questions to offer while someone types, best first; never anything not known by then."""
        view = self.view(as_of)
        found = self.typeahead.suggest(text, view.size, limit)
        return [
            each for each in found if each not in OPENERS or self.promises.keeps(view, each, self._as_pressed)
        ]

    def _offered(self) -> Iterator[tuple[str, int]]:
        """The questions that may be offered, each with how many entries are known once it may."""
        yield from ((question, 0) for question in OPENERS)
        since = self.timeline.order()
        view = self.timeline.whole(dt.datetime.max.replace(tzinfo=dt.UTC))
        for key, _, _ in self.base.entries():
            if key in since:
                yield single_entry.question_for(view, key), since[key] + 1

    def read(
        self, view: View, text: str, strike: str | None = None, anchor: dt.date | None = None
    ) -> Question:
        """A question understood, without anything that is not known yet; dates in words count from `anchor`, else from the
        day that it is for the strike that is meant."""
        day = anchor or view.local_day()
        read, slots = self._read(view, text, day, strike)
        there = day if anchor else view.day_for(slots)
        if there != day and (slots.dates or slots.unread):
            read, slots = self._read(view, text, there, strike)
        return replace(read, slots=slots, unknown=read.slots.names() - view.known_slots(read.slots).names())

    def _read(self, view: View, text: str, day: dt.date, strike: str | None) -> tuple[Question, Slots]:
        """A question read on a day, and its slots without what is not known yet, with the strike that was chosen."""
        read = self.catalogue.finder.read(in_english(text), day, view.busy_years, view.day_of)
        slots = view.known_slots(read.slots)
        if left_out(read.frame):
            slots = replace(
                slots, parties=slots.parties[1:], people=slots.people[1:], unions=slots.unions[1:]
            )
        if strike and view.knows(strike):
            slots = replace(slots, strikes=(strike,), unions=())
        return read, slots

    def _in_context(self, view: View, read: Question, previous: Context | None, strike: str | None) -> Reply:
        """The reply to a question after another; what may be whole by itself leans only where it has no answer alone."""
        lean = self._lean(read, previous)
        if previous is None or lean is None:
            return self._alone(view, read)
        placed = lean.form is Form.POINTING and bool(
            previous.slots.places
        )  # `how many workers`, of the plant
        reader = partial(self.read, view, strike=strike)
        turn = FollowUp(self.finding, view, reader, read, lean, previous, topic_of(view, previous))
        reply = told_in_it(turn) if lean.perhaps else None
        alone = self._alone(view, read) if lean.perhaps and not placed and reply is None else None
        if alone is not None and not _is_open(alone) and not of_another_side(turn, alone):
            return alone
        reply = reply or follow(turn)
        whose = "person" in lean.takes and previous.slots.people and not PERSONS.isdisjoint(read.tokens)
        open_before = alone is not None or lean.definite or not (previous.entries or whose)
        if reply is None or (open_before and reply.kind != "answer"):
            alone = alone or self._alone(view, read)
            return alone if reply is None or alone.kind != "clarify" else reply
        return replace(reply, leaned_on=previous.question)

    def _preferring(
        self, view: View, read: Question, reply: Reply, preferred: str, previous: Context | None
    ) -> Reply:
        """The reply about the strike that is meant first, where that only breaks a tie; else the one there is."""
        slots = None if reply.leaned else preferring(view, read, preferred, previous)
        if slots is not None and reply.kind in ("answer", "clarify"):
            ask = Query(read, slots, view, "")
            about = self._day_of(ask) if self._only_a_day(read) else decide(self.finding, ask)
            reply = about if breaks_tie(reply, about, view, preferred) else reply
        return replace(reply, strikes=tuple(sorted(reply.strikes, key=lambda line: line.id != preferred)))

    def _lean(self, read: Question, previous: Context | None) -> Lean | None:
        """How a question leans on the reply before it; None for one that stands alone."""
        if previous is None:
            return None
        lean = leaning(read, previous.read.tokens if previous.read else ())
        if lean is None:
            on_the_issue = previous.kind in _ON_ISSUES and bool(previous.slots.issues)
            return (asks_of_a_side(read.frame) if on_the_issue else None) or short(read)
        return None if read.slots.names() and self.catalogue.asks_word_for_word(read) else lean

    def _alone(self, view: View, read: Question) -> Reply:
        """The reply to a question as if nothing went before it."""
        if (told := not_read(view, read)) and not self.catalogue.asks_word_for_word(read):
            return told
        if self._points_nowhere(read) and not self.catalogue.asks_word_for_word(read):
            return clarified(view, read, say.WHAT_ABOUT_THE_STRIKE(), options_for(openers(view)))
        if self._only_a_day(read):
            return self._day_of(Query(read, read.slots, view, ""))
        if is_bare(read.frame) and read.slots.names():
            reply = clarified(view, read, say.WHAT_ABOUT_THAT(), self._about(view, read.slots))
            return replace(reply, context=context_of(Query(read, read.slots, view, ""), ""))
        return decide(self.finding, Query(read, read.slots, view, ""))

    @staticmethod
    def _only_a_day(read: Question) -> bool:
        """Whether a question is nothing but a date: `in 3 days`, `august 4?`."""
        named = any(slot.named for slot in read.slots.dates)
        return named and all(token == PLACEHOLDERS["date"] or token in _BESIDE_DATES for token in read.frame)

    def _day_of(self, ask: Query) -> Reply:
        """Which day of the strike a date is."""
        asked = replace(ask, kind="day")
        draft = strike_day(asked)
        if draft is None or not draft.headline:
            return decide(self.finding, ask)
        context = context_of(asked, "day", tuple(draft.entries))
        why = Explanation(decision="answered as which strike day a date is")
        return finished(ask.view, ask.question, draft, 1.0, context, why)

    @staticmethod
    def _about(view: View, slots: Slots) -> list[Option]:
        """Questions about what is named, and nothing else is said of."""
        parties = (*slots.parties, *slots.unions)
        asked = [agreeing(view, party, f"What does {view.the(party)} want?") for party in parties]
        keys = [f"party/{id}" for id in parties] + [f"person/{id}" for id in slots.people]
        keys += [f"issue/{id}" for id in slots.issues]
        asked += [single_entry.question_for(view, key) for key in keys if view.knows(key)]
        return options_for(dict.fromkeys([*asked, *openers(view)][:CHOICES]))

    def _points_nowhere(self, read: Question) -> bool:
        """Whether a message has no words, or is about someone or something that nothing before it named."""
        if not any(letter.isalpha() for token in read.tokens for letter in token):
            return True
        if not read.slots.empty:
            return False
        tokens = set(read.tokens)
        vague = bool(tokens & _THAT) and not self.catalogue.subject(read.frame)
        somebody = (
            bool(tokens & PERSONS)
            and len(self.catalogue.subject(read.frame)) < ITS_OWN
            and not tells_of_somebody(read.frame)
        )
        return (len(tokens) == 1 and bool(tokens & _BARE)) or tokens <= _THE_OTHER or vague or somebody

    def _chosen(self, view: View, asked: str, slots: Slots, key: str, draft: Draft) -> Reply:
        context = Context(view.as_of, key, slots, tuple(draft.entries), asked)
        reply = finished(view, Question(asked, (), (), slots), draft, 1.0, context, Explanation())
        return self.promises.fulfilled(view, replace(reply, revision=self.base.revision), self._as_pressed)

    def _nothing(self, view: View, asked: str, reason: str) -> Reply:
        reply = declined(view, Question(asked, (), (), Slots()), reason, offered(view))
        return self.promises.fulfilled(view, replace(reply, revision=self.base.revision), self._as_pressed)
