"""What the bot remembers for a while, bounded: the latest requests and messages, the last turn of each conversation."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.answering.engine import CONTEXT_MINUTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.reply import Context
    from bot.discord_app.card.request import Request

CONVERSATION = dt.timedelta(minutes=CONTEXT_MINUTES)
"""How long a follow-up may lean on the reply before it."""

K = TypeVar("K")
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """A mapping that forgets what was used longest ago; safe to share between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key not in self._items:
                return None
            self._items.move_to_end(key)
            return self._items[key]

    def put(self, key: K, value: V) -> None:
        with self._lock:
            self._items[key] = value
            self._items.move_to_end(key)
            while len(self._items) > self._size:
                self._items.popitem(last=False)

    def get_or_put(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key; one that is made for it where there is none."""
        with self._lock:
            if key not in self._items:
                self._items[key] = make()
            self._items.move_to_end(key)
            value = self._items[key]
            while len(self._items) > self._size:
                self._items.popitem(last=False)
            return value

    def pop(self, key: K) -> V | None:
        with self._lock:
            return self._items.pop(key, None)

    def drop(self, key: K) -> None:
        self.pop(key)


@dataclass(eq=False)
class Heard:
    """A message that was answered: its words, the turn that they follow, and the id of the card below it.

    Whoever answers it, or takes the card away, holds the lock.
    """

    words: str | None = None
    after: Turn | None = None
    card: int | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class RememberedRequest:
    """A request as it was answered: in which context, and by which entries."""

    request: Request
    previous: Context | None
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """Where a conversation is held; what was said privately stays out of the public one."""

    user: int
    channel: int
    private: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """The last reply of a conversation: what a follow-up may inherit, and what was asked."""

    context: Context
    request: Request
    at: dt.datetime


class Conversations:
    """The last turn of each member in each channel; one that is over is deleted when anyone next asks."""

    def __init__(self, size: int = 5000) -> None:
        self._size = size
        self._turns: OrderedDict[ConversationKey, Turn] = OrderedDict()

    def __len__(self) -> int:
        return len(self._turns)

    def last(self, place: ConversationKey, now: dt.datetime) -> Turn | None:
        self._forget(now)
        turn = self._turns.get(place)
        return turn if turn and dt.timedelta() <= now - turn.at <= CONVERSATION else None

    def note(self, place: ConversationKey, turn: Turn) -> None:
        self._turns[place] = turn
        self._turns.move_to_end(place)
        self._forget(turn.at)

    def _forget(self, now: dt.datetime) -> None:
        """Delete the turns that are over, and the oldest of too many."""
        while self._turns:
            oldest = next(iter(self._turns))
            if len(self._turns) <= self._size and now - self._turns[oldest].at <= CONVERSATION:
                return
            del self._turns[oldest]
