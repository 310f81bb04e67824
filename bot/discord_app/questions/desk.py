"""Turns requests into replies: as of when, in which conversation. It knows the engine and the clock, not Discord."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.answering.followups.preference import was_of_another
from bot.answering.handlers.sources import catalogue
from bot.answering.handlers.timeline import chronicle
from bot.conversation.dialogue import context_after
from bot.conversation.questions import asks_something
from bot.discord_app.card.request import SOURCES, TIMELINE, Request, question, read_back
from bot.discord_app.questions.last_asked import LastAsked
from bot.discord_app.questions.memory import Bounded, Conversations, RememberedRequest, Turn
from bot.matching.last_time import asks_since_last

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.answering.engine import Engine
    from bot.answering.known.view import View
    from bot.answering.reply import Context, Reply
    from bot.clock import Clock
    from bot.discord_app.card.state import CardState
    from bot.knowledge.model.base import KnowledgeBase


NEAR = 8
"""Questions offered instead of a wrong reply."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and the request that gives it again."""

    request: Request
    reply: Reply
    previous: Context | None = None


class EngineSource(Protocol):
    """Whoever holds the engine in use, which may be swapped at any time for one with a newer base."""

    @property
    def engine(self) -> Engine: ...


@dataclass(slots=True)
class FixedEngine:
    """An engine that nobody swaps but whoever holds this."""

    engine: Engine


class Desk:
    """Replies to requests, new ones and those of cards. A reply keeps the engine that it began with."""

    def __init__(self, holder: EngineSource, clock: Clock, *, live: bool) -> None:
        self.holder = holder
        self.clock = clock
        self.live = live
        self.conversations = Conversations()
        self.last_asked = LastAsked()
        self._recent: Bounded[str, RememberedRequest] = Bounded(2000)

    @property
    def engine(self) -> Engine:
        return self.holder.engine

    @property
    def base(self) -> KnowledgeBase:
        return self.engine.base

    def now(self) -> dt.datetime:
        """The moment to answer for, to the second, as a card can carry it."""
        return self.clock.now().replace(microsecond=0)

    def answer(
        self,
        request: Request,
        as_of: dt.datetime,
        *,
        live: bool,
        previous: Context | None = None,
        engine: Engine | None = None,
    ) -> Answered:
        """The reply to a request, in a context where given; a follow-up read back from a card rebuilds its own.

        All of it comes from one engine, the one in use when it begins where none is given.
        """
        engine = engine or self.engine
        reply = self._reply(engine, request, as_of, previous, live=live)
        reply = replace(reply, live=live, revision=engine.base.revision)
        return self._answered(request, reply, previous)

    @staticmethod
    def _reply(
        engine: Engine, request: Request, as_of: dt.datetime, previous: Context | None, *, live: bool
    ) -> Reply:
        if request.kind == "show":
            return engine.show(request.text, as_of)
        if request.kind == "browse" and request.text == SOURCES:
            return catalogue(engine.view(as_of))
        if request.kind == "browse" and request.text == TIMELINE:
            return _timeline(engine.view(as_of), request)
        preferred = request.preferred
        if request.kind == "browse":
            return engine.browse(request.text, request.slots, as_of, preferred=preferred)
        context = previous or context_after(engine, request.after, as_of, request.strike, preferred)
        fresh = replace(context, at=as_of) if context else None
        return engine.ask(
            request.text,
            as_of,
            previous=fresh,
            strike=request.strike,
            preferred=preferred,
            live=live,
            since=request.since,
        )

    def follow(
        self,
        text: str,
        turn: Turn | None,
        as_of: dt.datetime,
        *,
        live: bool,
        strike: str | None = None,
        preferred: str | None = None,
        asker: int = 0,
    ) -> Answered:
        """The reply to a question in a conversation; the card shows the question before where this one leaned on it.
        `preferred` is the strike that is meant first where none is named."""
        engine = self.engine
        if asks_since_last(text):
            since = self.last_asked.since(asker, as_of) if live else None
            news = replace(question(text, strike=strike), since=since)
            return self.answer(news, as_of, live=live, engine=engine)
        context = replace(turn.context, at=as_of) if turn else None
        if context and preferred and was_of_another(engine.view(as_of), context, preferred):
            preferred = None  # so that the card, read back without its conversation, says the same
        alone = question(text, strike=strike, preferred=preferred)
        reply = engine.ask(alone.text, as_of, previous=context, strike=strike, preferred=preferred, live=live)
        if turn is None or not reply.leaned:
            return self._answered(alone, reply, None)
        asked = question(text, before=turn.request, strike=strike, preferred=preferred)
        return self._answered(asked, reply, turn.context)

    def _answered(self, request: Request, reply: Reply, previous: Context | None) -> Answered:
        self.last_asked.keep(self.engine)
        self._recent.put(request.key, RememberedRequest(request, previous, reply.entries))
        return Answered(request, reply, previous)

    def asks(self, text: str) -> bool:
        """Whether a message that replies to a card asks anything, or only remarks on it."""
        engine = self.engine
        view = engine.view(self.now())
        return asks_something(text, lambda clause: engine.read(view, clause).frame)

    def again(self, state: CardState, shown: str) -> RememberedRequest | None:
        """The request of a card: remembered, else read back from what the card shows."""
        remembered = self._recent.get(state.key)
        if remembered is not None:
            return remembered
        request = read_back(shown, state.key, self.base)
        return RememberedRequest(request, None, ()) if request else None

    def present(self, state: CardState) -> tuple[dt.datetime, bool]:
        """The moment for a new reply from a card, and whether it is now: a card of an old date stays at it."""
        return (self.now(), self.live) if state.live else (state.as_of, False)

    def moment_of(self, state: CardState) -> dt.datetime:
        """The moment for more of a card's own reply: the card's, but never yesterday's told as today's."""
        now = self.now()
        zone = self.base.zone
        passed = state.as_of.astimezone(zone).date() != now.astimezone(zone).date()
        return now if state.live and passed else state.as_of

    def near(self, answered: Answered) -> list[str]:
        """Questions near the one asked, itself left out."""
        asked, reply = answered.request.named, answered.reply
        found = [
            *(option.question for option in reply.options),
            *self.engine.suggest(asked, reply.as_of, limit=NEAR),
        ]
        return [question for question in dict.fromkeys(found) if question.casefold() != asked.casefold()][
            :NEAR
        ]

    def withdrawn(self, asked: RememberedRequest) -> bool:
        """Whether something that the card rested on has been withdrawn since."""
        ids = (*asked.entries, *((asked.request.text,) if asked.request.kind == "show" else ()))
        return any(self._is_withdrawn(full_id) for full_id in ids)

    def _is_withdrawn(self, full_id: str) -> bool:
        try:
            return self.base.entry(full_id).withdrawn is not None
        except KeyError:
            return True

    def turns_over(self, reply: Reply) -> dt.datetime | None:
        """When the strike day of a live reply ends, in the strike's own zone; None where no strike is on."""
        ongoing = [line.id for line in reply.strikes if line.status == "ongoing" and line.day]
        if not reply.live or not ongoing:
            return None
        return next_midnight(reply.as_of, self.base.zone_of_strike(self.base.strikes[ongoing[0]]))


def _timeline(view: View, request: Request) -> Reply:
    """The timeline of the strike that was chosen, else of the one that is meant first, else of the main ones."""
    first = request.preferred
    return chronicle(view, request.slots.strikes or ((first,) if first and view.knows(first) else ()))


def next_midnight(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The first midnight in a zone after a moment."""
    tomorrow = moment.astimezone(zone).date() + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), tzinfo=zone)
