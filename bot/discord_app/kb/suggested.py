"""What members suggest for the base: a list, from which a form is begun with the words filled in, or which a press clears."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.dates.partial import day_words
from bot.discord_app.card.layout import sentence
from bot.discord_app.delivery.deliver import defer, deliver, replace
from bot.discord_app.kb import cards
from bot.discord_app.kb.cards import BoundedText, plural
from bot.discord_app.kb.denials import Denied
from bot.discord_app.kb.lists import pager
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, KbMenu, Press
from bot.discord_app.kb.workbench import NO_HINTS
from bot.discord_app.text.markup import escaped, small
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_app.kb.workbench import Workbench
    from bot.discord_app.questions.moderators import ModeratorChannel
    from bot.records.store import Records
    from bot.records.suggested import Suggestion

ON_A_PAGE = 4
SHOWN = 600
"""Characters of a message in the list."""
FIELDS = {"event": "text", "quote": "text", "position": "text", "answer": "answer", "source": "url"}
"""The kinds of form that can be begun, each with the field that takes the words."""
TOLD_EVERY = dt.timedelta(hours=12)
_ADDRESS = re.compile(r"https://[^\s<>|\"]+")


class Suggested:
    """What members suggest, as moderators see it: listed, begun as a form, taken off the list."""

    def __init__(self, records: Records, workbench: Workbench, tray: ModeratorChannel) -> None:
        self._records = records
        self._workbench = workbench
        self._tray = tray

    async def tell(self) -> None:
        """Say in the moderators' channel that something was suggested: now and then, however much it is, and not where it is
        unknown when that was last."""
        with contextlib.suppress(StrikebotError):
            if self._tray.reaches and await self._records.claim("suggested", TOLD_EVERY):
                await self._tray.show(sentence(KB("suggested.told")))

    async def list(self, interaction: discord.Interaction[Any]) -> None:
        await deliver(interaction, listed(await self._records.suggestions.waiting(), 0), private=True)

    async def page(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=False)
        number = press.arg.partition(".")[0]
        page = int(number) if number.isdecimal() and len(number) < 6 else 0
        await replace(interaction, listed(await self._records.suggestions.waiting(), page))

    async def begin(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Open a form with the words in it; the message waits on until it is cleared, so that no form loses it."""
        kind, _, id = press.arg.partition(".")
        found = await self._records.suggestions.one(_number(id))
        if found is None or kind not in FIELDS:
            raise Denied("suggested.gone")
        filled = {FIELDS[kind]: _words_for(kind, found.text)}
        await self._workbench.add(interaction, kind, settles=(), hints=NO_HINTS, **filled)

    async def clear(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=False)
        if not await self._records.suggestions.settle(_number(press.arg)):
            raise Denied("suggested.gone")
        await replace(interaction, listed(await self._records.suggestions.waiting(), 0))
        await deliver(interaction, sentence(KB("suggested.cleared")), private=True)


def listed(suggestions: Sequence[Suggestion], page: int) -> ui.LayoutView:
    """The messages that wait, the oldest first."""
    if not suggestions:
        return cards.view(cards.box("decline", KB("suggested.none")))
    pages = -(-len(suggestions) // ON_A_PAGE)
    page = min(max(page, 0), pages - 1)
    parts: list[Any] = [KB("suggested.title", count=f"{len(suggestions):,}")]
    for one in suggestions[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]:
        parts += [_told(one), _menu(one), _button(one)]
    if pages > 1:
        parts += [small(KB("unanswered.page", number=page + 1, total=pages)), pager("slist", page, pages)]
    return cards.view(cards.box("clarify", *parts))


def _told(one: Suggestion) -> str:
    text = BoundedText(room=900)
    text.add(escaped(one.text, SHOWN))
    times = KB("suggested.times", times=plural(one.times, "time")) if one.times > 1 else ""
    text.add(small(KB("suggested.line", link=one.link, day=day_words(one.day), times=times)))
    return str(text)


def _menu(one: Suggestion) -> cards.Row:
    options = [cards.menu_option(KB(f"suggested.as-{kind}"), f"{kind}.{one.id}") for kind in FIELDS]
    row: cards.Row = ui.ActionRow()
    return row.add_item(KbMenu.make(Press("sform", "", str(one.id)), KB("suggested.begin"), options))


def _button(one: Suggestion) -> cards.Row:
    row: cards.Row = ui.ActionRow()
    return row.add_item(KbButton.make(Press("sclear", "", str(one.id)), KB("suggested.clear")))


def _words_for(kind: str, text: str) -> str:
    """The words as they stand; for a source the address in them, where there is one."""
    address = _ADDRESS.search(text)
    return (address[0].rstrip(".,;:!?)") if address else "") if kind == "source" else text


def _number(text: str) -> int:
    """0 where a hand-made press has none, or one that no database holds."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
