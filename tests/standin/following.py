"""Channels that follow, set up before the real process starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.clock import FixedClock
from bot.knowledge.loader import load
from bot.live.keeper import Keeper
from bot.records.follow_rows import Follow
from bot.records.store import Records
from bot.records.urls import default_url
from bot.telling.facts import KINDS
from bot.telling.observer import Looker
from tests.standin.process import knowledge

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


async def followed(folder: Path, now: dt.datetime, *follows: Follow) -> None:
    """What a bot leaves behind that has seen the base, and is told to tell these channels."""
    state, base, clock = folder / "state", knowledge(folder / "knowledge"), FixedClock(now)
    state.mkdir()
    records = Records(default_url(state), clock)
    await records.start()
    for follow in follows:
        await records.telling.follow(follow)
    await Looker(Keeper(base, Engine(load(base)), clock), records.telling, clock).look()
    await records.close()


def everything(guild: int, number: int = 1) -> Follow:
    return Follow(guild=guild, channel=guild + number, kinds=KINDS, zone="UTC")
