"""Drafts from the first form to the saved edit. Each press checks again who presses, and whether the draft still is."""

from __future__ import annotations

import asyncio
import dataclasses
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.answering.composition.draft import capital
from bot.discord_app.card.layout import sentence
from bot.discord_app.delivery.deliver import defer, deliver, replace
from bot.discord_app.errors import SorryError
from bot.discord_app.kb import cards
from bot.discord_app.kb.denials import Denied
from bot.discord_app.kb.draft_card import seen_of, work_card
from bot.discord_app.kb.forms import filled_in, form, with_reason
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import Press
from bot.discord_app.kb.saved_card import saved_card
from bot.discord_app.text.markup import escaped
from bot.errors import StrikebotError
from bot.knowledge import editing
from bot.moderating.forms import FORMS, NEWS, Filled, begin, choices, without
from bot.moderating.outcomes import Changed, Proposed, Saved
from bot.moderating.works import Add, Revise, Teach, Upload, Withdraw, with_beside, with_part, with_values
from bot.records.rows import Moderator

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import discord

    from bot.answering.engine import Engine
    from bot.discord_app.kb.drafts import Drafts, ModeratorDraft
    from bot.discord_app.kb.reviews import Reviews
    from bot.moderating.editor import Editor
    from bot.moderating.forms import Choice, Page
    from bot.moderating.outcomes import Prepared
    from bot.moderating.works import Work

Interaction = "discord.Interaction[Any]"
NO_HINTS: Mapping[str, str] = MappingProxyType({})


