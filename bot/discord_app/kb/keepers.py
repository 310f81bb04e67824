"""Tells keepers, once a week, which of their entries are to be looked at again: in a direct message, else where all
moderators read."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.delivery.deliver import QUIET
from bot.discord_app.errors import UNREACHABLE
from bot.discord_app.kb import cards
from bot.discord_app.kb.entry_options import entry_digest
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, KbMenu, Press
from bot.discord_app.questions.moderators import is_keeper
from bot.discord_app.text.markup import escaped, small
from bot.moderating.questions.due import by_keeper, due
from bot.moderating.questions.weekly import looked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.answering.engine import Engine
    from bot.discord_app.questions.moderators import ModeratorChannel, Moderators
    from bot.moderating.editor import Editor
    from bot.moderating.questions.due import Due

log = logging.getLogger(__name__)

SHOWN = 10
"""Entries of one message: each is three of the forty parts that it may have."""
LINE = 250
_REFUSED = (discord.Forbidden, discord.NotFound)


class Keepers:
    """Tells each keeper once a week which entries are due to be looked at."""

    def __init__(
        self, client: discord.Client, moderators: Moderators, editor: Editor, tray: ModeratorChannel
    ) -> None:
        self._client = client
        self._moderators = moderators
        self._editor = editor
        self._tray = tray

    async def tell(self, every: dt.timedelta) -> None:
        """One message to each, and none to anybody who had one within this time: it is claimed before it is sent, so that
        no process sends a second one, whenever another has died. RecordsAwayError."""
        editor = self._editor
        found = await asyncio.to_thread(_due, editor.keeper.engine, editor.clock.now())
        for keeper, entries in by_keeper(found).items():
            name = _claim(keeper)
            if await editor.records.claim(name, every) and not await self._told(int(keeper), entries):
                await editor.records.give_back(name)

    async def _told(self, keeper: int, entries: Sequence[Due]) -> bool:
        """False where Discord could not be asked for them, and nothing was sent: later it can. Somebody who takes no direct
        message, or moderates no more, could do nothing about the entries: then all moderators are told."""
        try:
            if await is_keeper(self._client, self._moderators, keeper):
                channel = await self._client.create_dm(discord.Object(keeper))
                await self._whisper(channel, entries)
                return True
        except _REFUSED as error:
            log.info("a keeper takes no direct message: %s", error)
        except UNREACHABLE as error:
            log.warning("a keeper is told later, Discord could not be asked for them: %s", error)
            return False
        await self._tray.show(due_card(entries, KB("keeper.away", keeper=f"<@{keeper}>")))
        return True

    async def _whisper(self, channel: discord.DMChannel, entries: Sequence[Due]) -> None:
        """Raises where they take none. What is lost on the way may have come: it is not sent again before the next time."""
        try:
            await channel.send(view=due_card(entries, KB("keeper.yours")), allowed_mentions=QUIET)
        except _REFUSED:
            raise
        except UNREACHABLE as error:
            log.warning("a message to a keeper may not have come: %s", error)


def _claim(keeper: str) -> str:
    """The name of a claim for somebody, which does not say who they are."""
    return f"keeper.{hashlib.sha256(keeper.encode()).hexdigest()[:16]}"


def _due(engine: Engine, now: dt.datetime) -> tuple[Due, ...]:
    view = engine.archive(now)
    return due(view, engine.view(now).local_day())


def due_card(entries: Sequence[Due], intro: str) -> ui.LayoutView:
    """The entries that are due longest, each with its button, and two menus of them; `intro` is our own markdown."""
    shown = entries[:SHOWN]
    parts: list[Any] = [f"### {KB('keeper.title')}\n{intro}"]
    for one in shown:
        line = f"**{escaped(one.title, LINE)}**\n{small(escaped(looked(one), LINE))}"
        press = Press("still", "", entry_digest(one.id))
        parts.append(ui.Section(line, accessory=KbButton.make(press, KB("keeper.still"))))
    if more := len(entries) - len(shown):
        parts.append(small(KB("keeper.more", count=f"{more:,}")))
    parts += [_menu("alter", "keeper.edit", shown), _menu("away", "keeper.withdraw", shown)]
    return cards.view(cards.box("clarify", *parts))


def _menu(action: str, asks: str, entries: Sequence[Due]) -> cards.Row:
    options = [cards.menu_option(one.title, entry_digest(one.id)) for one in entries]
    row: cards.Row = ui.ActionRow()
    return row.add_item(KbMenu.make(Press(action), KB(asks), options))
