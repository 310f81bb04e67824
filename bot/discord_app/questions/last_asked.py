"""When each member last got a reply, in memory alone: no words, bounded, and forgotten when the process ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.handlers.whats_new import Since
from bot.answering.known.newly_known import keys_of
from bot.discord_app.questions.memory import Bounded

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.engine import Engine
    from bot.answering.known.newly_known import Key

MEMBERS = 5000
BASES = 8
"""Bases of which it is kept what they told: what a moderator adds later is new, however old its source."""


class LastAsked:
    """One for the whole bot."""

    def __init__(self) -> None:
        self._replies: Bounded[int, tuple[dt.datetime, str]] = Bounded(MEMBERS)
        self._told: Bounded[str, frozenset[Key]] = Bounded(BASES)

    def note(self, user: int, at: dt.datetime, revision: str) -> None:
        """That somebody has got a reply for a moment, from a base."""
        self._replies.put(user, (at, revision))

    def keep(self, engine: Engine) -> None:
        """What a base tells, for whoever asks it now and comes back when there is another."""
        self._told.get_or_put(engine.base.revision, lambda: keys_of(engine.base))

    def since(self, user: int, now: dt.datetime) -> Since | None:
        """From when on what is new to them; None where that is not known, or not before `now`."""
        found = self._replies.get(user)
        if found is None or found[0] > now:
            return None
        return Since(found[0], self._told.get(found[1]))
