"""How often one person may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.questions.memory import Bounded

if TYPE_CHECKING:
    import datetime as dt

QUESTIONS = 5
SECONDS = 15.0


class Cooldowns:
    """Five questions in fifteen seconds for each person, counted by the time of the question itself."""

    def __init__(self, questions: int = QUESTIONS, seconds: float = SECONDS) -> None:
        self._questions, self._seconds = questions, seconds
        self._people: Bounded[int, tuple[dt.datetime, int]] = Bounded(10_000)
        """When each person's count began, and how many there were since."""

    def wait(self, user_id: int, now: dt.datetime) -> float | None:
        """Count one question; how many seconds to wait instead, where there were too many: after them one may ask."""
        began, asked = self._people.get(user_id) or (now, 0)
        since = (now - began).total_seconds()
        if since >= self._seconds:
            began, asked, since = now, 0, 0.0
        if asked >= self._questions:
            return self._seconds - since
        self._people.put(user_id, (began, asked + 1))
        return None
