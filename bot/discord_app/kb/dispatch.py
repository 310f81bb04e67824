"""Everything that moderators press, and who may: checked at each press, not only when it was drawn."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.discord_app.card.layout import sentence
from bot.discord_app.delivery.deliver import defer, deliver, replace
from bot.discord_app.errors import SorryError, tell
from bot.discord_app.kb import lists
from bot.discord_app.kb.denials import Denied
from bot.discord_app.kb.entry_options import entry_of
from bot.discord_app.kb.entry_parts import open_part
from bot.discord_app.kb.keeper_presses import alter, still_true, withdraw
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.suggested import Suggested
from bot.discord_app.kb.workbench import moderator_of
from bot.discord_app.questions.moderators import is_keeper
from bot.discord_app.text.limits import cut
from bot.discord_app.text.markup import escaped
from bot.knowledge import editing
from bot.moderating.forms import news_of
from bot.moderating.questions import grouped, near
from bot.moderating.works import Teach

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from zoneinfo import ZoneInfo

    import discord

    from bot.discord_app.kb.press import Press
    from bot.discord_app.kb.reviews import Reviews
    from bot.discord_app.kb.workbench import Workbench
    from bot.discord_app.questions.moderators import Moderators
    from bot.moderating.editor import Editor
    from bot.moderating.pages.page_reader import PageReader
    from bot.moderating.questions import Group

NEAREST = 25
ASKED = 200
"""Characters of a question that an entry keeps."""


class KbDesk:
    """Hands each press of a moderator to what it asks for; there is none without home servers."""

    def __init__(
        self,
        editor: Editor,
        workbench: Workbench,
        reviews: Reviews,
        moderators: Moderators,
        pages: PageReader | None = None,
    ) -> None:
        self.editor = editor
        self.workbench = workbench
        self.reviews = reviews
        self.moderators = moderators
        self.suggested = Suggested(editor.records, workbench, reviews.tray)
        self.pages = pages
        """Reads what pages say of themselves; None where no page is to be asked for."""
        work = workbench
        self._actions: dict[str, Callable[[discord.Interaction[Any], Press], Awaitable[None]]] = {
            "page": work.page,
            "beside": work.beside,
            "part": partial(open_part, work),
            "entry": work.entry,
            "unmake": work.unmake,
            "diff": work.diff,
            "drop": work.discard,
            "save": work.save,
            "open": self._open,
            "teach": self._teach,
            "write": self._write,
            "dismiss": self._dismiss,
            "ulist": self._unanswered,
            "hlist": self._history,
            "slist": self.suggested.page,
            "sform": self.suggested.begin,
            "sclear": self.suggested.clear,
            "edit": self._edit,
            "undo": self._undo,
            "approve": self._approve,
            "refuse": self._refuse,
            "still": partial(still_true, work),
            "alter": partial(alter, work),
            "away": partial(withdraw, work),
        }

    def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Let moderators pass; Denied for everyone else."""
        if not self.moderators.keep(interaction):
            raise Denied("not-moderator")

    async def _admit_press(self, interaction: discord.Interaction[Any]) -> None:
        """The same for what is pressed, also in a direct message, where it is asked who they are in the home servers."""
        if interaction.guild_id is None:
            if not await is_keeper(interaction.client, self.moderators, interaction.user.id):
                raise Denied("not-moderator")
        else:
            self.admit(interaction)

    async def pressed(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Do what a button or menu says; whatever fails is told."""
        try:
            await self._admit_press(interaction)
            action = self._actions.get(press.action)
            if action is None:
                raise SorryError("error.command-changed")
            await action(interaction, press)
        except Exception as error:
            await tell(interaction, error)

    async def submitted(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Take in a form; whatever fails is told."""
        try:
            await self._admit_press(interaction)
            await self.workbench.submitted(interaction, press)
        except Exception as error:
            await tell(interaction, error)

    @property
    def zone(self) -> ZoneInfo:
        """Where the base is at home."""
        return self.editor.keeper.engine.base.zone

    def only_strike(self, news: str) -> str:
        """The one strike that news of this kind can be of, where none is named; Denied where there are several."""
        found = news_of(news, self.editor.keeper.engine.archive(self.editor.clock.now()))
        if len(found) == 1:
            return found[0].id
        names = "; ".join(strike.name for strike in found[:5])
        raise Denied("strike.which", names=escaped(names, 400)) if found else Denied("strike.none")

    async def groups(self) -> list[Group]:
        """The questions that wait, by likeness, most asked first."""
        waiting = await self.editor.records.waiting()
        return await asyncio.to_thread(grouped, waiting, self.editor.keeper.engine, self.editor.clock.now())

    async def _group(self, press: Press) -> Group:
        found = next((group for group in await self.groups() if press.arg in group.keys), None)
        if found is None:
            raise Denied("unanswered.gone")
        return found

    async def _open(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await self.workbench.show(interaction, await self.workbench.find(interaction, press), edits=False)

    async def _teach(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """One press: the entry that comes nearest, as members would then see it; others in a menu."""
        await defer(interaction, private=True, thinking=True)
        group = await self._group(press)
        await self.workbench.start(interaction, await self.teaching(group.name, settles=group.keys))

    async def teaching(
        self,
        question: str,
        entry: str = "",
        settles: tuple[str, ...] = (),
        among: tuple[tuple[str, str], ...] = (),
    ) -> Teach:
        """The work that teaches a question to an entry, to one of those it is still to be chosen `among`, or to one that is
        likely meant; what an entry has no room for is left out at a word."""
        question = question[: cut(question, ASKED)].rstrip()
        engine, now = self.editor.keeper.engine, self.editor.clock.now()
        found = await asyncio.to_thread(near, engine, question, now, NEAREST)
        chosen = entry or ("" if among else found.likely)
        others = tuple(dict.fromkeys((*among, *found.entries)))[:NEAREST]
        return Teach(question=question, entry=chosen, others=others, settles=settles)

    async def _write(self, interaction: discord.Interaction[Any], press: Press) -> None:
        group = await self._group(press)
        await self.workbench.add(interaction, "answer", settles=group.keys, question=group.name)

    async def _dismiss(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=False)
        group = await self._group(press)
        await self.editor.records.dismiss(group.keys)
        await replace(interaction, lists.unanswered(await self.groups(), 0, self.zone))
        await deliver(interaction, sentence(KB("unanswered.dismissed")), private=True)

    async def _unanswered(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=False)
        await replace(interaction, lists.unanswered(await self.groups(), _number(press), self.zone))

    async def _history(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=False)
        name, view = press.arg.partition(".")[2], self.editor.keeper.engine.archive(self.editor.clock.now())
        entry = await asyncio.to_thread(entry_of, view, name) if name else None
        if name and entry is None:
            raise Denied("history.entry-gone")
        edits = await self.editor.records.history(lists.EDITS + 1, _number(press), entry=entry)
        await replace(interaction, lists.history(edits, entry=entry or ""))

    async def _edit(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=True)
        edit = await self.editor.records.edit(_number(press))
        if edit is None:
            raise Denied("history.gone")
        if edit.state == "waiting":
            await deliver(interaction, await self.reviews.card(edit), private=True)
            return
        lines = await asyncio.to_thread(editing.diff_of, editing.from_json(edit.patches))
        await deliver(interaction, lists.one_edit(edit, lines), private=True)

    async def _undo(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await defer(interaction, private=True, thinking=True)
        await self.workbench.start(interaction, await self.editor.undo_of(_number(press)))

    async def _approve(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await self.reviews.approve(interaction, _number(press), moderator_of(interaction))

    async def _refuse(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await self.reviews.refuse(interaction, _number(press), moderator_of(interaction))


def _number(press: Press) -> int:
    """The number in a press; 0 where a hand-made one has none, or one that no database holds."""
    text = press.arg.partition(".")[0]
    return int(text) if text.isdecimal() and len(text) < 10 else 0
