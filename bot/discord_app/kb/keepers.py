"""Tells keepers, once a week, which of their entries are to be looked at again: in a direct message, else where all
moderators read."""

from __future__ import annotations

import asyncio
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
            if await editor.records.claim(f"keeper.{keeper}", every):
                await self._tell(int(keeper), entries)

    async def _tell(self, keeper: int, entries: Sequence[Due]) -> None:
        """Somebody who cannot be reached, or moderates no more, could do nothing about them: then all are told."""
        if not await self._whispered(keeper, entries):
            await self._tray.show(due_card(entries, KB("keeper.away", keeper=f"<@{keeper}>")))

    async def _whispered(self, keeper: int, entries: Sequence[Due]) -> bool:
        try:
            if not await is_keeper(self._client, self._moderators, keeper):
                return False
            channel = await self._client.create_dm(discord.Object(keeper))
            await channel.send(view=due_card(entries, KB("keeper.yours")), allowed_mentions=QUIET)
        except UNREACHABLE as error:
            log.info("a keeper cannot be told by direct message: %s", error)
            return False
        return True


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
