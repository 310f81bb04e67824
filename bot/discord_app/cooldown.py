"""How often one person may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord_app.memory import Bounded

if TYPE_CHECKING:
    import datetime as dt

QUESTIONS = 5
SECONDS = 15.0


class Cooldowns:
    """Five questions in fifteen seconds for each person, counted by the time of the question itself."""

    def __init__(self, questions: int = QUESTIONS, seconds: float = SECONDS) -> None:
        self._questions, self._seconds = questions, seconds
        self._people: Bounded[int, app_commands.Cooldown] = Bounded(10_000)

    def wait(self, user_id: int, now: dt.datetime) -> float | None:
        """Count one question; how many seconds to wait instead, where there were too many."""
        cooldown = self._people.get(user_id)
        if cooldown is None:
            cooldown = app_commands.Cooldown(self._questions, self._seconds)
            self._people.put(user_id, cooldown)
        return cooldown.update_rate_limit(now.timestamp())
