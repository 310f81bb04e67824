"""The second pair of eyes: edits that wait in the moderators' channel until another moderator has decided."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.card.layout import sentence
from bot.discord_app.delivery.deliver import defer, deliver, replace
from bot.discord_app.kb import cards
from bot.discord_app.kb.denials import Denied
from bot.discord_app.kb.draft_card import members_reply
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, Press
from bot.discord_app.kb.saved_card import saved_card
from bot.discord_app.text.markup import escaped, small
from bot.knowledge import editing
from bot.moderating.outcomes import Saved
from bot.records.rows import Moderator

if TYPE_CHECKING:
    from bot.discord_app.questions.moderators import ModeratorChannel
    from bot.moderating.editor import Editor
    from bot.moderating.outcomes import Prepared
    from bot.records.rows import Edit


class Reviews:
    """Shows proposed edits to the moderators, and takes what another one of them decides."""

    def __init__(self, editor: Editor, tray: ModeratorChannel) -> None:
        self.editor = editor
        self.tray = tray

    async def post(self, number: int) -> None:
        """Show a proposal in the moderators' channel, where there is one; `/kb history` lists it in any case."""
        edit = await self.editor.records.edit(number)
        if edit is not None:
            await self.tray.show(await self.card(edit))

    async def card(self, edit: Edit) -> discord.ui.LayoutView:
        """A proposal: the card that members would see, the lines that change, and the two buttons."""
        prepared = await self.editor.prepare(await self.editor.approval_of(edit.id, Moderator(0, "")))
        parts: list[Any] = []
        text = cards.BoundedText()
        shown = await asyncio.to_thread(members_reply, prepared, self.editor.clock.now())
        if shown is not None:
            parts.append(cards.members_card(*shown))
            text.room -= cards.text_length(parts[0])
        text.add(f"### {KB('review.title')}")
        text.add(f"**{escaped(edit.what, 300)}**")
        if edit.reason:
            text.add(KB("history.reason", reason=escaped(edit.reason, 300)))
        text.add(small(KB("review.by", moderator=escaped(edit.moderator, 80), number=edit.id)))
        if not prepared.ready:
            text.add(KB("review.stale", why=escaped(_why(prepared), 300)))
        text.items(prepared.plan.notes)
        if prepared.broken:
            text.add(KB("work.broken", count=cards.plural(len(prepared.broken), "check")))
            text.items(problem.message for problem in prepared.broken)
        lines = await asyncio.to_thread(editing.diff_of, editing.from_json(edit.patches))
        text.add(cards.code_block(lines, min(1200, text.room)))
        buttons = [
            KbButton.make(
                Press("approve", "", str(edit.id)), KB("review.approve"), discord.ButtonStyle.success
            ),
            KbButton.make(Press("refuse", "", str(edit.id)), KB("review.refuse"), discord.ButtonStyle.danger),
        ]
        parts.append(cards.box("clarify", str(text), *cards.rows(buttons)))
        self.editor.free(prepared)
        return cards.view(*parts)

    async def approve(self, interaction: discord.Interaction[Any], number: int, moderator: Moderator) -> None:
        """Carry a proposal out; never one's own."""
        await defer(interaction, private=True, thinking=False)
        prepared = await self.editor.prepare(await self.editor.approval_of(number, moderator))
        if not prepared.ready:
            stale = sentence(KB("review.stale", why=escaped(_why(prepared), 600)))
            await deliver(interaction, stale, private=True)
            return
        outcome = await self.editor.save(prepared, moderator)
        if not isinstance(outcome, Saved):
            raise Denied("review.changed")
        said = KB("review.approved", number=number, moderator=escaped(moderator.name, 80))
        await replace(interaction, saved_card(outcome, said))

    async def refuse(self, interaction: discord.Interaction[Any], number: int, moderator: Moderator) -> None:
        """Turn a proposal down; one's own too would be odd, so that is not done either."""
        await defer(interaction, private=True, thinking=False)
        await self.editor.refuse(number, moderator)
        who = escaped(moderator.name, 80)
        await replace(interaction, sentence(KB("review.refused", number=number, moderator=who)))


def _why(prepared: Prepared) -> str:
    told = [problem.text for problem in prepared.wrong] or [str(problem) for problem in prepared.problems]
    return " ".join(told[:3])
