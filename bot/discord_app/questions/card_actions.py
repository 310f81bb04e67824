"""What the card's buttons and menu do. Each press checks again who presses, and whether the card still holds."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

import discord

from bot.discord_app.card.feedback import expected_form, filled_in
from bot.discord_app.card.labels import labelled, unlabelled
from bot.discord_app.card.layout import option_digest, sentence
from bot.discord_app.card.offers import offer, runners_up, will_tell
from bot.discord_app.card.read_back import asked_below, shown_question
from bot.discord_app.card.request import Request, pick, preferring, question
from bot.discord_app.card.state import read_page
from bot.discord_app.delivery.deliver import defer, deliver, in_time, replace
from bot.discord_app.errors import SorryError, tell
from bot.discord_app.questions.memory import RememberedRequest
from bot.discord_app.text.markup import clean
from bot.discord_app.text.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.discord_app.card.state import CardState
    from bot.discord_app.questions.desk import Answered, Desk
    from bot.discord_app.questions.flow import Asking
    from bot.discord_app.questions.moderators import ModeratorChannel, Moderators
    from bot.discord_app.text.words import Words


T = TypeVar("T")


class Presses:
    """Does what a press on a card asks for, once it is known who may and that the card still holds."""

    def __init__(self, asking: Asking, moderators: Moderators, tray: ModeratorChannel) -> None:
        self.asking = asking
        self.moderators = moderators
        self.tray = tray

    @property
    def desk(self) -> Desk:
        return self.asking.desk

    async def press(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        """Do what a button says; whatever fails is told."""
        actions = {
            "b": self._page,
            "p": self._page,
            "n": self._not_asked,
            "r": self._remove,
            "o": self._option,
            "e": self._entry,
            "w": self._form,
            "c": self._meant,
            "t": self._tell_me,
            "u": self._tell_me_not,
        }
        try:
            await actions[state.action](interaction, state)
        except Exception as error:
            await tell(interaction, error)

    async def related(self, interaction: discord.Interaction[Any], state: CardState, text: str) -> None:
        """Ask a question chosen from the menu: for all to see where it was one's own card."""
        try:
            moment, live = self.desk.present(state)
            private = is_private(interaction) or not self._own(interaction, state)
            request = preferring(question(text), self.asking.first(interaction.guild_id))
            await self.asking.respond(
                interaction,
                lambda: self.desk.answer(request, moment, live=live),
                private=private,
                edits=False,
            )
        except Exception as error:
            await tell(interaction, error)

    async def picked(self, interaction: discord.Interaction[Any], state: CardState, value: str) -> None:
        """Show what was chosen from the menu of issues, employers or strikes."""
        try:
            request = pick(value, self.desk.base)
            if request is None:
                raise SorryError("error.choice-gone")
            moment, live = self.desk.present(state)
            shown = labelled(request, self.desk.engine.view(moment))
            await self.asking.respond(
                interaction,
                lambda: self.desk.answer(shown, moment, live=live),
                private=is_private(interaction) or not self._own(interaction, state),
            )
        except Exception as error:
            await tell(interaction, error)

    def _own(self, interaction: discord.Interaction[Any], state: CardState) -> bool:
        return interaction.user.id == state.asker

    async def _work(
        self, interaction: discord.Interaction[Any], work: Callable[[], T], *, edits: bool = False
    ) -> T:
        return await in_time(interaction, work, private=True, edits=edits, patience=self.asking.patience)

    async def _asked(
        self, interaction: discord.Interaction[Any], state: CardState, *, edits: bool = False
    ) -> RememberedRequest:
        shown = shown_question(interaction.message)
        asked = await self._work(interaction, lambda: self.desk.again(state, shown), edits=edits)
        asked = asked or await self._below(interaction, state)
        if asked is None:
            raise SorryError("error.card-forgotten")
        return asked

    async def _below(
        self, interaction: discord.Interaction[Any], state: CardState
    ) -> RememberedRequest | None:
        """The request of a card that is too long to be shown whole, from the message that it answers."""
        try:
            async with asyncio.timeout(self.asking.patience):
                text = await asked_below(interaction.client.user, interaction.message)
        except TimeoutError:
            return None
        request = question(text)
        return RememberedRequest(request, None, ()) if request.key == state.key else None

    def _changed(self, asked: RememberedRequest, state: CardState, words: Words) -> str | None:
        if state.revision == self.desk.base.revision:
            return None
        return words("card.withdrawn" if self.desk.withdrawn(asked) else "card.changed")

    async def _page(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        edits = self._own(interaction, state) or self.moderators.include(interaction)
        asked, words = await self._asked(interaction, state, edits=edits), words_for(interaction.locale)
        notice = self._changed(asked, state, words)
        answered = await self._again(interaction, asked, state, edits=edits)
        page, original = read_page(state.arg)
        view = self.asking.card(
            answered,
            asker=state.asker if edits else interaction.user.id,
            words=words,
            page=0 if notice else page,
            notice=notice,
            original=original,
        )
        if edits:
            await replace(interaction, view)
        else:
            await deliver(interaction, view, private=True)

    def _as_it_was(self, asked: RememberedRequest, state: CardState) -> Answered:
        return self.desk.answer(asked.request, state.as_of, live=state.live, previous=asked.previous)

    async def _again(
        self,
        interaction: discord.Interaction[Any],
        asked: RememberedRequest,
        state: CardState,
        *,
        edits: bool,
    ) -> Answered:
        def work() -> Answered:
            return self.desk.answer(
                asked.request, self.desk.moment_of(state), live=state.live, previous=asked.previous
            )

        return await self._work(interaction, work, edits=edits)

    async def _remove(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        if not (self._own(interaction, state) or self.moderators.include(interaction)):
            raise SorryError("error.not-yours")
        await defer(interaction, private=False, thinking=False)
        with contextlib.suppress(discord.NotFound):  # it is gone already
            await interaction.delete_original_response()

    async def _option(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        own = self._own(interaction, state)
        asked = await self._asked(interaction, state, edits=own)
        answered = await self._work(interaction, lambda: self._as_it_was(asked, state), edits=own)
        chosen = next((o for o in answered.reply.options if option_digest(o.question) == state.arg), None)
        if chosen is None:
            raise SorryError("error.choice-gone")
        listed = answered.reply.kind == "shortlist" and chosen.entry
        request = (
            Request("show", chosen.entry, label=self._title(chosen.entry, state))
            if listed and chosen.entry
            else preferring(question(chosen.question), self.asking.first(interaction.guild_id))
        )
        await self._instead(interaction, state, request)

    async def _entry(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        own = self._own(interaction, state)
        request = await self._work(interaction, lambda: self._chosen(state), edits=own)
        await self._instead(interaction, state, request)

    def _chosen(self, state: CardState) -> Request:
        ids = (full_id for full_id, _, _ in self.desk.base.entries())
        found = next((full_id for full_id in ids if option_digest(full_id) == state.arg), None)
        if found is None:
            raise SorryError("error.choice-gone")
        if self.desk.base.entry(found).withdrawn:
            raise SorryError("error.withdrawn")
        return Request("show", found, label=self._title(found, state))

    async def _meant(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        """Answer what was chosen of the things that a typed name may mean."""
        own = self._own(interaction, state)
        asked = await self._asked(interaction, state, edits=own)
        view = self.desk.engine.view(self.desk.present(state)[0])
        await self._instead(interaction, state, labelled(unlabelled(asked.request), view))

    def _title(self, full_id: str, state: CardState) -> str:
        context = self.desk.engine.show(full_id, self.desk.present(state)[0]).context
        return context.question if context else full_id

    async def _instead(
        self, interaction: discord.Interaction[Any], state: CardState, request: Request
    ) -> None:
        """Answer in the place of the asker's card, and privately for anyone else."""
        own = self._own(interaction, state)
        private = is_private(interaction) or not own
        moment, live = self.desk.present(state)
        await self.asking.respond(
            interaction,
            lambda: self.desk.answer(request, moment, live=live),
            private=private,
            edits=own,
        )

    async def _not_asked(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        """Offer the runners-up to the one who pressed, and pass the question on."""
        self.asking.admit(interaction)
        asked, words = await self._asked(interaction, state), words_for(interaction.locale)
        await defer(interaction, private=True, thinking=True)
        answered = await self._work(interaction, lambda: self._as_it_was(asked, state))
        others = runners_up(answered.reply)
        near = await self._work(interaction, lambda: self.desk.near(answered))
        kept = await self.asking.noting.not_asked(asked.request)
        posted = await self.tray.put(
            state.key, asked.request.named, answered.reply, [c.title for c in others]
        )
        told = kept or posted
        own = state.asked_by(interaction.user.id)
        shown = shown_question(interaction.message)
        view = offer(others, near, own, words, told=told, shown=shown)
        await deliver(interaction, view, private=True)

    async def _tell_me(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        """Remember who pressed, until their question has an answer; one press ends it."""
        self.asking.admit(interaction)
        asked, words = await self._asked(interaction, state), words_for(interaction.locale)
        await defer(interaction, private=True, thinking=True)
        locale = str(interaction.locale)
        kept = await self.asking.noting.wait(interaction.user.id, asked.request, locale)
        shown = shown_question(interaction.message)
        view = (
            will_tell(state.asked_by(interaction.user.id), words, shown)
            if kept
            else sentence(words("owed.many"))
        )
        await deliver(interaction, view, private=True)

    async def _tell_me_not(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        asked, words = await self._asked(interaction, state, edits=True), words_for(interaction.locale)
        await self.asking.noting.stop(interaction.user.id, asked.request)
        await replace(interaction, sentence(words("owed.stopped")))

    async def _form(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        """Open the form; a form has to be the first response, so nothing is looked up before it."""
        self.asking.admit(interaction)
        moderates = self.moderators.include(interaction)
        form = expected_form(state, words_for(interaction.locale), moderates=moderates)
        await interaction.response.send_modal(form)

    async def submitted(self, interaction: discord.Interaction[Any], state: CardState) -> None:
        """Pass on what was written in the form; whatever fails is told."""
        try:
            shown = shown_question(interaction.message)
            asked = await self._work(interaction, lambda: self.desk.again(state, shown))
            await defer(interaction, private=True, thinking=True)
            expected, entry = filled_in(interaction)
            kept = await self.asking.noting.not_asked(asked.request, expected) if asked else False
            posted = await self.tray.more(asked.request.named if asked else clean(shown), expected, entry)
            told = kept or posted
            words = words_for(interaction.locale)
            await deliver(
                interaction, sentence(words("form.thanks" if told else "form.untold")), private=True
            )
        except Exception as error:
            await tell(interaction, error)


def is_private(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