class Workbench:
    """Takes a moderator's work through its forms and its card to the edit, and says what went wrong on the way."""

    def __init__(self, editor: Editor, drafts: Drafts, reviews: Reviews) -> None:
        self.editor = editor
        self.drafts = drafts
        self.reviews = reviews
        self._saving: set[str] = set()
        """The drafts that are being saved: a second press waits for nothing and does nothing."""

    @property
    def engine(self) -> Engine:
        return self.editor.keeper.engine

    @property
    def now(self) -> dt.datetime:
        return self.editor.clock.now()

    async def add(
        self,
        interaction: discord.Interaction[Any],
        kind: str,
        *,
        settles: tuple[str, ...] = (),
        hints: Mapping[str, str] = NO_HINTS,
        **given: str,
    ) -> None:
        """Open the first page of a form, with what is given, and `hints` in the place of those of its fields; a form has to
        be the first response, so nothing slow comes before it."""
        await self.editor.may_write()
        filled = begin(kind, self.engine, self.now, **given)
        draft = self.drafts.begin(interaction.user.id, Add(filled=filled, settles=settles))
        page = _hinted(FORMS[kind].pages[0], hints)
        await self._open(interaction, Press("form", draft.id, page.name), page, filled)
        await self.drafts.store(draft)

    async def start(self, interaction: discord.Interaction[Any], work: Work, *, notice: str = "") -> None:
        """Show a work that needs no form. A file that was uploaded to be checked is shown in any case."""
        await defer(interaction, private=True, thinking=True)
        if not isinstance(work, Upload):
            await self.editor.may_write()
        draft = await self.drafts.keep(interaction.user.id, work)
        await self.show(interaction, draft, edits=False, notice=notice)

    async def show(
        self, interaction: discord.Interaction[Any], draft: ModeratorDraft, *, edits: bool, notice: str = ""
    ) -> None:
        """Show a draft on the files as they are now: in the place of its card, or as a new one."""
        await defer(interaction, private=True, thinking=not edits)
        prepared = await self.editor.prepare(draft.work)
        await self._put(interaction, draft, prepared, edits=edits, notice=notice)

    async def _put(
        self,
        interaction: discord.Interaction[Any],
        draft: ModeratorDraft,
        prepared: Prepared,
        *,
        edits: bool,
        notice: str = "",
    ) -> None:
        self.drafts.show(draft.id, prepared)
        seen = await asyncio.to_thread(seen_of, draft, prepared, self.now, self.engine)
        view = work_card(draft, prepared, seen, notice=notice, review=self.editor.review)
        await (replace(interaction, view) if edits else deliver(interaction, view, private=True))

    async def _open(
        self, interaction: discord.Interaction[Any], press: Press, page: Page, filled: Filled
    ) -> None:
        menus = await asyncio.to_thread(_menus, page, filled, self.engine, self.now)
        asked = tuple(field for field in page.fields if field.name in menus or not field.menu_only)
        strike = self.engine.base.strikes.get(filled.values.get("strike", ""))
        title = (
            f"{capital(strike.short_name)}: {page.title}" if strike and filled.kind in NEWS else page.title
        )
        page = dataclasses.replace(page, fields=asked, title=title)
        await interaction.response.send_modal(form(press, page, dict(filled.values), menus))

    async def find(self, interaction: discord.Interaction[Any], press: Press) -> ModeratorDraft:
        """The draft that a press is about; only whoever made it may press."""
        draft = await self.drafts.find(press.draft)
        if draft is None:
            raise Denied("draft-gone")
        if draft.moderator != interaction.user.id:
            raise Denied("draft-not-yours")
        return draft

    async def page(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Open a page of the form again, with what is typed already."""
        draft = await self.find(interaction, press)
        if isinstance(draft.work, Add):
            filled = draft.work.filled
            page = _page(filled.kind, press.arg)
            await self._open(interaction, Press("form", draft.id, page.name), page, filled)

    async def beside(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Open the form of a person or source that is made on the way, or of one that was."""
        draft = await self.find(interaction, press)
        filled = self._beside(draft.work, press.arg)
        if filled is not None:
            arg = f"{filled.kind}.{press.arg}" if press.arg.isdecimal() else filled.kind
            await self._open(interaction, Press("new", draft.id, arg), FORMS[filled.kind].pages[0], filled)

    def _beside(self, work: Work, arg: str) -> Filled | None:
        """A new form of the kind that `arg` names, or the one made before that it numbers."""
        if not arg.isdecimal():
            return begin(_kind(arg), self.engine, self.now)
        made = work.filled.beside if isinstance(work, Add) else ()
        return made[int(arg)] if int(arg) < len(made) else None

    async def submitted(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Take in what a form says, and show the draft. That of a withdrawal is opened from a message of many entries, which
        stays: the draft gets a card of its own."""
        draft = await self.find(interaction, press)
        if isinstance(draft.work, Revise):
            await self._taken(interaction, draft.id, with_part(draft.work, press.arg, filled_in(interaction)))
            return
        if isinstance(draft.work, Withdraw):
            await self.start(interaction, with_reason(draft.work, filled_in(interaction)))
            await self.drafts.drop(draft.id)
            return
        if not isinstance(draft.work, Add):
            return
        values = filled_in(interaction)
        work: Add
        if press.action == "new":
            named, _, place = press.arg.partition(".")
            kind = _kind(named)
            before = self._beside(draft.work, place or kind) or begin(kind, self.engine, self.now)
            made = Filled(kind, {**before.values, **values}, before.beside)
            work = with_beside(draft.work, made, int(place) if place.isdecimal() else None)
        else:
            work = with_values(draft.work, values)
        await self._taken(interaction, draft.id, work)

    async def _taken(self, interaction: discord.Interaction[Any], id: str, work: Work) -> None:
        await defer(interaction, private=True, thinking=interaction.message is None)
        draft = await self.drafts.keep(interaction.user.id, work, id)
        await self.show(interaction, draft, edits=interaction.message is not None)

    async def entry(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Teach the question to another entry, or withdraw or change the one that was meant."""
        draft = await self.find(interaction, press)
        work = draft.work
        if (
            isinstance(work, Teach | Withdraw | Revise)
            and press.arg.isdecimal()
            and int(press.arg) < len(work.others)
        ):
            chosen = work.model_copy(update={"entry": work.others[int(press.arg)][0]})
            draft = await self.drafts.keep(interaction.user.id, chosen, draft.id)
        await self.show(interaction, draft, edits=True)

    async def unmake(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Leave out a person or source that was made on the way."""
        draft = await self.find(interaction, press)
        work = draft.work
        if isinstance(work, Add) and press.arg.isdecimal():
            await defer(interaction, private=True, thinking=False)
            left = await asyncio.to_thread(without, work.filled, int(press.arg), self.engine, self.now)
            draft = await self.drafts.keep(
                interaction.user.id, work.model_copy(update={"filled": left}), draft.id
            )
        await self.show(interaction, draft, edits=True)

    async def diff(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """The lines of the files that would change."""
        draft = await self.find(interaction, press)
        await defer(interaction, private=True, thinking=True)
        prepared = self.drafts.shown(draft.id) or await self.editor.prepare(draft.work)
        view = cards.view(cards.box("decline", cards.code_block(prepared.diff, 3800) or KB("diff.none")))
        await deliver(interaction, view, private=True)

    async def discard(self, interaction: discord.Interaction[Any], press: Press) -> None:
        draft = await self.find(interaction, press)
        if draft.id in self._saving:
            await defer(interaction, private=True, thinking=False)
            return
        await self.drafts.drop(draft.id)
        await replace(interaction, sentence(KB("work.discarded")))

    async def save(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Save what was shown, once, and nothing else: the button says on which revision it was."""
        draft = await self.find(interaction, press)
        await defer(interaction, private=True, thinking=False)
        if draft.id in self._saving:
            return
        self._saving.add(draft.id)
        try:
            await self._save(interaction, press, draft)
        finally:
            self._saving.discard(draft.id)

    async def _save(self, interaction: discord.Interaction[Any], press: Press, draft: ModeratorDraft) -> None:
        prepared = self.drafts.shown(draft.id)
        if prepared is None or prepared.work != draft.work:
            prepared = await self.editor.prepare(draft.work)
        if prepared.revision != press.arg or not prepared.ready:
            notice = await self._changed_since(press.arg, prepared)
            await self._put(interaction, draft, prepared, edits=True, notice=notice)
            return
        try:
            outcome = await self.editor.save(prepared, moderator_of(interaction))
        except StrikebotError as error:
            notice = KB("work.failed", why=escaped(str(error), 600))
            await self._put(interaction, draft, prepared, edits=True, notice=notice)
            return
        await self._after(interaction, draft, outcome)

    async def _changed_since(self, revision: str, prepared: Prepared) -> str:
        """Why a draft is shown again, and where that is known what others have changed since it was shown."""
        before = self.drafts.files_of(revision)
        if before is None or revision == prepared.revision:
            return KB("work.again")
        return changed_notice(await asyncio.to_thread(editing.diff, before, prepared.before))

    async def _after(
        self,
        interaction: discord.Interaction[Any],
        draft: ModeratorDraft,
        outcome: Saved | Proposed | Changed,
    ) -> None:
        if isinstance(outcome, Changed):
            await self._put(
                interaction, draft, outcome.fresh, edits=True, notice=changed_notice(outcome.diff)
            )
            return
        await self.drafts.drop(draft.id)
        if isinstance(outcome, Proposed):
            await replace(interaction, sentence(KB("work.proposed", number=outcome.edit)))
            await self.reviews.post(outcome.edit)
            return
        said = KB("work.saved", number=outcome.edit)
        await replace(interaction, saved_card(outcome, said, settles=bool(draft.work.settles)))


def changed_notice(diff: str) -> str:
    return f"{KB('work.changed')}\n{cards.code_block(diff, 900)}"


def moderator_of(interaction: discord.Interaction[Any]) -> Moderator:
    """Who pressed, as it is recorded with an edit."""
    return Moderator(interaction.user.id, interaction.user.display_name[:80])


def _kind(kind: str) -> str:
    """The kind of form that a press names; SorryError where a hand-made one names none."""
    if kind not in FORMS:
        raise SorryError("error.command-changed")
    return kind


def _menus(page: Page, filled: Filled, engine: Engine, now: dt.datetime) -> dict[str, list[Choice]]:
    """What the menus of a page offer; a field that nothing can be offered for is typed. For a thread."""
    return {
        field.name: found
        for field in page.fields
        if field.style in ("choice", "choices") and (found := choices(field, filled, engine, now))
    }


def _hinted(page: Page, hints: Mapping[str, str]) -> Page:
    fields = tuple(dataclasses.replace(one, hint=hints.get(one.name, one.hint)) for one in page.fields)
    return dataclasses.replace(page, fields=fields)


def _page(kind: str, name: str) -> Page:
    """A page of a form by its name."""
    pages: tuple[Page, ...] = FORMS[kind].pages
    return next((page for page in pages if page.name == name), pages[0])
