"""A question as the records would keep it, for tests that need no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.moderating.questions import key_of, scrub

NOW = dt.datetime.fromisoformat("2026-11-23T12:00:00-08:00")


@dataclass(frozen=True, slots=True)
class Kept:
    key: str
    text: str
    why: str = "unanswered"
    times: int = 1
    first: dt.datetime = NOW
    last: dt.datetime = NOW
    expected: tuple[str, ...] = ()
    people: int = 0


def kept(text: str, times: int = 1, why: str = "unanswered", last: dt.datetime = NOW) -> Kept:
    return Kept(key_of(text), scrub(text), why, times, last, last)
