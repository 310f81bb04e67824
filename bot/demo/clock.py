"""The time of the simulated Discord: it flows as the real one does, from a moment of our choice.

SimCord's own clock stands still until a test moves it; then no cooldown and no conversation would ever end.
"""

from __future__ import annotations

import datetime as dt
import time


class FlowingClock:
    """A clock as SimCord asks for: `elapsed` in seconds, `now()`, `advance()`."""

    def __init__(self, start: dt.datetime) -> None:
        self._start = start.astimezone(dt.UTC)
        self._ahead = 0.0
        # Not time.monotonic: SimCord puts its own in the place of that.
        self._began = time.perf_counter()

    @property
    def elapsed(self) -> float:
        return self._ahead + time.perf_counter() - self._began

    def now(self) -> dt.datetime:
        return self._start + dt.timedelta(seconds=self.elapsed)

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
