"""The presence: the day of the strikes that are on, turned over at midnight in the strike's own zone."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

import discord

from bot.dates.strike_day import Phase
from bot.discord_app.questions.desk import Desk, next_midnight
from bot.discord_app.text.limits import ACTIVITY, clip
from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    from bot.answering.known.view import View

log = logging.getLogger(__name__)

LOOK_AGAIN = dt.timedelta(hours=1)
"""The longest nap: a clock that was set, or a base that was reloaded, shows within the hour."""


def line(view: View) -> str:
    """`Day 95 of the bakers strike`; no day where none is on, or where nobody has confirmed it lately."""
    states = [view.state(strike) for strike in view.main_strikes()]
    days = [
        f"Day {s.day:,} of the {s.strike.short_name}"
        for s in states
        if s.phase is Phase.ONGOING and not s.stale
    ]
    return clip(" · ".join(days) or EN("presence.idle"), ACTIVITY)


def nap(view: View) -> float:
    """Seconds until the presence may change."""
    zones = {view.base.zone_of_strike(strike) for strike in view.main_strikes()}
    left = [next_midnight(view.as_of, zone) - view.as_of for zone in zones]
    return max(1.0, min([LOOK_AGAIN, *left]).total_seconds())


async def keep(client: discord.AutoShardedClient, desk: Desk) -> None:
    """Show the line, and each new one when it changes, for as long as the bot runs."""
    await client.wait_until_ready()
    shown: str | None = None
    while not client.is_closed():
        pause = LOOK_AGAIN.total_seconds()
        try:
            view = desk.engine.view(desk.clock.now())
            pause = nap(view)
            if (text := line(view)) != shown:
                shown = await _show(client, text)
        except Exception:
            log.exception("the presence failed; it is looked at again in %d seconds", pause)
        if shown and not desk.live:
            return  # a moment that stands still has no other line to come
        await asyncio.sleep(pause)


async def _show(client: discord.AutoShardedClient, text: str) -> str | None:
    """Set the presence; None where the connection is not there, so that it is tried again."""
    client.activity = discord.CustomActivity(name=text)  # what a connection made anew begins with
    try:
        await client.change_presence(activity=client.activity)
    except (discord.DiscordException, ConnectionError) as error:
        log.warning("cannot set the presence: %s", error)
        return None
    return text
